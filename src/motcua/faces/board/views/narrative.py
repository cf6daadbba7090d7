"""The narrative report: read on the screen, downloaded to be edited, and checked when it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.faces.board.drawing import to_dossiers
from motcua.faces.board.forms import SpanForm, address
from motcua.faces.board.guard import overseer
from motcua.faces.board.views.common import presets_for
from motcua.law.refusal import Refused
from motcua.reports.freezing import FrozenHeader
from motcua.reports.narrative.content import Block, Document, Heading, Part, Sentence
from motcua.reports.narrative.figures import Figure
from motcua.reports.narrative.files import MAKERS
from motcua.reports.narrative.frozen import frozen_of, frozen_report
from motcua.reports.narrative.live import live_report
from motcua.reports.narrative.sourcing import check
from motcua.reports.narrative.verify import Checked
from motcua.reports.table import RowKind

LISTED = 100
"""Findings of one kind that the page lists; their number is told in full."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a sentence as the page draws it; `link` leads to the dossiers behind a figure."""

    words: str
    figure: bool = False
    link: str = ""


class CheckForm(forms.Form):
    """An edited report."""

    use_required_attribute = False
    file = forms.FileField(
        label="Tệp Word đã sửa",
        help_text="Tệp .docx tải về từ trang này, tối đa 20 MB. Tệp chỉ được đọc, không lưu lại.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": "Hãy chọn tệp Word cần đối chiếu.",
            "empty": "Tệp này trống; hãy chọn tệp khác.",
            "invalid": "Hãy chọn tệp Word (.docx).",
        },
    )

    def checked(self) -> Checked | None:
        """What the check found; None, and an error beside the field, where it is no report of this system."""
        try:
            return check(self.cleaned_data["file"])
        except Refused as refused:
            self.add_error("file", refused.sentence)
            return None


@overseer
def report(request: HttpRequest) -> HttpResponse:
    """The text of a period, with what has no data, and the files to download."""
    form = SpanForm(request.GET, request.now)
    context: dict[str, Any] = {"form": form, "check_form": CheckForm()}
    if form.is_valid():
        try:
            document = _document(request, form)
        except Refused as refused:
            form.add_error("tu", refused.sentence)
        else:
            context |= _shown(document, {**form.query, **_frozen_asked(request)})
            context |= {"span": form.span, "kept": _kept(form), "shown": _frozen_asked(request)}
            context["live_link"] = address(reverse("board:narrative"), form.query)
    context["presets"] = presets_for(request, form)
    return render(request, "board/narrative.html", context, status=200 if form.is_valid() else 422)


@overseer
def download(request: HttpRequest) -> HttpResponse:
    """The report as Word or PDF (`dang`).

    Raises:
        Refused: the address asks for no possible period.
        Http404: another format.
    """
    form, kind = SpanForm(request.GET, request.now), request.GET.get("dang", "")
    if kind not in MAKERS:
        raise Http404(f"no format {kind}")
    if not form.is_valid():
        raise Refused("period_malformed", "Kỳ báo cáo trong địa chỉ không đúng; hãy chọn lại kỳ rồi tải tệp.")
    data = MAKERS[kind].make(_document(request, form), at=request.now)
    response = HttpResponse(data, content_type=MAKERS[kind].media_type)
    period = form.span.period
    name = f"bao-cao-thuyet-minh_{period.first}_{period.last}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@overseer
def checking(request: HttpRequest) -> HttpResponse:
    """Check an uploaded document against the report that it was made from."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    found = form.checked() if form.is_bound and form.is_valid() else None
    context = {"check_form": form, "form": form, "found": found}
    if found is not None:
        context |= {
            "name": form.cleaned_data["file"].name,
            "period": found.told.span.period.label,
            "changed": found.changed[:LISTED],
            "unbound": found.unbound[:LISTED],
            "removed": found.removed[:LISTED],
        }
    status = 422 if form.is_bound and found is None else 200
    return render(request, "board/narrative_check.html", context, status=status)


def _document(request: HttpRequest, form: SpanForm) -> Document:
    """The report of frozen figures where the address names them (`bao-cao`, `ban`), else counted now.

    Raises:
        Refused: there are no such figures, or the period is longer than any report.
    """
    asked = _frozen_asked(request)
    if asked:
        return frozen_report(asked["bao-cao"], int(asked["ban"]) or None)
    assert form.span is not None
    return live_report(form.span)


def _kept(form: SpanForm) -> list[tuple[FrozenHeader, str]]:
    """The frozen figures of the period, each with the address of the report made from them."""
    assert form.span is not None
    page = reverse("board:narrative")
    return [
        (one, address(page, form.query, **{"bao-cao": one.code, "ban": str(one.number)}))
        for one in frozen_of(form.span.period)
    ]


def _frozen_asked(request: HttpRequest) -> dict[str, str]:
    """Code and version of frozen figures as the address names them; empty where it names none."""
    code, version = request.GET.get("bao-cao", ""), request.GET.get("ban", "")
    plain = version if version.isascii() and version.isdigit() and len(version) < 7 else "0"
    return {"bao-cao": code, "ban": plain} if code else {}


def _shown(document: Document, query: dict[str, str]) -> dict[str, Any]:
    links = _links(document, query)
    return {
        "document": document,
        "query_string": address("", query),
        "blocks": [_block(block, links) for block in document.blocks],
        "files": [
            (kind, made.label, address(reverse("board:narrative_download"), query, dang=kind))
            for kind, made in MAKERS.items()
        ],
    }


def _links(document: Document, query: dict[str, str]) -> dict[str, str]:
    """Tag of a cell of an annex → the dossiers behind it."""
    found: dict[str, str] = {}
    for annex in document.annexes:
        link = to_dossiers(annex.table, query)
        for row in annex.table.rows:
            if row.kind in (RowKind.BODY, RowKind.TOTAL):
                for column in annex.table.columns:
                    found[f"{annex.table.name}/{row.key}/{column.key}"] = link(column, row)
    return found


def _block(block: Block, links: dict[str, str]) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"heading": block.text, "level": block.level}
    return {"parts": _parts(block.parts, links), "dash": block.dash, "no_data": block.no_data}


def _parts(sentence: Sentence, links: dict[str, str]) -> list[Shown]:
    return [_part(part, links) for part in sentence]


def _part(part: Part, links: dict[str, str]) -> Shown:
    if isinstance(part, Figure):
        return Shown(part.text, figure=True, link=links.get(part.tag, "") if part.value else "")
    return Shown(part)
