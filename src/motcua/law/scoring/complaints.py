"""When a complaint is due (QĐ 766, indicator 5.2): processed within 15 working days from sending."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from motcua.law.deadline import Counting, TimeLimit, Unit, due
from motcua.law.worktime import Calendar

LIMIT = TimeLimit(Decimal(15), Unit.WORKING_DAY, Counting.WHOLE_DAYS)


def complaint_due(received_at: datetime, promised: datetime | None, calendar: Calendar) -> datetime:
    """The instant (UTC) at which the answer to a complaint is owed: the one promised, else the one of the decision.

    A province may promise less than the 15 working days of the decision.

    Raises:
        CalendarNotApproved: the answer needs a year that was not approved.
    """
    return promised if promised is not None else due(calendar, received_at, LIMIT)
