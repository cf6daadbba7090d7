"""Reads of who sits where: officers of a unit, names of units, and the list of accounts with their posts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.models import Holding, Unit


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who may be named responsible officer; `unit` is the name of the unit of the post."""

    staff_id: int
    name: str
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the list of accounts; each post is told as “Chuyên viên, Phòng Hành chính tư pháp, Sở Tư pháp”."""

    username: str
    name: str
    active: bool
    posts: tuple[str, ...]


def held_on(day: date) -> Q:
    """Holdings that run on a local day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def case_officers(agency_id: int, units: Collection[str], on: date) -> list[Officer]:
    """Who holds a post of case officer in these units (codes) of an agency on a local day, by name."""
    held = (
        Holding.objects.filter(
            held_on(on),
            post__agency_id=agency_id,
            post__role=Role.CASE_OFFICER,
            post__unit__code__in=units,
            holder__is_active=True,
        )
        .order_by("post__unit__order", "holder__full_name", "post__code")
        .values_list("holder_id", "holder__full_name", "post__title", "post__unit__name")
    )
    # two posts in the same unit make one officer
    return list({row[0]: Officer(*row) for row in reversed(list(held))}.values())[::-1]


def unit_names(agency_id: int) -> dict[str, str]:
    """Code of unit → name, of one agency."""
    return dict(Unit.objects.filter(agency_id=agency_id).values_list("code", "name"))


def accounts(on: date) -> list[Account]:
    """All accounts by name, with the posts held on a local day (two queries)."""
    holdings = (
        Holding.objects.filter(held_on(on))
        .select_related("post__unit", "post__agency")
        .order_by("post__agency__order", "post__code")
    )
    people = Staff.objects.order_by("full_name", "username").prefetch_related(Prefetch("holdings", queryset=holdings))
    return [
        Account(
            username=person.username,
            name=person.full_name,
            active=person.is_active,
            posts=tuple(_told(holding) for holding in person.holdings.all()),
        )
        for person in people
    ]


def _told(holding: Holding) -> str:
    unit = holding.post.unit.name if holding.post.unit else ""
    return ", ".join(filter(None, (holding.post.title, unit, holding.post.agency.short_name)))
