"""The audit of a grid: its tables, how each is understood, and every contradiction in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from motcua.law.refusal import Refused
from motcua.law.tables.blame import Verdict, verdicts
from motcua.law.tables.building import add_shares, ledger_of
from motcua.law.tables.carrying import add_carried
from motcua.law.tables.checks import (
    exchanged_columns,
    money_without_transactions,
    odd_cells,
    odd_finding,
    repeated_rows,
)
from motcua.law.tables.findings import Finding, Understanding
from motcua.law.tables.grid import Grid
from motcua.law.tables.layout import Region, regions
from motcua.law.tables.ledger import Equation, Key, Ledger, Ratio
from motcua.law.tables.numbers import Kind, is_nothing
from motcua.law.tables.ordinals import RowKind
from motcua.law.tables.relations import relations_of
from motcua.law.tables.shapes import GENERIC, understand
from motcua.law.tables.slips import slip_between
from motcua.law.tables.structure import add_sums
from motcua.law.tables.table import ReadTable, read_table
from motcua.law.tables.wording import broken_rule, column_of, one_of, places_of, spot_of, wrong_cell
from motcua.law.tables.words import shortened

MOST_FINDINGS = 500


@dataclass(frozen=True, slots=True)
class TableAudit:
    """One table and what was found in it.

    Attributes:
        name: of the table: its sheet, its place, its title.
        figures: numbers that were read.
        checked: equations, limits and shares between them that were checked.
        notes: what a person should know that is no contradiction.
    """

    name: str
    table: ReadTable
    understanding: Understanding
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    figures: int
    checked: int


def audit_grid(grid: Grid, previous: Sequence[ReadTable] = ()) -> list[TableAudit]:
    """Audit every table of a grid.

    Args:
        previous: the tables of the period before, for what was carried over.

    Raises:
        Refused: ``table_no_head`` when figures stand below no heading.
    """
    found = regions(grid)
    return [_audit(grid, region, at, len(found), previous) for at, region in enumerate(found, start=1)]


def tables_of(grid: Grid) -> list[ReadTable]:
    """The tables of a grid, not audited.

    Raises:
        Refused: as `audit_grid`.
    """
    return [_read(grid, region) for region in regions(grid)]


def _read(grid: Grid, region: Region) -> ReadTable:
    if not region.head:
        where = f" của {grid.name}" if grid.name else ""
        line = grid.line(region.body[0])
        raise Refused(
            "table_no_head",
            f"Bảng bắt đầu ở dòng {line}{where} không có dòng tiêu đề cột; hãy thêm tiêu đề để biết mỗi cột là gì.",
        )
    return read_table(grid, region)


def _audit(grid: Grid, region: Region, number: int, of: int, previous: Sequence[ReadTable]) -> TableAudit:
    table = _read(grid, region)
    relations = relations_of(table)
    understanding = understand(table, relations)
    ledger = ledger_of(table, relations)
    findings = exchanged_columns(table, relations)
    findings += add_sums(table, ledger, relations)
    notes = add_shares(table, ledger)
    findings += add_carried(table, ledger, previous) if previous else []
    odd = odd_cells(table)
    findings += _blamed(table, ledger, odd)
    findings += [odd_finding(table, ledger, key, code) for key, code in odd.items()]
    findings += repeated_rows(table, known=understanding.shape != GENERIC[0])
    named = {(finding.spot.row, finding.spot.column) for finding in findings if finding.spot}
    findings += [one for one in money_without_transactions(table) if _where(one) not in named]
    notes += _notes(table)
    order = sorted(findings, key=_where)
    return TableAudit(
        _name(grid, table, number, of),
        table,
        understanding,
        tuple(order[:MOST_FINDINGS]),
        tuple(notes),
        sum(figure.number is not None for row in table.rows for figure in row.figures.values()),
        len(ledger.rules),
    )


def _where(finding: Finding) -> tuple[int, int]:
    spot = finding.spot or next(iter(finding.candidates), None)
    return (spot.row, spot.column) if spot else (-1, -1)


def _blamed(table: ReadTable, ledger: Ledger, odd: dict[Key, str]) -> list[Finding]:
    """Findings for all that is broken; odd cells that are explained here are taken out of `odd`."""
    said = {at: broken_rule(table, ledger, at) for at in ledger.broken()[:MOST_FINDINGS]}

    def slips(key: Key, value: Decimal) -> bool:
        figure = table.rows[key[0]].figures[key[1]]
        if is_nothing(figure.text):
            return True  # a figure left out is a slip
        return slip_between(figure.text, figure.value, value, places_of(table, key)) is not None

    def whole(key: Key) -> bool:
        return table.rows[key[0]].kind is not RowKind.SHARE and column_of(table, key[1]).kind is Kind.COUNT

    findings = []
    for verdict in verdicts(ledger, slips, whole, frozenset(odd)):
        rules = tuple(said[at] for at in verdict.mended if at in said)
        findings.append(_finding(table, ledger, verdict, rules, odd))
        if verdict.kind in ("cell", "exchange"):
            for change in verdict.changes:
                odd.pop(change.key, None)
        if len(findings) >= MOST_FINDINGS:
            break
    return findings


def _finding(
    table: ReadTable, ledger: Ledger, verdict: Verdict, rules: tuple[str, ...], odd: dict[Key, str]
) -> Finding:
    spots = [spot_of(table, change.key, change.value) for change in verdict.changes]
    because = f" Căn cứ: {'; '.join(rules[:4])}." if rules else ""
    if verdict.kind == "cell":
        key = verdict.changes[0].key
        figure = table.rows[key[0]].figures[key[1]]
        code = odd.get(key) or ("missing_figure" if is_nothing(figure.text) else _code(ledger, verdict))
        return Finding(code, wrong_cell(spots[0], formula=figure.formula) + because, spots[0], (), rules)
    if verdict.kind == "exchange":
        first, second = spots
        text = (
            f"Hai ô đứng đổi chỗ cho nhau: {first.words} in {first.printed}, phải là {first.expected};"
            f" {second.words} in {second.printed}, phải là {second.expected}."
        )
        return Finding("exchanged_cells", text + because, None, (first, second), rules)
    if verdict.kind == "undecided":
        text = f"Không khớp: {'; '.join(rules[:4])}. Một ô sai nhưng không đủ căn cứ để biết là ô nào: {one_of(spots)}."
        return Finding(_code(ledger, verdict), text, None, tuple(spots), rules)
    named = tuple(spot_of(table, key) for at in verdict.mended for key in _named(ledger, at))
    text = f"Không khớp: {'; '.join(rules)}."
    return Finding(_code(ledger, verdict), text, None, named, rules)


def _named(ledger: Ledger, at: int) -> tuple[Key, ...]:
    return ledger.rules[at].cells[:40]


def _code(ledger: Ledger, verdict: Verdict) -> str:
    """The rule that tells most about a verdict."""
    codes = []
    for at in verdict.mended:
        rule = ledger.rules[at]
        codes.append(rule.code if isinstance(rule, Equation | Ratio) else "part_exceeds_whole")
    order = ("row_identity", "column_sum", "section_sum", "carried_over", "rate", "share", "part_exceeds_whole")
    return min(codes, key=order.index) if codes else "row_identity"


def _notes(table: ReadTable) -> list[str]:
    notes = []
    grid = table.grid
    formulas = sum(figure.formula for row in table.rows for figure in row.figures.values())
    if formulas:
        notes.append(f"{formulas} ô là công thức: đã đọc kết quả lưu trong tệp, không tính lại.")
    hidden = [grid.line(row.at) for row in table.rows if row.at in grid.hidden_rows]
    if hidden:
        notes.append(f"Có dòng bị ẩn, vẫn được kiểm tra: {', '.join(map(str, hidden[:10]))}.")
    columns = [column.label for column in table.columns if column.at in grid.hidden_columns]
    if columns:
        notes.append(f"Có cột bị ẩn, vẫn được kiểm tra: {', '.join(f'“{name}”' for name in columns[:10])}.")
    if not any(row.kind is RowKind.TOTAL for row in table.rows):
        notes.append("Bảng không có dòng tổng nên không cộng dọc để đối chiếu được.")
    return notes


def _name(grid: Grid, table: ReadTable, number: int, of: int) -> str:
    titles = table.region.title or grid.above[-1:]
    title = shortened(titles[0], 100) if titles else ""
    parts = [grid.name, f"bảng {number}" if of > 1 else "", f"“{title}”" if title else ""]
    return ", ".join(part for part in parts if part) or "bảng"
