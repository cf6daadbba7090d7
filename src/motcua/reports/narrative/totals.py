"""The total and the share row under a table."""

from __future__ import annotations

from dataclasses import replace

from motcua.reports.table import TOTAL_LABEL, Row, RowKind, Table, share_row


def with_total(table: Table) -> Table:
    """The table with the sums of its rows, and their shares where a column has one, under them."""
    sums = tuple(
        sum(cell for row in table.body if isinstance(cell := row.cells[place], int)) if column.summed else None
        for place, column in enumerate(table.columns)
    )
    keys = [column.key for column in table.columns]
    rows = [*table.body, Row("", TOTAL_LABEL, sums, RowKind.TOTAL)]
    if any(column.share_of for column in table.columns):
        rows.append(share_row(table.columns, dict(zip(keys, sums, strict=True))))
    return replace(table, rows=tuple(rows))
