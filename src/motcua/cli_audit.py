"""`motcua audit-table`: anyone's table, checked."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from motcua.reports.audit.auditing import Audit


class AuditFormat(StrEnum):
    """How an audit is written."""

    TABLE = "table"
    JSON = "json"


def register(app: typer.Typer, refuse: Callable[[str], typer.Exit]) -> None:
    """Add the command to the command line; it needs no database."""

    @app.command("audit-table")
    def audit_table(
        file: Annotated[Path, typer.Argument(help="CSV, TSV, XLSX or DOCX; - for text on standard input.")],
        previous: Annotated[
            Path | None, typer.Option("--previous", help="The table of the period before: pending = carried over.")
        ] = None,
        kind: Annotated[
            AuditFormat, typer.Option("--format", help="How the findings are written.")
        ] = AuditFormat.TABLE,
        sheet: Annotated[
            str,
            typer.Option("--sheet", help="Only this sheet of the workbook, or this table (1, 2, …) of the document."),
        ] = "",
    ) -> None:
        """Check that the figures of a table agree with each other, and name the cell that is wrong.

        Exit code 1 when anything is found, 2 when the file cannot be read.
        """
        from motcua.law.refusal import Refused
        from motcua.reports.audit.auditing import audit_file, tables_in
        from motcua.reports.audit.shown import as_data

        try:
            before = tables_in(_read(previous), previous.name) if previous else []
            audit = audit_file(_read(file), file.name, previous=before, sheet=sheet)
        except Refused as refused:
            raise refuse(refused.sentence) from None
        except OSError as error:
            raise refuse(f"Không đọc được tệp {error.filename}: {error.strerror}.") from None
        if kind is AuditFormat.JSON:
            typer.echo(json.dumps(as_data(audit), ensure_ascii=False, indent=2))
        else:
            _print(audit)
        if not audit.is_clean:
            raise typer.Exit(1)


def _read(file: Path) -> bytes:
    from motcua.reports.audit.limits import require_bytes

    if str(file) == "-":
        return sys.stdin.buffer.read()
    require_bytes(file.stat().st_size)
    return file.read_bytes()


def _print(audit: Audit) -> None:
    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False, markup=False, soft_wrap=True)
    for table in audit.tables:
        understood = table.understanding
        console.print(f"{table.name[:1].upper()}{table.name[1:]}", style="bold")
        percent = int(understood.certainty * 100)
        console.print(
            f"  Loại bảng: {understood.shape_label} ({understood.sure}, {percent} %). {' '.join(understood.reasons)}"
        )
        for note in table.notes:
            console.print(f"  Lưu ý: {note}")
        for finding in table.findings:
            console.print(f"  • {finding.sentence}", style="red")
        if not table.findings:
            console.print(
                f"  Không thấy mâu thuẫn nào ({table.figures} số, {table.checked} phép đối chiếu).", style="green"
            )
    for sentence in audit.refused:
        console.print(f"• {sentence}", style="red")
