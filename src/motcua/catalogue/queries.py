"""Reads of the catalogue: search, the page of a procedure, the rules a dossier is judged by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django.contrib.postgres.search import SearchRank
from django.db.models import Case, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from motcua.catalogue.folding import fold
from motcua.catalogue.loading import process_from
from motcua.catalogue.models import InternalProcess, Limit, ProcedureVersion
from motcua.catalogue.search import CODE, queries_for
from motcua.law.deadline import Counting, TimeLimit, Unit
from motcua.law.lifecycle.rules import ComponentRule, FeeRule, ProcedureRules
from motcua.law.lifecycle.state import Channel
from motcua.law.process import Process

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
    """The version of a procedure in force on a day; `process_id` is None while it has no internal process."""

    procedure_id: int
    version_id: int
    process_id: int | None
    agency_id: int
    name: str
    channels: tuple[Channel, ...]


def search(
    words: str, *, on: date | None = None, agencies: Collection[int] | None = None, limit: int = 20
) -> list[ProcedureHit]:
    """Procedures for what a person typed, best first; at most `limit`.

    Accents, capitals and punctuation do not matter, the last word may be unfinished, words of four
    letters and more may have one letter wrong. A procedure code, or its beginning, finds the procedure.

    Args:
        on: the local day whose versions are looked at; None for those without an end.
        agencies: ids of agencies to look at; None for all.
    """
    typed = words[:_LONGEST_QUERY].strip()
    versions = _in_force(on, agencies)
    if CODE.fullmatch(typed):
        return _hits(versions.filter(procedure__code__istartswith=typed).order_by("procedure__code")[:limit])
    text = fold(typed)
    for query in queries_for(text):
        found = versions.filter(words=query.anywhere).annotate(
            # side by side in the name comes before scattered in the name, and that before elsewhere
            nearness=Case(
                When(folded_name__startswith=text, then=Value(3)),
                When(folded_name__contains=text, then=Value(2)),
                When(words=query.in_name, then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            ),
            rank=SearchRank(F("words"), query.anywhere, normalization=Value(1)),
        )
        if hits := _hits(found.order_by("-nearness", "-rank", "procedure__code")[:limit]):
            return hits
    return []


def procedures_of(agencies: Collection[int] | None, on: date) -> list[ProcedureHit]:
    """The procedures of these agencies (None: of all) in force on a local day, by agency, field and name."""
    versions = _in_force(on, agencies)
    return _hits(versions.order_by("procedure__agency__order", "procedure__field", "name")[:_MOST])


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
        channels=tuple(Channel(channel) for channel in row["channels"]),
    )


def rules_of(version_id: int, process_id: int) -> tuple[ProcedureRules, Process]:
    """The rules of a pinned version and process.

    What a version asks for never changes and is kept in memory; when it may be taken in does change (it is
    superseded, or intake is suspended), so that is read each time (one query).

    Raises:
        ProcedureVersion.DoesNotExist, InternalProcess.DoesNotExist: there is none of that number.
    """
    until, closed_from, closed_until = ProcedureVersion.objects.values_list(
        "valid_until", "intake_closed_from", "intake_closed_until"
    ).get(pk=version_id)
    rules, process = _rules(version_id, process_id)
    if until or closed_from:
        rules = replace(
            rules,
            intake_until=_day_before(until),
            closed_from=closed_from,
            closed_until=_day_before(closed_until),
        )
    return rules, process


@lru_cache(maxsize=2048)
def _rules(version_id: int, process_id: int) -> tuple[ProcedureRules, Process]:
    version = (
        ProcedureVersion.objects.select_related("procedure")
        .prefetch_related("components", "limits", "fees")
        .get(pk=version_id)
    )
    process = InternalProcess.objects.get(pk=process_id, version=version_id)
    rules = ProcedureRules(
        code=version.procedure.code,
        name=version.name,
        components=tuple(
            ComponentRule(part.key, part.name, part.originals, part.copies, part.mandatory)
            for part in version.components.all()
        ),
        limits=tuple((row.channel, limit_from(row)) for row in version.limits.all()),
        fees=tuple(
            FeeRule(fee.name, fee.amount, fee.due_at_intake) for fee in version.fees.all() if fee.amount is not None
        ),
        intake_from=version.valid_from,
    )
    return rules, process_from(process.spec)


def limit_from(row: Limit) -> TimeLimit:
    """A stored time limit, as the law reckons with it."""
    return TimeLimit(row.value, Unit(row.unit), Counting(row.counting), row.cutoff)


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None


def _in_force(on: date | None, agencies: Collection[int] | None) -> QuerySet[ProcedureVersion]:
    versions = ProcedureVersion.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on or date.max))
    if on is not None:
        versions = versions.filter(valid_from__lte=on)
    return versions if agencies is None else versions.filter(procedure__agency_id__in=list(agencies))


def _hits(versions: QuerySet[ProcedureVersion]) -> list[ProcedureHit]:
    common = Prefetch("limits", queryset=Limit.objects.order_by("channel"))
    rows = versions.select_related("procedure__agency").defer("folded", "source", "legal_bases", "steps")
    return [_hit(row) for row in rows.prefetch_related(common)]


def _hit(version: ProcedureVersion) -> ProcedureHit:
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
        online_level=ProcedureVersion.OnlineLevel(version.online_level).label,
        limit=limit_from(limits[0]).label if limits else "",
    )
