"""The rules of a dossier: pinned when it comes in, looked up by what is pinned ever after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.agencies.queries import calendar_for
from motcua.catalogue.queries import in_force
from motcua.catalogue.rules import rules_of as catalogue_rules
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle import Rules
from motcua.law.moments import local
from motcua.law.refusal import Refused
from motcua.law.regimes import regime_named, regime_on


@dataclass(frozen=True, slots=True)
class Pins:
    """What is pinned on a dossier when it comes in."""

    procedure_id: int
    version_id: int
    process_id: int
    agency_id: int
    regime: str


def pins_for(procedure_code: str, at: datetime) -> Pins:
    """What a dossier of this procedure that comes in at `at` is pinned to.

    Raises:
        Refused: the procedure is unknown, not in force on that day, or has no approved internal process.
    """
    day = local(at).date()
    found = in_force(procedure_code, day)
    if found is None:
        raise Refused(
            "unknown_procedure",
            f"Không có thủ tục mã “{procedure_code}” có hiệu lực vào ngày {day:%d/%m/%Y}.",
            field="procedure",
        )
    if not found.local:
        raise Refused(
            "not_local",
            f"Thủ tục “{found.name}” được giải quyết trên hệ thống khác; hãy tiếp nhận hồ sơ trên hệ thống đó.",
            field="procedure",
        )
    if found.process_id is None:
        raise Refused(
            "no_process", f"Thủ tục “{found.name}” chưa có quy trình nội bộ được phê duyệt.", field="procedure"
        )
    return Pins(found.procedure_id, found.version_id, found.process_id, found.agency_id, regime_on(day).code)


def rules_of(row: Dossier) -> Rules:
    """Everything that decides about this dossier."""
    procedure, process = catalogue_rules(row.procedure_version_id, row.process_id, row.case)
    return Rules(
        procedure=procedure,
        process=process,
        calendar=calendar_for(row.agency_id, row.calendar or None),
        regime=regime_named(row.regime),
        owner_identity=row.applicant.identity_number,
    )
