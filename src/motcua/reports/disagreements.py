"""Dossiers whose time the law, the software in use and QĐ 766 read differently, and those whose end was corrected.

Only a dossier whose due date was moved or stopped, that ended without a result, or whose completion was corrected can
be read differently; all others are left out by a condition that indexes answer. Of those that remain the state is read,
never the log, but for the lines of extensions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from motcua.dossiers.models import Dossier
from motcua.law.periods import Period
from motcua.law.readings import Readings, readings
from motcua.law.readings_words import Cause, correction_in_words, disagreement
from motcua.law.refusal import Refused
from motcua.law.regimes import regime_named
from motcua.reports.courses import Courses, read_differently, rows_of_courses, within

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier of the list; `why` says in Vietnamese why it is there."""

    code: str
    procedure: str
    agency: str
    accepted_at: datetime
    ended_at: datetime | None
    ended_actual: datetime | None
    readings: Readings
    causes: tuple[Cause, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Disagreements:
    """The dossiers of a period that are read differently.

    Attributes:
        looked_at: how many could have been.
        unjudged: how many of them need a year that is not approved.
        counts: how many lines each cause has; a line may have several.
    """

    lines: tuple[Line, ...]
    looked_at: int
    unjudged: int
    counts: Mapping[Cause, int]

    def because(self, cause: Cause | None) -> tuple[Line, ...]:
        """The lines of one cause, or all."""
        return tuple(line for line in self.lines if cause is None or cause in line.causes)


def candidates(period: Period, agencies: Iterable[int] | None) -> QuerySet[Dossier]:
    """The dossiers accepted in a period that could be read differently.

    Args:
        agencies: ids of agencies to look at; None for all.
    """
    accepted = Dossier.objects.filter(accepted_at__gte=period.start, accepted_at__lt=period.end)
    return read_differently(within(accepted, agencies))


def disagreements(period: Period, agencies: Iterable[int] | None, *, now: datetime) -> Disagreements:
    """The dossiers accepted in a period that are read differently at `now` (UTC), or corrected, by acceptance."""
    ordered = candidates(period, agencies).order_by("accepted_at", "code")
    rows = rows_of_courses(ordered, "code", "agency__short_name", "procedure_version__name")
    reader = _Reader(rows, now)
    lines = tuple(reader.lines())
    counts = Counter(cause for line in lines for cause in line.causes)
    return Disagreements(lines, len(rows), reader.unjudged, {cause: counts[cause] for cause in Cause})


class _Reader:
    """Reads rows of dossiers."""

    def __init__(self, rows: list[dict[str, Any]], now: datetime) -> None:
        self.rows, self.now, self.unjudged = rows, now, 0
        self.courses = Courses(rows)

    def lines(self) -> Iterator[Line]:
        for row in self.rows:
            try:
                course, calendar = self.courses.of(row), self.courses.calendar(row)
                read = readings(course, regime_named(row["regime"]), calendar, self.now)
            except Refused:
                self.unjudged += 1
                continue
            if (line := _line(row, read)) is not None:
                yield line


def _line(row: dict[str, Any], read: Readings) -> Line | None:
    told = disagreement(read)
    corrected = row["ended_actual"] is not None
    if told is None and not corrected:
        return None
    causes = told.causes if told else ()
    if corrected and Cause.CORRECTED not in causes:
        causes = (Cause.CORRECTED, *causes)
    return Line(
        code=row["code"],
        procedure=row["procedure_version__name"],
        agency=row["agency__short_name"],
        accepted_at=row["accepted_at"],
        ended_at=row["ended_at"],
        ended_actual=row["ended_actual"],
        readings=read,
        causes=causes,
        why=told.why if told else correction_in_words(read),
    )
