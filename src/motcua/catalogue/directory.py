"""The catalogue as a list to leaf through: how many procedures there are, page by page, and their time limits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from motcua.catalogue.models import Limit
from motcua.catalogue.queries import ProcedureHit, _hits, _in_force, limit_from
from motcua.law.limit import TimeLimit


@dataclass(frozen=True, slots=True)
class Directory:
    """The procedures in force on a local day, by agency, field and name; reads only the lines that are asked for.

    Attributes:
        agencies: ids of agencies to look at; None for all.
    """

    on: date
    agencies: Collection[int] | None = None

    def __len__(self) -> int:
        return _in_force(self.on, self.agencies).count()

    def __getitem__(self, lines: slice) -> list[ProcedureHit]:
        versions = _in_force(self.on, self.agencies)
        return _hits(versions.order_by("procedure__agency__order", "procedure__field", "name", "pk")[lines])


def count_by_agency(on: date) -> dict[int, int]:
    """How many procedures are in force on a local day, by agency id; agencies without any are left out."""
    counted = _in_force(on, None).values("procedure__agency_id").annotate(procedures=Count("pk"))
    return {row["procedure__agency_id"]: row["procedures"] for row in counted.order_by()}


def hits_of(procedure_ids: list[int], on: date) -> list[ProcedureHit]:
    """Lines of these procedures in the order given; those not in force on the local day are left out."""
    versions = _in_force(on, None).filter(procedure_id__in=procedure_ids)
    place = {procedure: index for index, procedure in enumerate(procedure_ids)}
    order = {version: place[procedure] for version, procedure in versions.values_list("pk", "procedure_id")}
    return sorted(_hits(versions), key=lambda hit: order[hit.version_id])


def limits_of(version_id: int) -> tuple[tuple[str, TimeLimit, str], ...]:
    """The time limits of a version: channel ("" = every channel without one of its own), limit, note."""
    return tuple((row.channel, limit_from(row), row.note) for row in Limit.objects.filter(version_id=version_id))


def limits_by_version(version_ids: Collection[int]) -> dict[int, dict[str, TimeLimit]]:
    """The time limits of several versions by channel ("" = every channel without one of its own), in one query."""
    found: dict[int, dict[str, TimeLimit]] = {}
    for row in Limit.objects.filter(version_id__in=version_ids):
        found.setdefault(row.version_id, {})[row.channel] = limit_from(row)
    return found
