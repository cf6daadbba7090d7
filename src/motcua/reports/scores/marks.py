"""What the marks of dossiers say for the index: digitising (4.1–4.5), online filing (3.3) and payment (3.5, 3.6).

A kind of mark that the centre did not record for the whole period gives no figures at all (`reports.sources`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count as Number
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from motcua.catalogue.models import Fee, ProcedureVersion
from motcua.catalogue.models import Subject as Who
from motcua.catalogue.queries import versions_on
from motcua.dossiers.models import Dossier, Mark
from motcua.law.scoring.index import Count, Missing
from motcua.reports.courses import within
from motcua.reports.models import FactSource
from motcua.reports.scores.catalogue import ONLINE, last_day
from motcua.reports.scores.found import Found
from motcua.reports.sources import Sources, sources
from motcua.reports.span import Span

Kind = Mark.Kind
Scope = frozenset[int] | None
PEOPLE = [Who.CITIZEN, Who.OVERSEAS, Who.FOREIGNER, Who.OFFICIAL]
"""Those who file for whom the population database is asked."""

NEEDS: Mapping[str, tuple[str, ...]] = {
    "e_result": (Kind.E_RESULT,),
    "digitised": (Kind.DIGITISED, Kind.E_RESULT),
    "reused": (Kind.REUSED,),
    "from_store": (Kind.FROM_STORE,),
    "identity": (Kind.IDENTITY,),
    "identity_procedures": (Kind.IDENTITY,),
    "online_filed": (Kind.E_RESULT,),
    "paid_online": (Kind.PAID_ONLINE,),
    "payable_online": (Kind.PAID_ONLINE,),
}
"""The kinds of marks that an indicator rests on."""
OTHER_NEEDS: Mapping[str, tuple[str, ...]] = {
    "complaints_on_time": (FactSource.Kind.QUESTIONS,),
    "satisfied": (FactSource.Kind.QUESTIONS,),
}
"""The kinds of other facts that an indicator rests on."""


def received(span: Span, agencies: Iterable[int] | None) -> QuerySet[Dossier]:
    """The dossiers received in the period."""
    start, horizon = span.period.start, span.horizon
    return with_marks(within(Dossier.objects.filter(accepted_at__gte=start, accepted_at__lt=horizon), agencies), span)


def finished(span: Span, agencies: Iterable[int] | None) -> QuerySet[Dossier]:
    """The dossiers that came to a result in the period."""
    start, horizon = span.period.start, span.horizon
    ended = Dossier.objects.filter(ended_at__gte=start, ended_at__lt=horizon, ended_as=Dossier.Ending.FINISHED)
    return with_marks(within(ended, agencies), span)


def with_marks(dossiers: QuerySet[Dossier], span: Span) -> QuerySet[Dossier]:
    """The same dossiers, of which `marked` can be asked; only marks that are asked for are joined."""
    return dossiers.alias(
        **{
            f"has_{kind}": FilteredRelation("marks", condition=Q(marks__kind=kind, marks__at__lte=span.as_of))
            for kind in Kind.values
        }
    )


def marked(*kinds: str) -> Q:
    """Those that had all these marks at the end of the period."""
    return Q(**{f"has_{kind}__at__isnull": False for kind in kinds})


GIVES_A_PAPER = ~Q(procedure_version__results=[])
"""The procedure ends in a paper: a licence, a certificate, an extract."""


def dossiers_of(span: Span, key: str, scope: Scope) -> tuple[QuerySet[Dossier], Q]:
    """The dossiers that an indicator counts, and which of them are good."""
    match key:
        case "e_result":
            return finished(span, scope).filter(GIVES_A_PAPER), marked(Kind.E_RESULT)
        case "digitised":
            return finished(span, scope), marked(Kind.DIGITISED, Kind.E_RESULT)
        case "online_filed":
            return received(span, scope), Q(channel__in=ONLINE) & (~GIVES_A_PAPER | marked(Kind.E_RESULT))
        case "paid_online":
            return received(span, scope).filter(marked(Kind.FEE)), marked(Kind.PAID_ONLINE)
        case _:
            return received(span, scope), marked(key)


BY_DOSSIER = ("e_result", "digitised", "reused", "from_store", "identity", "online_filed", "paid_online")


def marks_found(span: Span, agencies: Iterable[int] | None = None) -> dict[str, Found]:
    """All that the marks say for a period, by key of indicator.

    Args:
        agencies: ids of agencies to look at; None for all.
    """
    scope = None if agencies is None else frozenset(agencies)
    known = sources()
    found: dict[str, Found] = {}
    for key in NEEDS:
        if not is_recorded(known, key, span):
            found[key] = Missing.NO_SOURCE
        elif key in BY_DOSSIER:
            found[key] = _by_agency(*dossiers_of(span, key, scope))
        elif key == "identity_procedures":
            found[key] = _asked_for_people(span, scope)
        else:
            found[key] = _paid_for(span, scope)
    return found


def is_recorded(known: Sources, key: str, span: Span) -> bool:
    """Whether all that an indicator rests on was recorded for the whole period."""
    kinds = NEEDS.get(key, OTHER_NEEDS.get(key, ()))
    return all(known.recorded(str(kind), span) for kind in kinds)


def _by_agency(dossiers: QuerySet[Dossier], good: Q) -> dict[int, Count]:
    counted = dossiers.order_by().values_list("agency_id")
    rows: Iterable[Any] = counted.annotate(whole=Number("pk"), part=Number("pk", filter=good))
    return {agency: Count(part, whole) for agency, whole, part in rows}


def _asked_for_people(span: Span, scope: Scope) -> dict[int, Count]:
    """4.5a: of the procedures that people filed for, those with a dossier that was checked."""
    dossiers = received(span, scope).filter(procedure_version__subjects__overlap=PEOPLE)
    rows = dossiers.order_by().values_list("agency_id", "procedure_id")
    return _procedures(rows.annotate(checked=Number("pk", filter=marked(Kind.IDENTITY))))


def _paid_for(span: Span, scope: Scope) -> dict[int, Count]:
    """3.5: of the procedures with a fee, those with a dossier whose fee was paid online."""
    paid = received(span, None).filter(marked(Kind.PAID_ONLINE), procedure=OuterRef("procedure_id"))
    rows = with_fee(span, scope).annotate(paid=Exists(paid))
    return _procedures(rows.values_list("procedure__agency_id", "procedure_id", "paid"))


def with_fee(span: Span, scope: Scope) -> QuerySet[ProcedureVersion]:
    """The versions in force on the last day that ask for a fee, or for one that is set case by case."""
    asks = Fee.objects.filter(version=OuterRef("pk")).exclude(amount=0)
    versions = versions_on(last_day(span)).filter(Exists(asks))
    return versions if scope is None else versions.filter(procedure__agency_id__in=scope)


def _procedures(rows: Iterable[Any]) -> dict[int, Count]:
    """Counts by agency of rows (agency, procedure, good)."""
    wholes: defaultdict[int, int] = defaultdict(int)
    parts: defaultdict[int, int] = defaultdict(int)
    for agency, _, good in rows:
        wholes[agency] += 1
        parts[agency] += bool(good)
    return {agency: Count(parts[agency], whole) for agency, whole in wholes.items()}
