"""What the pages of tables share."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from motcua.agencies.queries import agencies_in_order
from motcua.faces.board.forms import SpanForm, address
from motcua.faces.board.presets import FIRST_YEAR, Presets, presets_of
from motcua.faces.common.formats import local_day
from motcua.reports.access import may_prepare_some
from motcua.reports.exports import FORMATS, write
from motcua.reports.table import Table


def scope_words(rows: Collection[object], scope: frozenset[int] | None, *, by: str = "agency") -> str:
    """Whose figures these are."""
    if by != "agency":
        rows = agencies_in_order()
        rows = [agency for agency in rows if (agency.pk in scope if scope is not None else agency.level == "province")]
    if scope is None:
        return f"Số liệu của {len(rows)} cơ quan"
    names = [row.name for row in rows]  # type: ignore[attr-defined]
    return f"Số liệu của {'; '.join(names)}" if names else "Chưa có số liệu thuộc phạm vi của bạn"


def presets_for(request: HttpRequest, form: SpanForm) -> Presets:
    """The presets of the year asked for (`nam`), else of the period shown."""
    latest = local_day(request.now).year
    asked = request.GET.get("nam", "")
    shown = form.span.period.last.year if form.span else latest
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else shown
    return presets_of(min(max(year, FIRST_YEAR), latest), form.span, request.now)


def place_asked(request: HttpRequest, name: str) -> int | None:
    """The place of a table, from 0, that an address asks for (`name`); the first unless it says; None: not a place."""
    asked = request.GET.get(name, "0")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None


def table_at(tables: Sequence[Table], place: int | None) -> Table | None:
    """The table at a place; None where there is none."""
    return tables[place] if place is not None and place < len(tables) else None


def file_of(request: HttpRequest, table: Table, name: str) -> HttpResponse:
    """The table as a file of the format asked for (`dang`).

    Raises:
        Http404: another format.
    """
    kind = request.GET.get("dang", "")
    if kind not in FORMATS:
        raise Http404(f"no format {kind}")
    period = table.span.period
    response = HttpResponse(content_type=FORMATS[kind][0])
    response["Content-Disposition"] = f'attachment; filename="{name}_{period.first}_{period.last}.{kind}"'
    if kind == "csv":
        response.write("\ufeff")  # without it spreadsheets read Vietnamese letters as another encoding
    write(table, kind, response)  # type: ignore[arg-type]
    return response


def freeze_link(request: HttpRequest, name: str, query: dict[str, str]) -> str:
    """Where a draft of this table and period is prepared; "" for who prepares none."""
    if not may_prepare_some(request.actor):
        return ""
    return address(reverse("board:freeze"), query, bang=name)


def files_at(path: str, query: dict[str, str], **more: str) -> list[tuple[str, str, str]]:
    """The files of a table: kind, words, address."""
    return [(kind, label, address(path, query, dang=kind, **more)) for kind, (_, label) in FORMATS.items()]
