"""Leaving a post: the dossiers of whoever leaves go to a successor, on the day itself or when that day comes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.accounts.roles import Role
from motcua.agencies.models import Holding
from motcua.agencies.orders import Order
from motcua.agencies.people import Officer, case_officers
from motcua.agencies.posts import end_holding, end_stand_ins_of_leaver, sign_out_if_nowhere
from motcua.agencies.seats import running
from motcua.dossiers.models import Dossier
from motcua.dossiers.passing_on import give_to_another, in_charge_of
from motcua.law.moments import local
from motcua.law.refusal import Refused

LOOK_BACK = timedelta(days=60)
"""For how long `settle` still gives on what a leaver was in charge of: longer than any outage."""


def successors(holding: Holding, on: date) -> list[Officer]:
    """Who may take the dossiers of a holder over: the other case officers of the unit."""
    if holding.post.role != Role.CASE_OFFICER or holding.post.unit is None:
        return []
    officers = case_officers(holding.post.agency_id, [holding.post.unit.code], on)
    return [one for one in officers if one.staff_id != holding.holder_id]


def load_of(holding: Holding) -> int:
    """How many open dossiers would need a successor if the holder left the post."""
    return len(_to_pass_on(holding))


def _to_pass_on(holding: Holding) -> list[Dossier]:
    post = holding.post
    if post.role != Role.CASE_OFFICER or post.unit is None:
        return []
    others = Holding.objects.filter(holder=holding.holder_id, post__unit=post.unit_id, post__role=post.role)
    day = holding.until or date.max
    if others.filter(running(day)).exclude(pk=holding.pk).exists():
        return []  # sits in the same unit still, or again
    return in_charge_of(holding.holder_id, post.agency_id, post.unit.code)


def leave_post(holding: Holding, *, until: date, order: Order, successor: int | None = None) -> int:
    """Let a holder leave a post from `until` on, and give the open dossiers to a successor.

    A dossier from which the successor must keep away goes to another officer of the unit. When `until` lies ahead,
    `settle` does so when the day comes.

    Args:
        successor: id of the officer who takes over; needed when there are open dossiers.

    Returns:
        How many dossiers were given on now.

    Raises:
        Refused: as `agencies.posts.end_holding`; or no successor, or one who is not a case officer of the unit.
    """
    with transaction.atomic():
        load = load_of(holding)
        chosen = _successor(holding, until, successor, load)
        end_holding(holding, until=until, order=order, successor=chosen)
        return _give_on(holding, order.at) if until <= order.today else 0


def _successor(holding: Holding, until: date, successor: int | None, load: int) -> int | None:
    if successor is None:
        if load:
            raise Refused(
                "no_successor",
                f"{holding.holder.full_name} đang thụ lý {load} hồ sơ chưa xong; hãy chọn người tiếp nhận.",
                "successor",
            )
        return None
    if successor not in {one.staff_id for one in successors(holding, until)}:
        raise Refused(
            "not_a_successor",
            f"Người tiếp nhận phải là chuyên viên khác của cùng phòng vào ngày {until:%d/%m/%Y}.",
            "successor",
        )
    return successor


def settle(now: datetime) -> int:
    """Carry out the leavings whose day has come: give dossiers on, end stand-ins, sign out; returns how many dossiers.

    Safe to run twice, and after days in which it did not run.
    """
    today = local(now).date()
    left = Holding.objects.filter(until__lte=today, until__gt=today - LOOK_BACK, ended_by__isnull=False)
    moved = 0
    for holding in left.select_related("post__unit", "holder", "ended_by").order_by("until", "pk"):
        with transaction.atomic():
            moved += _give_on(holding, now)
            end_stand_ins_of_leaver(holding.holder, holding.until or today, today=today)
            sign_out_if_nowhere(holding.holder, today)
    return moved


def _give_on(holding: Holding, at: datetime) -> int:
    by = holding.ended_by.full_name[:100] if holding.ended_by else ""
    unit = holding.post.unit.code if holding.post.unit else ""
    given = [
        give_to_another(
            row,
            unit=unit,
            not_to={holding.holder_id},
            first=holding.successor_id,
            at=at,
            key=f"leave:{holding.pk}:{row.events_count}",
            why=f"theo lệnh của {by}, Quyết định {holding.end_decision}",
        )
        for row in _to_pass_on(holding)
    ]
    return sum(given)
