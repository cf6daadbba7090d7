"""Writes of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db import transaction

from motcua.agencies.models import Agency
from motcua.catalogue.loading import save_version
from motcua.catalogue.locking import one_at_a_time
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.spec import VersionSpec
from motcua.law.refusal import Refused


@dataclass(frozen=True, slots=True)
class LoadedProcedures:
    """How many versions a file speaks of, and how many of them are new."""

    versions: int
    added: int


@transaction.atomic
def load_procedures(data: Iterable[Mapping[str, Any]]) -> LoadedProcedures:
    """Bring the procedures of `data` into the catalogue; a second time changes nothing.

    A version that is in the catalogue already must say the same: what changes is a new version.

    Args:
        data: procedures in the shape of `spec.VersionSpec`, as in `catalogue/data`.

    Raises:
        Refused: a procedure has another shape, belongs to an unknown agency, repeats a version with other
            content, or has an internal process that cannot be run within its time limit.
    """
    one_at_a_time(ProcedureVersion)
    agencies = {key: agency for agency in Agency.objects.all() for key in (agency.name, agency.code)}
    added = count = 0
    for count, item in enumerate(data, start=1):
        spec = _spec(item, count)
        agency = agencies.get(spec.agency)
        if agency is None:
            raise Refused("agency_unknown", f"Thủ tục {spec.code}: chưa có cơ quan “{spec.agency}” trong danh mục.")
        added += save_version(spec, agency)
    return LoadedProcedures(versions=count, added=added)


@transaction.atomic
def record_uses(counts: Mapping[int, int]) -> int:
    """Write down how often each procedure was filed in the last twelve months; what is used ranks first in the search.

    Args:
        counts: accepted dossiers by procedure id; procedures that are missing were not filed.

    Returns how many procedures changed.
    """
    rows = Procedure.objects.select_for_update().order_by("pk").only("pk", "filed")
    changed = [row for row in rows if row.filed != counts.get(row.pk, 0)]
    for row in changed:
        row.filed = counts.get(row.pk, 0)
    Procedure.objects.bulk_update(changed, ["filed"], batch_size=1000)
    return len(changed)


def _spec(item: Mapping[str, Any], place: int) -> VersionSpec:
    try:
        return msgspec.convert(item, VersionSpec, strict=False)
    except msgspec.ValidationError as wrong:
        named = item.get("code", f"thứ {place}")
        raise Refused("procedure_shape", f"Thủ tục {named} không đúng cấu trúc: {wrong}.") from wrong
