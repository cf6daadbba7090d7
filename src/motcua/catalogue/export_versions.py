"""Versions in the catalogue in our own format, to be exported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from django.db.models import Prefetch, QuerySet

from motcua.catalogue.models import IntakeSuspension, ProcedureVersion
from motcua.catalogue.spec import VersionSpec

_AT_ONCE = 500


def export_versions(versions: QuerySet[ProcedureVersion]) -> Iterator[VersionSpec]:
    """These versions with their decisions, days and suspensions, by code and number; three queries for 500 of them.

    A version says what it was published with: an internal process that was approved for it later is exported as BPMN.
    """
    held = ProcedureVersion.objects.only("procedure_id", "decision_id", "valid_from", "valid_until").order_by("number")
    rows = (
        versions.select_related("procedure", "decision")
        .prefetch_related(
            Prefetch("procedure__suspensions", queryset=IntakeSuspension.objects.order_by("starts_on")),
            Prefetch("procedure__versions", queryset=held),
        )
        .order_by("procedure__code", "number")
    )
    return (_spec(row) for row in rows.iterator(chunk_size=_AT_ONCE))


def _spec(row: ProcedureVersion) -> VersionSpec:
    decision = row.decision
    said: dict[str, Any] = {
        **row.source,
        "number": row.number,
        "decision": {
            "number": decision.number,
            "date": decision.signed_on,
            "title": decision.title,
            "issuer": decision.issuer,
        },
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "suspensions": [
            {"since": span.starts_on, "until": span.ends_on, "reason": span.reason}
            for span in row.procedure.suspensions.all()
            if _belongs(span, row)
        ],
    }
    return msgspec.convert(said, VersionSpec, strict=False)


def _belongs(span: IntakeSuspension, row: ProcedureVersion) -> bool:
    """Whether a suspension is exported with this version: each is with one, that of its decision if there is any."""
    versions = list(row.procedure.versions.all())
    same = [one for one in versions if one.decision_id == span.decision_id]
    begun = [one for one in versions if one.valid_from <= span.starts_on]
    return (same or begun[-1:] or versions)[0].pk == row.pk
