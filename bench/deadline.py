"""Speed of due dates: `python -m bench.deadline`.

Single due dates and bulk, beside libraries that answer part of the same question. Each comparison counts how
many answers are the same, times both in this run and prints the ratio. The years 2021–2023 are used because
the other libraries know no working Saturdays.
"""

from __future__ import annotations

import random
import timeit
import warnings
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import numpy as np

from motcua.agencies.calendars import shipped_calendar
from motcua.law.bulk import due_many
from motcua.law.deadline import Counting, TimeLimit, Unit, due, explain
from motcua.law.explain_due import explain_due
from motcua.law.lifecycle.state import Shift, ShiftKind, Stop
from motcua.law.readings import Course, Extension, readings
from motcua.law.regimes import REGIMES
from motcua.law.worktime import VIETNAM

CALENDAR = shipped_calendar()
FIRST, LAST = date(2021, 1, 1), date(2023, 11, 1)
OFF = [
    day
    for day in (FIRST + timedelta(days=n) for n in range((date(2024, 4, 1) - FIRST).days))
    if day.weekday() < 5 and not CALENDAR.is_working_day(day)
]
LIMITS = {
    "5 working days": TimeLimit(Decimal(5), Unit.WORKING_DAY),
    "2.5 working days": TimeLimit(Decimal("2.5"), Unit.WORKING_DAY),
    "4 working hours": TimeLimit(Decimal(4), Unit.WORKING_HOUR),
    "5 whole working days": TimeLimit(Decimal(5), Unit.WORKING_DAY, Counting.WHOLE_DAYS),
    "20 calendar days": TimeLimit(Decimal(20), Unit.CALENDAR_DAY),
    "1 month": TimeLimit(Decimal(1), Unit.MONTH),
    "same day, cut-off 15:00": TimeLimit(Decimal(1), Unit.SAME_DAY, cutoff=time(15)),
}
SIZES = (10**4, 10**5, 10**6)
DAY = timedelta(days=1)
FIVE_DAYS = LIMITS["5 working days"]
WHOLE_DAYS = LIMITS["5 whole working days"]


def random_starts(size: int) -> np.ndarray:
    """UTC minutes spread over the years used, at any hour."""
    lowest, highest = (np.datetime64(day, "m").astype(np.int64) for day in (FIRST, LAST))
    return np.random.default_rng(1).integers(lowest, highest, size).astype("datetime64[m]")


def office_starts(size: int) -> list[datetime]:
    """Aware UTC instants within office hours."""
    chance = random.Random(1)
    found: list[datetime] = []
    while len(found) < size:
        moment = datetime(2021, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(1_480_000))
        if CALENDAR.first_working_instant(moment) == moment:
            found.append(moment)
    return found


def seconds_each(action: Callable[[], object], times: int) -> float:
    """Best of three runs, per execution."""
    return min(timeit.repeat(action, number=1, repeat=3)) / times


def row(*cells: str) -> None:
    print(f"{cells[0]:<32}" + "".join(f"{cell:>16}" for cell in cells[1:]))


def single_and_bulk() -> None:
    starts = office_starts(20_000)
    row("due dates", "µs, one", *(f"{size:,}: M/s" for size in SIZES))
    for name, limit in LIMITS.items():
        one = seconds_each(lambda limit=limit: [due(CALENDAR, start, limit) for start in starts], len(starts))
        speeds = []
        for size in SIZES:
            many = random_starts(size)
            each = seconds_each(lambda limit=limit, many=many: due_many(CALENDAR, many, limit), size)
            speeds.append(f"{1e-6 / each:.1f}")
        row(name, f"{one * 1e6:.2f}", *speeds)


def explaining() -> None:
    """The reasons of a date, and the three readings of a dossier that was stopped twice and extended once."""
    starts = office_starts(500)
    row("reasons", "µs, one")
    for name, limit in (("5 working days", FIVE_DAYS), ("30 working days", TimeLimit(Decimal(30), Unit.WORKING_DAY))):
        each = seconds_each(lambda limit=limit: [explain(CALENDAR, start, limit) for start in starts], len(starts))
        row(f"explain, {name}", f"{each * 1e6:.1f}")
    shifts = {start: _moves_after(start) for start in starts}
    each = seconds_each(
        lambda: [explain_due(start, FIVE_DAYS, shifts[start], CALENDAR) for start in starts], len(starts)
    )
    row("explain, with three moves", f"{each * 1e6:.1f}")
    courses = [_course_from(start) for start in starts]
    regime = REGIMES[0]
    each = seconds_each(
        lambda: [readings(course, regime, CALENDAR, course.accepted_at + 20 * DAY) for course in courses], len(courses)
    )
    row("three readings", f"{each * 1e6:.1f}")


def _moves_after(start: datetime) -> tuple[Shift, ...]:
    stops = [Shift(ShiftKind.STOP, start + DAY * n, start + DAY * (n + 1)) for n in (1, 4)]
    return (*stops, Shift(ShiftKind.EXTENSION, start, start, Decimal(2)))


def _course_from(start: datetime) -> Course:
    stops = (Stop("supplement", start + DAY, start + 2 * DAY), Stop("payment", start + 4 * DAY, start + 5 * DAY))
    extension = Extension(start + 6 * DAY, Shift(ShiftKind.EXTENSION, start, start, Decimal(2)))
    return Course(start, FIVE_DAYS, stops, (extension,), 1)


def beside(name: str, ours: Callable[[], Sequence[object]], theirs: Callable[[], Sequence[object]]) -> None:
    a, b = list(ours()), list(theirs())
    same = sum(x == y for x, y in zip(a, b, strict=True))
    mine, other = seconds_each(ours, len(a)), seconds_each(theirs, len(b))
    row(name, f"{mine * 1e6:.3f}", f"{other * 1e6:.3f}", f"{other / mine:.1f}×", f"{same:,} of {len(a):,}")


def against_businesstimedelta() -> None:
    import businesstimedelta as btd
    import pytz

    zone = pytz.timezone("Asia/Ho_Chi_Minh")
    halves = [
        btd.WorkDayRule(start_time=start, end_time=end, working_days=[0, 1, 2, 3, 4], tz=zone)
        for start, end in ((time(7, 30), time(11, 30)), (time(13), time(17)))
    ]
    rules = btd.Rules([*halves, btd.HolidayRule(OFF, tz=zone)])
    starts = office_starts(300)
    span = btd.BusinessTimeDelta(rules, hours=40)
    beside(
        "businesstimedelta: add 40 h",
        lambda: [due(CALENDAR, start, FIVE_DAYS) for start in starts],
        lambda: [start + span for start in starts],
    )


def against_business_duration() -> None:
    from business_duration import businessDuration

    # It knows one session a day: its answers include the midday break and are not the same.
    office_day = (time(7, 30), time(17))
    spans = [(start, CALENDAR.add_minutes(start, 2400)) for start in office_starts(100)]
    naive = [tuple(moment.astimezone(VIETNAM).replace(tzinfo=None) for moment in span) for span in spans]
    beside(
        "business-duration: measure 40 h",
        lambda: [CALENDAR.minutes_between(*span) for span in spans],
        lambda: [businessDuration(*span, *office_day, holidaylist=OFF, unit="min") for span in naive],
    )


def against_numpy(size: int) -> None:
    starts = random_starts(size)
    local_days = (starts + np.timedelta64(7, "h")).astype("datetime64[D]")
    # It knows days only: no hour in its answers, and what comes in after closing is a day early.
    beside(
        f"numpy.busday_offset, {size:,}",
        lambda: (due_many(CALENDAR, starts, WHOLE_DAYS) + np.timedelta64(7, "h")).astype("datetime64[D]"),  # type: ignore[return-value]
        lambda: np.busday_offset(local_days, 5, roll="forward", holidays=OFF),  # type: ignore[call-overload]
    )


def run() -> None:
    """Print both tables."""
    warnings.simplefilter("ignore")
    single_and_bulk()
    print()
    explaining()
    print()
    row("beside", "ours, µs each", "theirs, µs each", "ratio", "same answers")
    against_businesstimedelta()
    against_business_duration()
    for size in SIZES:
        against_numpy(size)


if __name__ == "__main__":
    run()
