"""The whole report from its figures: which sections, which annexes, what stands at its head and foot."""

from __future__ import annotations

from datetime import date

from motcua.law.periods import Period
from motcua.reports.narrative.config import Config
from motcua.reports.narrative.content import Annex, Block, Document, Heading, Origin, Paragraph, say
from motcua.reports.narrative.figures import Figures
from motcua.reports.narrative.origin import Frozen, origin_of
from motcua.reports.narrative.saying import Telling, at_least, paragraph
from motcua.reports.narrative.sections.assessment import assessment, tasks
from motcua.reports.narrative.sections.details import coordination, fees, lateness, online, post, ratings
from motcua.reports.narrative.sections.organisation import organisation
from motcua.reports.narrative.sections.results import results
from motcua.reports.span import Span
from motcua.reports.table import Table

ANNEXES = ("one-stop", "late-causes", "ratings", "consultations", "months", "fees", "channels", "procedures")
"""The tables behind the report, in this order; "ratings" stands for those of all questionnaires."""
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def build(
    figures: Figures, span: Span, told: Config, *, frozen: Frozen | None = None, written_on: date | None = None
) -> Document:
    """The report of a span.

    Args:
        figures: the tables, live or frozen, and those of the same span a year before.
        frozen: where the tables come from; None: counted live.
        written_on: the day it is dated; None leaves room for it.
    """
    annexes = _annexes(figures)
    telling = Telling(
        figures,
        told.thresholds,
        span.period,
        {annex.table.name: annex.number for annex in annexes},
        _comparable(figures, told.thresholds.comparable),
    )
    year = written_on.year if written_on else span.period.last.year
    head = told.letterhead_of(year, written_on)
    origin = origin_of(span, frozen)
    blocks = _blocks(telling, head.issuer, origin)
    missing = [block.text for block in blocks if isinstance(block, Paragraph) and block.no_data]
    broken = [sentence for table in figures.tables.values() for sentence in table.broken]
    return Document(
        head=head,
        subject="Kết quả tiếp nhận, giải quyết thủ tục hành chính theo cơ chế một cửa, một cửa liên thông"
        f" {period_words(span.period)}",
        bases=told.bases_on(span.period.last),
        blocks=tuple(blocks),
        annexes=annexes,
        origin=origin,
        warnings=(*(f"Số liệu mâu thuẫn: {sentence}" for sentence in broken), *missing),
    )


def _blocks(telling: Telling, issuer: str, origin: Origin) -> list[Block]:
    period = telling.period
    opening = say(
        "{issuer} báo cáo kết quả tiếp nhận, giải quyết thủ tục hành chính từ ngày {first} đến ngày {last} như sau:",
        issuer=issuer,
        first=f"{period.first:%d/%m/%Y}",
        last=f"{period.last:%d/%m/%Y}",
    )
    return [
        paragraph(opening),
        *organisation(telling),
        Heading(1, "II. Kết quả thực hiện"),
        *results(telling),
        *lateness(telling),
        *ratings(telling),
        *coordination(telling),
        *online(telling),
        *fees(telling),
        *post(telling),
        *assessment(telling),
        *tasks(telling),
        paragraph((f"Trên đây là báo cáo của {issuer}. {origin.words}./.",)),
    ]


def _annexes(figures: Figures) -> tuple[Annex, ...]:
    tables = [
        table
        for name in ANNEXES
        for table in figures.tables.values()
        if _tells(table) and (table.name == name or table.name.startswith(f"{name}-"))
    ]
    return tuple(Annex(number, table) for number, table in zip(_ROMAN, tables, strict=False))


def _tells(table: Table) -> bool:
    """Whether it has any figure: one without data is told of in a sentence, and is no annex."""
    return any(cell is not None for row in table.body for cell in row.cells)


def _comparable(figures: Figures, least: float) -> bool:
    """Whether the period before had so much that a comparison tells of the work, not of its beginning."""
    now, then = figures.get("one-stop", "total"), figures.get("one-stop", "total<")
    return now is not None and then is not None and at_least(then, float(now.value) * least / 100) and then.value > 0


def period_words(period: Period) -> str:
    """ "năm 2019 (từ ngày 01/01/2019 đến ngày 15/12/2019)": the year where it is the report of one."""
    days = f"từ ngày {period.first:%d/%m/%Y} đến ngày {period.last:%d/%m/%Y}"
    begins = (period.first.month, period.first.day) == (1, 1) and period.first.year == period.last.year
    reporting = (period.first.month, period.first.day) == (12, 15) and period.first.year == period.last.year - 1
    if (begins or reporting) and period.last.month == 12:
        return f"năm {period.last.year} ({days})"
    return days
