"""Table 6: what people chose, by agency."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from motcua.agencies.models import Agency
from motcua.feedback.models import Questionnaire, Rating
from motcua.reports.ratings import ratings
from motcua.reports.span import Span
from reports.histories import FIRST, PERIOD, SECOND, at

pytestmark = pytest.mark.django_db
MARCH = Span(PERIOD, PERIOD.end)
CHOICES = [{"code": "good", "label": "Hài lòng"}, {"code": "slow", "label": "Không hài lòng về thời gian"}]


@pytest.fixture
def questionnaire(province: None) -> Questionnaire:
    Questionnaire.objects.all().delete()
    return Questionnaire.objects.create(
        code="phieu-2019", title="Đánh giá mức độ hài lòng", since=date(2019, 1, 1), choices=CHOICES
    )


def give(questionnaire: Questionnaire, *given: tuple[str, str, str]) -> None:
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    Rating.objects.bulk_create(
        Rating(questionnaire=questionnaire, agency=agencies[code], choice=choice, given_at=at(moment))
        for code, choice, moment in given
    )


def test_ratings_are_counted_by_agency_and_choice_with_totals_and_shares(questionnaire: Questionnaire) -> None:
    give(
        questionnaire,
        (FIRST, "good", "2019-03-04 09:00"),
        (FIRST, "slow", "2019-03-04 10:00"),
        (SECOND, "good", "2019-03-05 09:00"),
    )
    (table,) = ratings(MARCH)
    assert [row.cells for row in table.body[:3]] == [(1, 1, 2), (1, 0, 1), (0, 0, 0)]
    assert table.total == {"good": 2, "slow": 1, "total": 3}
    assert table.shares == {"good": Decimal("66.67"), "slow": Decimal("33.33"), "total": Decimal("100.00")}


def test_only_ratings_of_the_local_days_of_the_period_count(questionnaire: Questionnaire) -> None:
    give(
        questionnaire,
        (FIRST, "good", "2019-02-28 23:59"),
        (FIRST, "good", "2019-03-01 00:00"),
        (FIRST, "good", "2019-03-31 23:59"),
        (FIRST, "good", "2019-04-01 00:00"),
    )
    assert ratings(MARCH)[0].total["total"] == 2


def test_a_questionnaire_that_changed_within_the_period_gives_two_tables(questionnaire: Questionnaire) -> None:
    questionnaire.until = date(2019, 3, 15)
    questionnaire.save()
    newer = Questionnaire.objects.create(
        code="phieu-moi", title="Mới", since=date(2019, 3, 15), choices=[{"code": "fine", "label": "Tốt"}]
    )
    give(questionnaire, (FIRST, "good", "2019-03-04 09:00"))
    give(newer, (FIRST, "fine", "2019-03-20 09:00"))
    assert [(table.title, table.total["total"]) for table in ratings(MARCH)] == [
        ("Đánh giá mức độ hài lòng", 1),
        ("Mới", 1),
    ]


def test_a_period_without_a_questionnaire_has_no_table(province: None) -> None:
    Questionnaire.objects.all().delete()
    assert ratings(MARCH) == ()


def test_ratings_take_three_queries_and_only_the_agencies_asked_for(
    questionnaire: Questionnaire, queries: Callable
) -> None:
    give(questionnaire, (FIRST, "good", "2019-03-04 09:00"), (SECOND, "good", "2019-03-04 09:00"))
    first = Agency.objects.get(code=FIRST).pk
    with queries(3):
        (table,) = ratings(MARCH, [first])
    assert [row.key for row in table.body] == [FIRST]
    assert table.total["total"] == 1
