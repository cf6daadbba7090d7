"""Forms 03b, 08b and 08c: from decisions, versions and processes of the catalogue, and what centres declare."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from motcua.accounts.models import Staff
from motcua.agencies.models import Agency
from motcua.catalogue.models import InternalProcess, Procedure, ProcedureVersion, PublicationDecision
from motcua.catalogue.queries import versions_on
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.centres import Declared, declare_centre, import_centres
from motcua.reports.models import CentreFact
from motcua.reports.span import Span
from motcua.reports.table import Table
from motcua.reports.tables import Asked, make, table_named
from motcua.reports.tables.catalogue_forms import origin_of
from reports.histories import FIRST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
QUARTER = Period.quarter(2027, 1)
SPAN = Span(QUARTER, QUARTER.end)
WARD, CENTRE, INSURANCE = "000.01.31.H51", "000.00.40.H51", "000.00.17.H51"
NOW = datetime(2027, 4, 1, tzinfo=UTC)


def form(name: str, span: Span = SPAN, agency: str = "") -> Table:
    agencies = frozenset({Agency.objects.get(code=agency).pk}) if agency else None
    (table,) = make(table_named(name), Asked(span, agencies))
    return table


def cells(table: Table, key: str) -> dict[str, object]:
    return next(table.figures(row) for row in table.rows if row.key == key)


def decision(number: str, signed: date, approved: datetime | None = None) -> PublicationDecision:
    people = list(Staff.objects.order_by("pk")[:2]) if approved else [None, None]
    return PublicationDecision.objects.create(
        number=number, signed_on=signed, stage="published", author=people[0], approver=people[1], approved_at=approved
    )


def version(code: str, by: PublicationDecision, since: date, agency: str = FIRST, number: int = 1) -> ProcedureVersion:
    procedure, _ = Procedure.objects.get_or_create(
        code=code, defaults={"agency": Agency.objects.get(code=agency), "field": "Báo chí"}
    )
    return ProcedureVersion.objects.create(
        procedure=procedure, number=number, decision=by, valid_from=since, name=f"Thủ tục {code}",
        channels=["counter"], folded_name="", folded="", accented_name="", accented="",
    )  # fmt: skip


def followed(old: ProcedureVersion, by: PublicationDecision, since: date) -> ProcedureVersion:
    old.valid_until = since
    old.save()
    return version(old.procedure.code, by, since, number=old.number + 1)


def repealed(old: ProcedureVersion, by: PublicationDecision, on: date) -> None:
    old.valid_until, old.repealed_by = on, by
    old.save()


@pytest.mark.parametrize(
    ("code", "origin"),
    [("1.004238", "central"), ("1.000948.H38", "local"), ("2.000908.000.00.00.H56", "local")],
)
def test_who_prescribes_a_procedure_is_told_by_its_code(code: str, origin: str) -> None:
    assert origin_of(code) == origin


def test_03b_counts_what_decisions_of_the_period_brought_amended_and_ended() -> None:
    before = {key: cells(form("03b"), key)["in_force"] for key in ("central", "local")}
    january = decision("01/QĐ-UBND", date(2027, 1, 10), datetime(2027, 1, 12, tzinfo=UTC))
    february = decision("02/QĐ-UBND", date(2027, 2, 10), datetime(2027, 2, 12, tzinfo=UTC))
    earlier = decision("90/QĐ-UBND", date(2026, 11, 10), datetime(2026, 11, 12, tzinfo=UTC))
    old = version("8.000001", earlier, date(2026, 11, 20))
    ended = version("8.000002.H51", earlier, date(2026, 11, 20))
    version("8.000003", january, date(2027, 1, 20))
    version("8.000004.H51", january, date(2027, 1, 20))
    followed(old, february, date(2027, 2, 20))
    repealed(ended, february, date(2027, 2, 20))
    version("8.000005", january, date(2027, 1, 20), agency=INSURANCE)
    table = form("03b")
    central, local = cells(table, "central"), cells(table, "local")
    assert {key: central[key] for key in ("decisions", "published", "new", "amended", "abolished")} == {
        "decisions": 2, "published": 2, "new": 1, "amended": 1, "abolished": 0,
    }  # fmt: skip
    assert {key: local[key] for key in ("decisions", "published", "new", "amended", "abolished")} == {
        "decisions": 2, "published": 2, "new": 1, "amended": 0, "abolished": 1,
    }  # fmt: skip
    assert (central["made_public"], central["withdrawn"]) == (2, 0)
    assert (local["made_public"], local["withdrawn"]) == (1, 1)
    assert central["in_force"] == before["central"] + 2
    assert local["in_force"] == before["local"] + 1
    assert local["legal_texts"] is None
    assert table.broken == ()


def test_what_is_not_told_of_publishing_is_no_data_and_what_is_learnt_later_changes_nothing() -> None:
    version("8.000006", decision("03/QĐ-UBND", date(2027, 1, 10)), date(2027, 1, 20))
    table = form("03b")
    assert cells(table, "central")["new"] == 1
    assert cells(table, "central")["made_public"] is None
    assert any("không ghi ngày công khai" in note for note in table.notes)
    late = decision("04/QĐ-UBND", date(2027, 3, 10), datetime(2027, 3, 20, tzinfo=UTC))
    version("8.000007", late, date(2027, 3, 12))
    assert form("03b").rows == table.rows
    assert cells(form("03b", Span(QUARTER, NOW)), "central")["new"] == 2


def test_a_decision_made_public_in_the_next_period_is_made_public_there() -> None:
    version("8.000008", decision("05/QĐ-UBND", date(2027, 3, 14), datetime(2027, 3, 16, tzinfo=UTC)), date(2027, 3, 14))
    second = Period.quarter(2027, 2)
    figures = cells(form("03b", Span(second, second.end)), "central")
    assert (figures["new"], figures["made_public"]) == (0, 1)


def test_08b_counts_what_is_in_force_taken_in_and_has_a_process_by_walking_the_versions() -> None:
    table = form("08b", agency=FIRST)
    figures = cells(table, FIRST)
    versions = [one for one in versions_on(QUARTER.last) if one.procedure.agency.code == FIRST]
    for origin in ("central", "local"):
        own = [one for one in versions if origin_of(one.procedure.code) == origin]
        assert figures[f"procedures_{origin}"] == len(own)
        assert figures[f"taken_in_{origin}"] == sum(taken_in(one) for one in own)
        assert figures[f"process_{origin}"] == sum(
            InternalProcess.objects.filter(version=one, valid_from__lte=QUARTER.last).exists() for one in own
        )
    assert versions
    assert table.broken == ()


def taken_in(one: ProcedureVersion) -> bool:
    stopped = any(
        span.starts_on <= QUARTER.last and (span.ends_on is None or span.ends_on > QUARTER.last)
        for span in one.procedure.suspensions.all()
    )
    return not one.address and not stopped


def test_08c_has_the_province_its_centre_and_the_sum_of_the_communes() -> None:
    ward, centre = (Agency.objects.get(code=code) for code in (WARD, CENTRE))
    assert cells(form("08c"), CENTRE)["points"] is None
    declare_centre(centre, 2027, Declared(points=22, staff_own=5, staff_contract=0, scanners=True), at=NOW)
    declare_centre(ward, 2027, Declared(points=3, staff_seconded=1, scanners=False), at=NOW)
    table = form("08c")
    own = cells(table, CENTRE)
    assert (own["points"], own["staff_own"], own["staff_seconded"], own["scanners"]) == (22, 5, None, 1)
    communes = cells(table, "commune")
    assert (communes["points"], communes["staff_own"], communes["scanners"]) == (3, None, 0)
    assert f"1 trong {Agency.objects.filter(level='commune').count()} đơn vị cấp xã" in table.notes[0]
    assert cells(table, "province")["procedures"] > 0
    assert table.broken == ()


def test_a_corrected_declaration_keeps_what_earlier_reports_said() -> None:
    ward = Agency.objects.get(code=WARD)
    declare_centre(ward, 2027, Declared(points=3), at=datetime(2027, 3, 20, tzinfo=UTC))
    first = form("08b", agency=WARD)
    assert cells(first, WARD)["points"] == 3, "the first declaration, though made after the cut-off"
    declare_centre(ward, 2027, Declared(points=4), at=NOW)
    declare_centre(ward, 2027, Declared(points=4), at=NOW)
    assert CentreFact.objects.count() == 2
    assert cells(form("08b", agency=WARD), WARD)["points"] == 3
    assert cells(form("08b", Span(QUARTER, NOW), WARD), WARD)["points"] == 4


def test_only_the_administrator_declares(actor: Callable) -> None:
    ward = Agency.objects.get(code=WARD)
    with pytest.raises(Refused) as refused:
        declare_centre(ward, 2027, Declared(points=1), at=NOW, actor=actor("vinh.sh"))
    assert refused.value.code == "forbidden"
    assert declare_centre(ward, 2027, Declared(points=1), at=NOW, actor=actor("duy.kn")).declared_by is not None


def test_a_file_declares_many_centres_or_none() -> None:
    text = f"agency,points,staff_own,scanners\n{WARD},3,1.200,có\n{CENTRE},22,,0\n"
    assert import_centres(io.StringIO(text), year=2027, at=NOW) == 2
    ward, centre = (CentreFact.objects.get(agency__code=code) for code in (WARD, CENTRE))
    assert (ward.points, ward.staff_own, ward.scanners) == (3, 1200, True)
    assert (centre.staff_own, centre.scanners) == (None, False)
    wrong = f"agency,points,scanners\n{WARD},ba,1\nH99,1,có lẽ\n{WARD},1,1\n"
    with pytest.raises(Refused) as refused:
        import_centres(io.StringIO(wrong), year=2028, at=NOW)
    assert refused.value.sentence.splitlines()[:4] == [
        "Dòng 2, cột “points”: “ba” không phải là số từ 0 đến 100000.",
        "Dòng 3, cột “agency”: không có cơ quan nào mang mã “H99”.",
        "Dòng 3, cột “scanners”: “có lẽ” phải là có (1) hoặc không (0).",
        f"Dòng 4, cột “agency”: cơ quan {WARD} đã có ở dòng trên.",
    ]
    assert not CentreFact.objects.filter(year=2028).exists()


@pytest.mark.parametrize(
    ("year", "declared", "field"),
    [(1999, Declared(), "year"), (2027, Declared(points=-1), "points"), (2027, Declared(staff_own=10**6), "staff_own")],
)
def test_impossible_declarations_are_refused(year: int, declared: Declared, field: str) -> None:
    with pytest.raises(Refused) as refused:
        declare_centre(Agency.objects.get(code=WARD), year, declared, at=NOW)
    assert refused.value.field == field
