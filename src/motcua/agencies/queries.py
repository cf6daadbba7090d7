"""Reads of agencies and calendars."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Max, Q

from motcua.agencies.calendars import calendar_from, shipped_week
from motcua.agencies.models import Agency, CalendarYear
from motcua.law.worktime import Calendar


def agencies_in_order() -> list[Agency]:
    """The agencies that decide on dossiers, in the order of the tables; not the centre, not the post."""
    return list(Agency.objects.filter(kind=Agency.Kind.DEPARTMENT))


def agency_by_code(code: str) -> Agency | None:
    """The agency with this identification code, or None."""
    return Agency.objects.filter(code=code.strip().upper()).first()


def agency_by_name(name: str) -> Agency | None:
    """The agency with this name, full or short, as printed; None when there is none."""
    wanted = " ".join(name.split())
    found = Agency.objects.filter(Q(name__iexact=wanted) | Q(short_name__iexact=wanted))
    # a full name wins over the same text as another agency's short name
    return min(found, key=lambda agency: agency.name.lower() != wanted.lower(), default=None)


def calendar_for(agency_id: int) -> Calendar:
    """The work calendar of an agency: its own approved years, the province's for the rest.

    Built once per approval; asking for it again costs one small query.
    """
    found = CalendarYear.objects.filter(_concerns(agency_id)).aggregate(
        newest=Max("pk"), own=Max("pk", filter=Q(agency_id=agency_id))
    )
    # agencies without years of their own share one calendar
    return _calendar(agency_id if found["own"] else None, found["newest"] or 0)


def _concerns(agency_id: int | None) -> Q:
    return Q(agency__isnull=True) | Q(agency_id=agency_id)


@lru_cache(maxsize=64)
def _calendar(agency_id: int | None, newest: int) -> Calendar:
    """The calendar as of approval `newest`; approvals are only ever added, so this never grows stale."""
    rows = CalendarYear.objects.filter(_concerns(agency_id), pk__lte=newest)
    # the province's first, then the agency's own; within each the newest version last
    ranked = sorted(rows, key=lambda row: (row.agency_id is not None, row.version))
    chosen = {row.year: row for row in ranked}
    return calendar_from(shipped_week(), [chosen[year].table for year in sorted(chosen)])
