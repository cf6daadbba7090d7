"""Sums over rows: totals, subtotals and sections; and rows that a total leaves out, or counts twice."""

from __future__ import annotations

from decimal import Decimal

from motcua.law.tables.building import add_sum, columns_that_tell, members
from motcua.law.tables.findings import Finding
from motcua.law.tables.ledger import Ledger
from motcua.law.tables.numbers import printed
from motcua.law.tables.ordinals import RowKind
from motcua.law.tables.relations import Relations
from motcua.law.tables.table import ReadTable
from motcua.law.tables.wording import LISTED, column_of, label_of

ZERO = Decimal(0)


def add_sums(table: ReadTable, ledger: Ledger, relations: Relations) -> list[Finding]:
    """Put the sums over rows into the ledger; what is wrong with whole rows is told at once."""
    findings = []
    for index, row in enumerate(table.rows):
        is_sum = row.kind in (RowKind.TOTAL, RowKind.SUBTOTAL)
        if not row.has_figures or not (is_sum or (row.kind is RowKind.BODY and row.children)):
            continue
        rows = members(table, index)
        if not rows:
            continue
        telling = columns_that_tell(table, index, rows)
        missing = {c.at: (row.value(c.at) or ZERO) - _sum(table, rows, c.at) for c in telling}
        wrong = {at: difference for at, difference in missing.items() if difference}
        found = _whole_row(table, index, rows, missing) if is_sum and len(wrong) >= 2 else ""
        if not found and is_sum and len(wrong) >= 3:
            found = _missing_row(table, relations, missing, wrong)
        if found:
            findings.append(Finding("total_rows", _told(table, index, found)))
        elif len(wrong) * 2 <= len(telling) or len(telling) <= 2:
            if row.kind is not RowKind.BODY or len(wrong) < len(telling):
                add_sum(table, ledger, index, rows)
        elif is_sum:
            findings.append(Finding("total_rows", _told(table, index, _far_off(table, index, rows, wrong))))
    return findings


def _sum(table: ReadTable, rows: list[int], column: int) -> Decimal:
    return sum((table.rows[at].value(column) or ZERO for at in rows), ZERO)


def _told(table: ReadTable, index: int, why: str) -> str:
    return f"Dòng “{label_of(table, index)}” (dòng {table.grid.line(table.rows[index].at)}) {why}"


def _whole_row(table: ReadTable, index: int, rows: list[int], missing: dict[int, Decimal]) -> str:
    """Whether the difference in every column is exactly one row."""
    left_out = [at for at in rows if all(-value == (table.rows[at].value(c) or ZERO) for c, value in missing.items())]
    twice = [at for at in rows if all(value == (table.rows[at].value(c) or ZERO) for c, value in missing.items())]
    if left_out:
        names = " hoặc ".join(f"“{label_of(table, at)}” (dòng {table.grid.line(table.rows[at].at)})" for at in left_out)
        return f"không gồm dòng {names}: chênh lệch ở mọi cột đúng bằng dòng này; dòng bị bỏ sót hoặc bị lặp."
    if twice:
        names = " hoặc ".join(f"“{label_of(table, at)}” (dòng {table.grid.line(table.rows[at].at)})" for at in twice)
        return f"tính dòng {names} hai lần, hoặc thiếu một dòng giống hệt: chênh lệch ở mọi cột đúng bằng dòng này."
    return ""


def _missing_row(table: ReadTable, relations: Relations, missing: dict[int, Decimal], wrong: dict[int, Decimal]) -> str:
    """Whether the differences are themselves a row that agrees with itself."""
    sums = [one for one in relations.sums if one.whole in wrong]
    agree = all(
        missing.get(one.whole, ZERO) == sum(missing.get(at, ZERO) for at in one.parts) for one in relations.sums
    )
    enough = len(sums) >= 2 or (sums and len(wrong) == len(missing))
    if not enough or not agree or len({value > 0 for value in wrong.values()}) != 1:
        return ""
    more = next(iter(wrong.values())) > 0
    figures = "; ".join(
        f"“{column_of(table, at).label}” {printed(abs(value))}" for at, value in [*wrong.items()][:LISTED]
    )
    what = (
        "nhiều hơn các dòng trong bảng, như thiếu một dòng" if more else "ít hơn các dòng trong bảng, như thừa một dòng"
    )
    return f"{what} có {figures}."


def _far_off(table: ReadTable, index: int, rows: list[int], wrong: dict[int, Decimal]) -> str:
    row = table.rows[index]
    sums = {at: (printed(row.value(at) or ZERO), printed(_sum(table, rows, at))) for at in [*wrong][:LISTED]}
    said = "; ".join(
        f"“{column_of(table, at).label}” in {said}, cộng được {found}" for at, (said, found) in sums.items()
    )
    more = f" và {len(wrong) - LISTED} cột khác" if len(wrong) > LISTED else ""
    return f"không phải tổng của {len(rows)} dòng ở phần lớn các cột: {said}{more}."
