"""Which reports on administrative procedures are due when, and on which forms.

TT 09/2026/TT-BTP Đ9–Đ11, in force since 01/08/2026: one report at the end of every month, of the month, the quarter,
the six months or the year that ends with it; the cut-off is that of NĐ 09/2019/NĐ-CP Đ12 (`law.periods`). What was due
before, under TT 01/2020/TT-VPCP, was not verified and is not scheduled here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from motcua.law.periods import Period

IN_FORCE_SINCE = date(2026, 8, 1)
"""First local day of TT 09/2026/TT-BTP."""

DUE_DAY_OF_UNIT = 20
"""Day of the last month by which communes and departments send to the province (Đ11.2)."""

DUE_DAY_OF_PROVINCE = 23
"""Day of the last month by which the province sends to the Ministry of Justice (Đ11.2)."""


class Frequency(StrEnum):
    """How long a span a report covers."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Sender(StrEnum):
    """Who draws up a form: a department or commune for itself, or the province for all."""

    UNIT = "unit"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Form:
    """A table that a report holds: its code, as printed ("07a"), who draws it up, and with which reports it is sent."""

    code: str
    sender: Sender
    frequencies: frozenset[Frequency]


_EVERY = frozenset(Frequency)
_NOT_MONTHLY = _EVERY - {Frequency.MONTH}

FORMS = (
    Form("03b", Sender.PROVINCE, _EVERY),
    Form("06a", Sender.UNIT, _NOT_MONTHLY),
    Form("06b", Sender.PROVINCE, _NOT_MONTHLY),
    Form("07a", Sender.UNIT, _EVERY),
    Form("07b", Sender.PROVINCE, _EVERY),
    Form("08b", Sender.UNIT, _NOT_MONTHLY),
    Form("08c", Sender.PROVINCE, _NOT_MONTHLY),
)
"""The forms of TT 09/2026/TT-BTP that this system draws up."""


@dataclass(frozen=True, slots=True)
class Report:
    """A periodic report.

    Attributes:
        period: what it covers; its last day is the cut-off.
        due_unit: last local day for communes and departments to send theirs to the province.
        due_province: last local day for the province to send its own to the ministry.
    """

    frequency: Frequency
    period: Period
    due_unit: date
    due_province: date

    @property
    def prepared_from(self) -> date:
        """First local day on which its figures are complete: the 15th."""
        return self.period.last + timedelta(days=1)

    def forms(self, sender: Sender) -> tuple[str, ...]:
        """Codes of the forms that a sender attaches to it."""
        return tuple(form.code for form in FORMS if form.sender is sender and self.frequency in form.frequencies)


def reports_due(on: date) -> tuple[Report, ...]:
    """The reports that are drawn up and sent on a local day: cut off before it, and not past the province's due day.

    Between the 24th and the 14th there is none.
    """
    report = report_ending(on.year, on.month)
    return (report,) if report and report.prepared_from <= on <= report.due_province else ()


def reports_of(year: int) -> tuple[Report, ...]:
    """The reports of a year in the order in which they are due: twelve, since TT 09/2026/TT-BTP."""
    return tuple(report for month in range(1, 13) if (report := report_ending(year, month)))


def report_ending(year: int, month: int) -> Report | None:
    """The report that is due in a month; None before TT 09/2026/TT-BTP."""
    frequency = _FREQUENCY_OF_MONTH.get(month, Frequency.MONTH)
    period = {
        Frequency.MONTH: lambda: Period.month(year, month),
        Frequency.QUARTER: lambda: Period.quarter(year, month // 3),
        Frequency.HALF: lambda: Period.half(year, 1),
        Frequency.YEAR: lambda: Period.year(year),
    }[frequency]()
    if period.last < IN_FORCE_SINCE:
        return None
    return Report(
        frequency,
        period,
        due_unit=period.last.replace(day=DUE_DAY_OF_UNIT),
        due_province=period.last.replace(day=DUE_DAY_OF_PROVINCE),
    )


_FREQUENCY_OF_MONTH: Mapping[int, Frequency] = {
    3: Frequency.QUARTER,
    6: Frequency.HALF,
    9: Frequency.QUARTER,
    12: Frequency.YEAR,
}
"""TT 09/2026/TT-BTP Đ9: the third, sixth, ninth and twelfth month have no report of their own."""


def preceding(period: Period) -> Period:
    """The period that ends on the day before this one begins: as many months long, or, if free, as many days.

    What was pending at its end is what this period carries over (column 8 of 07a = column 13 of the period before).
    """
    last = period.first - timedelta(days=1)
    months = _whole_months(period)
    if months is None:
        return Period(last - (period.last - period.first), last)
    back, month = divmod(period.first.year * 12 + period.first.month - 1 - months, 12)
    return Period(date(back, month + 1, period.first.day), last)


def _whole_months(period: Period) -> int | None:
    """How many months a period is long that ends on the day before its first day of a later month; else None."""
    after = period.last + timedelta(days=1)
    if after.day != period.first.day or after.day > 28:
        return None
    return (after.year - period.first.year) * 12 + after.month - period.first.month


def cumulative(period: Period) -> Period:
    """From the first day of the reporting year to the end of a period: "lũy kế" (TT 09/2026, outline, note 1)."""
    beyond_cut_off = (period.last.month, period.last.day) > (12, 14)
    return Period(Period.year(period.last.year + beyond_cut_off).first, period.last)


def results_form(period: Period, sender: Sender) -> str:
    """The form on which the results of dossiers are reported: "07a", "07b", or the older "ii-06".

    A report is written after its period has closed, on the form in force then: the year 2026 is reported whole on the
    form of 01/08/2026, although most of its days lie before.
    """
    if period.last < IN_FORCE_SINCE:
        return "ii-06"
    return {Sender.UNIT: "07a", Sender.PROVINCE: "07b"}[sender]
