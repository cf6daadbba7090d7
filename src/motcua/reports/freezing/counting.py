"""Counting what is frozen: the tables of a report from the live facts, with the dossiers behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.engines import LIVE
from motcua.reports.freezing.behind import Behind, behind
from motcua.reports.freezing.codec import to_json
from motcua.reports.models import FrozenReport
from motcua.reports.span import Span, span_of
from motcua.reports.table import Table
from motcua.reports.tables import Asked, make, table_named


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted at once.

    Attributes:
        behind: the dossiers of the first table; None where its figures are not measures of dossiers.
    """

    span: Span
    tables: tuple[Table, ...]
    behind: Behind | None

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The tables as JSON."""
        return [to_json(table) for table in self.tables]

    @property
    def definitions(self) -> int:
        """Version of the definitions; 0 where the tables have none."""
        return max((table.definitions for table in self.tables), default=0)

    @property
    def broken(self) -> tuple[str, ...]:
        """The identities that its figures break."""
        return tuple(sentence for table in self.tables for sentence in table.broken)


def span_now(report: FrozenReport, now: datetime) -> Span:
    """The span that the report is counted over at `now` (UTC): as of the instant chosen, else of its period.

    Raises:
        Refused: the period has not begun.
    """
    return span_of(Period(report.first, report.last), now=now, as_of=report.as_of)


def count(report: FrozenReport, span: Span) -> Count:
    """The tables of a report and the dossiers behind them, of one state of the database.

    The engine is always the live one: what is frozen is what the system itself knows.

    Raises:
        Refused: there is no such table or rows (``unknown_table``, ``unknown_dimension``), it has nothing to tell
            of the period (``no_data``), or it names applicants, whose data are not kept twice (``names_people``).
    """
    if table_named(report.table).personal:
        raise Refused("names_people", "Sổ và danh sách có thông tin cá nhân không chốt thành báo cáo.", field="table")
    agencies = None if report.agency_id is None else frozenset({report.agency_id})
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        tables = make(table_named(report.table), Asked(span, agencies, report.by, LIVE))
        if not tables:
            raise Refused("no_data", "Kỳ này không có số liệu cho bảng đã chọn nên không có gì để chốt.")
        return Count(span, tables, behind(tables[0], agencies))
