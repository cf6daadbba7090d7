"""Who acts: a member of staff with the seats held on a day. Everything about permissions starts here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.models import Holding

_DESKS = frozenset({Role.RECEPTION, Role.POST_CLERK})
_OVERSEERS = frozenset({Role.CENTRE_DIRECTOR, Role.PROCEDURE_CONTROL})


@dataclass(frozen=True, slots=True)
class Seat:
    """A post as its holder sits in it.

    Attributes:
        unit_id, unit_code: the unit of the post; None and "" for a post of the agency as a whole.
        serves: ids of the agencies whose dossiers the post takes in; empty when only its own.
    """

    post_id: int
    role: Role
    agency_id: int
    unit_id: int | None
    unit_code: str
    serves: frozenset[int]
    title: str

    @property
    def scope(self) -> frozenset[int]:
        """Ids of the agencies for which this seat acts."""
        if self.role in _DESKS and self.serves:
            return self.serves
        return frozenset({self.agency_id})


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with all seats held on one day."""

    staff_id: int
    name: str
    username: str
    seats: tuple[Seat, ...] = ()

    def has(self, role: str) -> bool:
        """Whether any seat has this role."""
        return any(seat.role == role for seat in self.seats)

    def seats_as(self, role: str) -> tuple[Seat, ...]:
        """The seats that have this role."""
        return tuple(seat for seat in self.seats if seat.role == role)

    def agencies(self, role: str) -> frozenset[int]:
        """Ids of the agencies for which the person may act in this role.

        Reception and post clerks act for the agencies their post serves, the others for the post's agency.
        """
        return frozenset().union(*(seat.scope for seat in self.seats_as(role)))

    @property
    def all_agencies(self) -> frozenset[int]:
        """Ids of the agencies for which the person acts in any role."""
        return frozenset().union(*(seat.scope for seat in self.seats))

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of all seats."""
        return frozenset(seat.role for seat in self.seats)

    @property
    def sees_everything(self) -> bool:
        """Whether dossiers of every agency may be seen (seen, not acted on)."""
        return bool(self.roles & _OVERSEERS)

    @property
    def title(self) -> str:
        """Title of the first seat, "" for a person without a post."""
        return self.seats[0].title if self.seats else ""


def actor_of(staff: Staff, on: date) -> Actor:
    """The person as an actor on a local day, with the seats held then (one query)."""
    held = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    rows = (
        Holding.objects.filter(held, holder=staff)
        .order_by("post__agency__order", "post__code")
        .values(
            "post_id",
            agency=F("post__agency_id"),
            role=F("post__role"),
            title=F("post__title"),
            unit=F("post__unit_id"),
            unit_code=F("post__unit__code"),
            serves=ArrayAgg("post__serves", filter=Q(post__serves__isnull=False), default=[]),
        )
    )
    seats = tuple(
        Seat(
            post_id=row["post_id"],
            role=Role(row["role"]),
            agency_id=row["agency"],
            unit_id=row["unit"],
            unit_code=row["unit_code"] or "",
            serves=frozenset(row["serves"]),
            title=row["title"],
        )
        for row in rows
    )
    return Actor(staff.pk, staff.full_name, staff.username, seats)
