"""The command line: `motcua --help`."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

app = typer.Typer(
    help="Một cửa điện tử: one-stop public administration system.", no_args_is_help=True, add_completion=False
)
synthesize_app = typer.Typer(help="Make invented dossiers that meet a printed table.", no_args_is_help=True)
report_app = typer.Typer(help="Print a table of a period.", no_args_is_help=True)
app.add_typer(synthesize_app, name="synthesize")
app.add_typer(report_app, name="report")
note = Console(stderr=True)


class Format(StrEnum):
    """How a table is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]


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
    server = Granian(
        "motcua.config.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers
    )
    server.serve()


@app.command()
def demo(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    load_only: Annotated[bool, typer.Option("--load-only", help="Load the data and stop.")] = False,
) -> None:
    """Set up the demonstration "Sóc Trăng 2019" and serve it, with its clock on 16/12/2019."""
    os.environ.setdefault("MOTCUA_HOME", str(Path.cwd() / "var" / "demo"))
    os.environ["MOTCUA_DEMO"] = "1"
    _setup()
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
    note.print(f"\n  Cổng công dân    http://{host}:{port}/")
    note.print(f"  Bàn làm việc     http://{host}:{port}/dang-nhap  (tài khoản trình diễn có sẵn trên trang)\n")
    serve(host=host, port=port)


@synthesize_app.command("one-stop")
def synthesize_one_stop(
    file: Annotated[Path, typer.Argument(help="CSV: agency,total,carried,new,…", exists=True, dir_okay=False)],
    first: Annotated[Day, typer.Option("--from", help="First day of the period.")],
    last: Annotated[Day, typer.Option("--to", help="Last day of the period.")],
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


if __name__ == "__main__":
    app()
