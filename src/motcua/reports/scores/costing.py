"""What costs points: for each indicator the dossiers or procedures that do, each with the reason in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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
from motcua.reports.scores.progress import judged_again, late_plainly, of_the_period
from motcua.reports.span import Span

PAGE = 50


@dataclass(frozen=True, slots=True)
class CostLine:
    """Something that costs points.

    Attributes:
        of: "dossier" or "procedure": what `code` is the code of.
        title: name of the procedure.
        agency: id of the agency.
    """

    of: str
    code: str
    title: str
    agency: int
    why: str


_Scope = frozenset[int] | None
_BY_CATALOGUE: Mapping[str, Callable[[Span, _Scope], Iterable[Procedure]]] = {
    "published_on_time": published_procedures,
    "publicised_on_time": publicised_procedures,
    "complete": complete_procedures,
    "online_procedures": online_procedures,
    "online_used": used_services,
}


def listed(key: str) -> bool:
    """Whether what costs points can be listed for an indicator."""
    return key == "on_time" or key in _BY_CATALOGUE


def costs_of(span: Span, key: str, agencies: Iterable[int] | None = None) -> tuple[Indicator, list[CostLine]]:
    """What costs points in an indicator, in order of their codes.

    Args:
        agencies: ids of the agencies that may be seen; None for all.

    Raises:
        Refused: ``unknown_indicator``: there is no list for it, field ``indicator``.
    """
    if not listed(key):
        raise Refused("unknown_indicator", "Không có danh sách cho chỉ tiêu này; hãy chọn lại.", "indicator")
    scope = None if agencies is None else frozenset(agencies)
    lines = _late(span, scope) if key == "on_time" else _procedures(_BY_CATALOGUE[key](span, scope))
    return INDICATORS[key], sorted(lines, key=lambda line: line.code)


def _procedures(found: Iterable[Procedure]) -> Iterator[CostLine]:
    return (CostLine("procedure", one.code, one.name, one.agency_id, one.why) for one in found if not one.good)


def _late(span: Span, scope: _Scope) -> Iterator[CostLine]:
    """The dossiers that QĐ 766 calls late: by their due date, or in its own reading where the clock was touched."""
    again = {one.id: one for one in judged_again(span, scope)}
    dossiers = of_the_period(span, scope)
    plainly = _rows(dossiers.filter(late_plainly(span.horizon)).exclude(pk__in=again))
    for row in plainly:
        yield _line(row, plain_sentence(row["due_at"], row["ended_at"], span.horizon))
    for row in _rows(dossiers.filter(pk__in=[one.id for one in again.values() if one.late])):
        yield _line(row, again[row["pk"]].why)


def _rows(dossiers: Any) -> Iterable[dict[str, Any]]:
    rows: Iterable[dict[str, Any]] = dossiers.values(
        "pk", "code", "procedure_version__name", "agency_id", "due_at", "ended_at"
    )
    return rows


def _line(row: dict[str, Any], why: str) -> CostLine:
    return CostLine("dossier", row["code"], row["procedure_version__name"], row["agency_id"], why)
