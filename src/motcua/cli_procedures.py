"""The commands of the catalogue: `motcua import-procedures` and `motcua export-procedures`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from motcua.catalogue.national import Tally
    from motcua.catalogue.national_import import Change, ImportReport

OURS = (".xlsx", ".json")
"""Endings of files in our own format."""
UNITS = {
    "working_day": "ngày làm việc",
    "calendar_day": "ngày",
    "hour": "giờ",
    "working_hour": "giờ làm việc",
    "month": "tháng",
    "none": "không nêu",
    "unread": "không đọc chắc được",
}
PARTS = {
    "times": "thời hạn",
    "fees": "phí, lệ phí",
    "ways": "cách thức",
    "components": "thành phần hồ sơ",
    "bases": "căn cứ pháp lý",
    "results": "kết quả",
    "subjects": "đối tượng",
    "levels": "cấp thực hiện",
    "agencies": "cơ quan",
}
Setup = Callable[[], None]
Bar = Callable[[], AbstractContextManager[Any]]


def register(app: typer.Typer, setup: Setup, bar: Bar, refuse: Callable[[str], typer.Exit]) -> None:
    """Add the commands to the command line; `setup` brings Django up, `bar` shows progress."""

    @app.command("import-procedures")
    def import_procedures(
        file: Annotated[Path, typer.Argument(help="JSON lines of the national portal, .jsonl or .jsonl.gz.")],
        diff: Annotated[bool, typer.Option("--diff", help="Print every change, line by line.")] = False,
    ) -> None:
        """Import what the national portal publishes: changes become proposals for a person, never versions.

        A second time the same file changes nothing. Exit code 1 when a line of the file is no record.
        """
        if file.suffix.lower() in OURS:
            raise refuse(
                "Tệp theo mẫu của hệ thống này được nhập trên màn hình Thủ tục, Nhập từ tệp: người nhập là người soạn."
            )
        setup()
        from motcua.catalogue.national_file import read_lines
        from motcua.catalogue.national_import import import_national
        from motcua.faces.common import clock
        from motcua.law.refusal import Refused

        try:
            lines = list(read_lines(file))
            with bar() as shown:
                task = shown.add_task("Thủ tục", total=len(lines))
                report = import_national(lines, at=clock.now(), progress=lambda more: shown.update(task, advance=more))
        except Refused as refused:
            raise refuse(refused.sentence) from None
        _print(report, diff=diff)
        if report.refused:
            raise typer.Exit(1)

    @app.command("export-procedures")
    def export_procedures(
        file: Annotated[Path, typer.Argument(help="File to write, .xlsx or .json.", dir_okay=False)],
        on: Annotated[
            datetime | None,
            typer.Option("--on", formats=["%Y-%m-%d"], help="Only what is in force on this day; today unless given."),
        ] = None,
        everything: Annotated[bool, typer.Option("--all", help="All versions (JSON only).")] = False,
    ) -> None:
        """Write procedures in our own format, as procedure control works on them in Excel, or as JSON."""
        kind = file.suffix.lower()
        if kind not in OURS or (everything and kind == ".xlsx"):
            raise refuse("Hãy ghi ra tệp .xlsx hoặc .json; mọi phiên bản (--all) chỉ ghi được ra .json.")
        setup()
        from motcua.catalogue.export_json import export_json
        from motcua.catalogue.export_versions import export_versions
        from motcua.catalogue.export_xlsx import export_xlsx
        from motcua.catalogue.queries import versions_on
        from motcua.faces.common import clock
        from motcua.law.moments import local

        day = None if everything else (on.date() if on else local(clock.now()).date())
        contents = export_versions(versions_on(day))
        with file.open("wb") as stream:
            if kind == ".xlsx":
                export_xlsx(contents, stream)
            else:
                stream.writelines(export_json(contents))


def _print(report: ImportReport, *, diff: bool) -> None:
    console = Console(width=None if Console().is_terminal else 120)
    say = console.print
    say(
        f"Đọc {_n(report.lines)} bản ghi: {_n(report.new)} mới, {_n(report.changed)} thay đổi,"
        f" {_n(report.unchanged)} không đổi; {_n(report.proposed)} đề xuất chờ xem xét.",
        highlight=False,
    )
    if report.tally is not None and report.tally.records:
        for table in _tables(report.tally):
            say(table)
        say(_limits(report.tally), highlight=False)
    for change in report.changes:
        _print_change(console, change, diff=diff)
    for code in report.left:
        say(f"{code}: đề xuất đang có người sửa nên được giữ nguyên.", highlight=False)
    for code in report.repeated:
        say(f"{code}: có nhiều hơn một bản ghi trong tệp; bản ghi sau cùng được dùng.", highlight=False)
    for number, sentence in report.refused:
        say(f"Dòng {number}: {sentence}", style="bold red", highlight=False)


def _tables(tally: Tally) -> tuple[Table, Table, Table]:
    units = _table("Thời hạn", "thủ tục", "dòng cách thức")
    for unit, label in UNITS.items():
        units.add_row(label, _n(tally.records_by_unit.get(unit, 0)), _n(tally.ways_by_unit.get(unit, 0)))
    units.add_row("nhiều thời hạn khác nhau", _n(tally.several_times), "")
    left = _table("Để lại cho người", "thủ tục", "tỷ lệ")
    for part, share in tally.left.items():
        left.add_row(PARTS[part], _n(share.part), f"{float(share.percent):.1f} %".replace(".", ","))
    reasons = _table("Lý do không đọc chắc được", "chỗ")
    for part, counts in tally.reasons.items():
        for reason, count in sorted(counts.items(), key=lambda one: -one[1]):
            reasons.add_row(f"{PARTS[part]}: {_sentence(reason)}", _n(count))
    return units, left, reasons


def _table(*heads: str) -> Table:
    table = Table(*heads, box=box.SIMPLE_HEAD)
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def _sentence(reason: str) -> str:
    from motcua.catalogue.national.reasons import SENTENCES

    return SENTENCES[reason].partition(";")[0].rstrip(".")


def _limits(tally: Tally) -> str:
    """The share of stated limits that were read; beside it the share of all that stands in the column of times."""
    share = tally.limits
    said = share.whole + _unread(tally.ways_by_unit)
    read, all_read = f"{float(share.percent):.2f}", f"{100 * share.part / max(said, 1):.2f}"
    return (
        f"Thời hạn theo ngày làm việc, ngày, giờ có nêu đơn vị: đọc được {_n(share.part)} trên {_n(share.whole)}"
        f" ({read.replace('.', ',')} %); tính cả các dòng không rõ đơn vị: {all_read.replace('.', ',')} %."
    )


def _unread(by_unit: Mapping[str, int]) -> int:
    return by_unit.get("unread", 0)


def _print_change(console: Console, change: Change, *, diff: bool) -> None:
    where = ", ".join(f"{section.title} ({len(section.lines)})" for section in change.sections)
    where = where or "ngoài các mục đọc được"
    console.print(f"{change.code} {change.name[:70]}: {where}", highlight=False)
    if not diff:
        return
    for section in change.sections:
        for line in section.lines:
            console.print(f"  {line.sign} {section.title}, {line.label}", highlight=False, markup=False)
            console.print(f"      trước: {line.before or '–'}", highlight=False, markup=False)
            console.print(f"      sau:   {line.after or '–'}", highlight=False, markup=False)


def _n(number: int) -> str:
    return f"{number:,}".replace(",", ".")
