"""Commands of reports: `motcua report TABLE --from … --to …`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table as Shown

if TYPE_CHECKING:
    from motcua.reports.table import Table
    from motcua.reports.tables import Asked, Definition

First = Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day of the period.")]
Last = Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day of the period.")]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"],
        help="What was known at this local moment; the end of the period unless given.",
    ),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="File to write; standard output unless given.")]


class Format(StrEnum):
    """How a table is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"


Kind = Annotated[Format, typer.Option("--format", help="How the table is written.")]


def register(app: typer.Typer, setup: Callable[[], None], refuse: Callable[[str], typer.Exit], note: Console) -> None:
    """Add the command `report`.

    Args:
        setup: makes Django ready.
        refuse: turns a sentence into an exit with code 2.
        note: where what is no part of the table is said.
    """

    @app.command()
    def report(
        table: Annotated[str, typer.Argument(help="Name of the table: one-stop, yearly, ratings, 07a, …")],
        first: First,
        last: Last,
        as_of: AsOf = None,
        by: Annotated[str, typer.Option(help="What the rows are: agency, field, procedure, month, …")] = "",
        agency: Annotated[str, typer.Option(help="Code of the one agency whose figures are wanted.")] = "",
        other: Annotated[
            str,
            typer.Option("--compare", help="Period beside it: last-year, previous or 2018-01-01..2018-12-15."),
        ] = "",
        kind: Kind = Format.TABLE,
        output: Output = None,
    ) -> None:
        """Print a table of a period; exit code 1 when its figures contradict each other."""
        setup()
        from motcua.law.refusal import Refused
        from motcua.reports.tables import table_named

        try:
            definition = table_named(table)
            tables = _made(definition, _asked(first, last, as_of, by or definition.dimensions[0], agency), other)
        except Refused as refused:
            raise refuse(refused.sentence) from None
        if kind in (Format.XLSX, Format.DOCX, Format.PDF) and output is None:
            raise refuse(f"Hãy nêu tệp ghi ra bằng --output khi chọn dạng {kind}.")
        if not tables:
            note.print("Kỳ này không có số liệu cho bảng đã chọn.")
        for number, one in enumerate(tables):
            if len(tables) > 1:
                note.print(one.title, style="bold", highlight=False)
            _write(one, kind, _numbered(output, number))
            for sentence in one.broken:
                note.print(sentence, style="bold red", highlight=False)
        if any(one.broken for one in tables):
            raise typer.Exit(1)


def _asked(first: datetime, last: datetime, as_of: datetime | None, by: str, agency: str) -> Asked:
    from motcua.agencies.queries import agency_by_code
    from motcua.config import clock
    from motcua.law.periods import Period
    from motcua.law.refusal import Refused
    from motcua.law.worktime import VIETNAM
    from motcua.reports.engines import chosen
    from motcua.reports.span import span_of
    from motcua.reports.tables import Asked

    known = as_of.replace(tzinfo=VIETNAM) if as_of else None
    span = span_of(Period(first.date(), last.date()), now=clock.now(), as_of=known)
    if not agency:
        return Asked(span, by=by, engine=chosen())
    found = agency_by_code(agency)
    if found is None:
        raise Refused("unknown_agency", f"Không có cơ quan nào mang mã {agency}.", field="agency")
    return Asked(span, frozenset({found.pk}), by=by, engine=chosen())


def _made(definition: Definition, asked: Asked, other: str) -> tuple[Table, ...]:
    from motcua.config import clock
    from motcua.reports.comparison import compare, other_span
    from motcua.reports.tables import make

    if not other:
        return make(definition, asked)
    return compare(definition, asked, other_span(other, asked.span.period, now=clock.now()))


def _numbered(output: Path | None, number: int) -> Path | None:
    """The file of the table with this number, from 0: those after the first have it in their names."""
    if output is None or number == 0:
        return output
    return output.with_stem(f"{output.stem}-{number + 1}")


def _write(table: Table, kind: Format, output: Path | None) -> None:
    from motcua.reports.exports import as_rows, write

    if kind is Format.TABLE:
        heads, *rows = as_rows(table)
        shown = Shown(*heads, box=box.SIMPLE_HEAD)
        for column in shown.columns[1:]:
            column.justify = "right"
        for row in rows:
            shown.add_row(*row)
        screen = Console(width=None if sys.stdout.isatty() else max(240, 16 * len(heads)))
        screen.print(shown)
        for sentence in table.notes:
            screen.print(sentence, highlight=False)
    elif output is None:
        write(table, kind, sys.stdout.buffer)
    else:
        with output.open("wb") as stream:
            write(table, kind, stream)
