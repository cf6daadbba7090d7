"""The list of procedures with their processes, and the page of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.catalogue.access import may_approve_process, may_write_processes
from motcua.catalogue.bpmn_export import export_bpmn
from motcua.catalogue.loading import process_from
from motcua.catalogue.models import ProcessDraft
from motcua.catalogue.process_pages import PAGE, ProcessPage, ProcessVersion, checked, list_processes, waiting_drafts
from motcua.catalogue.process_spec import spec_of
from motcua.dossiers.process_move import open_by_process
from motcua.faces.common.formats import local_day
from motcua.faces.desk.processes import present
from motcua.faces.desk.processes.guard import controller, page_of, version_of

STAGES = {"dang-soan": ProcessDraft.Stage.WRITING, "cho-duyet": ProcessDraft.Stage.PROPOSED}


@require_safe
@controller
def process_list(request: HttpRequest) -> HttpResponse:
    """All procedures with their processes, those that words find, or those with a draft."""
    words, stage = " ".join(request.GET.get("q", "").split()), request.GET.get("nhap", "")
    asked = request.GET.get("trang", "1")
    found = list_processes(
        words,
        on=local_day(request.now),
        page=int(asked) if asked.isdecimal() and len(asked) < 6 else 1,
        stage=STAGES.get(stage, ""),
    )
    waiting = waiting_drafts()
    context = {
        "words": words,
        "stage": stage if stage in STAGES else "",
        "stages": [(name, stage.label, waiting[stage]) for name, stage in STAGES.items()],
        "found": found,
        "page": Paginator(range(found.total), PAGE).page(found.page),
    }
    return render(request, "desk/processes/list.html", context)


@require_safe
@controller
def process(request: HttpRequest, code: str, number: int | None = None) -> HttpResponse:
    """A procedure's processes; one version whole: the one asked for, else the one in force, else the newest."""
    page = page_of(request, code)
    shown = version_of(page, number) if number is not None else page.current or next(iter(page.versions), None)
    context = {
        "page": page,
        "shown": shown,
        "may_write": may_write_processes(request.actor),
        "may_approve": bool(page.draft) and may_approve_process(request.actor, page.draft.author_id),
        "open": open_by_process(page.agency_id, [one.row.pk for one in page.versions]),
    }
    if shown:
        context |= _shown(request, page, shown)
    return render(request, "desk/processes/process.html", context)


def _shown(request: HttpRequest, page: ProcessPage, shown: ProcessVersion) -> dict[str, object]:
    runs = process_from(shown.row.spec)
    return {
        "checked": checked(page, spec_of(runs), local_day(request.now)),
        "lines": present.lines(runs, page.units),
        "diagram": present.diagram_of(runs, page.units),
    }


@require_safe
@controller
def download(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """An approved version as BPMN 2.0, for other modellers."""
    page = page_of(request, code)
    row = version_of(page, number).row
    content = export_bpmn(process_from(row.spec), page.version.name)
    response = HttpResponse(content, content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="quy-trinh-{page.code}-{row.number}.bpmn"'
    return response
