"""The dossiers behind a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis

from motcua.agencies.actors import Actor
from motcua.law.lifecycle.state import Channel
from motcua.law.refusal import Refused
from motcua.reports.access import agencies_at, agency_for, scope_of
from motcua.reports.ageing import AGES
from motcua.reports.dimensions import DIMENSIONS, Value, dimension_named, value_of
from motcua.reports.engines import LIVE, Question
from motcua.reports.facts import facts
from motcua.reports.measures import EVERY, MEASURES, Measure
from motcua.reports.span import Span

PAGE = 50
OUTCOMES = ("early", "on_time", "late", "within", "overdue")
"""The measures of which exactly one holds for each dossier of a period."""

DOSSIERS = ibis.table(
    {"id": "uuid", "code": "string", "procedure_version_id": "int64", "applicant_name": "string"},
    name="dossiers_dossier",
)
AGENCIES = ibis.table({"id": "int64", "name": "string", "short_name": "string"}, name="agencies_agency")
VERSIONS = ibis.table({"id": "int64", "name": "string"}, name="catalogue_procedureversion")

DRILLED: Mapping[str, Measure] = {**EVERY, **AGES}
"""The measures whose dossiers can be listed."""

_BY_DUE_DATE = frozenset({"pending", "within", "overdue", "due_today", "due_soon", *AGES})


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
class Figure:
    """One figure of a table: a measure, and the row that it stands in.

    Attributes:
        by: key of the dimension of the rows.
        value: of the row; unimportant where `every` is set.
        every: the figure of the total.
        row_name: words of the row; "" for the total.
        moment: weekday (1 is Monday) and local hour of acceptance; None for any.
    """

    measure: Measure
    by: str = "agency"
    value: Value = None
    every: bool = True
    row_name: str = ""
    moment: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DossierList:
    """The dossiers behind a figure, read page by page: counts itself and gives slices (one query each).

    Attributes:
        agencies: ids of the agencies they belong to; None for all.
    """

    span: Span
    figure: Figure
    agencies: frozenset[int] | None

    def count(self) -> int:
        """How many there are: the figure itself."""
        found = LIVE.rows(
            self._question(_behind),
            [self.span],
            self.agencies,
            select="count(*)",
            tail=self._where,
            **self._bound,
        )
        return int(found[0][0])

    def __getitem__(self, wanted: slice) -> list[DossierLine]:
        """The dossiers at these places: pending ones by due date, the others by acceptance."""
        first = wanted.start or 0
        by_due_date = self.figure.measure.key in _BY_DUE_DATE
        order = "due_at NULLS LAST, accepted_at, code" if by_due_date else "accepted_at, code"
        found = LIVE.rows(
            self._question(_list),
            [self.span],
            self.agencies,
            tail=f"{self._where} ORDER BY {order} LIMIT %(size)s OFFSET %(first)s",
            size=wanted.stop - first,
            first=first,
            **self._bound,
        )
        return [
            DossierLine(
                code, applicant, procedure, agency, Channel(channel), accepted, due, ended, ended_as, MEASURES[outcome]
            )
            for _, code, applicant, procedure, agency, channel, accepted, due, ended, ended_as, outcome in found
        ]

    def _question(self, make: Any) -> Question:
        column = "" if self.figure.every else DIMENSIONS[self.figure.by].column
        return Question(make, (self.figure.measure.key, column, self.agencies is not None))

    @property
    def _where(self) -> str:
        wanted = []
        if not self.figure.every:
            unknown = "coalesce(row_value::text, '') = ''"
            wanted.append(unknown if self.figure.value is None else "row_value = %(value)s")
        if self.figure.moment:
            wanted.append(_AT_MOMENT)
        return f"WHERE {' AND '.join(wanted)}" if wanted else ""

    @property
    def _bound(self) -> dict[str, Any]:
        weekday, hour = self.figure.moment or (None, None)
        return {"value": self.figure.value, "weekday": weekday, "hour": hour}


_AT_MOMENT = (
    "extract(isodow FROM accepted_at + interval '7 hours') = %(weekday)s"
    " AND extract(hour FROM accepted_at + interval '7 hours') = %(hour)s"
)


def measure_named(key: str) -> Measure:
    """The measure with this key.

    Raises:
        Refused: there is none (field ``measure``).
    """
    if key not in DRILLED:
        raise Refused("unknown_measure", "Chỉ tiêu này không có trong báo cáo; hãy chọn lại.", field="measure")
    return DRILLED[key]


def dossiers_behind(
    span: Span,
    measure: Measure,
    *,
    actor: Actor,
    agency: str = "",
    by: str = "agency",
    key: str = "",
    level: str = "",
    moment: tuple[int, int] | None = None,
) -> DossierList:
    """The dossiers behind a figure, within the actor's rights.

    Args:
        agency: code of the agency whose dossiers are wanted; "" for all that the actor may see.
        by, key: dimension and key of the row of the figure; key "" for the total.
        level: only of agencies of this level of administration; "" for all.
        moment: weekday (1 is Monday) and local hour of acceptance of those that are wanted; None for any.

    Raises:
        Http404: the agency does not exist, or not for this actor.
        Refused: there is no such dimension or row.
    """
    scope, name = scope_of(actor), ""
    if by == "agency" and key:
        agency = key
    if agency:
        found = agency_for(actor, agency)
        scope, name = frozenset({found.pk}), found.name
    if level:
        scope = agencies_at(level, scope)
    if not key or by == "agency":
        return DossierList(span, Figure(measure, row_name=name, moment=moment), scope)
    dimension = dimension_named(by)
    value = value_of(dimension, key)
    names = dimension.names({value}, scope) if value is not None else {}
    row_name = names[value].name if value in names else key
    return DossierList(span, Figure(measure, by, value, every=False, row_name=row_name), scope)


def _behind(key: str, column: str, scoped: bool) -> Any:
    """The dossiers of a figure; `row_value` is what a column of the facts says of each."""
    known = facts(scoped=scoped)
    found = known.filter(DRILLED[key].where(known))
    return found.mutate(row_value=found[column] if column else ibis.literal(""))


def _list(key: str, column: str, scoped: bool) -> Any:
    found = _behind(key, column, scoped)
    outcome = ibis.cases(*((MEASURES[name].where(found), name) for name in OUTCOMES))
    judged = found.mutate(outcome=outcome)
    named = (
        judged.join(DOSSIERS, judged.id == DOSSIERS.id)
        .join(VERSIONS, DOSSIERS.procedure_version_id == VERSIONS.id, rname="version_{name}")
        .join(AGENCIES, judged.agency_id == AGENCIES.id, rname="agency_{name}")
    )
    columns: Iterable[str] = (
        "row_value", "code", "applicant_name", "name", "short_name", "channel", "accepted_at", "due_at", "ended_at",
        "ended_as", "outcome",
    )  # fmt: skip
    return named.select(*columns)
