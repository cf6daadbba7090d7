"""Writes of who holds a post and who stands in for the holder; each rests on a decision."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from motcua.accounts.commands import end_sessions
from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.agencies.models import Holding, Post
from motcua.agencies.models_posts import StandIn
from motcua.agencies.orders import (
    Order,
    may_appoint,
    may_send_stand_in,
    numbered,
    require,
    require_active,
    require_day,
)
from motcua.agencies.seats import running
from motcua.law.refusal import Refused


def last_day(until: date) -> date:
    """The last day of a span that ends at `until`, as people tell it."""
    return until - timedelta(days=1)


@transaction.atomic
def appoint_holder(post: Post, person: Staff, *, since: date, order: Order) -> Holding:
    """Seat `person` in a vacant post from `since` on.

    Raises:
        Refused: not an administrator's order, the post is held on that day or later, or the decision does not fit.
    """
    require(may_appoint(order.by))
    order = numbered(order, since)
    require_active(person)
    _alone_with(post)
    held = Holding.objects.filter(Q(until__isnull=True) | Q(until__gt=since), post=post).select_related("holder")
    if other := held.order_by("since").first():
        if (other.holder_id, other.since, other.decision) == (person.pk, since, order.decision.number):
            return other  # the same button twice
        until = f" đến hết {last_day(other.until):%d/%m/%Y}" if other.until else ""
        raise Refused(
            "post_is_held",
            f"{other.holder.full_name} giữ vị trí này từ {other.since:%d/%m/%Y}{until}; một vị trí chỉ có một người "
            "giữ. Hãy ghi nhận việc thôi giữ trước.",
            "since",
        )
    standing = StandIn.objects.filter(post=post, person=person, until__gt=since).first()
    if standing:
        raise Refused(
            "stands_in_there",
            f"{person.full_name} đang được phân công thay tại vị trí này đến hết {last_day(standing.until):%d/%m/%Y}; "
            "hãy kết thúc việc thay trước.",
            "person",
        )
    return Holding.objects.create(
        post=post, holder=person, since=since, decision=order.decision.number, decided_on=order.decision.day
    )


@transaction.atomic
def end_holding(holding: Holding, *, until: date, order: Order, successor: int | None = None) -> Holding:
    """Let the holder leave the post: `until` is the first day without it.

    Whoever holds no post any more stands in for nobody any more, and is signed out everywhere. What becomes of the
    dossiers, `dossiers.leaving` says.

    Raises:
        Refused: not an administrator's order, the holder has left already, the days do not fit, or nobody would be
            left who administers the system.
    """
    require(may_appoint(order.by))
    order = numbered(order, until, field="until")
    _alone_with(holding.post)
    holding.refresh_from_db()
    if holding.until is not None:
        raise Refused("left_already", f"Đã ghi nhận thôi giữ vị trí này từ {holding.until:%d/%m/%Y}.", "until")
    if until <= holding.since:
        raise Refused(
            "ends_before_start", f"Ngày thôi giữ phải sau ngày bắt đầu giữ ({holding.since:%d/%m/%Y}).", "until"
        )
    _keep_an_administrator(holding, until)
    holding.until, holding.end_decision, holding.successor_id = until, order.decision.number, successor
    holding.ended_by_id = order.by.staff_id
    holding.save(update_fields=["until", "end_decision", "successor", "ended_by"])
    end_stand_ins_of_leaver(holding.holder, until, today=order.today)
    sign_out_if_nowhere(holding.holder, order.today)
    return holding


def end_stand_ins_of_leaver(person: Staff, on: date, *, today: date) -> None:
    """End what a person does for others, on the local day from which that person holds no post any more.

    What was done in days gone by stays on record; what has not begun leaves no trace.
    """
    if Holding.objects.filter(Q(until__isnull=True) | Q(until__gt=on), holder=person).exists():
        return
    day = max(on, today)
    StandIn.objects.filter(person=person, since__gte=day).delete()
    StandIn.objects.filter(person=person, until__gt=day).update(until=day)


def sign_out_if_nowhere(person: Staff, on: date) -> bool:
    """End all sessions of a person who sits in no post on a local day; whether that was so."""
    seats = Holding.objects.filter(running(on), holder=person).exists()
    if seats or StandIn.objects.filter(running(on), person=person).exists():
        return False
    end_sessions(person)
    return True


def _keep_an_administrator(holding: Holding, until: date) -> None:
    if holding.post.role != Role.ADMINISTRATOR:
        return
    others = Holding.objects.filter(running(until), post__role=Role.ADMINISTRATOR, holder__is_active=True)
    if not others.exclude(pk=holding.pk).exists():
        raise Refused(
            "last_administrator",
            "Đây là người quản trị hệ thống duy nhất. Hãy bổ nhiệm người quản trị khác trước.",
            "until",
        )


@transaction.atomic
def stand_in(post: Post, person: Staff, *, since: date, until: date, order: Order) -> StandIn:
    """Let `person` act for the holder of a post from `since` up to, not including, `until`.

    The holder may act as well; each line of the log tells who acted, for whom and by which decision.

    Raises:
        Refused: not the orderer's to say, the orderer or the holder himself, an account that is closed, somebody of
            another agency or who has left every post, another stand-in in these days, or days and decision that do
            not fit.
    """
    require(may_send_stand_in(order.by, post))
    if person.pk == order.by.staff_id:
        raise Refused("sends_himself", "Bạn không thể tự phân công mình thay; hãy chọn người khác.", "person")
    order = numbered(order, since)
    require_day(last_day(until), order.today, "until")
    if until <= since:
        raise Refused("ends_before_start", "Ngày cuối không được trước ngày bắt đầu.", "until")
    require_active(person)
    _alone_with(post)
    overlapping = Q(since__lt=until) & (Q(until__isnull=True) | Q(until__gt=since))
    if Holding.objects.filter(overlapping, post=post, holder=person).exists():
        raise Refused(
            "holder_himself", f"{person.full_name} đang giữ chính vị trí này, không thể thay cho mình.", "person"
        )
    _require_colleague(post, person, since, last_day(until))
    other = StandIn.objects.filter(overlapping, post=post).select_related("person").first()
    if other and (other.person_id, other.since, other.until) == (person.pk, since, until):
        return other  # the same button twice
    if other:
        raise Refused(
            "stand_in_already",
            f"{other.person.full_name} đã được phân công thay từ {other.since:%d/%m/%Y} đến hết "
            f"{last_day(other.until):%d/%m/%Y}; mỗi lúc chỉ một người thay.",
            "since",
        )
    return StandIn.objects.create(post=post, person=person, since=since, until=until, **order.recorded())


def _require_colleague(post: Post, person: Staff, first: date, last: date) -> None:
    """Only somebody of the same agency stands in, or a newcomer without any post; nobody who has left every post."""
    held = Holding.objects.filter(holder=person)
    places = set(held.filter(running(first)).values_list("post__agency_id", flat=True))
    if places and post.agency_id not in places:
        raise Refused(
            "other_agency", f"{person.full_name} công tác tại cơ quan khác, không thể thay tại vị trí này.", "person"
        )
    for day in (first, last):
        if held.exists() and not held.filter(running(day)).exists():
            raise Refused(
                "holds_no_post",
                f"{person.full_name} không giữ vị trí nào vào ngày {day:%d/%m/%Y}, không thể thay người khác.",
                "person",
            )


@transaction.atomic
def end_stand_in(standing: StandIn, *, until: date, by: Actor, today: date) -> StandIn | None:
    """Let a stand-in end earlier, at `until` (the first day without it); one that never began leaves no trace.

    Raises:
        Refused: not the orderer's to say, or it would not end earlier.
    """
    require(may_send_stand_in(by, standing.post))
    _alone_with(standing.post)
    standing.refresh_from_db()
    if until >= standing.until:
        raise Refused(
            "ends_already", f"Việc thay đã kết thúc vào hết ngày {last_day(standing.until):%d/%m/%Y}.", "until"
        )
    if until < today:
        raise Refused("ended_in_past", "Không thể kết thúc việc thay từ một ngày đã qua.", "until")
    if until <= standing.since:
        standing.delete()
        return None
    standing.until = until
    standing.save(update_fields=["until"])
    sign_out_if_nowhere(standing.person, today)
    return standing


def _alone_with(post: Post) -> None:
    """Two orders about one post come one after the other; about administrators all do, so that one is left."""
    same = Q(role=post.role) if post.role == Role.ADMINISTRATOR else Q(pk=post.pk)
    list(Post.objects.filter(same).order_by("pk").select_for_update())
