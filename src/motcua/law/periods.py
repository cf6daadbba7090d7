"""Reporting periods: spans of local days, and the ones that reports are due for.

NĐ 09/2019/NĐ-CP Đ12 closes periodic reports on the 14th: the month M runs from the 15th of M−1 to the 14th of
M. Both ends are included, and an event counts by its local date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from motcua.law.refusal import Refused
from motcua.law.worktime import VIETNAM

_ISO_RANGE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.\.|/)([0-9]{4}-[0-9]{2}-[0-9]{2})")
_DAY_RANGE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\s*[-–]\s*([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SHORT = re.compile(r"([0-9]{4})(?:-([0-9]{2})|-Q([1-4])|-H([12])|-(9M))?", re.IGNORECASE)


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
"""A day before or after them is a slip of the pen; the calendar of computers ends not far beyond."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of local days, both ends included.

    Raises:
        Refused: ``period_malformed`` when it ends before it begins, or has a day before `FIRST_DAY` or after
            `LAST_DAY`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refused("period_malformed", "Kỳ báo cáo phải kết thúc sau khi bắt đầu; hãy chọn lại hai ngày.")
        if self.first < FIRST_DAY or self.last > LAST_DAY:
            raise Refused(
                "period_malformed",
                f"Kỳ báo cáo phải nằm trong các năm {FIRST_DAY.year}–{LAST_DAY.year}; hãy xem lại năm đã ghi.",
            )

    @property
    def start(self) -> datetime:
        """First instant of the period, UTC."""
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """First instant after the period, UTC: select with ``start <= at < end``."""
        return _midnight(self.last + timedelta(days=1))

    def __contains__(self, at: datetime) -> bool:
        """Whether an aware instant lies in the period."""
        return self.start <= at < self.end

    @property
    def months(self) -> tuple[Period, ...]:
        """The months that it is made of, the first and the last as far as they belong to it.

        Reporting months where it runs from a 15th to a 14th, else calendar months.
        """
        found, first = [], self.first
        cut = 14 if (self.first.day, self.last.day) == (15, 14) else None
        while first <= self.last:
            last = min(_last_of_month(first, cut), self.last)
            found.append(Period(first, last))
            first = last + timedelta(days=1)
        return tuple(found)

    @property
    def year_before(self) -> Period:
        """The same days of the year before; the last day of a month stays the last."""
        return _checked(lambda: Period(_moved(self.first, -12), _moved(self.last, -12, last=self._ends_a_month)))

    @property
    def before(self) -> Period:
        """The period before it: as many months where it is made of whole ones, else as many days."""

        def build() -> Period:
            last = self.first - timedelta(days=1)
            if (self.first.day == 1 and self._ends_a_month) or (self.first.day, self.last.day) == (15, 14):
                return Period(_moved(self.first, -len(self.months)), last)
            return Period(self.first - (self.last - last), last)

        return _checked(build)

    @property
    def _ends_a_month(self) -> bool:
        return (self.last + timedelta(days=1)).day == 1

    @property
    def label(self) -> str:
        """Its name in Vietnamese with its days: "Tháng 02/2019 (từ 15/01/2019 đến 14/02/2019)"."""
        days = f"từ {self.first:%d/%m/%Y} đến {self.last:%d/%m/%Y}"
        name = _name(self)
        return f"{name} ({days})" if name else f"{days[0].upper()}{days[1:]}"

    def __str__(self) -> str:
        """The form for addresses and the command line, which `parse` reads back."""
        return f"{self.first}..{self.last}"

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Reporting month: 15th of the month before to the 14th."""
        return _cut_off(year, month, 1)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """Reporting quarter 1–4: 15th of the month before it to the 14th of its last month."""
        return _cut_off(year, 3 * quarter, 3)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        """First (15/12–14/06) or second (15/06–14/12) six months."""
        return _cut_off(year, 6 * half, 6)

    @classmethod
    def nine_months(cls, year: int) -> Period:
        """15/12 of the year before to 14/09."""
        return _cut_off(year, 9, 9)

    @classmethod
    def year(cls, year: int) -> Period:
        """Reporting year: 15/12 of the year before to 14/12."""
        return _cut_off(year, 12, 12)

    @classmethod
    def calendar_year(cls, year: int) -> Period:
        """01/01 to 31/12."""
        return _checked(lambda: cls(date(year, 1, 1), date(year, 12, 31)))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period.

        Accepted: ``2019-01-01..2019-12-31``, ``01/01/2019–31/12/2019``, and of NĐ 09/2019 ``2019-02``
        (month), ``2019-Q1``, ``2019-H1`` (six months), ``2019-9M``, ``2019`` (year).

        Raises:
            Refused: ``period_malformed``.
        """
        tidy = text.strip()
        if match := _ISO_RANGE.fullmatch(tidy):
            first, last = match.groups()
            return _checked(lambda: cls(date.fromisoformat(first), date.fromisoformat(last)))
        if match := _DAY_RANGE.fullmatch(tidy):
            a, b, c, d, e, f = map(int, match.groups())
            return _checked(lambda: cls(date(c, b, a), date(f, e, d)))
        if match := _SHORT.fullmatch(tidy):
            return _preset(int(match[1]), *match.groups()[1:])
        raise _malformed()


def _last_of_month(day: date, cut: int | None) -> date:
    """The last day of the month that a day lies in: of the calendar, or cut off on a day of it."""
    if cut is not None and day.day <= cut:
        return day.replace(day=cut)
    return _moved(day, 1).replace(day=cut) if cut is not None else _moved(day, 0, last=True)


def _moved(day: date, months: int, *, last: bool = False) -> date:
    """The day so many months later; the last of the month where there is no such day, or where `last` is wanted."""
    years, month = divmod(day.month - 1 + months, 12)
    length = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, length if last else min(day.day, length))


def _preset(year: int, month: str | None, quarter: str | None, half: str | None, nine: str | None) -> Period:
    if month:
        return Period.month(year, int(month))
    if quarter:
        return Period.quarter(year, int(quarter))
    if half:
        return Period.half(year, int(half))
    return Period.nine_months(year) if nine else Period.year(year)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)


def _malformed() -> Refused:
    return Refused(
        "period_malformed",
        "Kỳ báo cáo không đúng dạng; hãy ghi như 01/01/2019–31/12/2019, 2019-02, 2019-Q1, 2019-H1 hoặc 2019.",
    )


def _checked(build: Callable[[], Period]) -> Period:
    try:
        return build()
    except (ValueError, OverflowError):
        raise _malformed() from None


def _cut_off(year: int, month: int, months: int) -> Period:
    """The `months` months that end with this one, cut off on the 14th."""

    def build() -> Period:
        years, before = divmod(month - 1 - months, 12)
        return Period(date(year + years, before + 1, 15), date(year, month, 14))

    return _checked(build)


def _name(period: Period) -> str | None:
    first, last = period.first, period.last
    if period == Period.calendar_year(last.year):
        return f"Năm {last.year}"
    if (first.day, last.day) != (15, 14):
        return None
    months = (last.year - first.year) * 12 + last.month - first.month
    names = {
        1: f"Tháng {last:%m/%Y}",
        3: f"Quý {_ROMAN[last.month // 3]} năm {last.year}" if last.month % 3 == 0 else None,
        6: {6: f"6 tháng đầu năm {last.year}", 12: f"6 tháng cuối năm {last.year}"}.get(last.month),
        9: f"9 tháng năm {last.year}" if last.month == 9 else None,
        12: f"Năm báo cáo {last.year}" if last.month == 12 else None,
    }
    return names.get(months)


_ROMAN = ("", "I", "II", "III", "IV")
