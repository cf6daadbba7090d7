"""The command of the scores: `motcua index-766`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from motcua.law.scoring.index import Index, Line
    from motcua.reports.scores.index import IndexTable


class Format(StrEnum):
    """How the index is written."""

    TABLE = "table"
    JSON = "json"


def register(app: typer.Typer, setup: Callable[[], None], refuse: Callable[[str], typer.Exit]) -> None:
    """Add the command to the command line; `setup` brings Django up."""

    @app.command("index-766")
    def index_766(
        first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day of the period.")],
        last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day of the period.")],
        agency: Annotated[str, typer.Option(help="Code of one agency; the province unless given.")] = "",
        kind: Annotated[Format, typer.Option("--format", help="How the index is written.")] = Format.TABLE,
    ) -> None:
        """The index of QĐ 766/QĐ-TTg of a period: points of every indicator, and what each rests on."""
        setup()
        from motcua.agencies.queries import agency_by_code
        from motcua.config import clock
        from motcua.law.periods import Period
        from motcua.law.refusal import Refused
        from motcua.reports.scores.index import index_table
        from motcua.reports.span import span_of

        found = agency_by_code(agency) if agency else None
        if agency and found is None:
            raise refuse(f"Không có cơ quan nào mang mã {agency}.")
        try:
            table = index_table(span_of(Period(first.date(), last.date()), now=clock.now()))
        except Refused as refused:
            raise refuse(refused.sentence) from None
        index = table.of(found.pk if found else None)
        if kind is Format.JSON:
            typer.echo(json.dumps(_as_data(table, index, agency), ensure_ascii=False, indent=2))
        else:
            _print(table, index, found.name if found else "Toàn tỉnh")


def _print(table: IndexTable, index: Index, name: str) -> None:
    from motcua.law.scoring.rates import in_vietnamese
    from motcua.law.scoring.words import total_in_words

    console = Console(highlight=False)
    console.print(f"Bộ chỉ số 766, {name}. {table.span.period.label}.")
    shown = Table("Chỉ tiêu", "Đạt", "Tổng", "Tỷ lệ (%)", "Điểm", "Tối đa", box=box.SIMPLE_HEAD)
    for column in shown.columns[1:]:
        column.justify = "right"
    for group in index.groups:
        points = in_vietnamese(group.points, 2)
        shown.add_row(f"[bold]{group.group.label}", "", "", "", points, in_vietnamese(group.group.maximum))
        for line in group.lines:
            shown.add_row(*_cells(line))
    console.print(shown)
    console.print(total_in_words(index))
    if table.trial:
        console.print(f"Tính thử: Quyết định 766/QĐ-TTg có hiệu lực từ {table.scheme.since:%d/%m/%Y}.")


def _cells(line: Line) -> tuple[str, ...]:
    from motcua.law.scoring.index import Missing
    from motcua.law.scoring.rates import in_vietnamese

    label = f"  {line.indicator.number} {line.indicator.label}"
    maximum = in_vietnamese(line.weight.maximum.number)
    if isinstance(line.reading, Missing) or line.rate is None or line.points is None:
        said = line.reading.label if isinstance(line.reading, Missing) else ""
        return label, "", "", "", said, maximum
    counts = in_vietnamese(line.reading.part), in_vietnamese(line.reading.whole)
    return label, *counts, in_vietnamese(line.rate, 2), in_vietnamese(line.points, 2), maximum


def _as_data(table: IndexTable, index: Index, agency: str) -> dict[str, Any]:
    period = table.span.period
    return {
        "from": str(period.first),
        "to": str(period.last),
        "as_of": table.span.as_of.isoformat(),
        "agency": agency or None,
        "scheme_since": str(table.scheme.since),
        "trial": table.trial,
        "points": float(index.points),
        "measurable": float(index.measurable),
        "band": index.band.label if index.band else None,
        "provisional": not index.complete,
        "indicators": [_line_as_data(line) for line in index.lines],
    }


def _line_as_data(line: Line) -> dict[str, Any]:
    from motcua.law.scoring.index import Missing
    from motcua.law.scoring.words import sentence_of

    counted = None if isinstance(line.reading, Missing) else line.reading
    return {
        "key": line.indicator.key,
        "group": line.indicator.group.value,
        "part": counted.part if counted else None,
        "whole": counted.whole if counted else None,
        "missing": line.reading.value if isinstance(line.reading, Missing) else None,
        "rate": None if line.rate is None else float(line.rate),
        "points": None if line.points is None else float(line.points),
        "maximum": float(line.weight.maximum.number),
        "maximum_assumed": line.weight.maximum.assumed,
        "target": float(line.weight.target.number),
        "why": sentence_of(line),
    }
