"""The command of the dashboard's tallies: `motcua tallies`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import Console


def register(app: typer.Typer, setup: Callable[[], None], note: Console) -> None:
    """Add the command; `setup` brings Django up, `note` is where findings are said."""

    @app.command()
    def tallies(
        rebuild: Annotated[bool, typer.Option("--rebuild", help="Throw them away and count all days anew.")] = False,
    ) -> None:
        """Verify the tallies of days that are over, by counting them anew. Exit code 1 when a day differs."""
        setup()
        from motcua.agencies.models import Agency
        from motcua.config import clock
        from motcua.reports.tallies import forget_tallies, keep_tallies, tallied_until, verify_tallies

        if rebuild:
            forget_tallies()
            note.print(f"Đã đếm lại {keep_tallies(now=clock.now())} ngày.")
        until = tallied_until()
        if until is None:
            note.print("Chưa có ngày nào được đếm.")
            return
        names = dict(Agency.objects.values_list("pk", "name"))
        wrong = verify_tallies()
        for found in wrong:
            note.print(f"{found.day:%d/%m/%Y}, {names[found.agency_id]}: đã lưu {found.kept}, đếm lại {found.counted}")
        note.print(
            f"Đến hết {until:%d/%m/%Y}: {len(wrong)} ngày khác nhau." if wrong else f"Đến hết {until:%d/%m/%Y}: khớp."
        )
        if wrong:
            raise typer.Exit(1)
