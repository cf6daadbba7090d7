"""The catalogue as open data."""

import csv
import io
import json
from datetime import date

import msgspec
import pytest

from motcua.catalogue import open_data
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import IntakeSuspension, ProcedureVersion
from motcua.catalogue.open_data_columns import COLUMNS
from motcua.catalogue.spec import VersionSpec
from province import TODAY, shipped_procedures
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

CODE = "1.900001"


def listed(on=TODAY):
    return {item["code"]: item for item in json.loads(b"".join(open_data.as_json(on)))}


def table(on=TODAY):
    text = b"".join(open_data.as_csv(on, "https://motcua.example/thu-tuc/")).decode("utf-8-sig")
    return {row["code"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def test_everything_in_force_is_published_in_our_own_format_by_code():
    items = listed()
    assert set(items) == {item["code"] for item in shipped_procedures()}
    assert list(items) == sorted(items)
    for item in items.values():
        msgspec.convert(item, VersionSpec, strict=False)


def test_what_is_published_can_be_loaded_again_and_changes_nothing():
    load_procedures([procedure(agency="000.00.12.H51")])
    load_procedures(json.loads(b"".join(open_data.as_json(TODAY))))
    assert ProcedureVersion.objects.filter(procedure__code=CODE).count() == 1


def test_the_agency_is_named_by_its_code():
    load_procedures([procedure(agency="Sở Tư pháp")])
    assert listed()[CODE]["agency"] == "000.00.12.H51"


def test_a_day_has_the_versions_of_that_day():
    load_procedures([procedure(valid_until="2020-01-01")])
    load_procedures([procedure(number=2, valid_from="2020-01-01", name="Mới")])
    assert listed()[CODE]["name"] == "Xác nhận mẫu thử"
    assert listed(date(2020, 1, 1))[CODE]["name"] == "Mới"
    assert CODE not in listed(date(2018, 6, 30))


def test_an_empty_day_is_an_empty_list():
    assert b"".join(open_data.as_json(date(1999, 1, 1))) == b"[]\n"
    assert open_data.count(date(1999, 1, 1)) == 0
    assert open_data.revision(date(1999, 1, 1)).digest


def test_one_procedure_is_published_alone():
    load_procedures([procedure()])
    assert json.loads(open_data.one_as_json(CODE, TODAY)) == listed()[CODE]
    assert open_data.one_as_json(CODE, date(1999, 1, 1)) is None
    assert open_data.one_as_json("9.999999", TODAY) is None


class TestTheTable:
    """CSV with typed columns."""

    def test_spreadsheets_are_told_that_it_is_utf_8(self):
        assert b"".join(open_data.as_csv(TODAY, "")).startswith(b"\xef\xbb\xbfcode,")

    def test_every_line_has_every_column_and_what_is_required(self):
        rows = table()
        assert len(rows) == len(shipped_procedures())
        for row in rows.values():
            assert list(row) == [column.name for column in COLUMNS]
            assert all(row[column.name] for column in COLUMNS if column.required)

    def test_values_are_written_as_their_types_say(self):
        load_procedures(
            [
                procedure(
                    limits=[{"value": "2.5", "unit": "working_day", "legal_value": "5", "legal_unit": "working_day"}],
                    fees=[{"kind": "fee", "name": "Phí", "amount": 150000}],
                    levels=["province", "commune"],
                    suspensions=[{"since": "2019-03-01", "until": "2019-03-02"}],
                )
            ]
        )
        row = table()[CODE]
        assert row["limit_value"] == "2.5"
        assert row["legal_limit_value"] == "5"
        assert row["limit_unit"] == row["legal_limit_unit"] == "working_day"
        assert row["fee"] == "150000"
        assert row["levels"] == "province;commune"
        assert row["channels"] == "counter;post"
        assert row["valid_from"] == "2018-07-01" and row["valid_until"] == ""
        assert row["suspended"] == "true"
        assert table(date(2019, 3, 2))[CODE]["suspended"] == "false"
        assert row["page"] == "https://motcua.example/thu-tuc/1.900001"

    def test_a_suspension_outlives_the_version_it_began_with(self):
        load_procedures([procedure(valid_until="2019-06-01", suspensions=[{"since": "2019-05-01"}])])
        load_procedures([procedure(number=2, valid_from="2019-06-01")])
        assert table(date(2019, 7, 1))[CODE]["suspended"] == "true"

    def test_no_fee_is_nought_and_one_that_depends_is_empty(self):
        load_procedures([procedure(fees=[])])
        assert table()[CODE]["fee"] == "0"
        load_procedures([procedure(code="1.900002")])
        assert table()["1.900002"]["fee"] == ""

    def test_limits_that_differ_leave_the_column_empty(self):
        limits = [{"value": "5", "unit": "working_day"}, {"value": "2", "unit": "working_day", "channel": "post"}]
        load_procedures([procedure(limits=limits, process=None)])
        assert table()[CODE]["limit_value"] == ""

    def test_the_online_level_is_that_of_the_day(self):
        load_procedures([procedure(online_level="none", online_changes=[{"since": "2019-06-01", "level": "full"}])])
        assert table()[CODE]["online_level"] == "none"
        later = table(date(2019, 6, 1))[CODE]
        assert (later["online_level"], later["channels"]) == ("full", "counter;post;online_full")


class TestTheRevision:
    """By which caches tell whether anything has changed."""

    def test_it_stays_while_nothing_changes(self, queries):
        with queries(4):
            first = open_data.revision(TODAY)
        assert first == open_data.revision(TODAY)

    def test_a_new_version_an_end_a_suspension_and_another_day_change_it(self):
        seen = {open_data.revision(TODAY).digest, open_data.revision(date(2019, 3, 2)).digest}
        load_procedures([procedure()])
        seen.add(open_data.revision(TODAY).digest)
        version = ProcedureVersion.objects.get(procedure__code=CODE)
        ProcedureVersion.objects.filter(pk=version.pk).update(valid_until=date(2019, 12, 1))
        seen.add(open_data.revision(TODAY).digest)
        IntakeSuspension.objects.create(
            procedure=version.procedure, decision=version.decision, starts_on=date(2019, 3, 1)
        )
        seen.add(open_data.revision(TODAY).digest)
        assert len(seen) == 5

    def test_it_tells_since_when_the_data_are_as_they_are(self):
        load_procedures([procedure(valid_from="2019-02-20")])
        assert open_data.revision(TODAY).changed.isoformat() == "2019-02-20T00:00:00+07:00"
        assert open_data.revision(date(2019, 2, 19)).changed.isoformat() == "2018-06-21T00:00:00+07:00"


def test_a_thousand_procedures_cost_a_fixed_number_of_queries(queries):
    load_procedures(procedure(code=f"1.9{number:05d}", process=None) for number in range(880))
    with queries(12):
        assert len(listed()) > 1_000
    with queries(13):
        assert len(table()) > 1_000
