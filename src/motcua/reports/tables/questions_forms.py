"""Table 10 of questions and complaints, and the national forms 06a and 06b of complaints (TT 09/2026/TT-BTP).

The circular gives columns (3) to (10), (13) and (16); that (11) and (12) split what was dealt with by the period in
which it came, and (14) and (15) what is open by its kind, follows from the order of the columns before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from motcua.agencies.models import Agency
from motcua.law.reporting import preceding
from motcua.reports.access import agencies_at
from motcua.reports.dimensions import DIMENSIONS, Name, named
from motcua.reports.questions import SOURCE, Channel, questions_counted
from motcua.reports.sources import sources
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Cell, Column, Row, RowKind, Source, Table
from motcua.reports.tables.checks import Sum, broken_sums, carried_differs
from motcua.reports.tables.definition import CENTRE, FORMS, Asked, Covers, Definition

Level = Agency.Level
_IN, _DONE, _OPEN = "Số phản ánh, kiến nghị", "Số đã xử lý", "Số đang xử lý"

FORM = (
    Column("complaints", "Tổng số", _IN, number="(3) = (4) + (5) = (6) + (7)"),
    Column("complaints_conduct", "Về hành vi hành chính", _IN, number="(4)"),
    Column("complaints_rule", "Về quy định hành chính", _IN, number="(5)"),
    Column("complaints_carried", "Từ kỳ trước", _IN, number="(6)"),
    Column("complaints_new", "Tiếp nhận trong kỳ", _IN, number="(7)"),
    Column("complaints_done", "Tổng số", _DONE, number="(8) = (9) + (10) = (11) + (12)"),
    Column("complaints_done_conduct", "Về hành vi hành chính", _DONE, number="(9)"),
    Column("complaints_done_rule", "Về quy định hành chính", _DONE, number="(10)"),
    Column("complaints_done_carried", "Từ kỳ trước", _DONE, number="(11)"),
    Column("complaints_done_new", "Tiếp nhận trong kỳ", _DONE, number="(12)"),
    Column("complaints_open", "Tổng số", _OPEN, number="(13) = (14) + (15)"),
    Column("complaints_open_conduct", "Về hành vi hành chính", _OPEN, number="(14)"),
    Column("complaints_open_rule", "Về quy định hành chính", _OPEN, number="(15)"),
    Column("complaints_published", "Số đã xử lý được đăng tải công khai", number="(16)"),
)
"""Columns (3) to (16) of 06a and 06b."""
FORM_SUMS = (
    Sum("complaints", ("complaints_conduct", "complaints_rule")),
    Sum("complaints", ("complaints_carried", "complaints_new")),
    Sum("complaints_done", ("complaints_done_conduct", "complaints_done_rule")),
    Sum("complaints_done", ("complaints_done_carried", "complaints_done_new")),
    Sum("complaints_open", ("complaints_open_conduct", "complaints_open_rule")),
    Sum("complaints", ("complaints_done", "complaints_open")),
)

_NEW, _ANSWERED = "Tiếp nhận trong kỳ", "Đã trả lời"
QUESTIONS = (
    Column("total", "Tổng số"),
    Column("carried", "Kỳ trước chuyển sang"),
    Column("new", "Tổng số", _NEW),
    *(Column(f"new_{channel.value}", str(channel.label), _NEW) for channel in Channel),
    Column("answered", "Tổng số", _ANSWERED),
    Column("answered_on_time", "Đúng hạn", _ANSWERED),
    Column("answered_late", "Trễ hạn", _ANSWERED),
    Column("answered_without_due", "Không ghi hạn", _ANSWERED),
    Column("published", "Đã công khai", _ANSWERED),
    Column("discarded", "Không xử lý (thư rác, không có nội dung)"),
    Column("open", "Tổng số", "Chưa trả lời"),
    Column("open_overdue", "Quá hạn", "Chưa trả lời"),
)
QUESTIONS_SUMS = (
    Sum("total", ("carried", "new")),
    Sum("new", tuple(f"new_{channel.value}" for channel in Channel)),
    Sum("total", ("answered", "discarded", "open")),
    Sum("answered", ("answered_on_time", "answered_late", "answered_without_due")),
)
NOBODY = Name("chua-giao", "Chưa giao cơ quan giải quyết", "Chưa giao")
PUT_ASIDE = "Phản ánh, kiến nghị không đủ điều kiện, bị loại, tính là đã xử lý tại thời điểm loại."

SECTIONS = (("I", Level.PROVINCE, "Cấp tỉnh"), ("II", Level.COMMUNE, "Tổng hợp cấp xã"))
Counts = Mapping[int | None, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Made:
    """The figures of a table, if its facts are recorded."""

    columns: tuple[Column, ...]
    now: Counts
    then: Counts
    names: Mapping[int | None, Name]
    recorded: bool

    def row(self, agency: int | None, number: str = "", level: str = "") -> Row:
        """The row of an agency."""
        name = self.names[agency]
        cells = self._cells(self.now.get(agency, {}))
        return Row(name.key, name.name, cells, number=number, short_name=name.short_name, level=level)

    def sum(self, agencies: Iterable[int | None]) -> tuple[Cell, ...]:
        """The cells of several agencies together."""
        rows = [self.now.get(agency, {}) for agency in agencies]
        return self._cells({column.key: sum(row.get(column.key, 0) for row in rows) for column in self.columns})

    def _cells(self, counts: Mapping[str, int]) -> tuple[Cell, ...]:
        return tuple(counts.get(column.key, 0) if self.recorded else None for column in self.columns)

    def carry(self, carried: str, pending: str, now: str, before: str) -> Iterator[str]:
        """Where what was carried over is not what the period before left open."""
        if not self.recorded:
            return
        names = {name.key: name.name for name in self.names.values()}
        yield from carried_differs(
            {self.names[agency].key: counts[carried] for agency, counts in self.now.items() if agency in self.names},
            {self.names[agency].key: counts[pending] for agency, counts in self.then.items() if agency in self.names},
            names,
            now=now,
            before=before,
        )


def of_unit(asked: Asked) -> tuple[Table, ...]:
    """06a: the complaints about one agency (at most three queries)."""
    made = _make(asked, FORM)
    rows = tuple(made.row(agency, str(number)) for number, agency in enumerate(made.names, start=1))
    return (_form("06a", "Kết quả tiếp nhận, xử lý phản ánh, kiến nghị của cơ quan", asked, made, rows, made.names),)


def of_province(asked: Asked) -> tuple[Table, ...]:
    """06b: the complaints in the province, agencies of the province and communes apart; those of nobody stand in I."""
    made = _make(asked, FORM)
    rows: list[Row] = []
    shown: list[int | None] = []
    for number, level, title in SECTIONS:
        at_level = agencies_at(level)
        own = [agency for agency in made.names if agency in at_level or (agency is None and level is Level.PROVINCE)]
        rows.append(Row(level, title, made.sum(own), RowKind.SECTION, number, level=level))
        rows += [made.row(agency, str(place), level) for place, agency in enumerate(own, start=1)]
        shown += own
    title = "Kết quả tiếp nhận, xử lý phản ánh, kiến nghị trên địa bàn tỉnh"
    return (_form("06b", title, asked, made, tuple(rows), shown),)


def questions(asked: Asked) -> tuple[Table, ...]:
    """Table 10: questions and complaints by agency."""
    made = _make(asked, QUESTIONS)
    total = Row("", TOTAL_LABEL, made.sum(made.names), RowKind.TOTAL)
    rows = (*(made.row(agency) for agency in made.names), total)
    broken = (
        *broken_sums(rows, QUESTIONS, QUESTIONS_SUMS),
        *made.carry("carried", "open", "kỳ trước chuyển sang", "chưa trả lời"),
    )
    return (_table("questions", "Câu hỏi, phản ánh, kiến nghị", asked, QUESTIONS, rows, broken, ()),)


def _make(asked: Asked, columns: tuple[Column, ...]) -> _Made:
    recorded = sources().recorded(SOURCE, asked.span)
    before = Span(preceding(asked.span.period), asked.span.period.start)
    now: Counts = {}
    then: Counts = {}
    if recorded:
        keys = [column.key for column in columns]
        now, then = questions_counted((asked.span, before), keys, asked.agencies, engine=asked.engine)
    agencies = {agency for agency in (*now, *then) if agency is not None}
    names: dict[int | None, Name] = {
        value: name
        for value, name in named(DIMENSIONS["agency"], agencies, asked.agencies).items()
        if isinstance(value, int)
    }
    if None in now:
        names[None] = NOBODY
    return _Made(columns, now, then, names, recorded)


def _form(
    name: str, title: str, asked: Asked, made: _Made, rows: tuple[Row, ...], shown: Iterable[int | None]
) -> Table:
    every = (*rows, Row("", TOTAL_LABEL, made.sum(shown), RowKind.TOTAL))
    broken = (
        *broken_sums(every, FORM, FORM_SUMS),
        *made.carry("complaints_carried", "complaints_open", "(6)", "(13)"),
    )
    return _table(name, title, asked, FORM, every, broken, (PUT_ASIDE,), "(1), (2)")


def _table(
    name: str,
    title: str,
    asked: Asked,
    columns: tuple[Column, ...],
    rows: tuple[Row, ...],
    broken: tuple[str, ...],
    notes: tuple[str, ...],
    row_number: str = "",
) -> Table:
    return Table(
        name=name,
        title=title,
        span=asked.span,
        row_label=DIMENSIONS["agency"].label,
        row_number=row_number,
        columns=columns,
        rows=rows,
        by="agency",
        notes=(*notes, *sources().notes((SOURCE,), asked.span)),
        broken=broken,
        source=Source(asked.engine.name, asked.span.as_of),
    )


_CIRCULAR = "TT 09/2026/TT-BTP"
DEFINED = (
    Definition(
        "questions",
        "10",
        "Câu hỏi, phản ánh, kiến nghị",
        "Báo cáo của Trung tâm; QĐ 766/QĐ-TTg, chỉ số 5.2",
        questions,
        group=CENTRE,
    ),
    Definition(
        "06a", "06a", "Phản ánh, kiến nghị của cơ quan", _CIRCULAR, of_unit, group=FORMS, covers=Covers.AGENCY
    ),
    Definition(
        "06b", "06b", "Phản ánh, kiến nghị trên địa bàn tỉnh", _CIRCULAR, of_province, group=FORMS,
        covers=Covers.PROVINCE,
    ),
)  # fmt: skip
