"""The 766 index from dossiers and catalogue: who counts, as it was known, for the province and each agency."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

import cast
from law.calendars import at as moment
from motcua.agencies.models import Agency
from motcua.catalogue.models import ProcedureVersion, PublicationDecision
from motcua.dossiers.models import Dossier
from motcua.law.periods import Period
from motcua.law.scoring.index import Count, Missing
from motcua.reports.scores.catalogue import (
    complete_procedures,
    online_procedures,
    publication_found,
    published_procedures,
    used_services,
)
from motcua.reports.scores.index import index_table
from motcua.reports.scores.progress import judged_again, progress
from motcua.reports.span import Span
from reports.histories import FIRST, PERIOD, SECOND, history, put
from reports.test_disagreements import supplemented

pytestmark = pytest.mark.django_db
MARCH = Span(PERIOD, PERIOD.end)


def agency(code: str) -> int:
    return Agency.objects.get(code=code).pk


def on_time(span: Span = MARCH) -> dict[str, Count]:
    codes = {found.pk: found.code for found in Agency.objects.all()}
    return {codes[pk]: count for pk, count in progress(span).items()}


# Indicator 2.1


def test_what_is_received_or_resolved_in_the_period_counts(province: None) -> None:
    put(
        [
            history("2019-02-20 08:00", "2019-02-25 17:00", "2019-02-25 09:00"),
            history("2019-02-20 08:00", "2019-03-12 17:00", "2019-03-10 09:00"),
            history("2019-02-20 08:00", "2019-03-12 17:00"),
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 09:00"),
            history("2019-03-04 08:00", "2019-04-12 17:00"),
            history("2019-04-01 08:00", "2019-04-12 17:00"),
        ]
    )
    assert on_time() == {FIRST: Count(3, 3)}


def test_late_and_overdue_dossiers_cost_points_each_at_its_agency(province: None) -> None:
    put(
        [
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 17:01"),
            history("2019-03-04 08:00", "2019-03-30 17:00"),
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-11 17:01"),
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 17:00", agency=SECOND),
        ]
    )
    assert on_time() == {FIRST: Count(1, 3), SECOND: Count(1, 1)}


def test_what_happens_after_the_period_changes_nothing(province: None) -> None:
    put([history("2019-03-04 08:00", "2019-04-12 17:00", "2019-05-20 09:00")])
    assert on_time() == {FIRST: Count(1, 1)}


def test_a_supplement_is_read_as_the_decision_reads_it(province: None) -> None:
    cast.load(cast.rules())
    supplemented()
    (one,) = judged_again(Span(Period(date(2019, 3, 1), date(2019, 3, 12)), moment("12/03/2019 09:00")), None)
    # by the law its time began anew on 06/03; the index only stops the clock: it was due on 12/03 at 08:00
    assert (one.plainly, one.late) == (False, True)
    assert "08 giờ 00 ngày 12/03/2019" in one.why


def test_the_index_of_a_day_knows_nothing_of_later_supplements(province: None) -> None:
    cast.load(cast.rules())
    supplemented()
    before = Span(Period(date(2019, 3, 1), date(2019, 3, 3)), moment("03/03/2019 23:00"))
    (one,) = judged_again(before, None)
    assert not one.late
    assert progress(before) == {one.agency_id: Count(1, 1)}


def test_two_requests_for_a_supplement_count_as_overdue(province: None) -> None:
    cast.load(cast.rules())
    row = supplemented()
    Dossier.objects.filter(pk=row.pk).update(state={**Dossier.objects.get(pk=row.pk).state, "supplement_requests": 2})
    stops = Dossier.objects.get(pk=row.pk).state["stops"]
    twice = [*stops, {**stops[0], "since": "2019-03-07T01:00:00Z", "until": "2019-03-07T02:00:00Z"}]
    Dossier.objects.filter(pk=row.pk).update(state={**Dossier.objects.get(pk=row.pk).state, "stops": twice})
    early = Span(Period(date(2019, 3, 1), date(2019, 3, 8)), moment("08/03/2019 10:00"))
    (one,) = judged_again(early, None)
    assert one.late


# The catalogue


def version(**more: Any) -> ProcedureVersion:
    row = ProcedureVersion.objects.select_related("procedure", "decision").order_by("pk")[0]
    if more:
        ProcedureVersion.objects.filter(pk=row.pk).update(**more)
    return row


def decided(signed_on: date, valid_from: date, approved_at: datetime | None = None) -> ProcedureVersion:
    """The first version, as if its decision had been signed on this day."""
    people: dict[str, Any] = {}
    if approved_at:
        author, approver = cast.person("procedure_control").staff_id, cast.person("director").staff_id
        people = {"author_id": author, "approver_id": approver, "approved_at": approved_at}
    decision = PublicationDecision.objects.create(
        number="99/QĐ-UBND", signed_on=signed_on, issuer="X", stage=PublicationDecision.Stage.PUBLISHED, **people
    )
    return version(decision=decision, valid_from=valid_from)


def test_a_decision_signed_too_late_costs_its_procedures_points_and_says_when_was_due(province: None) -> None:
    decided(date(2019, 3, 11), date(2019, 3, 15))
    (one,) = published_procedures(MARCH, None)
    assert not one.good
    assert one.why == (
        "Quyết định 99/QĐ-UBND ký ngày 11/03/2019; để có hiệu lực từ 15/03/2019 phải ký chậm nhất ngày 08/03/2019."
    )


def test_a_decision_of_a_file_does_not_say_when_it_was_made_public(province: None) -> None:
    decided(date(2019, 3, 1), date(2019, 3, 15))
    found = publication_found(MARCH)
    assert found["published_on_time"] == {version().procedure.agency_id: Count(1, 1)}
    assert found["publicised_on_time"] is Missing.NO_SOURCE


def test_a_procedure_made_public_too_late_costs_points(province: None) -> None:
    row = decided(date(2019, 3, 1), date(2019, 3, 15), moment("11/03/2019 08:00"))
    found = publication_found(MARCH)["publicised_on_time"]
    assert found == {row.procedure.agency_id: Count(0, 1)}


def test_a_procedure_that_leaves_out_a_part_of_the_national_list_is_named_with_it(province: None) -> None:
    row = version(steps=[])
    told = {one.id: one.why for one in complete_procedures(MARCH, None) if not one.good}
    assert "Thiếu trình tự thực hiện" in told[row.procedure_id]


def test_procedures_that_cannot_be_filed_online_cost_points(province: None) -> None:
    row = version(online_level="none")
    assert {one.id for one in online_procedures(MARCH, None) if not one.good} >= {row.procedure_id}
    assert row.procedure_id not in {one.id for one in used_services(MARCH, None)}


def test_a_service_counts_as_used_once_a_dossier_was_filed_online(province: None) -> None:
    row = version(online_level="full")
    assert {one.good for one in used_services(MARCH, None)} == {False}
    put([history("2019-03-04 08:00", "2019-03-12 17:00", channel="online_full")])
    assert [one.id for one in used_services(MARCH, None) if one.good] == [row.procedure_id]


# The whole


def test_the_province_is_the_sum_of_its_agencies(province: None) -> None:
    put(
        [
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 18:00"),
            history("2019-03-04 08:00", "2019-04-12 17:00", agency=SECOND),
        ]
    )
    table = index_table(MARCH)
    assert table.of().line("on_time").reading == Count(1, 2)
    assert table.of(agency(FIRST)).line("on_time").reading == Count(0, 1)
    assert table.of(agency(SECOND)).line("on_time").reading == Count(1, 1)


def test_an_agency_without_dossiers_has_nothing_to_count(province: None) -> None:
    assert index_table(MARCH).of(agency(FIRST)).line("on_time").reading is Missing.NOTHING


def test_making_public_is_a_figure_of_the_province(province: None) -> None:
    decided(date(2019, 3, 1), date(2019, 3, 15), moment("04/03/2019 08:00"))
    table = index_table(MARCH)
    assert table.of().line("publicised_on_time").reading == Count(1, 1)
    assert table.of(agency(FIRST)).line("publicised_on_time").reading is Missing.PROVINCE_ONLY


def test_what_no_source_records_is_unknown_and_not_zero(province: None) -> None:
    index = index_table(MARCH).of()
    assert index.line("complaints_on_time").reading is Missing.NO_SOURCE
    assert not index.complete


def test_a_period_before_the_decision_is_a_trial(province: None) -> None:
    assert index_table(MARCH).trial
    today = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert not index_table(Span(today, datetime(2026, 4, 1, tzinfo=UTC))).trial


def test_the_index_of_all_agencies_takes_a_fixed_number_of_queries(province: None, queries: Any) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=code) for code in (FIRST, SECOND) for _ in range(20)])
    with queries(16):
        index_table(MARCH)
