"""Frozen reports: the list, one report with what each person may do with it, its dossiers, its files, its changes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.faces.board.drawing import Link, drawn
from motcua.faces.board.forms import TableForm, address
from motcua.faces.board.frozen_forms import FreezeForm, NoteForm, RecountForm, ReturnForm, StepForm
from motcua.faces.board.guard import seated, staff
from motcua.faces.board.views.common import files_at, place_asked, table_at
from motcua.law.refusal import Refused
from motcua.reports.access import may_prepare_all, preparable_agencies
from motcua.reports.drill import PAGE, measure_named
from motcua.reports.exports import FORMATS, cell_shown
from motcua.reports.freezing import commands
from motcua.reports.freezing.behind import row_id
from motcua.reports.freezing.commands import Wanted
from motcua.reports.freezing.differences import CellChange
from motcua.reports.freezing.files import file_name, write
from motcua.reports.freezing.queries import (
    Comparison,
    FrozenPage,
    comparison,
    dossiers_of,
    frozen_list,
    frozen_page,
)
from motcua.reports.models import FrozenReport
from motcua.reports.table import Column, Row, RowKind, Table
from motcua.reports.tables import Covers, table_named

TONES = {
    "draft": ("neutral", "pencil"),
    "submitted": ("warning", "clock"),
    "checked": ("info", "clock"),
    "approved": ("info", "clock"),
    "signed": ("success", "checks"),
}
"""Tone and icon of each state; its word stands beside them."""
both = require_http_methods(["GET", "HEAD", "POST"])


@staff
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that the person may see, by period, and who has to act next."""
    lines = frozen_list(request.actor, now=request.now)
    periods = [
        (period, [(line, *TONES[line.report.state]) for line in found])
        for period, found in groupby(lines, key=lambda line: line.period)
    ]
    return render(request, "board/frozen_list.html", {"periods": periods, "mine": sum(line.mine for line in lines)})


@both
@seated
def freeze(request: HttpRequest) -> HttpResponse:
    """Before a draft is prepared: which table, of which period, of whom.

    Raises:
        PermissionDenied: the person prepares reports of no agency.
        Refused: the address asks for no possible table or period.
    """
    definition = table_named(request.GET.get("bang", ""))
    asked = TableForm(request.GET, request.now, definition)
    if not asked.is_valid() or asked.span is None:
        raise Refused("period_malformed", "Kỳ báo cáo trong địa chỉ không đúng; hãy chọn lại kỳ rồi chốt số liệu.")
    agencies = [] if definition.covers is Covers.PROVINCE else preparable_agencies(request.actor)
    every = definition.covers is not Covers.AGENCY and may_prepare_all(request.actor)
    if not agencies and not every:
        raise PermissionDenied
    form = FreezeForm(request.POST if request.method == "POST" else None, agencies, every=every)
    if form.is_bound and form.is_valid():
        as_of = asked.span.as_of if asked.query.get("chot") else None
        wanted = Wanted(definition.name, asked.span.period, asked.by, form.agency, as_of)
        try:
            made = commands.prepare_draft(wanted, actor=request.actor, at=request.now, key=form.cleaned_data["key"])
            return redirect("board:frozen", made.code)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    context = {"form": form, "definition": definition, "span": asked.span, "by": asked.by}
    return render(request, "board/freeze.html", context, status=422 if form.is_bound else 200)


@both
@seated
def report(request: HttpRequest, code: str) -> HttpResponse:
    """One report: its figures, its course in sentences, and what the person may do now."""
    page = frozen_page(request.actor, code, _number(request), now=request.now)
    sent: StepForm | None = None
    if request.method == "POST":
        doing = request.POST.get("viec", "")
        sent = _FORMS.get(doing, StepForm)(request.POST, report=page.line.report)
        if sent.is_valid() and (told := _done(request, doing, sent, code)):
            messages.success(request, told)
            return redirect("board:frozen", code)
        page = frozen_page(request.actor, code, now=request.now)
    return render(request, "board/frozen.html", _context(page, sent), status=422 if sent else 200)


def _context(page: FrozenPage, sent: StepForm | None) -> dict[str, Any]:
    report = page.line.report
    tone, symbol = TONES[report.state]
    number = str(page.version.number)
    tables = [
        {
            "table": table,
            "drawn": drawn(table, _to_dossiers(page, table) if not place else lambda column, row: ""),
            "files": files_at(reverse("board:frozen_file", args=[report.code]), {"ban": number}, bang=str(place)),
        }
        for place, table in enumerate(page.tables)
    ]
    return {
        "page": page,
        "report": report,
        "newest": page.version.number == report.number,
        "tone": tone,
        "symbol": symbol,
        "tables": tables,
        "errors": sent,
        "note_form": sent if isinstance(sent, NoteForm) else NoteForm(report=report),
        "return_form": sent if isinstance(sent, ReturnForm) else ReturnForm(report=report),
        "recount_form": sent if isinstance(sent, RecountForm) else RecountForm(report=report),
        "step_form": StepForm(report=report),
    }


def _to_dossiers(page: FrozenPage, table: Table) -> Link:
    """Links to the dossiers that were kept behind the figures."""
    kept = page.version.dossiers is not None

    def link(column: Column, row: Row) -> str:
        if not kept or not column.measure or (row.kind is RowKind.SECTION and not row.level):
            return ""
        path = reverse("board:frozen_dossiers", args=[page.line.report.code])
        named = {"dong": row_id(row)} if row_id(row) else {}
        return address(path, {"ban": str(page.version.number)}, chi_tieu=column.measure, **named)

    return link


_FORMS: dict[str, type[StepForm]] = {"gui": NoteForm, "tra-lai": ReturnForm, "ban-moi": RecountForm}
_Command = Callable[[str, Any, dict[str, Any]], FrozenReport]
_COMMANDS: dict[str, tuple[_Command, str]] = {
    "gui": (lambda code, given, once: commands.submit(code, given["note"], **once), "Đã gửi báo cáo."),
    "kiem-tra": (lambda code, given, once: commands.check(code, **once), "Đã kiểm tra, trình phê duyệt."),
    "phe-duyet": (lambda code, given, once: commands.approve(code, **once), "Đã phê duyệt, chờ ký."),
    "ky": (lambda code, given, once: commands.sign(code, **once), "Đã ký báo cáo."),
    "tra-lai": (
        lambda code, given, once: commands.return_for_correction(code, given["reason"], **once),
        "Đã trả lại để sửa.",
    ),
    "ban-moi": (
        lambda code, given, once: commands.make_new_version(code, given["reason"], **once),
        "Đã đếm lại và lập bản mới.",
    ),
}


def _done(request: HttpRequest, doing: str, form: StepForm, code: str) -> str:
    """What was done, in a sentence; "" when it was refused, which the form then says."""
    if doing not in _COMMANDS:
        raise Refused("unknown_command", "Không rõ việc cần làm; hãy mở lại trang.")
    command, told = _COMMANDS[doing]
    given = form.cleaned_data
    once = {"actor": request.actor, "at": request.now, "key": given["key"], "revision": given["revision"]}
    try:
        command(code, given, once)
        return told
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return ""


@staff
def dossiers(request: HttpRequest, code: str) -> HttpResponse:
    """The dossiers that were kept behind a figure, as far as the person may see them."""
    page = frozen_page(request.actor, code, _number(request), now=request.now)
    measure = measure_named(request.GET.get("chi_tieu", "total"))
    wanted = request.GET.get("dong", "")
    row = next((one for one in page.tables[0].rows if row_id(one) == wanted), None) if wanted else None
    if wanted and row is None:
        raise Http404(f"no row {wanted}")
    found = dossiers_of(request.actor, code, page.version.number, measure.key, wanted)
    figure = _figure(page.tables[0], measure.key, wanted)
    shown = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "report": page.line.report,
        "measure": measure,
        "row": row,
        "dossiers": shown,
        "hidden": max(0, figure - shown.paginator.count) if figure is not None else 0,
    }
    return render(request, "board/frozen_dossiers.html", context)


def _figure(table: Table, measure: str, row: str) -> int | None:
    """The figure whose dossiers are asked for; None where the table does not print it."""
    for one in table.rows:
        if row_id(one) == row and one.kind is not RowKind.SHARE and (row or one.kind is RowKind.TOTAL):
            for column, cell in zip(table.columns, one.cells, strict=True):
                if column.measure == measure and isinstance(cell, int):
                    return cell
    return None


@staff
def changes(request: HttpRequest, code: str) -> HttpResponse:
    """What a version changes against the one before, cell by cell and dossier by dossier."""
    page = frozen_page(request.actor, code, _number(request), now=request.now)
    measure, row = request.GET.get("chi_tieu", ""), request.GET.get("dong", "")
    found = comparison(request.actor, code, page.version.number, measure=measure, row=row)
    context = {
        "page": page,
        "report": page.line.report,
        "found": found,
        "cells": [_cell(page, found, cell, chosen=(row, measure)) for cell in found.cells],
        "measure": measure_named(measure) if measure else None,
        "row_name": next((one.name for one in page.tables[0].rows if row and row_id(one) == row), ""),
    }
    return render(request, "board/frozen_changes.html", context)


def _cell(page: FrozenPage, found: Comparison, cell: CellChange, *, chosen: tuple[str, str]) -> dict[str, Any]:
    path = reverse("board:frozen_changes", args=[page.line.report.code])
    row, measure = row_id(cell.row), cell.column.measure
    link = ""
    if cell.entered or cell.left:
        place = {"dong": row} if row else {}
        link = address(path, {"ban": str(page.version.number)}, chi_tieu=measure, **place)
    return {
        "cell": cell,
        "before": cell_shown(cell.before, cell.column, cell.row.kind),
        "after": cell_shown(cell.after, cell.column, cell.row.kind),
        "link": link,
        "chosen": bool(link) and chosen == (row, measure),
    }


@staff
def download(request: HttpRequest, code: str) -> HttpResponse:
    """A table of a version as a file (`dang`), with version and hash.

    Raises:
        Http404: another format, or not so many tables.
    """
    page = frozen_page(request.actor, code, _number(request), now=request.now)
    kind, place = request.GET.get("dang", ""), place_asked(request, "bang")
    table = table_at(page.tables, place)
    if kind not in FORMATS or table is None or place is None:
        raise Http404(f"no table {place} as {kind}")
    response = HttpResponse(content_type=FORMATS[kind][0])
    response["Content-Disposition"] = f'attachment; filename="{file_name(page.header, place, kind)}"'
    if kind == "csv":
        response.write("\ufeff")  # without it spreadsheets read Vietnamese letters as another encoding
    write(table, page.header, kind, response)  # type: ignore[arg-type]
    return response


def _number(request: HttpRequest) -> int | None:
    """The version asked for (`ban`); None: the newest."""
    asked = request.GET.get("ban", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None
