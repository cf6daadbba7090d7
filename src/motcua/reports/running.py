"""Running the expressions of reports on Django's own connection, inside whatever transaction is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import ibis
from django.db import connection

from motcua.reports.span import Span

_SPAN = """report_span AS NOT MATERIALIZED (
  SELECT %(period_start)s::timestamptz AS period_start, %(period_end)s::timestamptz AS period_end,
         %(as_of)s::timestamptz AS as_of, %(horizon)s::timestamptz AS horizon
)"""
_SCOPE = """report_scope AS NOT MATERIALIZED (SELECT unnest(%(agencies)s::bigint[]) AS agency_id)"""


def compiled(expression: Any) -> str:
    """PostgreSQL text of an expression, to be kept by the caller: compiling costs more than running it.

    The span of the report stays a table in it, which `rows_of` provides.
    """
    return str(ibis.to_sql(expression, dialect="postgres")).replace("%", "%%")


def rows_of(
    sql: str, span: Span, agencies: Iterable[int] | None, *, tail: str = "", **more: int
) -> list[tuple[Any, ...]]:
    """Rows of a compiled expression for a span, within the agencies (ids; None: the expression is not scoped).

    Args:
        tail: what follows the expression, such as an order and a limit, with named parameters from `more`.
    """
    bound: dict[str, Any] = {**span.bindings(), **more}
    tables = [_SPAN]
    if agencies is not None:
        tables.append(_SCOPE)
        bound["agencies"] = sorted(agencies)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} SELECT * FROM ({sql}) AS report {tail}", bound)
        return cast(list[tuple[Any, ...]], cursor.fetchall())
