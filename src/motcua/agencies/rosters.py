"""Reads of the posts of an agency: who holds them, who stands in, what was before, what was handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.models import Agency, Holding, Post
from motcua.agencies.models_posts import PostHandover, StandIn
from motcua.agencies.posts import last_day
from motcua.agencies.seats import running


@dataclass(frozen=True, slots=True)
class Spell:
    """Somebody in a post for a time; `last` is the last day, None while it goes on.

    Attributes:
        kind: `holding` or `stand_in`.
        state: `past`, `now` or `ahead`.
    """

    pk: int
    kind: str
    who: str
    since: date
    last: date | None
    decision: str
    state: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post with who sits in it on a day, and who will."""

    pk: int
    title: str
    role: str
    unit: str
    holder: Spell | None
    stand_in: Spell | None
    ahead: tuple[Spell, ...]


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A reception that is, or will be, handed over; `last` is the last day, None without an end."""

    pk: int
    agency: str
    procedure: str
    to: str
    since: date
    last: date | None
    decision: str
    open: bool


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """How many posts an agency has, how many are vacant, and how many have a stand-in, on a day."""

    code: str
    name: str
    posts: int
    vacant: int
    stand_ins: int
    handed_over: int


def agency_lines(on: date) -> list[AgencyLine]:
    """All agencies in their order (two queries)."""
    held = Exists(Holding.objects.filter(running(on), post=OuterRef("pk")))
    stood = Exists(StandIn.objects.filter(running(on), post=OuterRef("pk")))
    posts = Post.objects.annotate(held=held, stood=stood).order_by().values("agency")
    counted = {
        row["agency"]: row
        for row in posts.annotate(
            posts=Count("pk"), vacant=Count("pk", filter=Q(held=False)), standing=Count("pk", filter=Q(stood=True))
        )
    }
    handed = Count("handovers", filter=_running_handover(on))
    return [
        AgencyLine(agency.code, agency.name, row["posts"], row["vacant"], row["standing"], agency.handed)
        for agency in Agency.objects.annotate(handed=handed).order_by("order", "code")
        if (row := counted.get(agency.pk, {"posts": 0, "vacant": 0, "standing": 0}))
    ]


def _running_handover(on: date) -> Q:
    return Q(handovers__since__lte=on) & (Q(handovers__until__isnull=True) | Q(handovers__until__gt=on))


def post_lines(posts: QuerySet[Post], on: date) -> list[PostLine]:
    """Posts with who sits in them on a local day, those of the whole agency first, then by unit (three queries)."""
    later = Q(until__isnull=True) | Q(until__gt=on)
    found = (
        posts.select_related("unit")
        .order_by(F("unit__order").asc(nulls_first=True), "code")
        .prefetch_related(
            Prefetch("holdings", Holding.objects.filter(later).select_related("holder").order_by("since")),
            Prefetch("stand_ins", StandIn.objects.filter(later).select_related("person").order_by("since")),
        )
    )
    return [_line(post, on) for post in found]


def _line(post: Post, on: date) -> PostLine:
    holdings = [_held(row, on) for row in post.holdings.all()]
    standing = [_stood(row, on) for row in post.stand_ins.all()]
    return PostLine(
        pk=post.pk,
        title=post.title,
        role=Role(post.role).label,
        unit=post.unit.name if post.unit else "",
        holder=_now(holdings),
        stand_in=_now(standing),
        ahead=tuple(spell for spell in (*holdings, *standing) if spell.state == "ahead"),
    )


def _now(spells: Iterable[Spell]) -> Spell | None:
    return next((spell for spell in spells if spell.state == "now"), None)


def history(post: Post, on: date) -> list[Spell]:
    """Everybody who sat, sits or will sit in a post, the latest first."""
    spells = [_held(row, on) for row in post.holdings.select_related("holder")]
    spells += [_stood(row, on) for row in post.stand_ins.select_related("person")]
    return sorted(spells, key=lambda spell: (spell.since, spell.pk), reverse=True)


def _held(row: Holding, on: date) -> Spell:
    decisions = (row.decision, f"thôi giữ: {row.end_decision}" if row.end_decision else "")
    return _spell(row, "holding", row.holder, "; ".join(filter(None, decisions)), on)


def _stood(row: StandIn, on: date) -> Spell:
    return _spell(row, "stand_in", row.person, row.decision, on)


def _spell(row: Holding | StandIn, kind: str, who: Staff, decision: str, on: date) -> Spell:
    state = "ahead" if row.since > on else "past" if row.until and row.until <= on else "now"
    return Spell(row.pk, kind, who.full_name, row.since, last_day(row.until) if row.until else None, decision, state)


def handover_lines(agency: Agency, on: date) -> list[HandoverLine]:
    """Receptions handed over by an agency or to one of its posts, now or later, the latest first."""
    later = Q(until__isnull=True) | Q(until__gt=on)
    rows = PostHandover.objects.filter(Q(agency=agency) | Q(post__agency=agency), later)
    return [
        HandoverLine(
            pk=row.pk,
            agency=row.agency.name,
            procedure=row.procedure,
            to=f"{row.post.title}, {row.post.agency.name}",
            since=row.since,
            last=last_day(row.until) if row.until else None,
            decision=f"{row.decision} ngày {row.decided_on:%d/%m/%Y}",
            open=row.until is None,
        )
        for row in rows.select_related("agency", "post__agency").order_by("-since", "-pk")
    ]


def people_for(post: Post, on: date, *, everybody: bool, besides: int = 0) -> list[tuple[str, list[Staff]]]:
    """Active accounts in groups: of the post's agency, without a post, and, for an appointment, all others.

    Args:
        everybody: for an appointment; else only those who may stand in.
        besides: id of an account that is left out.
    """
    held = Holding.objects.filter(holder=OuterRef("pk"))
    people = Staff.objects.filter(is_active=True).exclude(pk=besides).order_by("full_name", "username")
    groups: dict[str, list[Staff]] = {"Cùng cơ quan": [], "Chưa giữ vị trí nào": [], "Cơ quan khác": []}
    for person in people.annotate(
        own=Exists(held.filter(running(on), post__agency=post.agency_id)),
        seated=Exists(held.filter(running(on))),
        known=Exists(held),
    ):
        if not everybody and person.known and not person.seated:
            continue  # has left every post
        place = "Cùng cơ quan" if person.own else "Cơ quan khác" if person.seated else "Chưa giữ vị trí nào"
        groups[place].append(person)
    if not everybody:
        del groups["Cơ quan khác"]
    return [(label, found) for label, found in groups.items() if found]
