"""What centres declare of themselves once a year: written here, read by the forms 08b and 08c."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TextIO

from django.db import IntegrityError, transaction

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.agencies.models import Agency
from motcua.law.refusal import Refused
from motcua.reports.fact_files import NO, YES, Faults, Line, lines_of
from motcua.reports.models_centres import COUNTS, EQUIPMENT, CentreFact

FIRST_YEAR, LAST_YEAR = 2018, 2199
MOST = 100_000
"""More points of intake or people than any centre has: a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a centre has; None where it does not say."""

    points: int | None = None
    staff_own: int | None = None
    staff_seconded: int | None = None
    staff_contract: int | None = None
    staff_computers: bool | None = None
    online_computers: bool | None = None
    scanners: bool | None = None
    touch_screens: bool | None = None


def declare_centre(
    agency: Agency, year: int, declared: Declared, *, at: datetime, actor: Actor | None = None
) -> CentreFact:
    """Declare what a centre has in a reporting year; the same again changes nothing.

    What was declared before ends and stays in the history.

    Args:
        at: now, UTC.
        actor: who declares it; None: the administrator of the system.

    Raises:
        Refused: ``forbidden``; ``centre_year``, ``centre_number`` beside their fields; ``changed_meanwhile``.
    """
    if actor is not None and not actor.has(Role.ADMINISTRATOR):
        raise Refused("forbidden", "Chỉ quản trị hệ thống được khai báo số liệu của bộ phận một cửa.")
    _require(year, declared)
    values = asdict(declared)
    try:
        with transaction.atomic():
            in_force = CentreFact.objects.filter(agency=agency, year=year, ended_at__isnull=True)
            present = in_force.select_for_update(of=("self",)).first()
            if present is not None:
                if {name: getattr(present, name) for name in values} == values:
                    return present
                present.ended_at = at
                present.save(update_fields=["ended_at"])
            by = actor.staff_id if actor else None
            return CentreFact.objects.create(agency=agency, year=year, declared_at=at, declared_by_id=by, **values)
    except IntegrityError as taken:
        raise Refused("changed_meanwhile", "Số liệu này vừa được người khác khai báo; hãy xem lại.") from taken


def _require(year: int, declared: Declared) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("centre_year", f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.", "year")
    for name in COUNTS:
        value = getattr(declared, name)
        if value is not None and not 0 <= value <= MOST:
            raise Refused("centre_number", f"Số lượng phải từ 0 đến {MOST}.", name)


def import_centres(stream: TextIO, *, year: int, at: datetime, actor: Actor | None = None) -> int:
    """Declare what a CSV file says of centres, all of it or nothing.

    The columns are ``agency`` (code) and those of `Declared`; a cell that is empty is not declared.

    Returns:
        How many centres the file speaks of.

    Raises:
        Refused: ``facts_file`` with a sentence for each fault; or as `declare_centre`.
    """
    faults = Faults()
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    found: dict[str, Declared] = {}
    for line in lines_of(stream, ("agency",), (*COUNTS, *EQUIPMENT)):
        code = line["agency"]
        if code not in agencies:
            faults.add(line.number, "agency", f"không có cơ quan nào mang mã “{code[:40]}”")
        elif code in found:
            faults.add(line.number, "agency", f"cơ quan {code} đã có ở dòng trên")
        found[code] = _declared(line, faults)
    faults.refuse()
    with transaction.atomic():
        for code, declared in found.items():
            declare_centre(agencies[code], year, declared, at=at, actor=actor)
    return len(found)


def _declared(line: Line, faults: Faults) -> Declared:
    values: dict[str, int | None] = {}
    for name in COUNTS:
        text = line[name].replace(".", "")
        if text and not (text.isascii() and text.isdigit() and int(text) <= MOST):
            faults.add(line.number, name, f"“{line[name][:40]}” không phải là số từ 0 đến {MOST}")
        else:
            values[name] = int(text) if text else None
    has: dict[str, bool | None] = {}
    for name in EQUIPMENT:
        text = line[name].casefold()
        if text and text not in YES | NO:
            faults.add(line.number, name, f"“{line[name][:40]}” phải là có (1) hoặc không (0)")
        else:
            has[name] = text in YES if text else None
    return Declared(**values, **has)  # type: ignore[arg-type]


def declared_for(year: int, agencies: Iterable[int], as_of: datetime) -> Mapping[int, CentreFact]:
    """What centres have declared for a year, by id of agency (one query).

    The declaration known at the as-of instant (UTC), or else the first one made after it: what a year had is
    declared once, often after its cut-off, and the first declaration never changes.
    """
    rows = CentreFact.objects.filter(year=year, agency_id__in=list(agencies)).order_by("-declared_at", "-pk")
    found: dict[int, CentreFact] = {}
    for row in rows:  # newest first: a later one gives way to an earlier one while it was not known
        if row.agency_id not in found or found[row.agency_id].declared_at > as_of:
            found[row.agency_id] = row
    return found
