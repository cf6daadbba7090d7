"""Reads of who sits where: officers of a unit, names of units, and the list of accounts with their posts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.models import Agency, Holding, Unit
from motcua.agencies.models_posts import Relative
from motcua.agencies.seats import running


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who may be named responsible officer; `unit` is the name of the unit of the post.

    Attributes:
        barred: whether the person keeps away from the dossiers of the applicant that was asked about.
    """

    staff_id: int
    name: str
    title: str
    unit: str
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the list of accounts; each post is told as “Chuyên viên, Phòng Hành chính tư pháp, Sở Tư pháp”."""

    username: str
    name: str
    active: bool
    posts: tuple[str, ...]


def case_officers(agency_id: int, units: Collection[str], on: date, owner: str = "") -> list[Officer]:
    """Who holds a post of case officer in these units (codes) of an agency on a local day, by name.

    Args:
        owner: identity number of an applicant; the officers whose own or whose relative's it is are marked `barred`.
    """
    kin = Relative.objects.filter(staff=OuterRef("holder"), identity_number=owner, withdrawn_at__isnull=True)
    barred = Exists(kin) | Q(holder__identity_number=owner) if owner else Q(pk__in=[])
    held = (
        Holding.objects.filter(
            running(on),
            post__agency_id=agency_id,
            post__role=Role.CASE_OFFICER,
            post__unit__code__in=units,
            holder__is_active=True,
        )
        .annotate(barred=ExpressionWrapper(Q(barred), output_field=BooleanField()))
        .order_by("post__unit__order", "holder__full_name", "post__code")
        .values_list("holder_id", "holder__full_name", "post__title", "post__unit__name", "barred")
    )
    # two posts in the same unit make one officer
    return list({row[0]: Officer(*row) for row in reversed(list(held))}.values())[::-1]


def has_desk(agency_id: int, unit: str) -> bool:
    """Whether the agency exists and has a unit of this code; "" for the agency itself."""
    if not unit:
        return Agency.objects.filter(pk=agency_id).exists()
    return Unit.objects.filter(agency_id=agency_id, code=unit).exists()


@dataclass(frozen=True, slots=True)
class Desk:
    """An agency, or a unit of one, that can be asked for its opinion; `unit` is "" for the agency itself."""

    agency: int
    agency_name: str
    unit: str
    unit_name: str


def desks() -> list[Desk]:
    """Every agency that decides on dossiers with its units, in the order of the tables (two queries)."""
    units: dict[int, list[Desk]] = {}
    rows = Unit.objects.order_by("order", "code").values_list("agency_id", "agency__name", "code", "name")
    for row in rows:
        units.setdefault(row[0], []).append(Desk(*row))
    agencies = Agency.objects.filter(kind=Agency.Kind.DEPARTMENT).values_list("pk", "name")
    return [desk for pk, name in agencies for desk in (Desk(pk, name, "", ""), *units.get(pk, ()))]


def unit_names(agency_id: int) -> dict[str, str]:
    """Code of unit → name, of one agency."""
    return dict(Unit.objects.filter(agency_id=agency_id).values_list("code", "name"))


def accounts(on: date) -> list[Account]:
    """All accounts by name, with the posts held on a local day (two queries)."""
    holdings = (
        Holding.objects.filter(running(on))
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
