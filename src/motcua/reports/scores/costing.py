"""What costs points: for each indicator the dossiers, procedures or complaints that do, each with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from motcua.dossiers.models import Dossier, Mark
from motcua.law.lifecycle.state import Channel
from motcua.law.moments import in_full
from motcua.law.refusal import Refused
from motcua.law.scoring.indicators import INDICATORS, Indicator
from motcua.law.scoring.progress import plain_sentence
from motcua.reports.scores.catalogue import (
    Procedure,
    complete_procedures,
    online_procedures,
    publicised_procedures,
    published_procedures,
    used_services,
)
from motcua.reports.scores.complaints import Complaint, complaints
from motcua.reports.scores.marks import BY_DOSSIER, dossiers_of, is_recorded
from motcua.reports.scores.progress import judged_again, late_plainly, of_the_period
from motcua.reports.sources import sources
from motcua.reports.span import Span

PAGE = 50


@dataclass(frozen=True, slots=True)
class CostLine:
    """Something that costs points.

    Attributes:
        of: "dossier", "procedure" or "complaint": what `code` is the code of.
        title: name of the procedure; "" of a complaint.
        agency: id of the agency.
    """

    of: str
    code: str
    title: str
    agency: int
    why: str


Scope = frozenset[int] | None
_BY_CATALOGUE: Mapping[str, Callable[[Span, Scope], Iterable[Procedure]]] = {
    "published_on_time": published_procedures,
    "publicised_on_time": publicised_procedures,
    "complete": complete_procedures,
    "online_procedures": online_procedures,
    "online_used": used_services,
}


def listed(key: str) -> bool:
    """Whether what costs points can be listed for an indicator."""
    return key in ("on_time", "complaints_on_time") or key in _BY_CATALOGUE or key in BY_DOSSIER


def costs_of(
    span: Span, key: str, agencies: Iterable[int] | None = None
) -> tuple[Indicator, Sequence[CostLine] | DossierCosts]:
    """What costs points in an indicator, by code.

    Args:
        agencies: ids of the agencies that may be seen; None for all.

    Raises:
        Refused: ``unknown_indicator``: there is no list for it; ``not_counted``: it was not recorded; field
            ``indicator``.
    """
    if not listed(key):
        raise Refused("unknown_indicator", "Không có danh sách cho chỉ tiêu này; hãy chọn lại.", "indicator")
    scope = None if agencies is None else frozenset(agencies)
    if not is_recorded(sources(), key, span):
        raise Refused("not_counted", f"“{INDICATORS[key].label}” không có số liệu trong kỳ này.", "indicator")
    if key in BY_DOSSIER:
        return INDICATORS[key], DossierCosts(span, key, scope)
    return INDICATORS[key], sorted(_lines(span, key, scope), key=lambda line: line.code)


def _lines(span: Span, key: str, scope: Scope) -> Iterable[CostLine]:
    if key == "on_time":
        return _late(span, scope)
    if key == "complaints_on_time":
        return (_complaint(one) for one in complaints(span, scope) if not one.in_time)
    return (
        CostLine("procedure", one.code, one.name, one.agency_id, one.why)
        for one in _BY_CATALOGUE[key](span, scope)
        if not one.good
    )


def _complaint(one: Complaint) -> CostLine:
    owed = f"hạn trả lời {in_full(one.due_at)}"
    done = f"xong lúc {in_full(one.settled_at)}" if one.settled_at else "chưa trả lời"
    return CostLine("complaint", one.reference, "", one.agency, f"Nhận lúc {in_full(one.received_at)}, {owed}, {done}.")


def _late(span: Span, scope: Scope) -> Iterator[CostLine]:
    """The dossiers that QĐ 766 calls late: by their due date, or in its own reading where the clock was touched."""
    again = {one.id: one for one in judged_again(span, scope)}
    dossiers = of_the_period(span, scope)
    for row in _rows(dossiers.filter(late_plainly(span.horizon)).exclude(pk__in=again), "due_at", "ended_at"):
        yield _line(row, plain_sentence(row["due_at"], row["ended_at"], span.horizon))
    for row in _rows(dossiers.filter(pk__in=[one.id for one in again.values() if one.late])):
        yield _line(row, again[row["pk"]].why)


@dataclass(frozen=True, slots=True)
class DossierCosts:
    """Dossiers that lack a mark, read page by page: they may be most of a year."""

    span: Span
    key: str
    scope: Scope

    def count(self) -> int:
        """How many there are (one query)."""
        return self._bad().count()

    def __getitem__(self, wanted: slice) -> list[CostLine]:
        """The dossiers at these places (two queries)."""
        rows = list(_rows(self._bad().order_by("code")[wanted], "channel"))
        marks = Mark.objects.filter(dossier_id__in=[row["pk"] for row in rows], at__lte=self.span.as_of)
        found = set(marks.values_list("dossier_id", "kind"))
        return [_line(row, _lacks(self.key, row, {kind for pk, kind in found if pk == row["pk"]})) for row in rows]

    def _bad(self) -> QuerySet[Dossier]:
        dossiers, good = dossiers_of(self.span, self.key, self.scope)
        return dossiers.exclude(good)


_NO_SCAN, _NO_RESULT = "chưa số hóa thành phần hồ sơ", "chưa có kết quả điện tử"
_LACKS = {
    "reused": "Không có giấy tờ nào được dùng lại từ dữ liệu đã số hóa.",
    "from_store": "Không lấy giấy tờ nào từ kho dữ liệu điện tử.",
    "identity": "Chưa xác thực với Cơ sở dữ liệu quốc gia về dân cư.",
    "paid_online": "Có phí, lệ phí mà không thanh toán trực tuyến.",
    "e_result": "Đã có kết quả nhưng chưa có kết quả điện tử.",
}


def _lacks(key: str, row: Mapping[str, Any], marks: set[str]) -> str:
    """Why a dossier costs points."""
    if key == "online_filed":
        channel = Channel(row["channel"])
        return (
            "Nộp trực tuyến nhưng chưa có kết quả điện tử." if channel.online else f"Đã nộp: {channel.label.lower()}."
        )
    if key == "digitised":
        lacking = [words for kind, words in (("digitised", _NO_SCAN), ("e_result", _NO_RESULT)) if kind not in marks]
        said = ", ".join(lacking)
        return f"{said[0].upper()}{said[1:]}."
    return _LACKS[key]


def _rows(dossiers: QuerySet[Dossier], *more: str) -> Iterable[dict[str, Any]]:
    rows: Iterable[dict[str, Any]] = dossiers.values("pk", "code", "procedure_version__name", "agency_id", *more)
    return rows


def _line(row: Mapping[str, Any], why: str) -> CostLine:
    return CostLine("dossier", row["code"], row["procedure_version__name"], row["agency_id"], why)
