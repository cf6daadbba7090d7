"""The state of the day, and the months until now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from motcua.agencies.models import Agency
from motcua.reports.course import Month, months_until
from motcua.reports.overview import Day, day_at
from reports.histories import SECOND, at, history, put

pytestmark = pytest.mark.django_db
NOW = at("2019-03-12 10:00")


def test_the_day_counts_what_is_received_resolved_due_near_and_overdue_now(province: None) -> None:
    put(
        [
            history("2019-03-12 08:00", "2019-03-12 17:00"),
            history("2019-03-12 08:00", "2019-03-12 17:00", "2019-03-12 09:00"),
            history("2019-03-11 08:00", "2019-03-15 17:00"),
            history("2019-03-11 08:00", "2019-03-16 00:00"),
            history("2019-03-11 08:00", "2019-03-12 09:00"),
            history("2019-02-01 08:00", "2019-03-01 09:00", "2019-03-11 09:00"),
            history("2019-03-12 10:01", "2019-03-12 17:00"),
        ]
    )
    assert day_at(NOW) == Day(received=2, resolved=1, due_today=1, due_soon=1, pending=4, overdue=1)


def test_months_count_a_dossier_where_it_was_received_and_where_it_was_resolved(province: None) -> None:
    put(
        [
            history("2019-01-31 23:59", "2019-02-12 17:00", "2019-03-01 00:00"),
            history("2019-02-01 00:00", "2019-02-12 17:00", "2019-02-05 08:00"),
            history("2018-03-31 23:59", "2018-05-01 17:00", "2018-04-01 08:00"),
            history("2019-03-12 11:00", "2019-03-20 17:00"),
        ]
    )
    months = months_until(NOW)
    assert [month.first for month in months][::11] == [date(2018, 4, 1), date(2019, 3, 1)]
    counted = [month for month in months if month.received or month.resolved]
    assert counted == [
        Month(date(2018, 4, 1), 0, 1, 0),
        Month(date(2019, 1, 1), 1, 0, 0),
        Month(date(2019, 2, 1), 1, 1, 0),
        Month(date(2019, 3, 1), 0, 1, 1),
    ]


def test_day_and_months_stay_within_the_agencies_in_few_queries(province: None, queries: Callable) -> None:
    put(
        [
            history("2019-03-12 08:00", "2019-03-12 17:00", agency=SECOND),
            history("2019-03-12 08:00", "2019-03-12 17:00"),
        ]
    )
    second = Agency.objects.get(code=SECOND).pk
    with queries(8):
        assert day_at(NOW, [second]).received == 1
        assert months_until(NOW, [second])[-1].received == 1
