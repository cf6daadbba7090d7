"""Reception handed over to the post enterprise: of an agency, or of one procedure, each by a dated decision."""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction
from django.db.models import Q

from motcua.accounts.roles import Role
from motcua.agencies.models import Agency, Post
from motcua.agencies.models_posts import PostHandover
from motcua.agencies.orders import Order, may_appoint, numbered, require
from motcua.law.refusal import Refused

_CODE = re.compile(r"[0-9]{1,2}\.[0-9]{3,12}(\.[0-9A-Z.]{1,12})?")


@transaction.atomic
def hand_over_reception(agency: Agency, post: Post, *, since: date, order: Order, procedure: str = "") -> PostHandover:
    """Have a post clerk take in new dossiers of an agency, or of one procedure of it, from `since` on.

    The agency's own desk takes these in no longer; what it has taken in it finishes and returns.

    Raises:
        Refused: not an administrator's order, not a post of the post enterprise, handed over already, or days and
            decision that do not fit.
    """
    require(may_appoint(order.by))
    order = numbered(order, since)
    if post.role != Role.POST_CLERK:
        raise Refused(
            "not_a_post_clerk",
            f"Vị trí “{post.title}” không phải của nhân viên bưu điện, không thể nhận bàn giao.",
            "post",
        )
    if agency.kind != Agency.Kind.DEPARTMENT:
        raise Refused("not_an_agency", f"{agency.name} không có hồ sơ để bàn giao tiếp nhận.", "agency")
    if procedure and not _CODE.fullmatch(procedure):
        raise Refused("procedure_code", f"Mã “{procedure[:40]}” không phải mã thủ tục hành chính.", "procedure")
    Agency.objects.select_for_update().get(pk=agency.pk)
    same = PostHandover.objects.filter(agency=agency, procedure=procedure, post=post, since=since, until__isnull=True)
    if twice := same.filter(decision=order.decision.number).first():
        return twice
    _require_not_handed_over(agency, procedure, since)
    return PostHandover.objects.create(
        agency=agency, procedure=procedure, post=post, since=since, until=None, **order.recorded()
    )


def _require_not_handed_over(agency: Agency, procedure: str, since: date) -> None:
    """What has been handed over, or is part of it, is not handed over again."""
    within = Q(procedure__in=("", procedure)) if procedure else Q()
    later = Q(until__isnull=True) | Q(until__gt=since)
    other = PostHandover.objects.filter(within, later, agency=agency).select_related("post__agency").first()
    if other is None:
        return
    what = f"thủ tục {other.procedure}" if other.procedure else f"mọi thủ tục của {agency.short_name}"
    raise Refused(
        "handed_over_already",
        f"Việc tiếp nhận {what} đã bàn giao cho {other.post.agency.name} từ {other.since:%d/%m/%Y} theo Quyết định "
        f"{other.decision}; hãy kết thúc bàn giao đó trước.",
        "since",
    )


@transaction.atomic
def end_handover(handover: PostHandover, *, until: date, order: Order) -> PostHandover:
    """Give the reception back to the agency's own desk: `until` is the first day on which it takes in again.

    Raises:
        Refused: not an administrator's order, ended already, or days and decision that do not fit.
    """
    require(may_appoint(order.by))
    order = numbered(order, until, field="until")
    handover = PostHandover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if handover.until is not None:
        raise Refused("ended_already", f"Bàn giao này đã kết thúc từ {handover.until:%d/%m/%Y}.", "until")
    if until <= handover.since:
        raise Refused(
            "ends_before_start", f"Ngày kết thúc phải sau ngày bàn giao ({handover.since:%d/%m/%Y}).", "until"
        )
    if until < order.today:
        raise Refused("ended_in_past", "Không thể kết thúc bàn giao từ một ngày đã qua.", "until")
    handover.until, handover.end_decision = until, order.decision.number
    handover.save(update_fields=["until", "end_decision"])
    return handover
