"""What was carried over into a period against what the period before left pending.

TT 09/2026/TT-BTP form 07: column 8 of a period is column 13 of the one before; TT 01/2020/TT-VPCP II.06: column 6 is
column 11.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from motcua.law.tables.findings import Finding
from motcua.law.tables.ledger import Equation, Ledger
from motcua.law.tables.numbers import printed
from motcua.law.tables.ordinals import RowKind
from motcua.law.tables.table import ReadTable, Row
from motcua.law.tables.wording import label_of
from motcua.law.tables.words import fold


def add_carried(table: ReadTable, ledger: Ledger, previous: Sequence[ReadTable]) -> list[Finding]:
    """Put "carried over = pending of the period before" into the ledger; rows that only one table has are findings."""
    carried = table.roles.get("carried")
    before = next((one for one in previous if "pending" in one.roles), None)
    if carried is None or before is None:
        text = (
            "Không so được với kỳ trước: bảng này cần cột “kỳ trước chuyển sang”,"
            " bảng kỳ trước cần cột “đang giải quyết”."
        )
        return [Finding("carried_over_unknown", text)]
    left = _pending(before)
    findings = []
    for key, (index, _) in _rows(table).items():
        if (index, carried.at) not in ledger.values:
            continue
        if key in left:
            words = f"dòng “{label_of(table, index)}”: kỳ trước chuyển sang là số đang giải quyết cuối kỳ trước"
            ledger.add(Equation("carried_over", (index, carried.at), (), words, left.pop(key)))
        elif ledger.values[index, carried.at]:
            said = printed(ledger.values[index, carried.at])
            text = f"Dòng “{label_of(table, index)}” chuyển sang {said} hồ sơ nhưng không có trong bảng kỳ trước."
            findings.append(Finding("carried_over", text))
    names = {fold_of: row.label for fold_of, (_, row) in _rows(before).items()}
    for key, value in left.items():
        if value and key != _TOTAL:
            text = f"Dòng “{names[key]}” còn {printed(value)} hồ sơ ở bảng kỳ trước nhưng không có trong bảng này."
            findings.append(Finding("carried_over", text))
    return findings


_TOTAL = "\x00total"


def _rows(table: ReadTable) -> dict[str, tuple[int, Row]]:
    """The rows of figures by section and name, with their indices."""
    found: dict[str, tuple[int, Row]] = {}
    for index, row in enumerate(table.rows):
        if not row.has_figures or row.kind not in (RowKind.BODY, RowKind.TOTAL):
            continue
        section = fold(table.rows[row.parent].label) if row.parent is not None else ""
        key = _TOTAL if row.kind is RowKind.TOTAL else f"{section}\x00{fold(row.label)}"
        found.setdefault(key, (index, row))
    return found


def _pending(table: ReadTable) -> dict[str, Decimal]:
    at = table.roles["pending"].at
    return {key: row.value(at) or Decimal(0) for key, (_, row) in _rows(table).items()}
