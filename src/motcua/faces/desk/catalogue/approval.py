"""Deciding on a decision: everything that it changes, procedure by procedure, then approved whole or sent back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue import publication
from motcua.catalogue.access import may_publish
from motcua.catalogue.comparing import Section, changes
from motcua.catalogue.models import Proposal, PublicationDecision
from motcua.catalogue.outline import OutlineSection, outline
from motcua.catalogue.publication_pages import PAGE, Effect, effects_of, names_of, proposals_of
from motcua.catalogue.sheet import first_day
from motcua.dossiers.keeping_versions import accepted_since
from motcua.faces.common.formats import local_day
from motcua.faces.desk.catalogue.forms import ReturnForm
from motcua.faces.desk.catalogue.guard import controller, decision_or_404, page_asked, revision_of
from motcua.faces.desk.catalogue.present import Chip, action_chip
from motcua.law.refusal import Refused

Stage = PublicationDecision.Stage


@dataclass(frozen=True, slots=True)
class EffectCard:
    """What the decision does with one procedure, to be read.

    Attributes:
        sections: what an amendment changes; `outline` what a new procedure says.
        keeping: how many dossiers, accepted from its first day on, keep the version they came in under.
    """

    effect: Effect
    chip: Chip
    sections: tuple[Section, ...]
    outline: tuple[OutlineSection, ...]
    keeping: int

    @property
    def name(self) -> str:
        """What the procedure is called, after the decision where it says so."""
        effect = self.effect
        return effect.proposal.name or (effect.before.name if effect.before else "")

    @property
    def changes(self) -> int:
        """How many lines differ."""
        return sum(len(section.lines) for section in self.sections)


@require_http_methods(["GET", "HEAD", "POST"])
@controller
def approve(request: HttpRequest, decision_id: int) -> HttpResponse:
    """All that a decision changes; to whoever may decide, with the button that publishes it."""
    row = decision_or_404(decision_id)
    if request.method != "POST":
        if row.stage != Stage.PROPOSED:
            return redirect("desk:catalogue_decision", decision_id)
        return _page(request, row)
    try:
        publication.publish(decision_id, actor=request.actor, at=request.now, revision=revision_of(request))
    except Refused as refused:
        left = decision_or_404(decision_id)
        if left.stage != Stage.PROPOSED:
            raise
        return _page(request, left, refused=refused)
    messages.success(request, f"Đã phê duyệt công bố theo quyết định {row}.")
    return redirect("desk:catalogue_decision", decision_id)


@require_POST
@controller
def send_back(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Give the decision back to its author, with the reason."""
    row = decision_or_404(decision_id)
    form = ReturnForm(request.POST)
    form.is_valid()
    try:
        publication.send_back_decision(
            decision_id,
            actor=request.actor,
            at=request.now,
            revision=revision_of(request),
            reason=form.cleaned_data.get("reason", ""),
        )
    except Refused as refused:
        if refused.field not in form.fields:
            raise
        form.add_error(refused.field, refused.sentence)
        return _page(request, row, returned=form)
    messages.success(request, "Đã trả lại quyết định để người soạn sửa.")
    return redirect("desk:catalogue_decision", decision_id)


def _page(
    request: HttpRequest,
    row: PublicationDecision,
    *,
    refused: Refused | None = None,
    returned: ReturnForm | None = None,
) -> HttpResponse:
    today, authors = local_day(request.now), publication.authors_of(row)
    every = list(proposals_of(row).values_list("code", "action", "content__valid_from", "based_on"))
    page = Paginator(proposals_of(row), PAGE).get_page(page_asked(request))
    keeping = accepted_since(_begun(every, today))
    effects = effects_of(page.object_list, row, today)
    context = {
        "decision": row,
        "page": page,
        "cards": [_card(effect, keeping.get(effect.proposal.code, 0)) for effect in effects],
        "counted": _counted(every),
        "keeping": sum(keeping.values()),
        "writers": names_of(authors),
        "may_decide": may_publish(request.actor, authors),
        "refused": refused,
        "return_form": returned or ReturnForm(initial={"revision": row.revision}, auto_id="tra_lai_%s"),
    }
    status = 422 if returned else 409 if refused else 200
    return render(request, "desk/catalogue/approve.html", context, status=status)


def _begun(every: list[tuple[str, str, str | None, int | None]], today: date) -> dict[str, date]:
    """The procedures whose new version is to hold from a day in the past on."""
    days = {code: first_day({"valid_from": day}) for code, action, day, _ in every if action == Proposal.Action.PUBLISH}
    return {code: day for code, day in days.items() if day is not None and day < today}


def _counted(every: list[tuple[str, str, str | None, int | None]]) -> list[tuple[Chip, int]]:
    """How many procedures are new, amended, repealed, suspended."""
    kinds = Counter(
        (action, action == Proposal.Action.PUBLISH and based_on is None) for _, action, _, based_on in every
    )
    return [(action_chip(action, is_new=is_new), number) for (action, is_new), number in sorted(kinds.items())]


def _card(effect: Effect, keeping: int) -> EffectCard:
    before, after = effect.before, effect.after
    return EffectCard(
        effect=effect,
        chip=action_chip(effect.proposal.action, is_new=before is None),
        sections=changes(before, after) if before and after else (),
        outline=tuple(one for one in outline(after) if one.lines) if after and not before else (),
        keeping=keeping,
    )
