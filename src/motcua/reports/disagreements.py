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

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTransform

from motcua.agencies.queries import calendar_for
from motcua.catalogue.directory import limits_by_version
from motcua.dossiers.explanations import extensions_of
from motcua.dossiers.models import Dossier, DueDate
from motcua.law.lifecycle.rules import stated_limit
from motcua.law.lifecycle.state import Stop
from motcua.law.limit import TimeLimit
from motcua.law.periods import Period
from motcua.law.readings import Course, Extension, Readings, readings
from motcua.law.readings_words import Cause, correction_in_words, disagreement
from motcua.law.refusal import Refused
from motcua.law.regimes import regime_named
from motcua.law.worktime import Calendar

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
    if agencies is not None:
        accepted = accepted.filter(agency_id__in=sorted(agencies))
    moved = Exists(DueDate.objects.filter(dossier=OuterRef("pk"))[1:])  # more than the one of the acceptance
    no_result = Q(ended_as__in=(Dossier.Ending.REJECTED, Dossier.Ending.STOPPED), returned_at__isnull=False)
    return accepted.filter(Q(moved) | no_result | Q(ended_actual__isnull=False))


def disagreements(period: Period, agencies: Iterable[int] | None, *, now: datetime) -> Disagreements:
    """The dossiers accepted in a period that are read differently at `now` (UTC), or corrected, by acceptance."""
    rows: list[Any] = list(
        candidates(period, agencies)
        .order_by("accepted_at", "code")
        .values(
            "id", "code", "agency_id", "agency__short_name", "procedure_version_id", "procedure_version__name",
            "channel", "case", "regime", "calendar", "accepted_at", "ended_at", "ended_as", "ended_actual",
            "returned_at",
            stops=KeyTransform("stops", "state"),
            supplement_requests=KeyTransform("supplement_requests", "state"),
            extensions=KeyTransform("extensions", "state"),
        )
    )  # fmt: skip
    reader = _Reader(rows, now)
    lines = tuple(reader.lines())
    counts = Counter(cause for line in lines for cause in line.causes)
    return Disagreements(lines, len(rows), reader.unjudged, {cause: counts[cause] for cause in Cause})


class _Reader:
    """Reads rows of dossiers, with what they share looked up once."""

    def __init__(self, rows: list[Any], now: datetime) -> None:
        self.rows, self.now, self.unjudged = rows, now, 0
        self.limits = limits_by_version({row["procedure_version_id"] for row in rows})
        self.granted = extensions_of([row["id"] for row in rows if row["extensions"]])
        self.calendars: dict[tuple[int, int], Calendar] = {}

    def lines(self) -> Iterator[Line]:
        for row in self.rows:
            try:
                read = readings(self._course(row), regime_named(row["regime"]), self._calendar(row), self.now)
            except Refused:
                self.unjudged += 1
                continue
            if (line := _line(row, read)) is not None:
                yield line

    def _course(self, row: dict[str, Any]) -> Course:
        extensions: tuple[Extension, ...] = self.granted.get(row["id"], ())
        return Course(
            accepted_at=row["accepted_at"],
            limit=self._limit(row),
            stops=msgspec.convert(row["stops"] or [], tuple[Stop, ...]),
            extensions=extensions,
            supplement_requests=row["supplement_requests"] or 0,
            ended_at=row["ended_at"],
            ended_as=row["ended_as"],
            ended_actual=row["ended_actual"],
            returned_at=row["returned_at"],
        )

    def _limit(self, row: dict[str, Any]) -> TimeLimit:
        limit = stated_limit(self.limits[row["procedure_version_id"]], row["case"], row["channel"])
        assert limit is not None  # it was accepted
        return limit

    def _calendar(self, row: dict[str, Any]) -> Calendar:
        pin = (row["agency_id"], row["calendar"])
        if pin not in self.calendars:
            self.calendars[pin] = calendar_for(row["agency_id"], row["calendar"] or None)
        return self.calendars[pin]


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
