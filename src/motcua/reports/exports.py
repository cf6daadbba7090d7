"""Tables as files: CSV for programs and other systems, JSON with its definitions, and rows for a terminal.

The XLSX workbook is made in `reports/workbook.py`; `write` knows all formats.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import BinaryIO

from motcua.law.lifecycle.state import LateCause
from motcua.law.moments import local
from motcua.reports.lateness import CORRECTED, CORRECTED_LABEL, KEYS, CausesTable
from motcua.reports.measures import DEFINITIONS, IDENTITIES
from motcua.reports.one_stop import COLUMNS, SHARE_LABEL, TOTAL_LABEL, OneStopTable
from motcua.reports.ratings import RatingsTable
from motcua.reports.span import Span

Table = OneStopTable | RatingsTable | CausesTable

FORMATS: Mapping[str, tuple[str, str]] = {
    "csv": ("text/csv; charset=utf-8", "CSV"),
    "json": ("application/json", "JSON"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (XLSX)"),
}
"""Media type and what people call it, of each file that `write` makes."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column of figures: its name in data files, its words, the group over it, and the column its share is of."""

    name: str
    label: str
    group: str
    share_of: str


@dataclass(frozen=True, slots=True)
class Grid:
    """What every file of a table shows, whichever table it is.

    Attributes:
        defined: whether its figures are measures, whose definitions travel with a workbook.
    """

    title: str
    span: Span
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    total: tuple[int, ...]
    shares: tuple[Decimal | None, ...]
    broken: tuple[str, ...]
    defined: bool

    @property
    def lines_above(self) -> tuple[str, ...]:
        """Period and as-of instant in words."""
        return (self.span.period.label, f"Số liệu chốt lúc {local(self.span.as_of):%H giờ %M ngày %d/%m/%Y}")


def grid_of(table: Table) -> Grid:
    """The grid of any table."""
    if isinstance(table, CausesTable):
        return _grid_of_causes(table)
    if isinstance(table, OneStopTable):
        return Grid(
            "Kết quả giải quyết thủ tục hành chính theo cơ chế một cửa",
            table.span,
            tuple(Head(column.name, column.label, column.group, column.share_of) for column in COLUMNS),
            tuple((row.name, tuple(row.counts[column.measure] for column in COLUMNS)) for row in table.rows),
            tuple(table.total[column.measure] for column in COLUMNS),
            tuple(table.shares[column.measure] for column in COLUMNS),
            table.broken,
            defined=True,
        )
    heads = tuple(Head(choice.code, choice.label, "", "total") for choice in table.choices)
    codes = [choice.code for choice in table.choices]
    whole = None if not table.grand_total else Decimal("100.00")
    return Grid(
        table.title,
        table.span,
        (*heads, Head("total", "Tổng số", "", "total")),
        tuple((row.name, (*(row.counts[code] for code in codes), row.total)) for row in table.rows),
        (*(table.total[code] for code in codes), table.grand_total),
        (*(table.shares[code] for code in codes), whole),
        (),
        defined=False,
    )


def _grid_of_causes(table: CausesTable) -> Grid:
    causes = tuple(Head(cause.value, cause.label, "Theo nguyên nhân", "total") for cause in LateCause)
    return Grid(
        "Hồ sơ giải quyết trễ hạn theo nguyên nhân",
        table.span,
        (Head("total", "Tổng số", "", "total"), *causes, Head(CORRECTED, CORRECTED_LABEL, "", "total")),
        tuple((row.name, tuple(row.counts[key] for key in KEYS)) for row in table.rows),
        tuple(table.total[key] for key in KEYS),
        tuple(table.shares[key] for key in KEYS),
        (),
        defined=False,
    )


_NAMES: dict[type, str] = {OneStopTable: "one-stop", RatingsTable: "ratings", CausesTable: "late-causes"}


def write(table: Table, kind: str, stream: BinaryIO) -> None:
    """Write a table as ``csv``, ``json`` or ``xlsx``; text is UTF-8 without a byte order mark, lines end with ``\\n``.

    Raises:
        KeyError: another kind.
    """
    if kind == "xlsx":
        from motcua.reports.workbook import write_workbook  # only here: most runs make no workbook

        write_workbook(grid_of(table), stream)
        return
    text = {"csv": as_csv, "json": as_json}[kind](table)
    stream.write(text.encode())


def as_csv(table: Table) -> str:
    """Plain counts under the names of the columns, a line for each agency and one for the total."""
    grid = grid_of(table)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["agency", *(head.name for head in grid.heads)])
    writer.writerows([name, *counts] for name, counts in grid.rows)
    writer.writerow([TOTAL_LABEL, *grid.total])
    return text.getvalue()


def as_json(table: Table) -> str:
    """Everything that the table says, for programs: shares are numbers in per cent, or null where nothing is shared."""
    grid = grid_of(table)
    names = [head.name for head in grid.heads]
    data: dict[str, object] = {
        "report": _NAMES[type(table)],
        "title": grid.title,
        "definitions": DEFINITIONS,
        "period": {"first": str(grid.span.period.first), "last": str(grid.span.period.last)},
        "as_of": local(grid.span.as_of).isoformat(),
        "columns": [{"name": head.name, "label": _full_label(head), "share_of": head.share_of} for head in grid.heads],
        "rows": [
            {"code": code, "agency": name, **dict(zip(names, counts, strict=True))}
            for code, (name, counts) in zip((row.code for row in table.rows), grid.rows, strict=True)
        ],
        "total": dict(zip(names, grid.total, strict=True)),
        "shares": {
            name: None if value is None else float(value) for name, value in zip(names, grid.shares, strict=True)
        },
    }
    if isinstance(table, OneStopTable):
        checked = [identity.sentence for identity in IDENTITIES if identity.shown_by(table.total)]
        data["identities"] = {"checked": checked, "broken": list(grid.broken)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_rows(table: Table) -> list[tuple[str, ...]]:
    """Rows of words for a terminal: heads, agencies, total, shares; numbers as Vietnamese documents write them."""
    grid = grid_of(table)
    return [
        ("Cơ quan", *(_full_label(head) for head in grid.heads)),
        *((name, *map(_number, counts)) for name, counts in grid.rows),
        (TOTAL_LABEL, *map(_number, grid.total)),
        (SHARE_LABEL, *("–" if value is None else str(value).replace(".", ",") for value in grid.shares)),
    ]


def _full_label(head: Head) -> str:
    return f"{head.group}: {head.label[0].lower()}{head.label[1:]}" if head.group else head.label


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
