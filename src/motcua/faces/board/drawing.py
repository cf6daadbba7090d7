"""A table of a report as `board/partials/table.html` draws it, whichever table it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from motcua.faces.board.forms import DAY, EXACT, INSTANT, address
from motcua.law.moments import local
from motcua.reports.engines import LIVE
from motcua.reports.exports import cell_shown
from motcua.reports.span import Span
from motcua.reports.table import Column, Kind, Row, RowKind, Table

Link = Callable[[Column, Row], str]
"""The address of what is behind a figure; "" where nothing is."""
RowLink = Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell: its words, where they lead, and whether it is zero or without data."""

    text: str
    url: str = ""
    zero: bool = False
    empty: bool = False
    words: bool = False


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row with its cells."""

    row: Row
    cells: tuple[DrawnCell, ...]
    url: str = ""
    """Where the name of the row leads; "" nowhere."""

    @property
    def kind(self) -> str:
        """Of the row, for the template."""
        return self.row.kind.value


@dataclass(frozen=True, slots=True)
class Drawn:
    """The table.

    Attributes:
        groups: the upper line of the head: words over columns ("" for a column that takes both lines), and the columns.
        foot: total and share row.
    """

    table: Table
    groups: tuple[tuple[str, tuple[Column, ...]], ...]
    body: tuple[DrawnRow, ...]
    foot: tuple[DrawnRow, ...]

    @property
    def two_lines(self) -> bool:
        """Whether any column has words over it."""
        return any(group for group, _ in self.groups)


def drawn(table: Table, link: Link = lambda column, row: "", row_link: RowLink = lambda row: "") -> Drawn:
    """The table, its figures and the names of its rows with their links."""
    rows = [_row(table, row, link, row_link) for row in table.rows]
    last = (RowKind.TOTAL, RowKind.SHARE, RowKind.TARGET)
    return Drawn(
        table,
        tuple(
            (members[0].group, members)
            for _, found in groupby(table.columns, key=lambda column: column.group or column.key)
            if (members := tuple(found))
        ),
        tuple(row for row in rows if row.row.kind not in last),
        tuple(row for row in rows if row.row.kind in last),
    )


def _row(table: Table, row: Row, link: Link, row_link: RowLink) -> DrawnRow:
    cells = zip(table.columns, row.cells, strict=True)
    return DrawnRow(row, tuple(_cell(column, row, cell, link) for column, cell in cells), row_link(row))


def _cell(column: Column, row: Row, cell: object, link: Link) -> DrawnCell:
    text = cell_shown(cell, column, row.kind)  # type: ignore[arg-type]
    url = link(column, row) if isinstance(cell, int) and cell and row.kind is not RowKind.SHARE else ""
    return DrawnCell(text, url, zero=cell == 0, empty=cell is None, words=column.kind is Kind.TEXT)


def span_query(span: Span, *, chosen: bool = True) -> dict[str, str]:
    """What an address needs to ask for this span; `chosen`: its as-of instant too."""
    days = {"tu": f"{span.period.first:{DAY}}", "den": f"{span.period.last:{DAY}}"}
    if not chosen:
        return days
    known = local(span.as_of)
    return days | {"chot": f"{known:{EXACT if known.second or known.microsecond else INSTANT}}"}


def to_dossiers(table: Table, query: dict[str, str]) -> Link:
    """Links to the dossiers behind the figures of a table that was asked for by `query`."""

    # exported facts end at an instant of their own; what happened since is no part of their figures
    cut = table.span if table.source and table.source.engine != LIVE.name else None
    # rows of spans of their own add up to dossiers that no single list holds
    scattered = table.summed and any(row.span for row in table.body)

    def link(column: Column, row: Row) -> str:
        heading = row.kind is RowKind.SECTION and not row.level
        if not column.measure or heading or (scattered and row.kind is RowKind.TOTAL):
            return ""
        span = column.span or row.span or cut
        asked = query if span is None else {**query, **span_query(span)}
        shared = dict(((table.by, row.key),) if row.key and row.behind is None else row.behind or ())
        agency = {"co_quan": shared.pop("agency")} if "agency" in shared else {}
        place = {name: words for by, key in shared.items() for name, words in (("theo", by), ("dong", key))}
        level = {"cap": row.level} if row.level else {}
        return address(reverse("board:dossiers"), asked, chi_tieu=column.measure, **place, **agency, **level)

    return link


def to_dossier(row: Row) -> str:
    """The address of the dossier that a row of a list is about."""
    return reverse("desk:dossier", args=[row.key]) if row.key else ""
