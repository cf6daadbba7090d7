"""What a report is a function of: a period, and the instant whose knowledge it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.law.periods import Period
from motcua.law.refusal import Refused


@dataclass(frozen=True, slots=True)
class Span:
    """What a report is a function of: a period, and the instant (UTC) whose knowledge it shows."""

    period: Period
    as_of: datetime

    @property
    def horizon(self) -> datetime:
        """Up to when due dates are judged: the end of the period, or the as-of instant inside a running one."""
        return min(self.as_of, self.period.end)

    def bindings(self) -> dict[str, datetime]:
        """Values of the columns of `report_span`."""
        return {
            "period_start": self.period.start,
            "period_end": self.period.end,
            "as_of": self.as_of,
            "horizon": self.horizon,
        }


def span_of(period: Period, *, now: datetime, as_of: datetime | None = None) -> Span:
    """The span of a report asked for at `now` (UTC).

    Without `as_of` the figures are those known at the end of the period, so that they never change later; while the
    period still runs, those known now.

    Raises:
        Refused: the period has not begun (field ``first``), or `as_of` lies before it
            or after now (field ``as_of``).
    """
    if period.start > now:
        raise Refused(
            "period_in_future",
            "Kỳ báo cáo chưa bắt đầu; hãy chọn ngày bắt đầu không sau hôm nay.",
            field="first",
        )
    if as_of is None:
        return Span(period, min(now, period.end))
    if as_of > now:
        raise Refused(
            "as_of_in_future",
            "Thời điểm chốt số liệu không thể sau hiện tại; hãy chọn thời điểm đã qua.",
            field="as_of",
        )
    if as_of < period.start:
        raise Refused(
            "as_of_before_period",
            "Thời điểm chốt số liệu phải sau khi kỳ báo cáo bắt đầu; hãy chọn thời điểm muộn hơn.",
            field="as_of",
        )
    return Span(period, as_of)
