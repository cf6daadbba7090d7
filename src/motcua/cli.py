"""The command line: `motcua --help`."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from motcua import cli_audit, cli_dashboard, cli_facts, cli_freezing, cli_narrative, cli_reports, cli_scores
from motcua.cli_procedures import register

if TYPE_CHECKING:
    from motcua.law.worktime import Calendar

app = typer.Typer(
    help="Một cửa điện tử: one-stop public administration system.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
synthesize_app = typer.Typer(help="Make invented dossiers that meet a printed table.", no_args_is_help=True)
app.add_typer(synthesize_app, name="synthesize")
note = Console(stderr=True)

THREADS = 4
"""Requests that one process works on at a time; each thread holds a connection to the database."""
CONNECTIONS = 1024
"""Open connections of one process; a browser keeps up to six while a person reads."""


First = Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day of the period.")]
Last = Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day of the period.")]


def _setup() -> None:
    """Django with the project's settings; the database starts here when it is the embedded one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django

    django.setup()


def _refuse(sentence: str) -> typer.Exit:
    note.print(sentence, style="bold red", highlight=False)
    return typer.Exit(2)


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=note)


@app.command()
def migrate() -> None:
    """Bring the database to the present version, from nothing or from any earlier one."""
    _setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    note.print("Cơ sở dữ liệu đã ở phiên bản mới nhất.")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes.")] = 2,
) -> None:
    """Serve the system."""
    from granian import Granian
    from granian.constants import Interfaces

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    _setup()  # the embedded database starts once, here, and outlives the workers
    from django.db import connection

    connection.close()  # every worker opens its own
    server = Granian(
        "motcua.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
    )
    server.serve()


@app.command()
def demo(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    load_only: Annotated[bool, typer.Option("--load-only", help="Load the data and stop.")] = False,
) -> None:
    """Set up the demonstration "Sóc Trăng 2019" and serve it, with its clock on 16/12/2019."""
    os.environ["MOTCUA_DEMO"] = "1"
    _setup()
    from django.conf import settings
    from django.core.management import call_command

    from motcua.scenario.demo import clock_start, load_demo

    call_command("migrate", interactive=False, verbosity=0)
    with _bar() as bar:
        tasks: dict[str, int] = {}

        def told(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done)  # type: ignore[arg-type]

        load_demo(told)
    if load_only:
        return
    offset = clock_start() - datetime.now(UTC)
    os.environ["MOTCUA_CLOCK_OFFSET"] = str(offset.total_seconds())
    settings.CLOCK_OFFSET = offset  # for workers that are forks of this process
    note.print(f"\n  Cổng công dân    http://{host}:{port}/")
    note.print(f"  Bàn làm việc     http://{host}:{port}/dang-nhap  (tài khoản trình diễn có sẵn trên trang)\n")
    from motcua.config.worker import start_beside

    beside = start_beside()
    try:
        serve(host=host, port=port)
    finally:
        beside.terminate()
        beside.join()


@app.command()
def worker(
    until_empty: Annotated[
        bool, typer.Option("--until-empty", help="Carry out what waits in the queue, and end.")
    ] = False,
) -> None:
    """Start the periodic jobs on time and carry them out: warnings, closings, monthly notices."""
    _setup()
    from motcua.config.worker import run_worker

    run_worker(until_empty=until_empty)


@synthesize_app.command("one-stop")
def synthesize_one_stop(
    file: Annotated[Path, typer.Argument(help="CSV: agency,total,carried,new,…", exists=True, dir_okay=False)],
    first: First,
    last: Last,
    seed: Annotated[int, typer.Option(help="Same seed, same dossiers.")] = 1,
    causes: Annotated[Path | None, typer.Option(help="CSV: agency,cause,count of late dossiers.")] = None,
) -> None:
    """Make dossiers whose table of one-stop results over the period equals FILE.

    The agencies must exist and have procedures. Nothing is made when the table contradicts itself (exit code 2).
    """
    _setup()
    from motcua.law.periods import Period
    from motcua.law.refusal import Refused
    from motcua.scenario.synthesize import synthesize
    from motcua.scenario.table import read_causes, read_results

    try:
        rows = read_results(file)
        period = Period(first.date(), last.date())
        with _bar() as bar:
            task = bar.add_task("Hồ sơ", total=sum(row.total for row in rows))
            made = synthesize(
                rows,
                period,
                seed=seed,
                causes=read_causes(causes) if causes else (),
                progress=lambda more: bar.update(task, advance=more),
            )
    except Refused as refused:
        raise _refuse(refused.sentence) from None
    note.print(f"Đã tạo {made:,} hồ sơ.".replace(",", "."))


@app.command("verify-log")
def verify_log_command() -> None:
    """Replay the log of every dossier and compare it with its row; exit code 1 when anything differs."""
    _setup()
    from motcua.dossiers.models import Dossier
    from motcua.dossiers.verify import verify_log

    faults = 0
    with _bar() as bar:
        total = Dossier.objects.count()
        task = bar.add_task("Đối chiếu nhật ký", total=total)
        for fault in verify_log(lambda more: bar.update(task, advance=more)):
            faults += 1
            typer.echo(f"{fault.dossier}: {fault.sentence}")
    if faults:
        note.print(f"{faults} hồ sơ có sai lệch.", style="bold red")
        raise typer.Exit(1)
    note.print(f"Nhật ký của {total:,} hồ sơ nguyên vẹn.".replace(",", "."))


@app.command()
def explain(
    start: Annotated[
        datetime,
        typer.Argument(
            formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M%z", "%Y-%m-%d %H:%M"],
            help="Acceptance, in Vietnamese local time unless a zone is given.",
        ),
    ],
    limit: Annotated[str, typer.Option(help='Time limit, such as "1 working_day" or "2,5 ngày làm việc".')],
    calendar: Annotated[
        list[Path] | None,
        typer.Option(help="Year table (YAML) to add to the shipped ones, or to stand in for one.", exists=True),
    ] = None,
) -> None:
    """Tell day by day how a due date is reckoned, with the source of every exception; needs no database."""
    from motcua.law.deadline import explain as explained
    from motcua.law.limit import limit_from_words, promised
    from motcua.law.moments import local
    from motcua.law.refusal import Refused
    from motcua.law.timetable import day_title
    from motcua.law.worktime import VIETNAM

    accepted = start if start.tzinfo else start.replace(tzinfo=VIETNAM)
    try:
        told = explained(_years(calendar or []), accepted, promised(limit_from_words(limit)))
    except Refused as refused:
        raise _refuse(refused.sentence) from None
    for sentence in told.sentences:
        typer.echo(sentence)
    due = local(told.due)
    typer.echo(f"Ngày hẹn trả: {due:%H:%M %d/%m/%Y} ({day_title(due.date()).rpartition(' ')[0]}).")


def _years(files: list[Path]) -> Calendar:
    """The calendar of all shipped years, with the year tables of these files."""
    from motcua.agencies import calendars

    if not files:
        return calendars.shipped_calendar()
    more = [calendars.read_plain(path.read_text(encoding="utf-8")) for path in files]
    given = {table.get("year") for table in more if isinstance(table, dict)}
    shipped = [calendars.shipped_table(year) for year in calendars.shipped_years() if year not in given]
    return calendars.calendar_from(calendars.shipped_week(), [*shipped, *more])


register(app, _setup, _bar, _refuse)
cli_scores.register(app, _setup, _refuse)
cli_audit.register(app, _refuse)
cli_facts.register(app, _setup, _refuse, note)
cli_reports.register(app, _setup, _refuse, note)
cli_freezing.register(app, _setup, note)
cli_narrative.register(app, _setup, _refuse)
cli_dashboard.register(app, _setup, note)


def main() -> None:
    """Run the command line; a database that was never set up is one sentence, not a traceback."""
    try:
        app()
    except Exception as error:
        if type(error).__name__ == "ProgrammingError" and "does not exist" in str(error):
            note.print("Cơ sở dữ liệu chưa ở phiên bản mới nhất: hãy chạy “motcua migrate” trước.", style="bold red")
            raise SystemExit(2) from None
        raise


if __name__ == "__main__":
    main()
