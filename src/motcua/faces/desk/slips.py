"""Printed slips of a dossier: receipt, supplement request, refusal, apology, notice of a stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.agencies.models import Agency
from motcua.dossiers import access
from motcua.dossiers.codec import event_from, state_from
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.pinned import rules_of
from motcua.faces.common import formats
from motcua.faces.desk.decorators import officer
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import Rules, evolve
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Delivery, Fee, Money, StopReason
from motcua.law.moments import local
from motcua.law.regimes import FORM_SETS, form_set_on
from motcua.papers import printing


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the log with its moment and the name of who did it."""

    what: Any
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Case:
    """The dossier of which a slip tells; `base` is the address of this system without a path."""

    row: Dossier
    state: State
    rules: Rules
    base: str

    @property
    def procedure(self) -> str:
        """The name of the procedure, and the case it was filed under."""
        name, case = self.row.procedure_version.name, self.rules.procedure.case_name
        return f"{name} ({case})" if case else name

    def latest(self, *kinds: str) -> Happened | None:
        """The last event of these kinds, or None."""
        found = (
            Event.objects.filter(dossier=self.row, kind__in=kinds)
            .order_by("-seq")
            .values("kind", "data", "at", name=F("actor__full_name"))
            .first()
        )
        if found is None:
            return None
        return Happened(event_from(found["kind"], found["data"]), found["at"], found["name"] or "")


@officer
@require_safe
def slip(request: HttpRequest, reference: str, form: str) -> HttpResponse:
    """A slip as PDF, shown in the browser; 404 when the dossier is not to be seen, or has no such slip."""
    row = access.dossier_for(request.actor, reference)
    if form not in SLIPS:
        raise Http404(form)
    name, build = SLIPS[form]
    case = Case(row, state_from(row.state), rules_of(row), request.build_absolute_uri("/").rstrip("/"))
    data = build(case)
    if data is None:
        raise Http404(f"{reference} has no {form}")
    form_set = form_set_on(local(data.head.at).date())
    response = HttpResponse(printing.render(name, form_set, data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{form}-{row.reference}.pdf"'
    response["Cache-Control"] = "private, no-store"
    # the receipt prints itself from a frame of our own page; the browser's own viewer needs no other rule
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Content-Security-Policy"] = "frame-ancestors 'self'"
    return response


def _receipt(case: Case) -> printing.Receipt | None:
    """Form 01. After a complete supplement it tells the due date that was reckoned anew."""
    taken = case.latest("accepted", "supplement_received")
    if taken is None:
        return None
    row, rules = case.row, case.rules
    names = {part.key: part.name for part in rules.procedure.components}
    place = {key: number for number, key in enumerate(names)}
    return printing.Receipt(
        head=_centre_head(case, taken.at),
        person=_person(case, taken.at),
        code=row.code or "",
        lookup_code=row.lookup_code,
        address=f"{case.base}/tra-cuu?ma={row.code}&xem=thoi-han",
        look_up_at=f"{case.base}/tra-cuu",
        procedure=case.procedure,
        subject=row.subject,
        papers=tuple(
            printing.PaperLine(names.get(paper.component, paper.component), paper.originals, paper.copies)
            for paper in sorted(case.state.papers, key=lambda paper: place.get(paper.component, len(place)))
            if paper.present
        ),
        limit=rules.procedure.limit_for(row.channel).label,
        received_at=taken.at,
        due_at=taken.what.due_at,
        collect=_collect(row.wanted_delivery),
        fee=fee_words(case.state.fee),
        register_number=_day_number(row.code),
        officer=taken.who,
        hotline=settings.CENTRE_HOTLINE,
    )


def _supplement_request(case: Case) -> printing.SupplementRequest | None:
    """Form 02: what was asked for, by the agency during its work or at the counter before the dossier was taken in."""
    asked = case.latest("supplement_requested", "guided")
    if asked is None:
        return None
    names = {part.key: part.name for part in case.rules.procedure.components}
    agency, before = case.row.agency, isinstance(asked.what, e.Guided)
    return printing.SupplementRequest(
        head=_centre_head(case, asked.at, "HDHS") if before else _agency_head(case, asked.at, "HDHS"),
        person=_person(case, asked.at),
        code=case.row.code or "",
        procedure=case.procedure,
        subject=case.row.subject,
        asked=tuple(printing.Asked(names.get(item.component, item.component), item.what) for item in asked.what.papers),
        reason=asked.what.reason,
        legal_basis="" if before else asked.what.legal_basis,
        close_on=None if before else asked.what.close_on,
        contact=_contact(_centre_name(), settings.CENTRE_HOTLINE) if before else _contact(agency.name, agency.phone),
        officer=asked.who,
    )


def _refusal(case: Case) -> printing.Refusal | None:
    """Form 03: not taken in at the counter, or not granted after appraisal."""
    refused = case.latest("intake_refused", "rejected")
    if refused is None:
        return None
    accepted = case.state.accepted_at is not None
    agency = case.row.agency
    return printing.Refusal(
        head=_agency_head(case, refused.at, "PTC") if accepted else _centre_head(case, refused.at),
        person=_person(case, refused.at),
        code=case.row.code or "",
        procedure=case.procedure,
        subject=case.row.subject,
        reason=refused.what.reason,
        accepted=accepted,
        contact=_contact(agency.name, agency.phone) if accepted else _contact(_centre_name(), settings.CENTRE_HOTLINE),
        officer=refused.who,
    )


def _apology(case: Case) -> printing.Apology | None:
    moved = case.latest("extended")
    if moved is None or case.state.accepted_at is None:
        return None
    return printing.Apology(
        head=_agency_head(case, moved.at, "PXL"),
        person=_person(case, moved.at),
        code=case.row.code or "",
        procedure=case.procedure,
        received_at=case.state.accepted_at,
        due_before=moved.what.due_before,
        due_at=moved.what.due_at,
        reason=moved.what.reason,
        office="Thủ trưởng cơ quan",
        signer=moved.who,
    )


def _stop_notice(case: Case) -> printing.StopNotice | None:
    """Form 05 of 2025, for a dossier that its applicant asked to stop."""
    stopped, asked = case.latest("stopped"), case.latest("stop_asked")
    if stopped is None or asked is None or stopped.what.reason is not StopReason.ON_REQUEST:
        return None
    assert case.state.accepted_at is not None
    return printing.StopNotice(
        head=_centre_head(case, stopped.at),
        person=_person(case, stopped.at),
        code=case.row.code or "",
        procedure=case.procedure,
        subject=case.row.subject,
        received_at=case.state.accepted_at,
        asked_at=asked.at,
        reason=asked.what.reason,
        stood=_stood(case),
        stopped_at=stopped.at,
        papers_returned=stopped.what.papers_returned,
        refund=stopped.what.note,
        contact=_contact(_centre_name(), settings.CENTRE_HOTLINE),
        officer=stopped.who,
    )


def _stood(case: Case) -> str:
    """How the dossier stood when its applicant asked to stop: its status, and the steps that were open."""
    state = State()
    for line in Event.objects.filter(dossier=case.row).order_by("seq").values("kind", "data", "at"):
        state = evolve(state, event_from(line["kind"], line["data"]), line["at"])
        if line["kind"] == "stop_asked":
            break
    process = case.rules.process
    steps = [f"“{process.step(one.step).name}”" for one in state.steps if process.has(one.step)]
    return f"{state.status.label.lower()}{', ở bước ' * bool(steps)}{', '.join(steps)}"


SLIPS: dict[str, tuple[str, Callable[[Case], printing.Slip | None]]] = {
    "giay-tiep-nhan": ("receipt", _receipt),
    "yeu-cau-bo-sung": ("supplement_request", _supplement_request),
    "tu-choi": ("refusal", _refusal),
    "xin-loi": ("apology", _apology),
    "thong-bao-dung": ("stop_notice", _stop_notice),
}
"""Name in the address → form, and where its data come from (None: the dossier has no such slip)."""


def fee_words(fee: Fee) -> str:
    """What is owed for a dossier and how it stands, as a receipt says it."""
    match fee.money:
        case Money.NOTHING_OWED:
            return "không thu"
        case Money.WAIVED:
            return f"được miễn ({fee.reason})"
        case _:
            return f"{formats.money(fee.amount)} ({fee.money.label.lower()})"


def _person(case: Case, at: datetime) -> printing.Person:
    applicant = case.row.applicant
    # the forms of 2018 do not ask for the identity number
    identity = applicant.identity_number if form_set_on(local(at).date()) != FORM_SETS[0][1] else ""
    return printing.Person(case.row.applicant_name, identity, applicant.address, applicant.phone, applicant.email)


def _centre_name() -> str:
    """The centre without the name of its province, which stands above it in the head."""
    return settings.CENTRE_NAME.removesuffix(f" tỉnh {settings.CENTRE_PROVINCE}")


def _centre_head(case: Case, at: datetime, sign: str = "") -> printing.Head:
    # TT 01/2018: letters of the centre, or of a one-stop unit that is none
    own = "TTPVHCC" if _centre_name().lower().startswith("trung tâm") else "BPTNTKQ"
    return _head(f"UBND tỉnh {settings.CENTRE_PROVINCE}", _centre_name(), case, sign or own, at)


def _agency_head(case: Case, at: datetime, sign: str) -> printing.Head:
    agency = case.row.agency
    superior = agency.parent.name if agency.parent else f"UBND tỉnh {settings.CENTRE_PROVINCE}"
    return _head("" if agency.level == Agency.Level.CENTRAL else superior, agency.name, case, sign, at)


def _head(superior: str, issuer: str, case: Case, sign: str, at: datetime) -> printing.Head:
    number = "-".join((case.row.code or "").split("-")[1:])  # day and number of the day, as in the dossier code
    return printing.Head(superior, issuer, number, sign, settings.CENTRE_PROVINCE, at)


def _day_number(code: str | None) -> str:
    return (code or "").rpartition("-")[2]


def _collect(delivery: str) -> str:
    """Where the result is to be had, from how the applicant wants it."""
    match delivery:
        case Delivery.POST:
            return "địa chỉ của người nộp, qua dịch vụ bưu chính công ích"
        case Delivery.ELECTRONIC:
            return "bản điện tử, gửi qua Cổng dịch vụ công"
        case _:
            return _centre_name()


def _contact(name: str, phone: str) -> str:
    return f"{name}, số điện thoại {phone}" if phone else name
