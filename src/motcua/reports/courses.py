"""What has happened to the time of many dossiers, read from their rows at once: the input of the three readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from motcua.law.readings import Course, Extension
from motcua.law.worktime import Calendar

NEEDED = (
    "id", "agency_id", "procedure_version_id", "channel", "case", "regime", "calendar", "accepted_at", "ended_at",
    "ended_as", "ended_actual", "returned_at",
)  # fmt: skip
"""Columns that a course is made of, besides those of the state."""


def read_differently(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Those that can be read differently: the due date was moved or stopped, no result, or a corrected completion."""
    moved = Exists(DueDate.objects.filter(dossier=OuterRef("pk"))[1:])  # more than the one of the acceptance
    no_result = Q(ended_as__in=(Dossier.Ending.REJECTED, Dossier.Ending.STOPPED), returned_at__isnull=False)
    return dossiers.filter(Q(moved) | no_result | Q(ended_actual__isnull=False))


def rows_of_courses(dossiers: QuerySet[Dossier], *more: str) -> list[dict[str, Any]]:
    """The rows of dossiers with all that their courses need, and more columns (one query)."""
    return list(
        dossiers.values(
            *NEEDED,
            *more,
            stops=KeyTransform("stops", "state"),
            supplement_requests=KeyTransform("supplement_requests", "state"),
            extensions=KeyTransform("extensions", "state"),
        )
    )


class Courses:
    """Courses and calendars of rows, with what they share looked up once."""

    def __init__(self, rows: Sequence[dict[str, Any]]) -> None:
        self.limits = limits_by_version({row["procedure_version_id"] for row in rows})
        self.granted = extensions_of([row["id"] for row in rows if row["extensions"]])
        self.calendars: dict[tuple[int, int], Calendar] = {}

    def of(self, row: dict[str, Any]) -> Course:
        """What has happened to the time of a dossier."""
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

    def calendar(self, row: dict[str, Any]) -> Calendar:
        """The calendar with which its due dates were reckoned."""
        pin = (row["agency_id"], row["calendar"])
        if pin not in self.calendars:
            self.calendars[pin] = calendar_for(row["agency_id"], row["calendar"] or None)
        return self.calendars[pin]

    def _limit(self, row: dict[str, Any]) -> TimeLimit:
        limit = stated_limit(self.limits[row["procedure_version_id"]], row["case"], row["channel"])
        assert limit is not None  # it was accepted
        return limit


def within(dossiers: QuerySet[Dossier], agencies: Iterable[int] | None) -> QuerySet[Dossier]:
    """Those of the agencies (ids); None: all."""
    return dossiers if agencies is None else dossiers.filter(agency_id__in=sorted(agencies))
