"""Up to which due date one has to be warned now: working time from now on, by the calendar of each agency."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from motcua.agencies.models import Agency, CalendarYear
from motcua.agencies.queries import calendar_for
from motcua.law.worktime import Calendar, CalendarNotApproved

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The agencies that share a calendar.

    Attributes:
        agencies: their ids.
    """

    agencies: tuple[int, ...]
    calendar: Calendar

    def in_working_minutes(self, now: datetime, minutes: int) -> datetime | None:
        """The instant at which so many minutes of legal time will have run since `now` (UTC).

        None, and a line in the program's log, when that depends on a year whose calendar is not approved.
        """
        try:
            return self.calendar.add_minutes(now, minutes)
        except CalendarNotApproved as refused:
            _log.warning("no warnings ahead of time: %s", refused.sentence)
            return None

    def in_working_days(self, now: datetime, days: int) -> datetime | None:
        """As `in_working_minutes`, for days of the calendar's standard length."""
        return self.in_working_minutes(now, days * self.calendar.standard_day)


def horizons() -> list[Horizon]:
    """All agencies by calendar: those without approved years of their own share the province's."""
    own = set(CalendarYear.objects.filter(agency__isnull=False).values_list("agency_id", flat=True).distinct())
    every = list(Agency.objects.order_by("pk").values_list("pk", flat=True))
    shared = tuple(pk for pk in every if pk not in own)
    groups = [shared] if shared else []
    groups += [(pk,) for pk in every if pk in own]
    return [Horizon(group, calendar_for(group[0])) for group in groups]
