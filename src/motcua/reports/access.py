"""Whose figures a person may see, and who may do what with a frozen report. Asked once, here."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.agencies.models import Agency
from motcua.law.refusal import Refused
from motcua.reports.models import FrozenReport


def scope_of(actor: Actor) -> frozenset[int] | None:
    """Ids of the agencies whose figures the person may see; None for all of them (overseers)."""
    return None if actor.sees_everything else actor.all_agencies


def agency_for(actor: Actor, code: str) -> Agency:
    """The agency with this code, if the person may see its figures.

    Raises:
        Http404: it does not exist, or not for this person.
    """
    scope = scope_of(actor)
    agency = Agency.objects.filter(code=code).first()
    if agency is None or (scope is not None and agency.pk not in scope):
        raise Http404(f"no agency {code} for {actor.username}")
    return agency


def agencies_at(level: str, scope: frozenset[int] | None = None) -> frozenset[int]:
    """Ids of the agencies of a level of administration (one query); of those in `scope`, unless None."""
    found = frozenset(Agency.objects.filter(level=level).values_list("pk", flat=True))
    return found if scope is None else found & scope


# Frozen reports: an agency sends, procedure control checks, the director approves and signs. What procedure control
# draws up for all agencies it sends to the director itself: two persons, where an agency's report has three.


def frozen_for(actor: Actor) -> QuerySet[FrozenReport]:
    """The frozen reports that the actor may see: of the own agencies, all for overseers."""
    scope = scope_of(actor)
    rows = FrozenReport.objects.select_related("agency", "submitter", "checker", "approver", "signer")
    return rows if scope is None else rows.filter(agency_id__in=scope)


def may_draw_up(actor: Actor, agency_id: int | None) -> bool:
    """Whether the actor may prepare, recount and send a report: of an agency its heads, of all procedure control."""
    if agency_id is None:
        return actor.has(Role.PROCEDURE_CONTROL)
    return any(seat.agency_id == agency_id and not seat.unit_code for seat in actor.seats_as(Role.LEADER))


def may_prepare(actor: Actor, agency_id: int | None) -> bool:
    """Whether the actor may prepare a draft: who draws the report up, and procedure control for every agency."""
    return actor.has(Role.PROCEDURE_CONTROL) or may_draw_up(actor, agency_id)


def may_check_report(actor: Actor, report: FrozenReport) -> bool:
    """Whether the actor may check a report: not one's own."""
    return actor.has(Role.PROCEDURE_CONTROL) and actor.staff_id != report.submitter_id


def may_approve_report(actor: Actor, report: FrozenReport) -> bool:
    """Whether the actor may approve and sign a report: not one's own, nor one that one has checked."""
    return actor.has(Role.CENTRE_DIRECTOR) and actor.staff_id not in (report.submitter_id, report.checker_id)


def require_drawer(actor: Actor, report: FrozenReport) -> None:
    """Make sure that the actor may send or recount a report.

    Raises:
        Refused: ``forbidden``.
    """
    if not may_draw_up(actor, report.agency_id):
        who = "kiểm soát thủ tục hành chính" if report.agency_id is None else "lãnh đạo của cơ quan"
        raise Refused("forbidden", f"Chỉ {who} được lập và gửi báo cáo này.")


def require_report_checker(actor: Actor, report: FrozenReport) -> None:
    """Make sure that the actor may check a report.

    Raises:
        Refused: ``forbidden``, or ``own_report`` for who sent it.
    """
    if not actor.has(Role.PROCEDURE_CONTROL):
        raise Refused("forbidden", "Chỉ công chức kiểm soát thủ tục hành chính được kiểm tra báo cáo.")
    _require_stranger(actor, report.submitter_id)


def require_report_approver(actor: Actor, report: FrozenReport) -> None:
    """Make sure that the actor may approve or sign a report.

    Raises:
        Refused: ``forbidden``, or ``own_report`` for who sent or checked it.
    """
    if not actor.has(Role.CENTRE_DIRECTOR):
        raise Refused("forbidden", "Chỉ giám đốc trung tâm được phê duyệt và ký báo cáo.")
    _require_stranger(actor, report.submitter_id, report.checker_id)


def _require_stranger(actor: Actor, *who: int | None) -> None:
    if actor.staff_id in who:
        raise Refused("own_report", "Người đã gửi hoặc đã kiểm tra báo cáo không được tự quyết định báo cáo đó.")


def used_key() -> Refused:
    """Says that a form was sent before with other content: gone back to and changed, its key names what it did then."""
    return Refused(
        "used_key", "Biểu mẫu này đã được gửi trước đó với nội dung khác; hãy mở lại trang rồi thực hiện lại."
    )


def may_prepare_all(actor: Actor) -> bool:
    """Whether the actor may prepare a report of all agencies."""
    return may_prepare(actor, None)


def preparable_agencies(actor: Actor) -> list[Agency]:
    """The agencies of which the actor may prepare a report, in order (one query)."""
    listed = Agency.objects.filter(kind=Agency.Kind.DEPARTMENT).order_by("order", "code")
    return [agency for agency in listed if may_prepare(actor, agency.pk)]


def may_prepare_some(actor: Actor) -> bool:
    """Whether there is any report that the actor may prepare."""
    return may_prepare_all(actor) or any(not seat.unit_code for seat in actor.seats_as(Role.LEADER))
