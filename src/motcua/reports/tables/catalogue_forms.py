"""National forms of the catalogue: 03b of publication, 08b and 08c of the one-stop units (TT 09/2026/TT-BTP).

The circular splits procedures into those prescribed by the centre of the State and those prescribed by the province;
the latter have the code of the province behind their own (`1.000948.H38`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.agencies.models import Agency
from motcua.catalogue.models import IntakeSuspension, InternalProcess, ProcedureVersion, PublicationDecision
from motcua.catalogue.queries import versions_on
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports.centres import declared_for
from motcua.reports.models_centres import COUNTS, EQUIPMENT, CentreFact
from motcua.reports.scores.catalogue import last_day
from motcua.reports.span import Span
from motcua.reports.table import NO_DATA, Cell, Column, Row, Source, Table
from motcua.reports.tables.checks import Sum, broken_sums
from motcua.reports.tables.definition import FORMS, Asked, Covers, Definition

_PUBLISHED = "Số thủ tục hành chính được công bố"
PUBLICATION = (
    Column("decisions", "Số quyết định công bố", number="(3)"),
    Column("published", "Tổng số", _PUBLISHED, number="(4) = (5) + (6) + (7)"),
    Column("new", "Mới ban hành", _PUBLISHED, number="(5)"),
    Column("amended", "Sửa đổi, bổ sung, thay thế", _PUBLISHED, number="(6)"),
    Column("abolished", "Bãi bỏ", _PUBLISHED, number="(7)"),
    Column("made_public", "Được công khai", number="(8)"),
    Column("withdrawn", "Không công khai", number="(9)"),
    Column("in_force", "Tổng số thuộc thẩm quyền giải quyết", number="(10)"),
    Column("legal_texts", "Số văn bản quy phạm pháp luật", number="(11)"),
)
PUBLICATION_SUMS = (Sum("published", ("new", "amended", "abolished")),)
_ORIGINS = (
    ("central", "I", "Thủ tục hành chính do trung ương quy định"),
    ("local", "II", "Thủ tục hành chính do địa phương quy định"),
)

_TOTAL, _TAKEN_IN = "Số thủ tục hành chính thuộc thẩm quyền", "Tiếp nhận tại Bộ phận Một cửa"
_PROCESS, _STAFF, _EQUIPMENT = "Đã ban hành quy trình nội bộ", "Nhân sự (người)", "Trang thiết bị (có: 1, không: 0)"
CENTRES = (
    Column("procedures", "Tổng số", _TOTAL, number="(1) = (2) + (3)"),
    Column("procedures_central", "Trung ương quy định", _TOTAL, number="(2)"),
    Column("procedures_local", "Địa phương quy định", _TOTAL, number="(3)"),
    Column("taken_in", "Tổng số", _TAKEN_IN, number="(4) = (5) + (6)"),
    Column("taken_in_central", "Trung ương quy định", _TAKEN_IN, number="(5)"),
    Column("taken_in_local", "Địa phương quy định", _TAKEN_IN, number="(6)"),
    Column("process", "Tổng số", _PROCESS, number="(7) = (8) + (9)"),
    Column("process_central", "Trung ương quy định", _PROCESS, number="(8)"),
    Column("process_local", "Địa phương quy định", _PROCESS, number="(9)"),
    Column("points", "Số điểm tiếp nhận", number="(10)"),
    Column("staff_own", "Thuộc biên chế Trung tâm", _STAFF, number="(11)"),
    Column("staff_seconded", "Cử đến", _STAFF, number="(12)"),
    Column("staff_contract", "Hợp đồng", _STAFF, number="(13)"),
    Column("staff_computers", "Máy tính của cán bộ", _EQUIPMENT, number="(14)"),
    Column("online_computers", "Máy tính nộp hồ sơ trực tuyến", _EQUIPMENT, number="(15)"),
    Column("scanners", "Máy quét", _EQUIPMENT, number="(16)"),
    Column("touch_screens", "Màn hình cảm ứng", _EQUIPMENT, number="(17)"),
)
CENTRES_SUMS = (
    Sum("procedures", ("procedures_central", "procedures_local")),
    Sum("taken_in", ("taken_in_central", "taken_in_local")),
    Sum("process", ("process_central", "process_local")),
)
Level = Agency.Level
_OURS = Q(procedure__agency__level__in=(Level.PROVINCE, Level.DISTRICT, Level.COMMUNE))
"""Procedures of agencies that report to the ministries are not under the authority of the province."""


def origin_of(code: str) -> str:
    """Who prescribes a procedure, by its code: "local" where the code of a province stands behind, else "central"."""
    return "local" if code.count(".") > 1 else "central"


def publication(asked: Asked) -> tuple[Table, ...]:
    """03b: what was published in the period, and what is in force on its last day (five queries)."""
    acts = list(_acts(asked.span))
    in_force = _by_origin(_known(versions_on(last_day(asked.span)).filter(_OURS), asked.span))
    rows = tuple(
        Row(origin, title, _publication_cells([act for act in acts if act.origin == origin], in_force[origin], asked),
            number=number)
        for origin, number, title in _ORIGINS
    )  # fmt: skip
    silent = {act.decision for act in acts if act.public_on is None}
    notes = [f"Số văn bản quy phạm pháp luật: {NO_DATA} (hệ thống không quản lý văn bản quy phạm pháp luật)."]
    if silent:
        notes.append(f"{len(silent)} quyết định nhập từ tệp không ghi ngày công khai, không tính vào cột (8), (9).")
    table = _table("03b", "Kết quả công bố, công khai thủ tục hành chính", asked, PUBLICATION, rows, "Nội dung")
    return (_with(table, PUBLICATION_SUMS, notes),)


@dataclass(frozen=True, slots=True)
class _Act:
    """What a decision did with one procedure: "new", "amended" or "abolished".

    Attributes:
        in_period: whether the decision was signed in the period; else it was only made public in it.
        public_on: local day on which this catalogue made it public; None where the decision came in with a file.
    """

    origin: str
    what: str
    decision: int
    in_period: bool
    public_on: date | None


def _publication_cells(acts: list[_Act], in_force: int, asked: Asked) -> tuple[Cell, ...]:
    done = [act for act in acts if act.in_period]
    number = Counter(act.what for act in done)
    told = [act for act in acts if act.public_on is not None and _within(act.public_on, asked.span)]
    # decisions that came in with a file do not say when they were made public
    known = bool(told) or all(act.public_on is not None for act in done)
    withdrawn = sum(act.what == "abolished" for act in told)
    return (
        len({act.decision for act in done}),
        len(done),
        number["new"],
        number["amended"],
        number["abolished"],
        len(told) - withdrawn if known else None,
        withdrawn if known else None,
        in_force,
        None,
    )


def _within(day: date, span: Span) -> bool:
    return span.period.first <= day <= last_day(span)


def _acts(span: Span) -> Iterator[_Act]:
    """What decisions did that were signed or made public in the period, as known at the as-of instant."""
    first, last = span.period.first, last_day(span)
    signed = Q(signed_on__gte=first, signed_on__lte=last)
    public = Q(approved_at__gte=span.period.start, approved_at__lt=span.horizon)
    stage = PublicationDecision.Stage.PUBLISHED
    known = Q(approved_at__isnull=True) | Q(approved_at__lte=span.as_of)
    decisions = PublicationDecision.objects.filter(signed | public, known, stage=stage).in_bulk()

    def act(code: str, what: str, decision: int) -> _Act:
        made = decisions[decision]
        public_on = local(made.approved_at).date() if made.approved_at else None
        return _Act(origin_of(code), what, decision, first <= made.signed_on <= last, public_on)

    before = ProcedureVersion.objects.filter(procedure=OuterRef("procedure"), valid_until=OuterRef("valid_from"))
    versions = ProcedureVersion.objects.filter(_OURS, decision__in=decisions).annotate(follows=Exists(before))
    for code, follows, decision in versions.values_list("procedure__code", "follows", "decision_id"):
        yield act(code, "amended" if follows else "new", decision)
    ended = ProcedureVersion.objects.filter(_OURS, repealed_by__in=decisions)
    for code, decision in ended.values_list("procedure__code", "repealed_by_id"):
        yield act(code, "abolished", decision)


def _known(versions: QuerySet[ProcedureVersion], span: Span) -> QuerySet[ProcedureVersion]:
    """Those that had been approved at the as-of instant."""
    return versions.filter(Q(decision__approved_at__isnull=True) | Q(decision__approved_at__lte=span.as_of))


def _by_origin(versions: QuerySet[ProcedureVersion]) -> Counter[str]:
    return Counter(origin_of(code) for code in versions.values_list("procedure__code", flat=True))


def of_unit(asked: Asked) -> tuple[Table, ...]:
    """08b: the procedures of one agency and what its one-stop unit has (six queries)."""
    agency = Agency.objects.get(pk__in=asked.agencies or ())
    mine = Q(procedure__agency=agency)
    if agency.level == Level.COMMUNE:
        mine |= Q(levels__contains=[Level.COMMUNE.value])
    declared = _declared(asked, [agency.pk])
    cells = (*_procedures(mine, asked), *_said(declared.get(agency.pk)))
    title = "Tổ chức thực hiện cơ chế một cửa của cơ quan"
    return (_centres("08b", title, asked, (Row(agency.code, agency.name, cells, number="1"),), ()),)


def of_province(asked: Asked) -> tuple[Table, ...]:
    """08c: the procedures of the province and of the communes, and what each centre has."""
    centres = list(Agency.objects.filter(kind=Agency.Kind.CENTRE, level=Level.PROVINCE))
    communes = list(Agency.objects.filter(level=Level.COMMUNE).values_list("pk", flat=True))
    declared = _declared(asked, [*(centre.pk for centre in centres), *communes])
    nothing: tuple[Cell, ...] = (None,) * 9
    own, theirs = (_procedures(_at(level), asked) for level in (Level.PROVINCE, Level.COMMUNE))
    rows = [Row("province", "Cấp tỉnh", (*own, *_said(None)), number="I")]
    for number, centre in enumerate(centres, start=1):
        cells = (*nothing, *_said(declared.get(centre.pk)))
        rows.append(Row(centre.code, centre.name, cells, number=str(number)))
    said = [declared[pk] for pk in communes if pk in declared]
    rows.append(Row("commune", "Cấp xã (tổng hợp)", (*theirs, *_added(said)), number="II"))
    notes = (f"{len(said)} trong {len(communes)} đơn vị cấp xã đã khai số điểm tiếp nhận, nhân sự, trang thiết bị.",)
    return (_centres("08c", "Tổ chức thực hiện cơ chế một cửa trên địa bàn tỉnh", asked, tuple(rows), notes),)


def _at(level: Agency.Level) -> Q:
    """The procedures that a level carries out, by what is published; else by the agency they belong to."""
    return _OURS & (Q(levels__contains=[level.value]) | Q(levels=[], procedure__agency__level=level))


def _procedures(which: Q, asked: Asked) -> tuple[int, ...]:
    """Columns (1) to (9): in force on the last day, taken in at the one-stop unit, with an internal process."""
    day = last_day(asked.span)
    stopped = IntakeSuspension.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=day), procedure=OuterRef("procedure"), starts_on__lte=day
    )
    process = InternalProcess.objects.filter(version=OuterRef("pk"), valid_from__lte=day)
    rows = _known(versions_on(day).filter(which), asked.span).annotate(
        stopped=Exists(stopped), process=Exists(process), code=F("procedure__code")
    )
    counts: Counter[tuple[str, str]] = Counter()
    for code, address, suspended, with_process in rows.values_list("code", "address", "stopped", "process"):
        origin = origin_of(code)
        counts["all", origin] += 1
        counts["taken_in", origin] += not address and not suspended
        counts["process", origin] += with_process
    cells: list[int] = []
    for what in ("all", "taken_in", "process"):
        central, own = counts[what, "central"], counts[what, "local"]
        cells += [central + own, central, own]
    return tuple(cells)


def _declared(asked: Asked, agencies: Iterable[int]) -> Mapping[int, CentreFact]:
    return declared_for(_year(asked.span.period), agencies, asked.span.as_of)


def _year(period: Period) -> int:
    """The year in which a period ends."""
    return period.last.year


def _said(fact: CentreFact | None) -> tuple[Cell, ...]:
    """Columns (10) to (17) of one centre; None what it has not declared."""
    values = [getattr(fact, name, None) for name in (*COUNTS, *EQUIPMENT)]
    return tuple(None if value is None else int(value) for value in values)


def _added(facts: list[CentreFact]) -> tuple[Cell, ...]:
    """The sums of several centres; of equipment, how many have it. None where none declares it."""
    columns = zip(*(_said(fact) for fact in facts), strict=True) if facts else [()] * len((*COUNTS, *EQUIPMENT))
    sums: list[Cell] = []
    for column in columns:
        known = [cell for cell in column if isinstance(cell, int)]
        sums.append(sum(known) if known else None)
    return tuple(sums)


def _centres(name: str, title: str, asked: Asked, rows: tuple[Row, ...], notes: tuple[str, ...]) -> Table:
    table = _table(name, title, asked, CENTRES, rows, "Cơ quan, Bộ phận Một cửa")
    undeclared = f"Ô để trống ở cột (10) đến (17): {NO_DATA} (chưa khai báo cho năm {_year(asked.span.period)})."
    missing = any(row.cells[place] is None for row in rows for place in range(9, len(CENTRES)))
    return _with(table, CENTRES_SUMS, [*notes, *([undeclared] if missing else [])])


def _table(
    name: str, title: str, asked: Asked, columns: tuple[Column, ...], rows: tuple[Row, ...], row_label: str
) -> Table:
    return Table(
        name=name,
        title=title,
        span=asked.span,
        row_label=row_label,
        columns=columns,
        rows=rows,
        source=Source("postgresql", asked.span.as_of),
    )


def _with(table: Table, sums: tuple[Sum, ...], notes: Iterable[str]) -> Table:
    return replace(table, notes=tuple(notes), broken=tuple(broken_sums(table.rows, table.columns, sums)))


_CIRCULAR = "TT 09/2026/TT-BTP"
DEFINED = (
    Definition(
        "03b", "03b", "Công bố, công khai thủ tục hành chính", _CIRCULAR, publication, group=FORMS,
        covers=Covers.PROVINCE,
    ),
    Definition(
        "08b", "08b", "Tổ chức một cửa của cơ quan, UBND cấp xã", _CIRCULAR, of_unit, group=FORMS,
        covers=Covers.AGENCY,
    ),
    Definition(
        "08c", "08c", "Tổ chức một cửa trên địa bàn tỉnh", _CIRCULAR, of_province, group=FORMS, covers=Covers.PROVINCE
    ),
)  # fmt: skip
