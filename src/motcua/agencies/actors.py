"""Who acts: a member of staff with the seats held on a day. Everything about permissions starts here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.seats import BARRED, Seat, covered, kin_of, rows_of, seats_of

_OVERSEERS = frozenset({Role.CENTRE_DIRECTOR, Role.PROCEDURE_CONTROL})

__all__ = ["BARRED", "Actor", "Party", "Seat", "actor_of"]


class Party(StrEnum):
    """Who acts without an account of staff; the value is how the log names it."""

    APPLICANT = "Người nộp hồ sơ"
    SYSTEM = "Hệ thống"
    PAYMENTS = "Hệ thống thanh toán"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with all seats held on one day.

    Attributes:
        seats: one's own first, then those of a stand-in, then receptions handed over to a post that one holds.
        kin: identity numbers of whose dossiers the person keeps away from: the person's own and the relatives'.
    """

    staff_id: int
    name: str
    username: str
    seats: tuple[Seat, ...] = ()
    kin: frozenset[str] = frozenset()

    def has(self, role: str) -> bool:
        """Whether any seat has this role."""
        return any(seat.role == role for seat in self.seats)

    def seats_as(self, role: str) -> tuple[Seat, ...]:
        """The seats that have this role."""
        return tuple(seat for seat in self.seats if seat.role == role)

    def agencies(self, role: str) -> frozenset[int]:
        """Ids of the agencies for all of whose dossiers the person may act in this role.

        Reception and post clerks act for the agencies their post serves, the others for the post's agency.
        """
        return frozenset().union(*(seat.scope for seat in self.seats_as(role) if not seat.procedures))

    @property
    def all_agencies(self) -> frozenset[int]:
        """Ids of the agencies for all of whose dossiers the person acts, in any role."""
        return frozenset().union(*(seat.scope for seat in self.seats if not seat.procedures))

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

    @property
    def titles(self) -> tuple[str, ...]:
        """What the seats are called, each once; a stand-in's tells for whom."""
        return tuple(dict.fromkeys(seat.told for seat in self.seats))

    def sitting_in(self, seat: Seat) -> Actor:
        """The person with this one seat only."""
        return replace(self, seats=(seat,))

    def is_barred(self, identity_number: str) -> bool:
        """Whether dossiers of the owner of this identity number are the person's own or a relative's."""
        return bool(identity_number) and identity_number in self.kin


def actor_of(staff: Staff, on: date) -> Actor:
    """The person as an actor on a local day, with the seats held then.

    One query; one more for leaders, who act for colleagues that have to keep away from a dossier.
    """
    rows = rows_of(staff, on)
    seats = covered(seats_of(rows, staff.pk), on)
    return Actor(staff.pk, staff.full_name, staff.username, seats, kin_of(staff, rows))
