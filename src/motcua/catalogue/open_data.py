"""The catalogue as open data: the procedures in force on a day, in our own format and as a table of typed columns.

Decisions and figures are free of copyright (Luật Sở hữu trí tuệ Đ15), and nothing personal is in them: anybody may use
them for anything.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO

import msgspec
from django.db.models import Max, Q, QuerySet

from motcua.agencies.models import Agency
from motcua.catalogue.export_json import export_json
from motcua.catalogue.export_versions import export_versions
from motcua.catalogue.models import IntakeSuspension, ProcedureVersion, PublicationDecision
from motcua.catalogue.open_data_columns import COLUMNS, Row
from motcua.catalogue.spec import VersionSpec
from motcua.law.worktime import VIETNAM

FORMAT = 1
"""Counts changes of what is written: by it caches of what was written otherwise before are told apart."""
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By this sign spreadsheets know that a table is UTF-8."""
_LINES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Revision:
    """What the open data say on a day: `digest` changes as soon as any of it does.

    Attributes:
        changed: when they last became what they are, as far as decisions tell; None for an empty catalogue.
    """

    digest: str
    changed: datetime | None


def as_json(on: date) -> Iterator[bytes]:
    """All procedures in force on a local day as one JSON array, a procedure a line, by code."""
    return export_json(published(on))


def as_csv(on: date, address: str) -> Iterator[bytes]:
    """The same as CSV (RFC 4180, UTF-8 with BOM); `address` begins the addresses of the pages of procedures."""
    names = dict(Agency.objects.values_list("code", "name"))
    still = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    # whichever version it began with, a suspension is one of the procedure
    suspended = set(IntakeSuspension.objects.filter(still, starts_on__lte=on).values_list("procedure__code", flat=True))
    return _table(
        Row(spec, on, names.get(spec.agency, spec.agency), spec.code in suspended, address) for spec in published(on)
    )


def one_as_json(code: str, on: date) -> bytes | None:
    """A procedure as in force on a local day; None when none of its versions is."""
    found = next(_specs(in_force(on).filter(procedure__code=code)), None)
    return None if found is None else msgspec.json.encode(found)


def published(on: date) -> Iterator[VersionSpec]:
    """The procedures in force on a local day, by code; read bit by bit, a few queries for every 500 of them."""
    return _specs(in_force(on))


def count(on: date) -> int:
    """How many procedures are in force on a local day."""
    return in_force(on).count()


def revision(on: date) -> Revision:
    """What the open data of a local day say, in a word (4 queries)."""
    versions = list(in_force(on).order_by("pk").values_list("pk", "valid_from", "valid_until"))
    spans = list(IntakeSuspension.objects.order_by("pk").values_list("pk", "starts_on", "ends_on"))
    agencies = list(Agency.objects.order_by("pk").values_list("code", "name"))
    latest = PublicationDecision.objects.aggregate(
        approved=Max("approved_at"), ended=Max("versions__valid_until", filter=Q(versions__valid_until__lte=on))
    )
    said = repr((FORMAT, on, versions, spans, agencies)).encode()
    days = [latest["ended"], *(begun for _pk, begun, _ended in versions), *(day for span in spans for day in span[1:])]
    moments = [datetime.combine(day, time(), VIETNAM) for day in days if day and day <= on]
    changed = max(filter(None, [latest["approved"], *moments]), default=None)
    return Revision(hashlib.sha256(said).hexdigest()[:20], changed)


def in_force(on: date) -> QuerySet[ProcedureVersion]:
    """The versions in force on a local day."""
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    return ProcedureVersion.objects.filter(still, valid_from__lte=on)


def _specs(versions: QuerySet[ProcedureVersion]) -> Iterator[VersionSpec]:
    """Versions with their agency named by its code."""
    codes = {key: agency.code for agency in Agency.objects.all() for key in (agency.name, agency.code)}
    for spec in export_versions(versions):
        yield msgspec.structs.replace(spec, agency=codes.get(spec.agency, spec.agency))


def _table(rows: Iterable[Row]) -> Iterator[bytes]:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    text.write(BOM)
    writer.writerow(column.name for column in COLUMNS)
    for place, row in enumerate(rows, start=1):
        writer.writerow(column.text(row) for column in COLUMNS)
        if place % _LINES_AT_ONCE == 0:
            yield _taken(text)
    yield _taken(text)


def _taken(text: StringIO) -> bytes:
    """What was written so far; the text begins anew."""
    said = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return said
