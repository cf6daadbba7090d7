"""Commands of frozen reports: `motcua verify-reports`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import Console


def register(app: typer.Typer, setup: Callable[[], None], note: Console) -> None:
    """Add the command `verify-reports`.

    Args:
        setup: makes Django ready.
        note: where what is no finding is said.
    """

    @app.command("verify-reports")
    def verify_reports(
        code: Annotated[str, typer.Option("--report", help="Code of one report; all unless given.")] = "",
    ) -> None:
        """Check the seals of frozen reports and count every version again; exit code 1 when something is wrong."""
        setup()
        from motcua.reports.freezing.verify import verify_reports as findings
        from motcua.reports.models import FrozenReport

        serious = 0
        for finding in findings(code):
            serious += finding.serious
            told = typer.echo if finding.serious else note.print
            told(f"{finding.report}: {finding.sentence}")
        checked = FrozenReport.objects.filter(code=code).count() if code else FrozenReport.objects.count()
        if code and not checked:
            note.print(f"Không có báo cáo “{code}”.", style="bold red", highlight=False)
            raise typer.Exit(2)
        if serious:
            raise typer.Exit(1)
        note.print(f"Đã kiểm tra {checked} báo cáo: niêm phong nguyên vẹn, số liệu đếm lại khớp.", highlight=False)
