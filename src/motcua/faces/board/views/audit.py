"""The page on which one pastes or uploads anyone's table and reads what contradicts itself in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.faces.board.guard import sender
from motcua.law.refusal import Refused
from motcua.law.tables.audit import TableAudit
from motcua.law.tables.findings import Finding, Spot
from motcua.law.tables.ordinals import RowKind
from motcua.law.tables.table import Row
from motcua.reports.audit.auditing import Audit, audit_grids, read_grids, tables_in
from motcua.reports.audit.limits import MOST_ROWS_OF_A_PAGE, require_bytes, require_size
from motcua.reports.audit.text import grid_of_text

ROWS = 200
"""Rows of a table that are drawn; further ones only where something was found."""
KINDS = ".csv,.tsv,.txt,.xlsx,.docx"


class AuditForm(forms.Form):
    """A table, pasted or as a file; and the one of the period before, where there is one."""

    text = forms.CharField(
        label="Dán bảng vào đây",
        required=False,
        strip=False,
        help_text="Chọn cả bảng trong Excel, Word hay trang web, gồm dòng tiêu đề, rồi sao chép và dán.",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "wrap": "off"}),
    )
    file = forms.FileField(
        label="Hoặc chọn tệp",
        required=False,
        help_text="CSV, Excel (.xlsx) hoặc Word (.docx), đến 40 MB. Tệp chỉ được đọc, không được giữ lại.",
        widget=forms.FileInput(attrs={"accept": KINDS}),
    )
    previous = forms.FileField(
        label="Bảng của kỳ trước",
        required=False,
        help_text="Để so số kỳ trước chuyển sang với số đang giải quyết cuối kỳ trước.",
        widget=forms.FileInput(attrs={"accept": KINDS}),
    )

    def audited(self) -> Audit | None:
        """The audit; None when it could not be made: the sentence stands at its field."""
        given = self.cleaned_data
        field = "previous"
        try:
            before = tables_in(_bytes(given["previous"]), given["previous"].name) if given["previous"] else []
            field = "file" if given["file"] else "text"
            grids = read_grids(_bytes(given["file"]), given["file"].name) if given["file"] else []
            grids = grids or [grid_of_text(given["text"])]
            for grid in grids:
                require_size(len(grid.rows), 0, MOST_ROWS_OF_A_PAGE)
            return audit_grids(grids, previous=before)
        except Refused as refused:
            self.add_error(field, refused.sentence)
            return None


def _bytes(file: UploadedFile) -> bytes:
    require_bytes(file.size or 0)
    return bytes(file.read())


@sender
def audit_page(request: HttpRequest) -> HttpResponse:
    """Paste a table and read what was found, beside the table in which the wrong cells are marked."""
    form = AuditForm(request.POST, request.FILES) if request.method == "POST" else AuditForm()
    audit = form.audited() if form.is_bound and form.is_valid() else None
    context: dict[str, Any] = {"form": form, "audit": audit}
    if audit is not None:
        file = form.cleaned_data["file"]
        first = 1
        shown = []
        for number, table in enumerate(audit.tables, start=1):
            shown.append(_shown(table, number, first))
            first += len(table.findings)
        context |= {"tables": shown, "name": file.name if file else "", "count": len(audit.findings)}
    return render(request, "board/audit.html", context, status=422 if form.is_bound and audit is None else 200)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it is drawn.

    Attributes:
        findings: numbers of the findings that name it.
        expected: what it must be, where that is known.
        certain: whether it is the wrong one, rather than one of several that may be.
    """

    text: str
    findings: tuple[int, ...] = ()
    expected: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it is drawn; `kind` is a value of `RowKind`."""

    label: str
    number: str
    kind: str
    line: int
    cells: tuple[ShownCell, ...]


def _shown(audit: TableAudit, number: int, first: int) -> dict[str, Any]:
    marks = _marks(audit.findings, first)
    table = audit.table
    rows = [row for at, row in enumerate(table.rows) if at < ROWS or any(key[0] == row.at for key in marks)]
    return {
        "audit": audit,
        "id": f"bang-{number}",
        "title": f"{audit.name[:1].upper()}{audit.name[1:]}",
        "percent": int(audit.understanding.certainty * 100),
        "findings": list(enumerate(audit.findings, start=first)),
        "heads": [(" · ".join(column.head.path[:-1]), (column.head.path or ("",))[-1]) for column in table.figures],
        "rows": [_row(audit, row, marks) for row in rows],
        "left_out": len(table.rows) - len(rows),
    }


def _row(audit: TableAudit, row: Row, marks: dict[tuple[int, int], list[tuple[int, Spot, bool]]]) -> ShownRow:
    cells = []
    for column in audit.table.figures:
        named = marks.get((row.at, column.at), [])
        sure = [one for one in named if one[2]]
        cells.append(
            ShownCell(
                row.figures[column.at].text,
                tuple(number for number, _, _ in named),
                next((spot.expected for _, spot, _ in sure or named), ""),
                bool(sure),
            )
        )
    kind = RowKind.SECTION if row.kind is RowKind.BODY and row.children else row.kind
    return ShownRow(row.label, row.number, kind.value, audit.table.grid.line(row.at), tuple(cells))


def _marks(findings: tuple[Finding, ...], first: int) -> dict[tuple[int, int], list[tuple[int, Spot, bool]]]:
    """The cells that findings name, each with the numbers of the findings."""
    marks: dict[tuple[int, int], list[tuple[int, Spot, bool]]] = {}
    for number, finding in enumerate(findings, start=first):
        certain = finding.spot is not None or finding.code == "exchanged_cells"
        for spot in (finding.spot, *finding.candidates):
            if spot is not None:
                marks.setdefault((spot.row, spot.column), []).append((number, spot, certain))
    return marks
