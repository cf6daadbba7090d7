"""Moving open dossiers to another version: tried on paper first, then done."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from motcua.catalogue.access import may_write_processes
from motcua.catalogue.models import InternalProcess
from motcua.catalogue.process_pages import ProcessPage
from motcua.dossiers.process_move import Lost, Move, lost_steps, move_dossiers, open_by_process, plan_move
from motcua.faces.desk.decorators import once
from motcua.faces.desk.forms.base import new_key
from motcua.faces.desk.processes.guard import controller, page_of
from motcua.law.refusal import Refused

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@controller
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Choose two versions, name a place for the steps that are gone, see what would happen, then do it."""
    page = page_of(request, code)
    asked = request.POST if request.method == "POST" else request.GET
    old, new = _version(page, asked.get("tu", "")), _version(page, asked.get("den", ""))
    if not asked and len(page.versions) > 1:  # what is most often wanted: from the version before to the newest
        new, old = page.versions[0].row, page.versions[1].row
    context = {
        "page": page,
        "old": old,
        "new": new,
        "open": open_by_process(page.agency_id, [one.row.pk for one in page.versions]),
        "may_move": may_write_processes(request.actor),
    }
    if old is None or new is None:
        return render(request, "desk/processes/move.html", context)
    try:
        return _tried(request, page, old, new, asked, context)
    except Refused as refused:
        context["refused"] = refused
        return render(request, "desk/processes/move.html", context, status=422)


def _tried(
    request: HttpRequest,
    page: ProcessPage,
    old: InternalProcess,
    new: InternalProcess,
    asked: QueryDict,
    context: dict[str, object],
) -> HttpResponse:
    lost = lost_steps(old, new)
    mapping = {one.step.id: asked.get(f"buoc-{one.step.id}", one.suggested) for one in lost}
    if request.method == "POST":
        results = move_dossiers(old, new, mapping, **once(request))
        return _done(request, old, results, context)
    planned = plan_move(old, new, mapping, at=request.now)
    context |= {
        "key": new_key(),
        "lost": [_choice(one, mapping[one.step.id]) for one in lost],
        "planned": Paginator(sorted(planned, key=lambda one: one.possible), PAGE).get_page(asked.get("trang")),
        "total": len(planned),
        "movable": sum(one.possible for one in planned),
    }
    return render(request, "desk/processes/move.html", context)


def _done(request: HttpRequest, old: InternalProcess, results: list[Move], context: dict[str, object]) -> HttpResponse:
    """What became of each; what was not reached this time can be moved by asking again."""
    moved = [one for one in results if one.possible]
    left = open_by_process(old.version.procedure.agency_id, [old.pk]).get(old.pk, 0)
    stay = [one for one in results if not one.possible]
    context |= {"moved": len(moved), "stay": stay[:PAGE], "stays": len(stay), "left": max(left - len(stay), 0)}
    return render(request, "desk/processes/moved.html", context)


def _choice(one: Lost, chosen: str) -> dict[str, object]:
    return {"lost": one, "name": f"buoc-{one.step.id}", "chosen": chosen}


def _version(page: ProcessPage, number: str) -> InternalProcess | None:
    return next((one.row for one in page.versions if str(one.row.number) == number), None)
