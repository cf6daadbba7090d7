"""The catalogue as a list to leaf through: how many procedures there are, page by page, and their time limits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Subquery

from motcua.catalogue.models import Limit, Procedure, ProcedureVersion
from motcua.catalogue.queries import ProcedureHit, _hits, _in_force
from motcua.catalogue.rules import limit_from
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
        return _hits(versions.order_by("procedure__agency__order", "procedure__field", "name", "pk")[lines], self.on)


def count_by_agency(on: date) -> dict[int, int]:
    """How many procedures are in force on a local day, by agency id; agencies without any are left out."""
    counted = _in_force(on, None).values("procedure__agency_id").annotate(procedures=Count("pk"))
    return {row["procedure__agency_id"]: row["procedures"] for row in counted.order_by()}


def hits_of(procedure_ids: list[int], on: date) -> list[ProcedureHit]:
    """Lines of these procedures in the order given; those not in force on the local day are left out."""
    versions = _in_force(on, None).filter(procedure_id__in=procedure_ids)
    place = {procedure: index for index, procedure in enumerate(procedure_ids)}
    order = {version: place[procedure] for version, procedure in versions.values_list("pk", "procedure_id")}
    return sorted(_hits(versions, on), key=lambda hit: order[hit.version_id])


def hits_by_code(codes: Collection[str], on: date) -> dict[str, ProcedureHit]:
    """Lines of these procedures by their code; those not in force on the local day are left out (2 queries)."""
    return {hit.code: hit for hit in _hits(_in_force(on, None).filter(procedure__code__in=codes), on)}


def limits_by_version(version_ids: Collection[int]) -> dict[int, dict[tuple[str, str], TimeLimit]]:
    """The time limits of several versions by (case, channel), "" for all that have none of their own, in one query."""
    found: dict[int, dict[tuple[str, str], TimeLimit]] = {}
    for row in Limit.objects.filter(version_id__in=version_ids).select_related("case"):
        case = row.case.key if row.case else ""
        found.setdefault(row.version_id, {})[case, row.channel] = limit_from(row)
    return found


def procedure_id(code: str) -> int | None:
    """The id of the procedure with this code, or None."""
    return Procedure.objects.filter(code=code).values_list("pk", flat=True).first()


def procedure_names(procedure_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Code and newest name of these procedures by id, in the order of their codes (one query)."""
    newest = ProcedureVersion.objects.filter(procedure=OuterRef("pk")).order_by("-valid_from", "-pk").values("name")[:1]
    found = Procedure.objects.filter(pk__in=list(procedure_ids)).annotate(name=Subquery(newest)).order_by("code")
    return {pk: (code, name or code) for pk, code, name in found.values_list("pk", "code", "name")}
