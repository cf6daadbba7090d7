"""What the catalogue says for the index: publicity (1.1–1.3) and online services (3.1, 3.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from motcua.agencies.queries import calendar_for
from motcua.catalogue.directory import limits_by_version
from motcua.catalogue.models import Case, Component, OnlineLevel, ProcedureVersion, PublicationDecision
from motcua.catalogue.queries import level_on, versions_on
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle.rules import stated_limit
from motcua.law.lifecycle.state import Channel
from motcua.law.moments import local
from motcua.law.publication import Stated, gaps
from motcua.law.scoring.index import Count, Missing
from motcua.law.scoring.publicity import (
    latest_publicising,
    latest_signing,
    publicised_in_time,
    published_in_time,
)
from motcua.reports.scores.found import Found
from motcua.reports.span import Span

ONLINE = [channel.value for channel in Channel if channel.online]


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure as an indicator sees it: good or not, and why not."""

    id: int
    code: str
    name: str
    agency_id: int
    good: bool
    why: str = ""


def last_day(span: Span) -> date:
    """The local day whose catalogue a period shows: its last one, or today in a period that still runs."""
    return min(span.period.last, local(span.as_of).date())


def counts_of(procedures: Iterable[Procedure]) -> dict[int, Count]:
    """How many of the procedures are good, by id of agency."""
    parts: defaultdict[int, int] = defaultdict(int)
    wholes: defaultdict[int, int] = defaultdict(int)
    for one in procedures:
        wholes[one.agency_id] += 1
        parts[one.agency_id] += one.good
    return {agency: Count(parts[agency], whole) for agency, whole in wholes.items()}


def services_found(span: Span, agencies: Iterable[int] | None = None) -> dict[str, Found]:
    """What the procedures in force on the last day say for a period, by key of indicator.

    Args:
        agencies: ids of agencies to look at; None for all.
    """
    scope = None if agencies is None else frozenset(agencies)
    return {
        "complete": counts_of(complete_procedures(span, scope)),
        "online_procedures": counts_of(online_procedures(span, scope)),
        "online_used": counts_of(used_services(span, scope)),
    }


def publication_found(span: Span, agencies: Iterable[int] | None = None) -> dict[str, Found]:
    """What the decisions signed in a period say, by key of indicator.

    Args:
        agencies: ids of agencies to look at; None for all.

    Raises:
        CalendarNotApproved: a decision lies in a year without a calendar.
    """
    scope = None if agencies is None else frozenset(agencies)
    publicised = list(publicised_procedures(span, scope))
    # decisions that came in with a file do not say when they were made public
    known: Found = counts_of(publicised) if publicised or not _decided(span, scope).exists() else Missing.NO_SOURCE
    return {"published_on_time": counts_of(published_procedures(span, scope)), "publicised_on_time": known}


def _decided(span: Span, scope: frozenset[int] | None) -> QuerySet[ProcedureVersion]:
    """The versions whose decisions were signed in the period."""
    versions = ProcedureVersion.objects.filter(
        decision__stage=PublicationDecision.Stage.PUBLISHED,
        decision__signed_on__gte=span.period.first,
        decision__signed_on__lte=last_day(span),
    )
    return versions if scope is None else versions.filter(procedure__agency_id__in=scope)


def _once(procedures: Iterable[Procedure]) -> Iterator[Procedure]:
    """Each procedure once: of several decisions in a period, one that is late makes it late."""
    chosen: dict[int, Procedure] = {}
    for one in procedures:
        if one.id not in chosen or chosen[one.id].good:
            chosen[one.id] = one
    return iter(chosen.values())


_ROW = ("procedure_id", "procedure__code", "name", "procedure__agency_id")


def published_procedures(span: Span, scope: frozenset[int] | None) -> Iterator[Procedure]:
    """1.1: the procedures published in the period, and whether the decision was signed in time.

    Raises:
        CalendarNotApproved: the days between lie in a year that was not approved.
    """
    rows = _decided(span, scope).values_list(*_ROW, "decision__number", "decision__signed_on", "valid_from")
    return _once(_published(row) for row in rows.order_by("procedure__code", "number"))


def _published(row: tuple[Any, ...]) -> Procedure:
    procedure, code, name, agency, number, signed_on, effect = row
    calendar = calendar_for(agency)
    if published_in_time(signed_on, effect, calendar):
        return Procedure(procedure, code, name, agency, True)
    why = (
        f"Quyết định {number} ký ngày {signed_on:%d/%m/%Y}; để có hiệu lực từ {effect:%d/%m/%Y} phải ký chậm nhất "
        f"ngày {latest_signing(effect, calendar):%d/%m/%Y}."
    )
    return Procedure(procedure, code, name, agency, False, why)


def publicised_procedures(span: Span, scope: frozenset[int] | None) -> Iterator[Procedure]:
    """1.2: the procedures of decisions signed in the period, and whether they were made public in time.

    The day is that of the approval in this catalogue, from which the portal and the open data are fed.

    Raises:
        CalendarNotApproved: the days between lie in a year that was not approved.
    """
    rows = _decided(span, scope).filter(decision__approved_at__isnull=False)
    wanted = rows.values_list(*_ROW, "decision__number", "decision__signed_on", "decision__approved_at")
    return _once(_publicised(row) for row in wanted.order_by("procedure__code", "number"))


def _publicised(row: tuple[Any, ...]) -> Procedure:
    procedure, code, name, agency, number, signed_on, approved_at = row
    calendar, public_on = calendar_for(agency), local(approved_at).date()
    if publicised_in_time(signed_on, public_on, calendar):
        return Procedure(procedure, code, name, agency, True)
    why = (
        f"Quyết định {number} ký ngày {signed_on:%d/%m/%Y}, công khai ngày {public_on:%d/%m/%Y}; hạn là "
        f"{latest_publicising(signed_on, calendar):%d/%m/%Y}."
    )
    return Procedure(procedure, code, name, agency, False, why)


def _in_force(span: Span, scope: frozenset[int] | None) -> QuerySet[ProcedureVersion]:
    versions = versions_on(last_day(span))
    return versions if scope is None else versions.filter(procedure__agency_id__in=scope)


def complete_procedures(span: Span, scope: frozenset[int] | None) -> Iterator[Procedure]:
    """1.3: the procedures in force on the last day, and whether they say all of the national list (NĐ 63/2010 Đ8.2)."""
    has_components = Exists(Component.objects.filter(version=OuterRef("pk")))
    rows = list(
        _in_force(span, scope)
        .order_by("procedure__code")
        .values("pk", *_ROW, "steps", "channels", "sets", "subject", "subjects", components_said=has_components)
    )
    versions = [row["pk"] for row in rows]
    limits = limits_by_version(versions)
    cases: defaultdict[int, list[str]] = defaultdict(list)
    for version, key in Case.objects.filter(version_id__in=versions).values_list("version_id", "key"):
        cases[version].append(key)
    for row in rows:
        stated = limits.get(row["pk"], {})
        wanted = [(case, channel) for case in cases[row["pk"]] or [""] for channel in row["channels"]]
        missing = gaps(
            Stated(
                name=bool(row["name"]),
                steps=bool(row["steps"]),
                ways=bool(row["channels"]),
                components=row["components_said"],
                sets=row["sets"] > 0,
                time=bool(stated) and all(stated_limit(stated, case, channel) for case, channel in wanted),
                subject=bool(row["subject"] or row["subjects"]),
                agency=True,
            )
        )
        why = " ".join(gap.sentence for gap in missing)
        agency = row["procedure__agency_id"]
        yield Procedure(row["procedure_id"], row["procedure__code"], row["name"], agency, not missing, why)


def online_procedures(span: Span, scope: frozenset[int] | None) -> Iterator[Procedure]:
    """3.1: the procedures in force on the last day, and whether they can be filed online, in part or in full."""
    rows = _in_force(span, scope).annotate(level=level_on(last_day(span))).values_list(*_ROW, "level")
    for procedure, code, name, agency, level in rows.order_by("procedure__code"):
        good = level != OnlineLevel.NONE
        why = "" if good else f"Chưa nộp trực tuyến được vào ngày {last_day(span):%d/%m/%Y}."
        yield Procedure(procedure, code, name, agency, good, why)


def used_services(span: Span, scope: frozenset[int] | None) -> Iterator[Procedure]:
    """3.2: the online services of the last day, and whether a dossier was filed online in the period."""
    filed = Dossier.objects.filter(
        procedure=OuterRef("procedure_id"),
        channel__in=ONLINE,
        accepted_at__gte=span.period.start,
        accepted_at__lt=span.horizon,
    )
    services = _in_force(span, scope).annotate(level=level_on(last_day(span)), filed=Exists(filed))
    rows = services.exclude(level=OnlineLevel.NONE).values_list(*_ROW, "filed").order_by("procedure__code")
    for procedure, code, name, agency, used in rows:
        why = "" if used else "Trong kỳ chưa có hồ sơ nào nộp trực tuyến."
        yield Procedure(procedure, code, name, agency, used, why)
