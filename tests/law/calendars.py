"""Calendars and short ways of writing instants, for the tests of legal time."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from hypothesis import strategies as st

from law.oracle import Oracle
from motcua.agencies.calendars import shipped_calendar, shipped_table, shipped_week, week_pattern, year_table
from motcua.law.deadline import Counting, TimeLimit, Unit
from motcua.law.worktime import VIETNAM, Calendar, DayException, Session, WeekPattern, YearTable

NATIONAL = shipped_calendar()
WEEK = week_pattern(shipped_week())


def session(text: str, *, counts: bool = True) -> Session:
    """ "07:30-11:30" as a session."""
    start, end = map(time.fromisoformat, text.split("-"))
    return Session(start, end, counts)


def calendar_of(*years: int, week: WeekPattern = WEEK) -> Calendar:
    """The shipped tables of these years, with another week if wanted."""
    return Calendar(week, [year_table(shipped_table(year), week) for year in years])


WEEK_420 = WeekPattern.monday_to_friday(session("08:00-11:30"), session("13:30-17:00"))
SHORT_DAY = calendar_of(*range(2018, 2027), week=WEEK_420)


def at(text: str) -> datetime:
    """ "01/03/2021 15:20" in Vietnam as an aware instant."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def shown(instant: datetime) -> str:
    """The inverse of `at`."""
    return f"{instant.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def days(value: str | int, **more: object) -> TimeLimit:
    return TimeLimit(Decimal(value), Unit.WORKING_DAY, **more)  # type: ignore[arg-type]


def whole_days(value: int) -> TimeLimit:
    return days(value, counting=Counting.WHOLE_DAYS)


def hours(value: str | int) -> TimeLimit:
    return TimeLimit(Decimal(value), Unit.WORKING_HOUR)


def calendar_days(value: int) -> TimeLimit:
    return TimeLimit(Decimal(value), Unit.CALENDAR_DAY)


def months(value: int) -> TimeLimit:
    return TimeLimit(Decimal(value), Unit.MONTH)


def same_day(cutoff: str | None = None) -> TimeLimit:
    return TimeLimit(Decimal(1), Unit.SAME_DAY, cutoff=time.fromisoformat(cutoff) if cutoff else None)


# Three calendars with everything that is awkward at once, each beside its oracle.


def _odd_tables(*years: int) -> list[YearTable]:
    tables = []
    for year in years:
        rows = (
            DayException(date(year, 1, 1), (), "Tết Dương lịch", "kiểm thử"),
            DayException(date(year, 3, 3), (session("09:10-09:11"),), "một phút", "kiểm thử"),
            DayException(date(year, 6, 10), (session("00:00-12:00"), session("12:00-23:59")), "suốt ngày", "kiểm thử"),
            DayException(date(year, 6, 11), (session("08:00-10:00", counts=False),), "phục vụ dân", "kiểm thử"),
            DayException(date(year, 9, 2), (), "Quốc khánh", "kiểm thử"),
            DayException(date(year, 12, 31), (), "bão", "kiểm thử"),
        )
        tables.append(YearTable(year, rows, "kiểm thử"))
    return tables


_ODD_WEEK = WeekPattern(
    (
        (session("07:01-11:30"), session("13:00-16:59")),
        (session("07:30-11:30"), session("11:30-12:00", counts=False), session("13:00-17:00")),
        (),
        (session("07:30-11:30"),),
        (session("07:30-11:30"), session("13:00-17:00")),
        (session("07:30-11:00", counts=False),),
        (session("22:00-23:00"),),
    )
)


def _with_oracle(week: WeekPattern, tables: list[YearTable]) -> tuple[Calendar, Oracle]:
    return Calendar(week, tables), Oracle(week, tables)


SPECIMENS = [
    _with_oracle(WEEK, [year_table(shipped_table(year), WEEK) for year in range(2018, 2027)]),
    _with_oracle(WEEK_420, [year_table(shipped_table(year), WEEK_420) for year in (2019, 2021, 2022)]),
    _with_oracle(_ODD_WEEK, _odd_tables(2020, 2021, 2024)),
]


@st.composite
def instants(draw: st.DrawFn) -> datetime:
    """Instants of 2017–2027, more often near the ends of years and holidays."""
    day = draw(
        st.one_of(
            st.dates(date(2017, 12, 1), date(2027, 1, 31)),
            st.builds(
                lambda year, month_day: date(year, *month_day),
                st.integers(2018, 2026),
                st.sampled_from([(1, 1), (1, 4), (2, 12), (3, 3), (4, 29), (6, 10), (9, 1), (12, 30), (12, 31)]),
            ),
        )
    )
    minute = draw(st.one_of(st.integers(0, 1439), st.sampled_from([0, 450, 690, 780, 1020, 1439])))
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=VIETNAM)


def limits(longest: int = 8) -> st.SearchStrategy[TimeLimit]:
    """Limits of every unit, some with decimals or a cut-off hour."""
    numbers = st.integers(0, longest)
    decimals = st.decimals(0, longest, places=2, allow_nan=False, allow_infinity=False)
    return st.one_of(
        st.builds(hours, decimals),
        st.builds(days, decimals),
        st.builds(whole_days, numbers),
        st.builds(calendar_days, st.integers(0, 4 * longest)),
        st.builds(months, numbers),
        st.builds(same_day, st.sampled_from([None, "15:00", "07:00", "12:15"])),
    )
