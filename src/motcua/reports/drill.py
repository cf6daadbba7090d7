"""The dossiers behind a figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import ibis

from motcua.agencies.actors import Actor
from motcua.law.lifecycle.state import Channel
from motcua.law.refusal import Refused
from motcua.reports.access import agency_for, scope_of
from motcua.reports.facts import AGENCIES, VERSIONS, facts
from motcua.reports.measures import EVERY, MEASURES, Measure
from motcua.reports.running import compiled, rows_of
from motcua.reports.span import Span

PAGE = 50
OUTCOMES = ("early", "on_time", "late", "within", "overdue")
"""The measures of which exactly one holds for each dossier of a period."""

_BY_DUE_DATE = frozenset({"pending", "within", "overdue", "due_today", "due_soon"})


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier as the report saw it: moments and outcome as of the report, not of today."""

    code: str
    applicant_name: str
    procedure: str
    agency: str
    channel: Channel
    accepted_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    ended_as: str
    outcome: Measure


@dataclass(frozen=True, slots=True)
class DossierList:
    """The dossiers behind a figure, read page by page: counts itself and gives slices (one query each).

    Attributes:
        agencies: ids of the agencies they belong to; None for all.
        agency_name: the agency of the figure; "" for the total.
    """

    span: Span
    measure: Measure
    agencies: frozenset[int] | None
    agency_name: str = ""

    def count(self) -> int:
        """How many there are: the figure itself."""
        sql = _count_sql(self.measure.key, self.agencies is not None)
        return int(rows_of(sql, self.span, self.agencies)[0][0])

    def __getitem__(self, wanted: slice) -> list[DossierLine]:
        """The dossiers at these places: pending ones by due date, the others by acceptance."""
        first = wanted.start or 0
        order = "due_at NULLS LAST, accepted_at, code" if self.measure.key in _BY_DUE_DATE else "accepted_at, code"
        found = rows_of(
            _list_sql(self.measure.key, self.agencies is not None),
            self.span,
            self.agencies,
            tail=f"ORDER BY {order} LIMIT %(size)s OFFSET %(first)s",
            size=wanted.stop - first,
            first=first,
        )
        return [
            DossierLine(
                code, applicant, procedure, agency, Channel(channel), accepted, due, ended, ended_as, MEASURES[outcome]
            )
            for code, applicant, procedure, agency, channel, accepted, due, ended, ended_as, outcome in found
        ]


def measure_named(key: str) -> Measure:
    """The measure with this key.

    Raises:
        Refused: there is none (field ``measure``).
    """
    if key not in EVERY:
        raise Refused("unknown_measure", "Chỉ tiêu này không có trong báo cáo; hãy chọn lại.", field="measure")
    return EVERY[key]


def dossiers_behind(span: Span, measure: Measure, *, actor: Actor, agency: str = "") -> DossierList:
    """The dossiers behind a figure, within the actor's rights.

    Args:
        agency: code of the agency of the figure; "" for the total of all that the actor may see.

    Raises:
        Http404: the agency does not exist, or not for this actor.
    """
    if agency:
        found = agency_for(actor, agency)
        return DossierList(span, measure, frozenset({found.pk}), found.name)
    return DossierList(span, measure, scope_of(actor))


def _behind(key: str, scoped: bool) -> Any:
    known = facts(scoped=scoped)
    return known.filter(EVERY[key].where(known))


@lru_cache(maxsize=64)
def _count_sql(key: str, scoped: bool) -> str:
    return compiled(_behind(key, scoped).count().as_table())


@lru_cache(maxsize=64)
def _list_sql(key: str, scoped: bool) -> str:
    found = _behind(key, scoped)
    outcome = ibis.cases(*((MEASURES[name].where(found), name) for name in OUTCOMES))
    judged = found.mutate(outcome=outcome)
    named = judged.join(VERSIONS, judged.procedure_version_id == VERSIONS.id).join(
        AGENCIES, judged.agency_id == AGENCIES.id, rname="agency_{name}"
    )
    columns: Iterable[str] = (
        "code", "applicant_name", "name", "short_name", "channel", "accepted_at", "due_at", "ended_at", "ended_as",
        "outcome",
    )  # fmt: skip
    return compiled(named.select(*columns))
