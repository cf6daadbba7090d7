"""What must hold in a table of one-stop results, written down cell by cell: slow, obvious, and apart from the audit."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

NAMES = ["agency", "total", "carried", "new", "resolved", "early", "on_time", "late"]
NAMES += ["pending", "within", "overdue", "returned", "online"]


def agrees(rows: list[list[int]], total: list[int], shares: list[Decimal]) -> bool:
    """Whether rows, total and share row (two decimals) of the twelve columns agree in everything."""
    for row in [*rows, total]:
        whole, carried, new, resolved, early, on_time, late, pending, within, overdue, returned, online = row
        if whole != carried + new or whole != resolved + pending:
            return False
        if resolved != early + on_time + late or pending != within + overdue:
            return False
        if returned > resolved or online > new or min(row) < 0:
            return False
    for column in range(12):
        if total[column] != sum(row[column] for row in rows):
            return False
    bases = [0, 0, 0, 0, 3, 3, 3, 0, 7, 7, 0, 0]
    for column in range(12):
        if total[bases[column]] == 0:
            continue
        exact = Decimal(total[column]) * 100 / Decimal(total[bases[column]])
        if shares[column] != exact.quantize(Decimal("0.01"), ROUND_HALF_UP):
            return False
    return True
