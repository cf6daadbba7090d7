"""The commands of the narrative report: `motcua narrative write` and `motcua narrative verify`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from motcua.reports.narrative.content import Document
    from motcua.reports.narrative.verify import Checked

Setup = Callable[[], None]
KINDS = (".docx", ".pdf")
_SHOWN = 50
"""Findings of one kind that are printed; their number is told in full."""


def register(app: typer.Typer, setup: Setup, refuse: Callable[[str], typer.Exit]) -> None:
    """Add the commands to the command line; `setup` brings Django up."""
    narrative = typer.Typer(help="The narrative report as a document, and its check.", no_args_is_help=True)
    app.add_typer(narrative, name="narrative")

    @narrative.command("write")
    def write(
        output: Annotated[Path, typer.Option("--output", "-o", help="File to write, .docx or .pdf.", dir_okay=False)],
        first: Annotated[
            datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day of the period.")
        ] = None,
        last: Annotated[
            datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day of the period.")
        ] = None,
        as_of: Annotated[
            datetime | None,
            typer.Option(
                "--as-of",
                formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"],
                help="What was known at this local moment; the end of the period unless given.",
            ),
        ] = None,
        frozen: Annotated[str, typer.Option("--frozen", help="Code of frozen figures, instead of a period.")] = "",
        version: Annotated[int, typer.Option("--version", min=0, help="Of the frozen figures; 0: the newest.")] = 0,
    ) -> None:
        """Write the narrative report of a period, or of frozen figures: sentences, and the tables behind them."""
        if output.suffix.lower() not in KINDS:
            raise refuse("Hãy ghi ra tệp .docx hoặc .pdf.")
        asked = (first.date(), last.date(), as_of) if first and last else None
        if (asked is None) == (not frozen):
            raise refuse("Hãy nêu kỳ bằng --from và --to, hoặc nêu số liệu đã chốt bằng --frozen.")
        setup()
        from motcua.law.refusal import Refused

        try:
            missing = _write(_live(*asked) if asked else _frozen(frozen, version), output)
        except Refused as refused:
            raise refuse(refused.sentence) from None
        for sentence in missing:
            typer.echo(sentence, err=True)

    @narrative.command("verify")
    def verify(
        file: Annotated[Path, typer.Argument(help="Word document, edited or not.", exists=True, dir_okay=False)],
    ) -> None:
        """Say which figures of an edited document are no longer those of the report that it was made from.

        Exit code 1 when a figure differs, or a number stands free in the text that the report does not have.
        """
        setup()
        from motcua.law.refusal import Refused
        from motcua.reports.narrative.sourcing import check

        try:
            with file.open("rb") as stream:
                found = check(stream)
        except Refused as refused:
            raise refuse(refused.sentence) from None
        _print(found)
        if not found.sound:
            raise typer.Exit(1)


def _live(first: date, last: date, as_of: datetime | None) -> Document:
    from motcua.faces.common import clock
    from motcua.law.periods import Period
    from motcua.law.worktime import VIETNAM
    from motcua.reports.narrative.live import live_report
    from motcua.reports.span import span_of

    known = as_of.replace(tzinfo=VIETNAM) if as_of else None
    return live_report(span_of(Period(first, last), now=clock.now(), as_of=known))


def _frozen(code: str, version: int) -> Document:
    from motcua.reports.narrative.frozen import frozen_report

    return frozen_report(code, version or None)


def _write(document: Document, output: Path) -> tuple[str, ...]:
    """Write the file; returns what the report has no data for."""
    from motcua.faces.common import clock
    from motcua.reports.narrative.files import MAKERS

    output.write_bytes(MAKERS[output.suffix.lower().lstrip(".")].make(document, at=clock.now()))
    return document.warnings


def _print(found: Checked) -> None:
    for wrong in found.changed[:_SHOWN]:
        typer.echo(f"Sai khác: {wrong.sentence}")
    for number, text in found.unbound[:_SHOWN]:
        typer.echo(f"Số không có trong báo cáo: {number} trong câu “{text}”.")
    for figure in found.removed[:_SHOWN]:
        typer.echo(f"Đã bỏ khỏi văn bản: {figure.text} ({figure.tag}).")
    typer.echo(
        f"{found.figures} số liệu gắn với báo cáo: {len(found.changed)} sai khác, {len(found.removed)} đã bỏ;"
        f" {len(found.unbound)} số không có trong báo cáo; {found.rewritten} đoạn đã sửa lời."
    )
