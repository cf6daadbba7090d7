"""National forms of the results of dossiers: 07a and 07b of TT 09/2026/TT-BTP, II.06 of TT 01/2020/TT-VPCP.

A row is a field. Dossiers that were stopped, withdrawn or rejected after acceptance are resolved at the moment of their
end: the circular does not say, and the figures of QĐ 766/QĐ-TTg count them so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua.agencies.models import Agency
from motcua.law.reporting import IN_FORCE_SINCE, Sender, preceding, results_form
from motcua.reports.access import agencies_at
from motcua.reports.counting import Counted, counted, counted_of
from motcua.reports.dimensions import DIMENSIONS
from motcua.reports.measures import DEFINITIONS
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Column, Row, RowKind, Source, Table
from motcua.reports.tables.checks import Sum, broken_sums, carried_differs, first_number
from motcua.reports.tables.definition import FORMS, Asked, Covers, Definition

_IN, _DONE, _OPEN = "Số hồ sơ tiếp nhận", "Số hồ sơ đã giải quyết", "Số hồ sơ đang giải quyết"
Level = Agency.Level


@dataclass(frozen=True, slots=True)
class Form:
    """A form.

    Attributes:
        columns: with the measure that each counts; of one without, the sum of `added`.
        sums: what must hold between its columns.
        sections: number, level of agencies and title of each section of the form of the province.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    sums: tuple[Sum, ...]
    sections: tuple[tuple[str, Level, str], ...] = ()
    added: Mapping[str, tuple[str, ...]] | None = None

    @property
    def measures(self) -> tuple[str, ...]:
        """Keys of the measures that it counts."""
        own = (column.measure for column in self.columns if column.measure)
        return tuple(dict.fromkeys((*own, *(key for keys in (self.added or {}).values() for key in keys))))

    def cells(self, counts: Mapping[str, int]) -> tuple[int, ...]:
        """The cells of a row."""
        added = self.added or {}
        return tuple(
            counts[column.measure] if column.measure else sum(counts[key] for key in added[column.key])
            for column in self.columns
        )

    def number_of(self, key: str) -> str:
        """The number of a column: "(8)"."""
        return next(first_number(column) for column in self.columns if column.key == key)


COLUMNS = (
    Column("received", "Tổng số", _IN, measure="total", number="(3) = (4) + (5) + (6) + (7) + (8)"),
    Column("online_full", "Trong kỳ: trực tuyến toàn trình", _IN, measure="new_online_full", number="(4)"),
    Column("online_partial", "Trong kỳ: trực tuyến một phần", _IN, measure="new_online_partial", number="(5)"),
    Column("post", "Trong kỳ: qua dịch vụ bưu chính", _IN, measure="new_post", number="(6)"),
    Column("counter", "Trong kỳ: trực tiếp", _IN, measure="new_counter", number="(7)"),
    Column("carried", "Từ kỳ trước", _IN, measure="carried", number="(8)"),
    Column("resolved", "Tổng số", _DONE, measure="resolved", number="(9) = (10) + (11) + (12)"),
    Column("early", "Trước hạn", _DONE, measure="early", number="(10)"),
    Column("on_time", "Đúng hạn", _DONE, measure="on_time", number="(11)"),
    Column("late", "Quá hạn", _DONE, measure="late", number="(12)"),
    Column("pending", "Tổng số", _OPEN, measure="pending", number="(13) = (14) + (15)"),
    Column("within", "Trong hạn", _OPEN, measure="within", number="(14)"),
    Column("overdue", "Quá hạn", _OPEN, measure="overdue", number="(15)"),
)
"""Columns (3) to (15) of 07a and 07b."""

OLD_COLUMNS = (
    Column("received", "Tổng số", _IN, measure="total", number="(3) = (4) + (5) + (6)"),
    Column("online", "Trong kỳ: trực tuyến", _IN, measure="new_online", number="(4)"),
    Column("offline", "Trong kỳ: trực tiếp, dịch vụ bưu chính", _IN, number="(5)"),
    Column("carried", "Từ kỳ trước", _IN, measure="carried", number="(6)"),
    Column("resolved", "Tổng số", _DONE, measure="resolved", number="(7) = (8) + (9) + (10)"),
    Column("early", "Trước hạn", _DONE, measure="early", number="(8)"),
    Column("on_time", "Đúng hạn", _DONE, measure="on_time", number="(9)"),
    Column("late", "Quá hạn", _DONE, measure="late", number="(10)"),
    Column("pending", "Tổng số", _OPEN, measure="pending", number="(11) = (12) + (13)"),
    Column("within", "Trong hạn", _OPEN, measure="within", number="(12)"),
    Column("overdue", "Quá hạn", _OPEN, measure="overdue", number="(13)"),
)
"""Columns (3) to (13) of II.06."""

_ENDINGS = (
    Sum("resolved", ("early", "on_time", "late")),
    Sum("pending", ("within", "overdue")),
    Sum("received", ("resolved", "pending")),
)
SUMS = (Sum("received", ("online_full", "online_partial", "post", "counter", "carried")), *_ENDINGS)
OLD_SUMS = (Sum("received", ("online", "offline", "carried")), *_ENDINGS)

TITLE = "Tình hình, kết quả giải quyết thủ tục hành chính"
OF_UNIT = Form("07a", f"{TITLE} của cơ quan trực tiếp giải quyết", COLUMNS, SUMS)
OF_PROVINCE = Form(
    "07b",
    f"{TITLE} trên địa bàn tỉnh",
    COLUMNS,
    SUMS,
    (
        ("I", Level.PROVINCE, "Thủ tục hành chính thuộc thẩm quyền giải quyết của cấp tỉnh"),
        ("II", Level.COMMUNE, "Tổng hợp kết quả giải quyết thủ tục hành chính của cấp xã"),
    ),
)
OF_2020 = Form(
    "ii-06",
    TITLE,
    OLD_COLUMNS,
    OLD_SUMS,
    (
        ("I", Level.PROVINCE, "Cấp tỉnh"),
        ("II", Level.DISTRICT, "Cấp huyện"),
        ("III", Level.COMMUNE, "Cấp xã"),
    ),
    {"offline": ("new_counter", "new_post")},
)

ENDED = "Hồ sơ bị từ chối, dừng hoặc rút sau khi tiếp nhận tính là đã giải quyết, tại thời điểm kết thúc."


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows of one section, or of the whole form where it has none."""

    rows: tuple[Row, ...]
    cells: tuple[int, ...]
    broken: tuple[str, ...]
    source: Source | None


def of_unit(asked: Asked) -> tuple[Table, ...]:
    """07a: the results of one agency by field (two queries)."""
    return (_without_sections(OF_UNIT, asked),)


def of_province(asked: Asked) -> tuple[Table, ...]:
    """07b: the results of the province by field, agencies of the province and communes apart."""
    return (_with_sections(OF_PROVINCE, asked),)


def of_2020(asked: Asked) -> tuple[Table, ...]:
    """II.06: the results of some agencies, or of the province in sections, by field."""
    return (_with_sections(OF_2020, asked) if asked.agencies is None else _without_sections(OF_2020, asked),)


def _without_sections(form: Form, asked: Asked) -> Table:
    part = _part(form, asked, asked.agencies)
    return _table(form, asked, part.rows, part.cells, part.broken, (), part.source)


def _with_sections(form: Form, asked: Asked) -> Table:
    rows: list[Row] = []
    broken: list[str] = []
    total = (0,) * len(form.columns)
    source = None
    for number, level, title in form.sections:
        agencies = agencies_at(level)
        part = _part(form, asked, agencies, level)
        if level is Level.DISTRICT and not part.rows:
            continue  # there are none since 01/07/2025
        rows += [Row(level, title, part.cells, RowKind.SECTION, number, level=level), *part.rows]
        broken += [f"{number}. {sentence}" for sentence in part.broken]
        total = tuple(map(sum, zip(total, part.cells, strict=True)))
        source = part.source
    return _table(form, asked, tuple(rows), total, tuple(broken), tuple(_left_out(form, asked)), source)


def _part(form: Form, asked: Asked, agencies: frozenset[int] | None, level: str = "") -> _Part:
    before = Span(preceding(asked.span.period), asked.span.period.start)
    now, then = counted_of((asked.span, before), form.measures, by="field", agencies=agencies, engine=asked.engine)
    shown = [row for row in now.rows if any(row.counts.values())]
    rows = tuple(
        Row(row.code, row.name, form.cells(row.counts), number=str(number), level=level)
        for number, row in enumerate(shown, start=1)
    )
    return _Part(rows, form.cells(now.total), (*now.broken, *_carry(form, now, then)), now.source)


def _carry(form: Form, now: Counted, then: Counted) -> Iterator[str]:
    """Column (8) of a period is column (13) of the one before, as known at the end of that one."""
    return carried_differs(
        {row.code: row.counts["carried"] for row in now.rows},
        {row.code: row.counts["pending"] for row in then.rows},
        {row.code: row.name for row in now.rows},
        now=form.number_of("carried"),
        before=form.number_of("pending"),
    )


def _left_out(form: Form, asked: Asked) -> Iterator[str]:
    """What no section counts: the agencies of the ministries report to their own (form 07c)."""
    shown = {level for _, level, _ in form.sections}
    for level, whose in _OTHERS.items():
        agencies = frozenset[int]() if level in shown else agencies_at(level)
        if agencies:
            total = counted(asked.span, ("total",), agencies=agencies, engine=asked.engine).total["total"]
            if total:
                yield f"Chưa gồm {total} hồ sơ của {whose}."


_OTHERS = {
    Level.CENTRAL: "cơ quan ngành dọc, do bộ, ngành tổng hợp",
    Level.DISTRICT: "cấp huyện, đã kết thúc hoạt động từ ngày 01/07/2025",
}


def _table(
    form: Form,
    asked: Asked,
    rows: tuple[Row, ...],
    total: tuple[int, ...],
    broken: tuple[str, ...],
    notes: tuple[str, ...],
    source: Source | None,
) -> Table:
    every = (*rows, Row("", TOTAL_LABEL, total, RowKind.TOTAL))
    return Table(
        name=form.name,
        title=form.title,
        span=asked.span,
        row_label=DIMENSIONS["field"].label + " giải quyết",
        row_number="(1), (2)",
        columns=form.columns,
        rows=every,
        by="field",
        notes=(ENDED, *notes, *_other_form(form, asked)),
        broken=(*broken, *broken_sums(every, form.columns, form.sums)),
        source=source,
        definitions=DEFINITIONS,
    )


def _other_form(form: Form, asked: Asked) -> Iterator[str]:
    """That the period is reported on another form, where it is."""
    wanted = results_form(asked.span.period, Sender.PROVINCE if form is OF_PROVINCE else Sender.UNIT)
    old, asked_old = wanted == OF_2020.name, form is OF_2020
    if old and not asked_old:
        yield (
            f"Kỳ này khóa sổ trước ngày {IN_FORCE_SINCE:%d/%m/%Y}: báo cáo chính thức dùng biểu II.06 của "
            "TT 01/2020/TT-VPCP; bảng này để so sánh."
        )
    if asked_old and not old:
        yield (
            f"Kỳ này khóa sổ từ ngày {IN_FORCE_SINCE:%d/%m/%Y}: báo cáo chính thức dùng biểu 07a, 07b của "
            "TT 09/2026/TT-BTP; bảng này để so sánh."
        )


DEFINED = (
    Definition("07a", "07a", OF_UNIT.title, "TT 09/2026/TT-BTP", of_unit, ("field",), FORMS, Covers.AGENCY),
    Definition("07b", "07b", OF_PROVINCE.title, "TT 09/2026/TT-BTP", of_province, ("field",), FORMS, Covers.PROVINCE),
    Definition("ii-06", "II.06", f"{TITLE} (đến 31/7/2026)", "TT 01/2020/TT-VPCP", of_2020, ("field",), FORMS),
)
