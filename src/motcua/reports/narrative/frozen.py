"""The report made from frozen figures: the same words for ever, whatever is corrected later."""

from __future__ import annotations

from datetime import date

from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.freezing.reading import FrozenHeader, frozen_version, header_of, tables_of
from motcua.reports.models import FrozenReport, FrozenVersion
from motcua.reports.narrative.build import build
from motcua.reports.narrative.config import Config, config
from motcua.reports.narrative.content import Document
from motcua.reports.narrative.figures import Figures
from motcua.reports.narrative.origin import Frozen
from motcua.reports.narrative.sources import figures_of_tables
from motcua.reports.span import Span

TABLE = "narrative"
"""The table of the registry that holds the figures of this report."""


def frozen_report(
    code: str, version: int | None = None, *, told: Config | None = None, written_on: date | None = None
) -> Document:
    """The report of frozen figures.

    Args:
        version: None for the newest.

    Raises:
        Refused: ``no_report``, ``no_version``; ``not_narrative``: the figures of another table are frozen there.
    """
    _, document = _made(frozen_version(code, version), told or config(), written_on)
    return document


def found_again(frozen: Frozen) -> tuple[Figures, Document]:
    """The figures that a document tells of, and the document as it is made from them.

    Raises:
        Refused: ``narrative_origin_unknown``: no such figures were ever frozen.
    """
    try:
        kept = frozen_version(frozen.code, frozen.version)
        if frozen.is_told(_told(header_of(kept))):
            return _made(kept, config(), None)
    except Refused:
        pass
    raise Refused(
        "narrative_origin_unknown",
        "Không tìm thấy số liệu đã chốt mà tệp này nêu; hãy kiểm tra mã báo cáo, phiên bản, mã kiểm tra ở chân trang.",
    )


def frozen_of(period: Period) -> list[FrozenHeader]:
    """The figures of all agencies that were frozen for this report of a period, the newest version first."""
    versions = FrozenVersion.objects.select_related("report__agency").defer("behind", "figures")
    reports = FrozenReport.objects.filter(table=TABLE, first=period.first, last=period.last, agency=None)
    return [header_of(version) for version in versions.filter(report__in=reports).order_by("-made_at", "-number")]


def _made(kept: FrozenVersion, told: Config, written_on: date | None) -> tuple[Figures, Document]:
    header = header_of(kept)
    if header.table != TABLE:
        raise Refused("not_narrative", f"Báo cáo {header.code} không phải số liệu của báo cáo thuyết minh.")
    figures = figures_of_tables(tables_of(kept))
    span = Span(header.period, header.as_of)
    return figures, build(figures, span, told, frozen=_told(header), written_on=written_on)


def _told(header: FrozenHeader) -> Frozen:
    return Frozen(header.code, header.number, header.hash)
