"""Table 1: one-stop results, a row for each agency (or field, procedure, …), a total and a share row."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.reports.building import built
from motcua.reports.counting import Counted, counted
from motcua.reports.engines import LIVE, Engine
from motcua.reports.span import Span
from motcua.reports.table import Column, Table

NAME = "one-stop"
TITLE = "Kết quả giải quyết thủ tục hành chính theo cơ chế một cửa"

COLUMNS = (
    Column("total", "Tổng số", "Tiếp nhận", measure="total", share_of="total"),
    Column("carried", "Kỳ trước chuyển sang", "Tiếp nhận", measure="carried", share_of="total"),
    Column("new", "Tiếp nhận mới", "Tiếp nhận", measure="new", share_of="total"),
    Column("resolved", "Tổng số", "Đã giải quyết", measure="resolved", share_of="total"),
    Column("early", "Trước hạn", "Đã giải quyết", measure="early", share_of="resolved"),
    Column("on_time", "Đúng hạn", "Đã giải quyết", measure="on_time", share_of="resolved"),
    Column("late", "Trễ hạn", "Đã giải quyết", measure="late", share_of="resolved"),
    Column("pending", "Tổng số", "Đang giải quyết", measure="pending", share_of="total"),
    Column("within", "Còn hạn", "Đang giải quyết", measure="within", share_of="pending"),
    Column("overdue", "Quá hạn", "Đang giải quyết", measure="overdue", share_of="pending"),
    Column("returned", "Bị trả lại", measure="sent_back", share_of="total"),
    Column("online", "Nộp trực tuyến", measure="online", share_of="total"),
)
"""The columns in the order of the printed yearly report of a centre; their names are those of its data file."""

KEYS = tuple(column.measure for column in COLUMNS)


def one_stop(
    span: Span, agencies: Iterable[int] | None = None, *, by: str = "agency", engine: Engine = LIVE
) -> Counted:
    """The results of a span by agency, in the order of the agency list, or by another dimension (two queries).

    Agencies of the province without dossiers have a row of zeros; others have a row once they have dossiers.

    Args:
        agencies: ids of the agencies to show; None for all.
    """
    return counted(span, KEYS, by=by, agencies=agencies, engine=engine)


def table_of(found: Counted, *, name: str = NAME, title: str = TITLE, columns: tuple[Column, ...] = COLUMNS) -> Table:
    """The counts as a table: a row each, the total and the share row."""
    return built(found, name=name, title=title, columns=columns)
