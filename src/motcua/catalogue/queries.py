"""Reads of the catalogue: lists, and what a dossier that comes in today follows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from motcua.catalogue.models import COMMON_FIRST, InternalProcess, Limit, OnlineChange, OnlineLevel, ProcedureVersion
from motcua.catalogue.rules import limit_from
from motcua.law.lifecycle.state import Channel

_MOST = 500
_LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class ProcedureHit:
    """A line of a list of procedures. `limit` is the time limit in words, "" when it is not stated."""

    version_id: int
    code: str
    name: str
    field: str
    agency_id: int
    agency: str
    agency_short: str
    online_level: str
    limit: str


@dataclass(frozen=True, slots=True)
class InForce:
    """The version of a procedure in force on a day; `process_id` is None while it has no internal process.

    `local`: whether its dossiers are worked on in this system.
    """

    procedure_id: int
    version_id: int
    process_id: int | None
    agency_id: int
    name: str
    channels: tuple[Channel, ...]
    local: bool


def procedures_of(agencies: Collection[int] | None, on: date) -> list[ProcedureHit]:
    """The procedures of these agencies (None: of all) in force on a local day, by agency, field and name."""
    versions = _in_force(on, agencies)
    return _hits(versions.order_by("procedure__agency__order", "procedure__field", "name")[:_MOST], on)


def in_force(code: str, on: date) -> InForce | None:
    """What a dossier of procedure `code` that comes in on a local day follows (one query).

    None when the code does not exist or none of its versions is in force on that day.
    """
    newest = InternalProcess.objects.filter(version=OuterRef("pk"), valid_from__lte=on).order_by("-valid_from")
    row = (
        _in_force(on, None)
        .filter(procedure__code__iexact=code.strip())
        .values(
            "procedure_id",
            "pk",
            "name",
            "channels",
            "route",
            "online_level",
            level=level_on(on),
            agency=F("procedure__agency_id"),
            process=Subquery(newest.values("pk")[:1]),
        )
        .first()
    )
    if row is None:
        return None
    return InForce(
        procedure_id=row["procedure_id"],
        version_id=row["pk"],
        process_id=row["process"],
        agency_id=row["agency"],
        name=row["name"],
        channels=channels_at(row["channels"], row["online_level"], row["level"]),
        local=row["route"] == ProcedureVersion.Route.LOCAL,
    )


def level_on(day: date | None) -> Coalesce:
    """The online level of a version on a local day (None: after all changes), as an expression."""
    changes = OnlineChange.objects.filter(version=OuterRef("pk"), since__lte=day or date.max).order_by("-since")
    return Coalesce(Subquery(changes.values("level")[:1]), F("online_level"), output_field=CharField())


def channels_at(stated: Iterable[str], first: str, level: str) -> tuple[Channel, ...]:
    """The channels of a version that began with the online level `first`, while it is `level`."""
    channels = tuple(Channel(channel) for channel in stated)
    if first == level:
        return channels
    online = {OnlineLevel.FULL.value: (Channel.ONLINE_FULL,), OnlineLevel.PARTIAL.value: (Channel.ONLINE_PARTIAL,)}
    return tuple(channel for channel in channels if not channel.online) + online.get(level, ())


def versions_on(day: date | None) -> QuerySet[ProcedureVersion]:
    """The versions in force on a local day; None: all that there are."""
    return ProcedureVersion.objects.all() if day is None else _in_force(day, None)


def _in_force(on: date | None, agencies: Collection[int] | None) -> QuerySet[ProcedureVersion]:
    versions = ProcedureVersion.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on or date.max))
    if on is not None:
        versions = versions.filter(valid_from__lte=on)
    return versions if agencies is None else versions.filter(procedure__agency_id__in=list(agencies))


def _hits(versions: QuerySet[ProcedureVersion], on: date | None = None) -> list[ProcedureHit]:
    common = Prefetch("limits", queryset=Limit.objects.order_by(*COMMON_FIRST))
    rows = versions.select_related("procedure__agency").defer("folded", "source", "legal_bases", "steps", "conditions")
    return [_hit(row) for row in rows.annotate(level=level_on(on)).prefetch_related(common)]


def _hit(version: Any) -> ProcedureHit:
    procedure = version.procedure
    limits = list(version.limits.all())
    return ProcedureHit(
        version_id=version.pk,
        code=procedure.code,
        name=version.name,
        field=procedure.field,
        agency_id=procedure.agency_id,
        agency=procedure.agency.name,
        agency_short=procedure.agency.short_name,
        online_level=OnlineLevel(version.level).label,
        limit=_in_short([limit_from(limit).label for limit in limits]),
    )


def _in_short(limits: list[str]) -> str:
    """The time limits of a version for a line of a list."""
    if len(set(limits)) <= 1:
        return limits[0] if limits else ""
    return f"{limits[0]} hoặc khác, tùy trường hợp"
