"""Seats: the posts in which a person sits on a day, as holder, as stand-in, or by a reception handed over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.models import Holding, Post
from motcua.agencies.models_posts import PostHandover, Relative, StandIn

BARRED = "thay cán bộ có xung đột lợi ích"
"""For whom a leader acts where everybody whose work it is has to keep away from a dossier."""
LONGEST = 200
"""The most letters of “for whom and by which decision” that the log keeps."""

_DESKS = frozenset({Role.RECEPTION, Role.POST_CLERK})


@dataclass(frozen=True, slots=True)
class Handed:
    """A reception that was handed over: of an agency, or of one procedure of it ("" for all)."""

    agency_id: int
    procedure: str
    sentence: str
    """To whom, from when and by which decision."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A post as one sits in it.

    Attributes:
        unit_id, unit_code: the unit of the post; None and "" for a post of the agency as a whole.
        serves: ids of the agencies whose dossiers the post takes in; empty when only its own.
        acting_for: for whom and by which decision, as the log tells it; "" in one's own post.
        procedures: national codes of the procedures to which the seat is limited; empty for all.
        holder_id: who holds the post: what is assigned to that person is done in this seat too.
        given_away: receptions of the agencies served that were handed over to somebody else.
        covers: (role, unit code, identity number): work of a unit that nobody there may do for this applicant.
    """

    post_id: int
    role: Role
    agency_id: int
    unit_id: int | None
    unit_code: str
    serves: frozenset[int]
    title: str
    acting_for: str = ""
    procedures: frozenset[str] = frozenset()
    holder_id: int | None = None
    given_away: frozenset[Handed] = frozenset()
    covers: frozenset[tuple[str, str, str]] = frozenset()

    @property
    def scope(self) -> frozenset[int]:
        """Ids of the agencies for which this seat acts."""
        if self.role in _DESKS and self.serves:
            return self.serves
        return frozenset({self.agency_id})

    @property
    def told(self) -> str:
        """Title of the seat, and for whom one sits in it."""
        return f"{self.title} ({self.acting_for})" if self.acting_for else self.title

    def acts_on(self, agency_id: int, procedure: str) -> bool:
        """Whether dossiers of this procedure of this agency are within the seat."""
        return agency_id in self.scope and (not self.procedures or procedure in self.procedures)

    def handed_over(self, agency_id: int, procedure: str) -> Handed | None:
        """The hand-over by which this seat takes in no new dossiers of this procedure; None when it does."""
        found = (one for one in self.given_away if one.agency_id == agency_id and one.procedure in ("", procedure))
        return next(found, None)


def running(day: date) -> Q:
    """What runs on a local day: `until` is the first day on which it does not any more."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def rows_of(staff: Staff, on: date) -> list[dict[str, Any]]:
    """The posts in which a person sits on a day, with all that makes seats of them (one query)."""
    own = Holding.objects.filter(running(on), post=OuterRef("pk"), holder=staff)
    standing = StandIn.objects.filter(running(on), post=OuterRef("pk"), person=staff)
    holders = Holding.objects.filter(running(on), post=OuterRef("pk"))
    handed = PostHandover.objects.filter(running(on)).values(
        told=JSONObject(
            agency="agency_id",
            agency_name="agency__short_name",
            procedure="procedure",
            to="post__agency__name",
            since="since",
            decision="decision",
            decided_on="decided_on",
        )
    )
    concerned = Q(agency__served_by=OuterRef("pk")) | Q(agency=OuterRef("agency"))
    kin = Relative.objects.filter(staff=staff, withdrawn_at__isnull=True)
    rows: Iterable[Any] = (
        Post.objects.filter(Exists(own) | Exists(standing))
        .order_by("agency__order", "code")
        .values(
            "pk",
            "role",
            "title",
            "agency_id",
            "unit_id",
            unit_code=F("unit__code"),
            own=Exists(own),
            standing=Subquery(standing.values(told=JSONObject(decision="decision", decided_on="decided_on"))[:1]),
            holder=Subquery(holders.values(told=JSONObject(id="holder_id", name="holder__full_name"))[:1]),
            served=ArraySubquery(Post.serves.through.objects.filter(post=OuterRef("pk")).values("agency_id")),
            taken=ArraySubquery(handed.filter(post=OuterRef("pk"))),
            given=ArraySubquery(handed.filter(concerned).exclude(post=OuterRef("pk"))),
            kin=ArraySubquery(kin.values("identity_number")),
        )
    )
    return list(rows)


def kin_of(staff: Staff, rows: Sequence[dict[str, Any]]) -> frozenset[str]:
    """Identity numbers of whose dossiers the person keeps away from."""
    relatives = rows[0]["kin"] if rows else ()
    return frozenset({staff.identity_number, *relatives} - {""})


def seats_of(rows: Iterable[dict[str, Any]], staff_id: int) -> tuple[Seat, ...]:
    """The seats that these posts give: one's own, those of a stand-in, then receptions handed over."""
    own: list[Seat] = []
    standing: list[Seat] = []
    taken: list[Seat] = []
    for row in rows:
        seat = _seat(row, staff_id)
        (standing if seat.acting_for else own).append(seat)
        taken.extend(_receptions(row, seat))
    return (*own, *standing, *taken)


def _seat(row: dict[str, Any], staff_id: int) -> Seat:
    holder = row["holder"] or {"id": None, "name": ""}
    return Seat(
        post_id=row["pk"],
        role=Role(row["role"]),
        agency_id=row["agency_id"],
        unit_id=row["unit_id"],
        unit_code=row["unit_code"] or "",
        serves=frozenset(row["served"]),
        title=row["title"],
        acting_for="" if row["own"] else _for_whom(holder["name"], row["standing"]),
        holder_id=staff_id if row["own"] else holder["id"],
        given_away=frozenset(_handed(one) for one in row["given"]),
    )


def _for_whom(name: str, by: dict[str, Any]) -> str:
    whom = f"thay ông/bà {name}" if name else "thay vị trí đang khuyết"
    return f"{whom} theo {_decision(by)}"[:LONGEST]


def _decision(by: dict[str, Any]) -> str:
    return f"Quyết định {by['decision']} ngày {date.fromisoformat(by['decided_on']):%d/%m/%Y}"


def _handed(row: dict[str, Any]) -> Handed:
    what = f"thủ tục {row['procedure']} của {row['agency_name']}" if row["procedure"] else row["agency_name"]
    return Handed(
        row["agency"],
        row["procedure"],
        f"Việc tiếp nhận hồ sơ {what} đã bàn giao cho {row['to']} từ ngày "
        f"{date.fromisoformat(row['since']):%d/%m/%Y} theo {_decision(row)}.",
    )


def _receptions(row: dict[str, Any], seat: Seat) -> list[Seat]:
    """The receptions handed over to a post, one seat for each decision and agency."""
    groups: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for handed in row["taken"]:
        groups[handed["agency"], handed["decision"]].append(handed)
    found = []
    for (agency, _), parts in groups.items():
        whole = any(not part["procedure"] for part in parts)
        told = f"nhận bàn giao tiếp nhận của {parts[0]['agency_name']} theo {_decision(parts[0])}"
        found.append(
            replace(
                seat,
                serves=frozenset({agency}),
                procedures=frozenset() if whole else frozenset(part["procedure"] for part in parts),
                acting_for="; ".join(filter(None, (seat.acting_for, told)))[:LONGEST],
                given_away=frozenset(),
            )
        )
    return found


def covered(seats: tuple[Seat, ...], on: date) -> tuple[Seat, ...]:
    """The seats, those of leaders with the work of their people that nobody of them may do (one query, if any)."""
    leaders = [seat for seat in seats if seat.role == Role.LEADER]
    if not leaders:
        return seats
    barred = _barred({seat.agency_id for seat in leaders}, on)
    return tuple(replace(seat, covers=_covers(seat, barred)) if seat.role == Role.LEADER else seat for seat in seats)


_Desk = tuple[int, str, str]
"""Agency id, role, unit code."""


def _covers(seat: Seat, barred: dict[_Desk, frozenset[str]]) -> frozenset[tuple[str, str, str]]:
    """A unit's leader acts for its officers; the agency's head for a unit's leader, and where there is none."""
    found = set()
    for (agency, role, unit), numbers in barred.items():
        if agency != seat.agency_id:
            continue
        if seat.unit_code:
            theirs = numbers if role == Role.CASE_OFFICER and unit == seat.unit_code else frozenset()
        else:
            # a unit without a leader bars the leader from everything
            above = barred.get((agency, Role.LEADER, unit), numbers) if role == Role.CASE_OFFICER else numbers
            theirs = numbers & above
        found |= {(role, unit, number) for number in theirs}
    return frozenset(found)


def _barred(agencies: Collection[int], on: date) -> dict[_Desk, frozenset[str]]:
    """Desk in a unit of these agencies → identity numbers from which everybody who sits there keeps away."""
    desk = Q(post__agency__in=agencies, post__unit__isnull=False, post__role__in=(Role.CASE_OFFICER, Role.LEADER))
    holding = _sitting(Holding.objects.filter(running(on), desk), "holder")
    standing = _sitting(StandIn.objects.filter(running(on), desk), "person")
    barred: dict[_Desk, frozenset[str]] = {}
    for agency, role, unit, own, kin in holding.union(standing, all=True):
        numbers = frozenset({own, *kin} - {""})
        barred[agency, role, unit] = barred.get((agency, role, unit), numbers) & numbers
    return barred


def _sitting(rows: QuerySet[Any], person: str) -> QuerySet[Any, Any]:
    kin = Relative.objects.filter(staff=OuterRef(person), withdrawn_at__isnull=True).values("identity_number")
    return rows.values_list(
        "post__agency_id", "post__role", "post__unit__code", f"{person}__identity_number", ArraySubquery(kin)
    )
