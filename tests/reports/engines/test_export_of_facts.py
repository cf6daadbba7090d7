"""Facts are exported by month: only what changed, the database of one moment, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from django.db import connection

from motcua.catalogue.models import Procedure
from motcua.dossiers.models import Dossier, DueDate, Mark
from motcua.law.refusal import Refused
from motcua.reports.engines import export, streaming
from motcua.reports.engines.export import Result, export_from
from motcua.reports.engines.exported import EXPORTED
from motcua.reports.engines.manifest import NAME, read_manifest
from motcua.reports.engines.places import UNFINISHED, Folder
from reports.histories import AFTERWARDS, History, at, history, put

pytestmark = pytest.mark.django_db
MONTHS = (
    history("2019-01-31 23:59", "2019-02-10 08:00", "2019-03-02 09:00"),
    history("2019-02-01 00:00", "2019-02-10 08:00"),
    history("2019-02-28 23:59", "2019-03-10 08:00", "2019-03-02 09:00", "rejected"),
    history("2019-03-01 00:00", "2019-03-20 08:00"),
)


@pytest.fixture
def place(tmp_path: Path) -> Folder:
    """An empty folder of facts."""
    return Folder(tmp_path / "facts")


def _export(place: Folder, **more: object) -> Result:
    return export_from(connection.connection, place, known_until=AFTERWARDS, **more)  # type: ignore[arg-type]


def _rows(place: Folder, table: str = "report_facts") -> list[tuple[object, ...]]:
    """All rows that the manifest lists, as DuckDB reads them."""
    manifest = read_manifest(place)
    assert manifest is not None
    files = [str(place.root / part.file) for part in manifest.tables[table]]
    return duckdb.sql(f"SELECT * FROM read_parquet({files}) ORDER BY ALL").fetchall() if files else []


def _months(place: Folder) -> dict[str, int]:
    manifest = read_manifest(place)
    assert manifest is not None
    return {part.month: part.rows for part in manifest.tables["report_facts"]}


def test_each_local_month_of_acceptance_is_a_file(province: None, place: Folder) -> None:
    put(MONTHS)
    done = _export(place)
    assert _months(place) == {"2019-01": 1, "2019-02": 2, "2019-03": 1}
    assert (done.written, done.rows, done.kept) == (3, 4, 0)


def test_a_row_holds_what_the_facts_declare_and_nothing_of_a_person(province: None, place: Folder) -> None:
    (dossier,) = put([history("2019-03-05 09:00", "2019-03-20 08:00", "2019-03-12 10:30")])
    Dossier.objects.filter(pk=dossier.pk).update(commune="Xã Tân Thạnh", late_cause="overload")
    Mark.objects.create(dossier=dossier, kind="fee", at=at("2019-03-05 09:01"))
    _export(place)
    (row,) = _rows(place)
    told = dict(zip(EXPORTED[0].columns, row, strict=True))
    moments = {"accepted_at": "2019-03-05 02:00", "due_at": "2019-03-20 01:00", "ended_at": "2019-03-12 03:30"}
    assert {name: f"{told[name]:%Y-%m-%d %H:%M}" for name in moments} == moments
    assert told["id"] == str(dossier.pk)
    assert told["fee_at"] == datetime(2019, 3, 5, 2, 1)  # noqa: DTZ001 - UTC that does not say so
    assert (told["commune"], told["ended_as"], told["counter"], told["known_until"]) == (
        "Xã Tân Thạnh",
        "finished",
        None,
        None,
    )
    assert dossier.applicant_name not in str(row)


def test_a_dossier_whose_due_date_moved_has_a_row_for_each_due_date(province: None, place: Folder) -> None:
    first, second = at("2019-03-05 09:00"), at("2019-03-07 15:00")
    put([History(first, [(first, at("2019-03-20 08:00")), (second, None)])])
    _export(place)
    names = list(EXPORTED[0].columns)
    due, since, until = (names.index(name) for name in ("due_at", "known_from", "known_until"))
    plain = [moment.replace(tzinfo=None) for moment in (first, second)]
    found = {(row[due] is None, row[since], row[until]) for row in _rows(place)}
    assert found == {(False, plain[0], plain[1]), (True, plain[1], None)}


def test_nothing_is_written_again_when_nothing_changed(province: None, place: Folder) -> None:
    put(MONTHS)
    _export(place)
    times = {name: (place.root / name).stat().st_mtime_ns for name in place.names() if name != NAME}
    done = _export(place)
    assert (done.written, done.kept) == (0, 3)
    assert times == {name: (place.root / name).stat().st_mtime_ns for name in place.names() if name != NAME}


CHANGES: dict[str, Callable[[Dossier], object]] = {
    "it ended": lambda d: _update(d, ended_at=at("2019-04-02 08:00"), ended_as="finished", late_cause="overload"),
    "its true end": lambda d: _update(
        d,
        ended_at=at("2019-04-02 08:00"),
        ended_as="finished",
        late_cause="overload",
        ended_actual=at("2019-04-01 08:00"),
    ),
    "a new due date": lambda d: (
        DueDate.objects.create(dossier=d, known_at=at("2019-02-03 08:00"), seq=2, due_at=at("2019-02-17 08:00")),
        _update(d, due_at=at("2019-02-17 08:00"), due_since=at("2019-02-03 08:00")),
    ),
    "the clock stopped": lambda d: (
        DueDate.objects.create(dossier=d, known_at=at("2019-02-03 08:00"), seq=2, due_at=None),
        _update(d, due_at=None, due_since=at("2019-02-03 08:00")),
    ),
    "a mark": lambda d: Mark.objects.create(dossier=d, kind="paid_online", at=at("2019-02-03 08:00")),
    "a mark of another moment": lambda d: Mark.objects.create(dossier=d, kind="fee", at=at("2019-02-03 08:01")),
    "another agency": lambda d: _update(d, agency_id=d.agency_id + 1),
    "another channel": lambda d: _update(d, channel="post"),
    "a commune": lambda d: _update(d, commune="Xã Tân Thạnh"),
    "a microsecond": lambda d: _update(d, accepted_at=d.accepted_at + timedelta(microseconds=1)),
    "its field renamed": lambda d: Procedure.objects.filter(pk=d.procedure_id).update(field="Đất đai, môi trường"),
}


def _update(dossier: Dossier, **values: object) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(**values)


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_of_a_fact_writes_its_month_anew_and_is_as_a_full_export(
    province: None, place: Folder, tmp_path: Path, what: str
) -> None:
    first, second, third = put(MONTHS[:3])
    other = Procedure.objects.exclude(pk=second.procedure_id).first()
    Dossier.objects.filter(pk__in=[first.pk, third.pk]).update(procedure=other)
    _export(place)
    CHANGES[what](second)
    done = _export(place)
    assert (done.written, done.kept) == (1, 1)
    _export(full := Folder(tmp_path / "full"))
    assert _rows(place) == _rows(full)
    assert _months(place) == _months(full)


def test_a_month_without_dossiers_any_more_is_left_out(province: None, place: Folder) -> None:
    put(MONTHS)
    _export(place)
    gone = Dossier.objects.get(accepted_at=at("2019-03-01 00:00"))
    DueDate.objects.filter(dossier=gone).delete()
    gone.delete()
    _export(place)
    assert _months(place) == {"2019-01": 1, "2019-02": 2}


@pytest.mark.parametrize("rows", [1, 2, 3, 1000])
def test_however_many_months_one_query_reads_the_files_are_the_same(
    province: None, place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    put([*MONTHS, history("2019-07-01 00:00", "2019-07-20 08:00"), history("2020-01-01 06:59", "2020-01-20 08:00")])
    _export(place)
    monkeypatch.setattr(export, "AT_ONCE", rows)
    monkeypatch.setattr(streaming, "PIECE", 2)
    _export(other := Folder(tmp_path / "other"))
    assert _months(place) == _months(other)
    assert _rows(place) == _rows(other)


def test_all_writes_every_month(province: None, place: Folder) -> None:
    put(MONTHS)
    _export(place)
    assert _export(place, everything=True).written == 3


def test_an_interrupted_export_leaves_the_facts_as_they_were_and_the_next_one_goes_on(
    province: None, place: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "AT_ONCE", 1)
    put(MONTHS[:1])
    _export(place)
    before = _rows(place)
    put(MONTHS[1:])

    def broken(*told: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _export(place, told=broken)
    assert _rows(place) == before
    assert _export(place).written == 1  # of the two new months one was there already
    _export(full := Folder(tmp_path / "full"))
    assert _rows(place) == _rows(full)


def test_a_file_that_broke_off_is_never_taken_for_a_whole_one(province: None, place: Folder) -> None:
    put(MONTHS[:1])
    done = _export(place)
    (part,) = done.manifest.tables["report_facts"]
    whole = (place.root / part.file).read_bytes()
    (place.root / part.file).write_bytes(whole[: len(whole) // 2])
    (place.root / (part.file + UNFINISHED)).write_bytes(b"PAR1")
    assert _export(place).written == 1
    assert (place.root / part.file).read_bytes() == whole
    assert not any(name.endswith(UNFINISHED) for name in place.names())


def test_files_of_the_export_before_stay_for_its_readers_and_older_ones_go(province: None, place: Folder) -> None:
    (dossier,) = put(MONTHS[:1])
    files = []
    for commune in ("Phường 1", "Phường 2", "Phường 3"):
        _update(dossier, commune=commune)
        (part,) = _export(place).manifest.tables["report_facts"]
        files.append(part.file)
    assert place.names() == {NAME, *files[1:]}


def test_what_else_lies_in_the_folder_is_left_alone(province: None, place: Folder) -> None:
    put(MONTHS[:1])
    place.root.mkdir()
    (place.root / "ghi-chu.parquet").write_text("của người khác")
    _export(place)
    _export(place)
    assert "ghi-chu.parquet" in place.names()


def test_a_manifest_that_is_none_is_refused_with_its_name(place: Folder) -> None:
    with place.writing(NAME) as stream:
        stream.write(b"{")
    with pytest.raises(Refused) as refused:
        read_manifest(place)
    assert NAME in refused.value.sentence
