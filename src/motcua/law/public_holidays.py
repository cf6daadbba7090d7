"""A first table of the days off of a year, for a person to compare with the official notice and to correct.

The holidays are those of the Labour Code; which days of Tết and of the National Day are taken, and which working days
are swapped, the Prime Minister decides each year (Bộ luật Lao động 2019 Đ112.3). What stands here about them is what
has been usual: what needs the fewest days off in lieu.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from motcua.law.lunar import lunar_new_year, solar_date
from motcua.law.refusal import Refused
from motcua.law.timetable import WeekPattern

FIRST_YEAR, LAST_YEAR = 2018, 2199
_CODE_2019 = 2021  # Bộ luật Lao động 2019 is in force from 01/01/2021: the National Day has two days
_CULTURE_DAY = 2026  # Nghị quyết 28/2026/QH16, in force from 01/07/2026


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """A working day of the week that would be off.

    Attributes:
        name: the holiday, or for which holiday it is the day off in lieu.
        basis: the article.
        choice: whether the day itself is chosen by the Prime Minister, so that this is a guess.
    """

    day: date
    name: str
    basis: str
    choice: bool = False


@dataclass(frozen=True, slots=True)
class _Holiday:
    day: date
    name: str
    basis: str
    choice: bool = False


def propose(year: int, week: WeekPattern) -> tuple[ProposedDay, ...]:
    """The days off of a year, ascending, days off in lieu included; weekly days off are left out.

    Args:
        week: which days of the week are off anyway.

    Raises:
        Refused: ``year_not_proposed`` for years whose law is not known here.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("year_not_proposed", f"Chỉ lập được bảng dự kiến cho các năm {FIRST_YEAR}–{LAST_YEAR}.", "year")

    def weekly_off(day: date) -> bool:
        return not week.days[day.weekday()]

    holidays = sorted(_holidays(year, weekly_off), key=lambda holiday: holiday.day)
    taken = {holiday.day for holiday in holidays}
    found = []
    for holiday in holidays:
        if not weekly_off(holiday.day):
            found.append(ProposedDay(holiday.day, holiday.name, holiday.basis, holiday.choice))
            continue
        instead = _next_free(holiday.day, taken, weekly_off)
        taken.add(instead)
        found.append(ProposedDay(instead, f"nghỉ bù {holiday.name}", "Bộ luật Lao động 2019 Đ111.3", holiday.choice))
    return tuple(sorted((day for day in found if day.day.year == year), key=lambda proposed: proposed.day))


def _holidays(year: int, weekly_off: Callable[[date], bool]) -> Iterable[_Holiday]:
    code = "Bộ luật Lao động 2019 Đ112.1" if year >= _CODE_2019 else "Bộ luật Lao động 2012 Đ115.1"
    tet, national = lunar_new_year(year), date(year, 9, 2)
    yield _Holiday(date(year, 1, 1), "Tết Dương lịch", code)
    # five days: from two days before the first day of the lunar year, from one where that saves days off in lieu
    for day in min(_run(tet, 2, 5), _run(tet, 1, 5), key=lambda days: sum(map(weekly_off, days))):
        yield _Holiday(day, "Tết Nguyên đán", code, choice=True)
    yield _Holiday(solar_date(year, 3, 10), "Giỗ Tổ Hùng Vương", code)
    yield _Holiday(date(year, 4, 30), "Ngày Chiến thắng", code)
    yield _Holiday(date(year, 5, 1), "Ngày Quốc tế Lao động", code)
    if year >= _CODE_2019:
        # one day beside it, before or after
        for day in _restful([_run(national, 1, 2), _run(national, 0, 2)], weekly_off):
            yield _Holiday(day, "Quốc khánh", code, choice=day != national)
    else:
        yield _Holiday(national, "Quốc khánh", code)
    if year >= _CULTURE_DAY:
        yield _Holiday(date(year, 11, 24), "Ngày Văn hóa Việt Nam", "Nghị quyết 28/2026/QH16")


def _run(day: date, before: int, length: int) -> tuple[date, ...]:
    return tuple(day + timedelta(days=place - before) for place in range(length))


def _restful(choices: list[tuple[date, ...]], weekly_off: Callable[[date], bool]) -> tuple[date, ...]:
    """The choice with the fewest days off in lieu; of equal ones that with the longest rest, then the first."""

    def rest(days: tuple[date, ...]) -> int:
        whole = set(days)
        for day in days:
            if weekly_off(day):
                whole.add(_next_free(day, whole, weekly_off))
        after = takewhile(lambda day: day in whole or weekly_off(day), _days(days[0], 1))
        before = takewhile(lambda day: day in whole or weekly_off(day), _days(days[0], -1))
        return sum(1 for _ in after) + sum(1 for _ in before)

    return min(choices, key=lambda days: (sum(map(weekly_off, days)), -rest(days)))


def _days(start: date, by: int) -> Iterable[date]:
    return (start + timedelta(days=by * place) for place in range(30))


def _next_free(day: date, taken: set[date], weekly_off: Callable[[date], bool]) -> date:
    """The first working day after a holiday that fell on a weekly day off (BLLĐ 2019 Đ111.3)."""
    return next(later for later in _days(day, 1) if later > day and later not in taken and not weekly_off(later))
