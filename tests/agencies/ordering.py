"""Short ways to say who orders what at the posts of Sở Tư pháp."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import cast
from motcua.accounts.models import Staff
from motcua.agencies.actors import Actor, actor_of
from motcua.agencies.models import Holding, Post
from motcua.agencies.orders import Decision, Order
from motcua.agencies.posts import stand_in

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (date(2019, 3, day) for day in (4, 5, 6, 7))
AT = datetime(2019, 3, 4, 1, 0, tzinfo=UTC)
"""Monday, 8:00 in Vietnam."""


def staff(part: str) -> Staff:
    """A member of the cast."""
    return Staff.objects.get(username=cast.CAST[part])


def seated(part: str, on: date = MONDAY) -> Actor:
    """A member of the cast as an actor on a day."""
    return actor_of(staff(part), on)


def holding(part: str) -> Holding:
    """How a member of the cast holds a post."""
    return Holding.objects.select_related("post", "holder").get(holder=staff(part))


def post(part: str) -> Post:
    """The post that a member of the cast holds."""
    return holding(part).post


def order(by: str = "administrator", number: str = "12/QĐ-STP", on: date = MONDAY, at: datetime = AT) -> Order:
    """An order by a member of the cast."""
    return Order(seated(by), Decision(number, on), at)


def stands_in(person: str, whom: str, since: date = MONDAY, until: date = WEDNESDAY, **given: Any) -> Any:
    """Have one member of the cast stand in for another on Monday and Tuesday, or as given."""
    return stand_in(post(whom), staff(person), since=since, until=until, order=order(**given))
