"""Whether procedures were published and made public in time (QĐ 766, indicators 1.1 and 1.2, for a province)."""

from __future__ import annotations

from datetime import date, timedelta

from motcua.law.worktime import Calendar

AHEAD = 5
"""A province publishes a procedure at least so many working days before it takes effect."""
WITHIN = 5
"""It is made public on the database of procedures at most so many working days after the decision was signed."""


def published_in_time(signed_on: date, effect: date, calendar: Calendar) -> bool:
    """Whether a publication decision was signed in time for the local day on which it takes effect.

    Raises:
        CalendarNotApproved: the days between lie in a year that was not approved.
    """
    return signed_on <= latest_signing(effect, calendar)


def latest_signing(effect: date, calendar: Calendar) -> date:
    """The last local day on which a decision may be signed: so many working days are counted back from its effect."""
    day, left = effect, AHEAD
    while left:
        day -= timedelta(days=1)
        left -= calendar.is_working_day(day)
    return day


def publicised_in_time(signed_on: date, public_on: date, calendar: Calendar) -> bool:
    """Whether a procedure was made public in time after its decision was signed; both are local days.

    Raises:
        CalendarNotApproved: the days between lie in a year that was not approved.
    """
    return public_on <= latest_publicising(signed_on, calendar)


def latest_publicising(signed_on: date, calendar: Calendar) -> date:
    """The last local day on which a procedure may be made public."""
    day = signed_on
    for _ in range(WITHIN):
        day = calendar.next_working_day(day)
    return day
