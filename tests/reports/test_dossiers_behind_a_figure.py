"""The dossiers behind a figure: the right ones, page by page, for those who may see them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import Http404

from motcua.law.refusal import Refused
from motcua.reports.drill import dossiers_behind, measure_named
from motcua.reports.measures import MEASURES
from motcua.reports.span import Span
from reports.histories import PERIOD, SECOND, at, history, put

pytestmark = pytest.mark.django_db
MARCH = Span(PERIOD, PERIOD.end)
JUSTICE = "000.00.12.H51"


def test_a_line_shows_the_dossier_as_the_report_saw_it(actor: Callable) -> None:
    (row,) = put([history("2019-03-04 08:00", "2019-03-12 17:00", "2019-04-02 08:00", agency=SECOND)])
    (line,) = dossiers_behind(MARCH, MEASURES["overdue"], actor=actor("vinh.sh"))[0:50]
    assert (line.code, line.applicant_name, line.agency) == (row.code, "Trần Thị Bích Ngọc", "Sở Công Thương")
    assert (line.accepted_at, line.due_at, line.ended_at) == (at("2019-03-04 08:00"), at("2019-03-12 17:00"), None)
    assert (line.outcome.key, line.channel.label) == ("overdue", "Trực tiếp")
    assert line.procedure


def test_pending_dossiers_come_by_due_date_and_others_by_acceptance(actor: Callable) -> None:
    put(
        [
            history("2019-03-04 08:00", "2019-05-12 17:00", agency=JUSTICE),
            history("2019-03-05 08:00", "2019-04-12 17:00", agency=JUSTICE),
        ]
    )
    pending = dossiers_behind(MARCH, MEASURES["within"], actor=actor("vinh.sh"))[0:50]
    assert [line.due_at for line in pending] == [at("2019-04-12 17:00"), at("2019-05-12 17:00")]
    new = dossiers_behind(MARCH, MEASURES["new"], actor=actor("vinh.sh"))[0:50]
    assert [line.accepted_at for line in new] == [at("2019-03-04 08:00"), at("2019-03-05 08:00")]


def test_pages_hold_each_dossier_once(actor: Callable) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00") for _ in range(5)])
    found = dossiers_behind(MARCH, MEASURES["new"], actor=actor("vinh.sh"))
    pages = [found[first : first + 2] for first in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({line.code for page in pages for line in page}) == found.count() == 5


def test_staff_of_an_agency_see_its_dossiers_only(actor: Callable) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=code) for code in (JUSTICE, SECOND)])
    behind = dossiers_behind(MARCH, MEASURES["new"], actor=actor("phuoc.nh"))
    assert [line.agency for line in behind[0:50]] == ["Sở Tư pháp"]
    assert behind.count() == 1


def test_the_figures_of_another_agency_do_not_exist(actor: Callable) -> None:
    with pytest.raises(Http404):
        dossiers_behind(MARCH, MEASURES["new"], actor=actor("phuoc.nh"), agency=SECOND)


def test_an_agency_that_does_not_exist_is_not_found(actor: Callable) -> None:
    with pytest.raises(Http404):
        dossiers_behind(MARCH, MEASURES["new"], actor=actor("vinh.sh"), agency="000.00.99.H51")


def test_a_measure_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused, match="Chỉ tiêu này không có"):
        measure_named("salary")


def test_a_page_takes_one_query_more_for_the_agency_and_the_count(actor: Callable, queries: Callable) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=JUSTICE) for _ in range(30)])
    director = actor("vinh.sh")
    with queries(3):
        found = dossiers_behind(MARCH, MEASURES["new"], actor=director, agency=JUSTICE)
        assert (found.count(), len(found[0:20])) == (30, 20)
