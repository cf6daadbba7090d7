"""What the pages of the take-in share: the procedure at hand, the draft, the preview of the due date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, QueryDict

from motcua.agencies.actors import Actor
from motcua.agencies.queries import calendar_for
from motcua.catalogue.finding import search
from motcua.catalogue.models import Procedure
from motcua.catalogue.pages import ProcedurePage, procedure_page
from motcua.catalogue.queries import ProcedureHit, procedures_of
from motcua.catalogue.rules import rules_of
from motcua.dossiers import access, commands, queries
from motcua.dossiers.models import Applicant, Dossier, IntakeDraft
from motcua.faces.common.formats import local_day
from motcua.faces.desk.take_in_forms import Scan, TakeInForm
from motcua.law.deadline import due
from motcua.law.refusal import Refused
from motcua.papers.commands import keep
from motcua.papers.models import Blob

RECENT = timedelta(days=90)
"""How far back the use of a procedure counts for its place in the list."""
SHOWN = 20
PER_COMPONENT = ("papers", "originals", "copies", "guide")
"""Beginnings of the names of the fields that every component has."""


@dataclass(frozen=True, slots=True)
class Preview:
    """When a dossier taken in now would be due; `sentence` says why that cannot be told."""

    due_at: datetime | None
    limit: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """One take-in at hand: its draft (None before anything was typed), its procedure, and the case chosen.

    The page has the components and fees of the case alone; `case` is "" while none is chosen.
    """

    draft_id: UUID
    draft: IntakeDraft | None
    page: ProcedurePage
    case: str = ""

    @property
    def scans(self) -> tuple[Scan, ...]:
        """The scans uploaded so far, without those taken away again."""
        return scans_of(self.draft)

    def form(self, data: QueryDict | None = None) -> TakeInForm:
        """The form with what was typed: now, or before."""
        typed = dict(self.draft.form) if self.draft else None
        return TakeInForm(data, page=self.page, case=self.case, draft_id=self.draft_id, typed=typed, scans=self.scans)


def served(actor: Actor) -> frozenset[int]:
    """Agencies whose dossiers the actor takes in.

    Raises:
        PermissionDenied: the actor does not sit at a one-stop desk.
    """
    desks = [seat for seat in actor.seats if seat.role in access.DESK_ROLES]
    if not desks:
        raise PermissionDenied
    return frozenset().union(*(seat.scope for seat in desks))


def refusal_to_take_in(actor: Actor, agency_id: int, code: str) -> str:
    """Why the actor takes in no dossiers of this procedure: the reception was handed over, or never theirs; or ""."""
    desks = [seat for seat in actor.seats if seat.role in access.DESK_ROLES and seat.acts_on(agency_id, code)]
    if not desks:
        return "Bạn không tiếp nhận hồ sơ của thủ tục này. Hãy chọn thủ tục khác."
    handed = [seat.handed_over(agency_id, code) for seat in desks]
    return next((one.sentence for one in handed if one), "") if all(handed) else ""


def found(actor: Actor, words: str, now: datetime) -> list[ProcedureHit]:
    """Procedures for what was typed (all when nothing was), those most used of late first."""
    agencies, today = served(actor), local_day(now)
    hits = search(words, on=today, agencies=agencies, limit=SHOWN) if words.strip() else procedures_of(agencies, today)
    hits = [hit for hit in hits if not refusal_to_take_in(actor, hit.agency_id, hit.code)]
    used = dict(
        Dossier.objects.filter(agency_id__in=agencies, accepted_at__gte=now - RECENT)
        .values_list("procedure__code")
        .annotate(times=Count("id"))
    )
    return sorted(hits, key=lambda hit: -used.get(hit.code, 0))[:SHOWN]


def desk_for(request: HttpRequest, draft_id: UUID) -> Desk:
    """The take-in with this id: its procedure is named by the draft, the form or the address.

    Raises:
        Http404: the draft is somebody else's, or no procedure is named.
        Refused: the procedure does not exist, or belongs to an agency that the actor does not serve.
    """
    agencies = served(request.actor)
    draft = IntakeDraft.objects.filter(pk=draft_id).select_related("procedure").first()
    if draft is not None and draft.officer_id != request.actor.staff_id:
        raise Http404("a draft of another officer")
    code = draft.procedure.code if draft else request.POST.get("procedure") or request.GET.get("thu-tuc")
    if not code:
        raise Http404("no procedure named")
    page = procedure_page(code, local_day(request.now))
    if page is None:
        raise Refused("unknown_procedure", f"Không có thủ tục nào mang mã “{code[:40]}”.", field="procedure")
    if page.agency_id not in agencies:
        raise Refused(
            "not_served", f"Bạn không tiếp nhận hồ sơ của {page.agency}. Hãy chọn thủ tục khác.", field="procedure"
        )
    if sentence := refusal_to_take_in(request.actor, page.agency_id, code):
        raise Refused("handed_over", sentence, field="procedure")
    case = request.POST.get("case") or request.GET.get("case") or str(draft.form.get("case", "") if draft else "")
    case = case if case in {one.key for one in page.cases} else ""
    return Desk(draft_id, draft, page.for_case(case, local_day(request.now)), case)


def taken_already(draft_id: UUID) -> bool:
    """Whether a dossier has come of this draft."""
    return Dossier.objects.filter(pk=draft_id).exclude(events_count=0).exists()


def preview(desk: Desk, channel: str, now: datetime) -> Preview:
    """When a dossier of this procedure (and case) would be due if it were taken in now."""
    page = desk.page
    try:
        if not page.local:
            raise Refused("not_local", f"{page.route}: hãy tiếp nhận hồ sơ của thủ tục này trên hệ thống đó.")
        if page.process_id is None:
            raise Refused("no_process", f"Thủ tục “{page.name}” chưa có quy trình nội bộ được phê duyệt.")
        if not page.open_for_intake:
            raise Refused("closed", f"Thủ tục này không nhận hồ sơ trong ngày {local_day(now):%d/%m/%Y}.")
        rules, _ = rules_of(page.version_id, page.process_id, desk.case)
        limit = rules.limit_for(channel)
        return Preview(due(calendar_for(page.agency_id), now, limit), limit.label)
    except Refused as refused:
        return Preview(None, "", refused.sentence)


def scans_of(draft: IntakeDraft | None) -> tuple[Scan, ...]:
    """The scans of a draft, without those taken away again."""
    if draft is None:
        return ()
    removed = set(draft.form.get("removed", ()))
    scans = (Scan(**scan) for scan in draft.scans)
    return tuple(scan for scan in scans if scan.token not in removed)


def store(request: HttpRequest, desk: Desk, *, remove: str = "") -> tuple[Desk, list[Refused]]:
    """Keep what was typed and the files that came with it; returns the take-in as it is now, and which files failed.

    Args:
        remove: `component:sha256` of a scan to take away.
    """
    uploads, refused = _uploads(request, desk.page)
    new = {f"{component}:{blob.pk}" for component, blob, _ in uploads}
    before = set(desk.draft.form.get("removed", ())) if desk.draft else set()
    removed = ((before | {remove}) if remove else before) - new
    draft = commands.save_draft(
        desk.draft_id,
        actor=request.actor,
        at=request.now,
        procedure_id=_procedure_id(desk),
        form={**_typed(request.POST, desk.page), "removed": sorted(removed), "procedure_name": desk.page.name},
        new_scans=tuple(uploads),
    )
    return replace(desk, draft=draft), refused


def _procedure_id(desk: Desk) -> int:
    if desk.draft is not None:
        return desk.draft.procedure_id
    return Procedure.objects.values_list("pk", flat=True).get(code=desk.page.code)


def _typed(data: Mapping[str, Any], page: ProcedurePage) -> dict[str, object]:
    """What was typed, field by field; nothing that the form does not have."""
    fields = TakeInForm.base_fields.keys() | {
        f"{part}-{component.key}" for component in page.components for part in PER_COMPONENT
    }
    return {name: str(data[name])[:4000] for name in sorted(fields) if name in data}


def _uploads(request: HttpRequest, page: ProcedurePage) -> tuple[list[tuple[str, Blob, str]], list[Refused]]:
    """The files of this request, kept; a file that is refused does not keep the others from it."""
    kept, refused = [], []
    for component, upload in _files(request, page):
        try:
            kept.append((component, keep(upload, name=upload.name), upload.name[:255]))
        except Refused as wrong:
            refused.append(Refused(wrong.code, wrong.sentence, field=f"papers-{component}"))
    return kept, refused


def _files(request: HttpRequest, page: ProcedurePage) -> Iterable[tuple[str, Any]]:
    for part in page.components:
        for upload in request.FILES.getlist(f"scans-{part.key}"):
            yield part.key, upload


def applicant_filled(data: QueryDict) -> tuple[QueryDict, str]:
    """What was typed with a known applicant filled in, and a sentence of what was found.

    Filled in once for each identity number: what is mended by hand afterwards stays.
    """
    typed = data.copy()
    number, kind = data.get("identity_number", ""), data.get("kind", "")
    plain = number.replace(" ", "").replace(".", "")
    if not plain:
        return typed, "Hãy ghi số định danh để tìm."
    kinds = sorted(Applicant.Kind.values, key=lambda one: one != kind)  # the kind that was chosen first
    known = next(filter(None, (queries.applicant_with(number, one) for one in kinds)), None)
    if known is None:
        if plain.replace("-", "").isdigit() and len(plain.replace("-", "")) in (10, 13):
            typed["kind"] = "organisation"
        typed["found"] = ""
        return typed, "Chưa có trong hệ thống: hãy ghi họ tên và thông tin liên hệ."
    if data.get("found") != known.identity_number:
        for name in ("kind", "name", "address", "phone", "email"):
            typed[name] = getattr(known, name)
        typed["found"] = known.identity_number
    return typed, f"Đã nộp hồ sơ trước đây: {known.name}. Hãy đối chiếu thông tin."
