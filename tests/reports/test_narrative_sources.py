"""The tables that only the narrative report asks for, counted from the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.agencies.models import Agency, Holding
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Dossier, Task
from motcua.law.periods import Period
from motcua.reports.counting import months_of
from motcua.reports.narrative.counting import channels_table, consultations_table, months_table
from motcua.reports.narrative.live import live_figures, live_report
from motcua.reports.narrative.organisation import organisation_table, procedures_table
from motcua.reports.span import Span
from motcua.reports.table import Table
from reports.histories import FIRST, PERIOD, SECOND, at, history, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
SPAN = Span(PERIOD, PERIOD.end)


def cells(table: Table, row: str = "") -> dict[str, object]:
    found = next(one for one in table.rows if one.key == row and one.name != "Tỷ lệ (%)")
    return dict(table.figures(found))


def test_months_count_what_was_received_and_resolved_in_each() -> None:
    put(
        [
            history("2019-02-27 08:00", "2019-03-12 17:00", "2019-03-01 09:00"),
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-13 09:00", channel="online_full"),
            history("2019-03-31 23:59", "2019-04-12 17:00", "2019-04-02 09:00"),
        ]
    )
    table = months_table(SPAN)
    assert [row.key for row in table.body] == ["2019-03"]
    assert cells(table) == {"new": 2, "online": 1, "resolved": 2, "late": 1}


def test_a_period_is_cut_into_its_months_as_far_as_they_belong_to_it() -> None:
    period = Period(date(2018, 12, 15), date(2019, 2, 16))
    found = [str(month.period) for month in months_of(Span(period, period.end))]
    assert found == ["2018-12-15..2018-12-31", "2019-01-01..2019-01-31", "2019-02-01..2019-02-16"]


def test_months_that_have_not_begun_are_left_out() -> None:
    year = Period.calendar_year(2019)
    assert len(months_of(Span(year, at("2019-03-04 08:00")))) == 3


def test_channels_count_new_filings_and_results_that_went_by_post() -> None:
    rows = put(
        [
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-10 09:00", channel="post"),
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-10 09:00", agency=SECOND),
            history("2019-02-04 08:00", "2019-03-12 17:00", "2019-03-10 09:00", agency=SECOND),
        ]
    )
    for row, way in zip(rows, ("post", "counter", "post"), strict=True):
        Dossier.objects.filter(pk=row.pk).update(returned_at=at("2019-03-11 09:00"), state={"delivery": way})
    Dossier.objects.filter(pk=rows[1].pk).update(returned_at=at("2019-04-01 09:00"))
    table = channels_table(SPAN)
    assert cells(table)["new"] == 2
    assert cells(table)["new_post"] == 1
    assert (cells(table)["returned"], cells(table)["returned_post"]) == (2, 2)
    assert cells(table, SECOND)["returned"] == 1


def consult(dossier: Dossier, asked: str, due: str, answered: str | None) -> None:
    """An opinion asked of the second agency, by local times."""
    Task.objects.create(
        dossier=dossier,
        kind=Task.Kind.CONSULT,
        step=f"y-kien-{Task.objects.count()}",
        name="Lấy ý kiến",
        agency=Agency.objects.get(code=SECOND),
        role="case_officer",
        opened_at=at(asked),
        due_at=at(due),
        closed_at=at(answered) if answered else None,
    )


def test_consultations_are_counted_for_the_agency_that_was_asked() -> None:
    (dossier,) = put([history("2019-03-04 08:00", "2019-03-30 17:00")])
    consult(dossier, "2019-03-05 08:00", "2019-03-10 17:00", "2019-03-09 09:00")
    consult(dossier, "2019-03-05 08:00", "2019-03-10 17:00", "2019-03-11 09:00")
    consult(dossier, "2019-03-06 08:00", "2019-03-10 17:00", None)
    consult(dossier, "2019-03-31 08:00", "2019-04-10 17:00", "2019-04-01 09:00")
    consult(dossier, "2019-04-01 08:00", "2019-04-10 17:00", None)
    table = consultations_table(SPAN)
    assert [row.key for row in table.body] == [SECOND]
    assert cells(table) == {"asked": 4, "answered": 2, "in_time": 1, "late": 1, "open": 2}
    assert consultations_table(SPAN, {Agency.objects.get(code=FIRST).pk}).body == ()


def test_procedures_are_those_in_force_on_the_last_day() -> None:
    table = procedures_table(SPAN)
    assert cells(table)["total"] == ProcedureVersion.objects.filter(valid_from__lte=PERIOD.last).count()
    total = cells(table)
    assert total["total"] == sum(int(str(total[key])) for key in ("full", "partial", "none"))


def test_a_version_that_begins_in_the_period_changes_the_catalogue() -> None:
    before = cells(organisation_table(SPAN))
    first, second = ProcedureVersion.objects.filter(number=1).order_by("pk")[:2]
    ProcedureVersion.objects.filter(pk=first.pk).update(valid_from=PERIOD.first)
    ProcedureVersion.objects.filter(pk=second.pk).update(valid_until=PERIOD.last, repealed_by=second.decision_id)
    after = cells(organisation_table(SPAN))
    assert (before["added"], before["repealed"]) == (0, 0)
    assert (after["added"], after["amended"], after["repealed"]) == (1, 0, 1)
    assert after["procedures_first"] == int(str(before["procedures_first"])) - 1


def test_staff_are_people_who_hold_a_post_on_the_last_day() -> None:
    before = cells(organisation_table(SPAN))
    holding = Holding.objects.filter(post__role="reception").first()
    assert holding is not None
    Holding.objects.filter(pk=holding.pk).update(until=PERIOD.last)
    assert cells(organisation_table(SPAN))["reception"] == int(str(before["reception"])) - 1


def test_the_report_of_a_period_compares_with_the_same_days_a_year_before() -> None:
    put(
        [history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-10 09:00") for _ in range(3)]
        + [history("2018-03-05 08:00", "2018-03-12 17:00", "2018-03-10 09:00") for _ in range(2)]
        + [history("2018-04-01 08:00", "2018-04-12 17:00", "2018-04-10 09:00")]
    )
    told = " ".join(paragraph.text for paragraph in live_report(SPAN).paragraphs)
    assert "So với cùng kỳ năm trước, số hồ sơ tiếp nhận mới tăng 1 hồ sơ (50,00" in told


def test_what_happens_after_the_period_changes_nothing() -> None:
    rows = put([history("2019-03-04 08:00", "2019-04-12 17:00") for _ in range(3)])
    before = live_figures(SPAN).tables
    Dossier.objects.filter(pk=rows[0].pk).update(
        ended_at=PERIOD.end + timedelta(days=1), ended_as="finished", returned_at=PERIOD.end + timedelta(days=1)
    )
    assert live_figures(SPAN).tables == before


def test_within_one_agency_only_its_own_figures_are_told() -> None:
    put(
        [
            history("2019-03-04 08:00", "2019-03-12 17:00"),
            history("2019-03-04 08:00", "2019-03-12 17:00", agency=SECOND),
        ]
    )
    own = Agency.objects.get(code=SECOND)
    document = live_report(SPAN, {own.pk})
    for annex in document.annexes:
        assert {row.key for row in annex.table.body} <= {SECOND, "2019-03"}
    assert "Toàn bộ hồ sơ thuộc " + own.name in " ".join(one.text for one in document.paragraphs)
