"""Commands of facts: `motcua facts import …`, `motcua facts source …`, `motcua facts export …`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from motcua.reports.engines.manifest import Part

facts_app = typer.Typer(help="Facts that reports are made of.", no_args_is_help=True)


def register(app: typer.Typer, setup: Callable[[], None], refuse: Callable[[str], typer.Exit], note: Console) -> None:
    """Add the commands to the command line.

    Args:
        setup: makes Django ready.
        refuse: turns a sentence into an exit with code 2.
        note: where people are told what was done.
    """
    app.add_typer(facts_app, name="facts")
    _register_export(setup, refuse, note)
    _register_centres(setup, refuse, note)

    @facts_app.command("import")
    def import_file(
        kind: Annotated[str, typer.Argument(help="payments, questions or marks.")],
        file: Annotated[Path, typer.Argument(help="CSV with a head; see File formats.", exists=True, dir_okay=False)],
    ) -> None:
        """Import facts that other software recorded; a second time the same file changes nothing.

        A file with a fault is not imported at all: exit code 2, and every fault is named by line and column.
        """
        setup()
        from motcua.config import clock
        from motcua.law.refusal import Refused
        from motcua.reports.facts_import import import_facts

        try:
            with file.open(encoding="utf-8-sig", newline="") as stream:
                found = import_facts(kind, stream, now=clock.now())
        except Refused as refused:
            raise refuse(refused.sentence) from None
        parts = (f"{found.new} mới", f"{found.completed} được bổ sung", f"{found.known} đã có")
        note.print(f"Đã nhập: {', '.join(parts)}.", highlight=False)

    @facts_app.command("source")
    def source(
        kind: Annotated[str, typer.Argument(help="What is recorded: payments, questions, identity, …; see Tables.")],
        since: Annotated[
            datetime,
            typer.Option("--since", formats=["%Y-%m-%d"], help="First local day whose facts are all there."),
        ],
        words: Annotated[str, typer.Option("--note", help="How they are recorded.")] = "",
        decision: Annotated[str, typer.Option("--decision", help="Number of the decision or plan.")] = "",
    ) -> None:
        """Declare since when the centre records a kind of fact: tables of earlier periods say "no data", never zero."""
        setup()
        from motcua.config import clock
        from motcua.law.refusal import Refused
        from motcua.reports.sources import KINDS, declare_source

        try:
            declare_source(kind, since=since.date(), at=clock.now(), note=words, decision=decision)
        except Refused as refused:
            raise refuse(refused.sentence) from None
        note.print(f"Đã ghi: {KINDS[kind]}, từ ngày {since:%d/%m/%Y}.", highlight=False)


def _register_centres(setup: Callable[[], None], refuse: Callable[[str], typer.Exit], note: Console) -> None:
    @facts_app.command("centres")
    def centres(
        file: Annotated[Path, typer.Argument(help="CSV with a head; see File formats.", exists=True, dir_okay=False)],
        year: Annotated[int, typer.Option("--year", help="Reporting year that it speaks of.")],
    ) -> None:
        """Declare what one-stop units have in a year: points of intake, staff, equipment (forms 08b, 08c).

        A file with a fault is not imported at all: exit code 2, and every fault is named by line and column.
        """
        setup()
        from motcua.config import clock
        from motcua.law.refusal import Refused
        from motcua.reports.centres import import_centres

        try:
            with file.open(encoding="utf-8-sig", newline="") as stream:
                number = import_centres(stream, year=year, at=clock.now())
        except Refused as refused:
            raise refuse(refused.sentence) from None
        note.print(f"Đã khai báo số liệu năm {year} của {number} bộ phận một cửa.", highlight=False)


def _register_export(setup: Callable[[], None], refuse: Callable[[str], typer.Exit], note: Console) -> None:
    @facts_app.command()
    def export(
        place: Annotated[
            str, typer.Argument(help="Folder or s3://bucket/prefix; that of MOTCUA_FACTS unless given.")
        ] = "",
        everything: Annotated[bool, typer.Option("--all", help="Write every month, not only what changed.")] = False,
    ) -> None:
        """Write the facts of reports as Parquet files, one a month; only months that changed since the last time."""
        setup()
        from django.conf import settings

        from motcua.config import clock
        from motcua.law.moments import local
        from motcua.law.refusal import Refused
        from motcua.reports.engines.export import export_facts
        from motcua.reports.engines.places import place_of

        def told(part: Part, table: str, number: int, total: int) -> None:
            note.print(f"{number}/{total} {table} {part.month}: {part.rows:,}".replace(",", "."), highlight=False)

        began = time.perf_counter()
        try:
            to = place_of(place or settings.FACTS_PLACE, settings.FACTS_CACHE)
            done = export_facts(to, now=clock.now(), everything=everything, told=told)
        except Refused as refused:
            raise refuse(refused.sentence) from None
        except OSError as failed:
            raise refuse(f"Không ghi được kho số liệu: {failed}") from None
        seconds = time.perf_counter() - began
        known = f"{local(done.manifest.known_until):%H giờ %M ngày %d/%m/%Y}"
        counts = f"{done.written} tệp ghi mới ({done.rows:,} dòng), {done.kept} tệp giữ nguyên".replace(",", ".")
        note.print(f"Đã xuất số liệu đến {known}: {counts}; {seconds:.1f} giây.", highlight=False)
