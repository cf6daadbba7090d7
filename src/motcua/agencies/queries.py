"""Reads of agencies and calendars."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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


def calendar_for(agency_id: int, pinned: int | None = None) -> Calendar:
    """The work calendar of an agency: its own approved years, the province's for the rest.

    Built once per approval; asking for it again costs one small query.

    Args:
        pinned: `newest_calendar` of an earlier moment: years approved by then are as they were, so that a
            correction changes nothing behind anyone's back; years approved later are as they are now.
    """
    newest, own = _newest(agency_id)
    # agencies without years of their own share one calendar
    return _calendar(agency_id if own else None, newest, min(pinned or newest, newest))


def calendars_for(wanted: Collection[tuple[int, int]]) -> dict[tuple[int, int], Calendar]:
    """`calendar_for` of many agencies at once, each as of its pin (0 for none); one small query."""
    agencies = {agency_id for agency_id, _ in wanted}
    newest: dict[int | None, int] = dict(
        CalendarYear.objects.filter(Q(agency__isnull=True) | Q(agency_id__in=agencies))
        .values_list("agency_id")
        .annotate(newest=Max("pk"))
    )
    return {(agency_id, pin): _as_of(newest, agency_id, pin) for agency_id, pin in wanted}


def _as_of(newest: Mapping[int | None, int], agency_id: int, pin: int) -> Calendar:
    last = max(newest.get(None, 0), newest.get(agency_id, 0))
    return _calendar(agency_id if agency_id in newest else None, last, min(pin or last, last))


def newest_calendar(agency_id: int) -> int:
    """The newest approval that concerns an agency: what is pinned on what is reckoned now; 0 for none."""
    return _newest(agency_id)[0]


def _newest(agency_id: int) -> tuple[int, bool]:
    found = CalendarYear.objects.filter(_concerns(agency_id)).aggregate(
        newest=Max("pk"), own=Max("pk", filter=Q(agency_id=agency_id))
    )
    return found["newest"] or 0, bool(found["own"])


def _concerns(agency_id: int | None) -> Q:
    return Q(agency__isnull=True) | Q(agency_id=agency_id)


@lru_cache(maxsize=64)
def _calendar(agency_id: int | None, newest: int, pinned: int) -> Calendar:
    """The calendar as of approval `newest`; approvals are only ever added, so this never grows stale."""
    rows = CalendarYear.objects.filter(_concerns(agency_id), pk__lte=newest)
    # what was known when it was pinned wins; then an agency's own year; then the newest version
    ranked = sorted(rows, key=lambda row: (row.pk <= pinned, row.agency_id is not None, row.version))
    chosen = {row.year: row for row in ranked}
    calendar = calendar_from(shipped_week(), [chosen[year].table for year in sorted(chosen)])
    calendar.version = pinned
    return calendar
