"""Due dates of many starts at once, for previews and the recomputation after a calendar changed.

The same rules as `limit.due_minute`, on NumPy arrays; a test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from motcua.law.limit import TimeLimit, Unit
from motcua.law.timetable import minute_of_day
from motcua.law.worktime import DAY, Calendar, CalendarNotApproved, from_epoch_day

Minutes = NDArray[np.int64]
_OFFSET = 7 * 60


def due_many(calendar: Calendar, starts: NDArray[np.datetime64], limit: TimeLimit) -> NDArray[np.datetime64]:
    """The due instants of many acceptances under one limit.

    Args:
        calendar: the calendar of the agency.
        starts: UTC instants as ``datetime64`` of any resolution; what is below a minute is dropped.
        limit: the time limit they share.

    Returns:
        UTC instants as ``datetime64[m]``, in the order and shape of `starts`.

    Raises:
        CalendarNotApproved: at least one of them needs a year that was not approved; its year is the first
            such year.
        ValueError: `starts` holds NaT.
    """
    if np.isnat(starts).any():
        raise ValueError("starts must not contain NaT")
    arrays = _arrays_of(calendar)
    local: Minutes = starts.astype("datetime64[m]").astype(np.int64).ravel() + _OFFSET
    if limit.to_the_minute:
        due = arrays.after(local, limit.minutes(calendar.standard_day))
    else:
        due = _by_days(arrays, local, limit)
    return (due - _OFFSET).astype("datetime64[m]").reshape(starts.shape)


def _by_days(arrays: _Arrays, local: Minutes, limit: TimeLimit) -> Minutes:
    days = arrays.first(local) // DAY
    if limit.unit is Unit.WORKING_DAY:
        return arrays.closing_after(days, int(limit.value))
    if limit.unit is Unit.SAME_DAY:
        if limit.cutoff is None:
            return arrays.closing_after(days, 0)
        late = local >= days * DAY + minute_of_day(limit.cutoff)
        return arrays.closing_after(days, late.astype(np.int64))
    last = days + int(limit.value) if limit.unit is Unit.CALENDAR_DAY else _months_later(days, int(limit.value))
    arrays.refuse_between(days, last)
    return arrays.closing_after(last, 0)


def _months_later(days: Minutes, months: int) -> Minutes:
    start = days.astype("datetime64[D]")
    month = start.astype("datetime64[M]")
    of_month = start - month.astype("datetime64[D]")
    target = month + months
    length = (target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")
    last = target.astype("datetime64[D]") + np.minimum(of_month, length - np.timedelta64(1, "D"))
    number: Minutes = last.astype(np.int64)
    return number


@dataclass(frozen=True, slots=True)
class _Arrays:
    """The sorted lists of a calendar (see `worktime.Lines`) as arrays."""

    starts: Minutes
    ends: Minutes
    ended: Minutes
    is_gap: NDArray[np.bool_]
    days: Minutes
    closing: Minutes
    next_gap: Minutes
    gap_days: Minutes

    def after(self, local: Minutes, minutes: int) -> Minutes:
        if minutes == 0:
            return self.first(local)
        index = self._session_of(local)
        left = np.maximum(self.ends[index] - local, 0)
        worked = self.ended[index] - left + minutes
        index = np.searchsorted(self.ended, worked, side="left")
        self._refuse_gaps(index)
        due: Minutes = self.ends[index] - (self.ended[index] - worked)
        return due

    def first(self, local: Minutes) -> Minutes:
        index = self._session_of(local)
        over = local >= self.ends[index]
        index = index + over
        self._refuse_gaps(index)
        return np.where(over, self.starts[index], local)

    def _session_of(self, local: Minutes) -> NDArray[np.intp]:
        index = np.searchsorted(self.starts, local, side="right") - 1
        outside = self.is_gap[index]
        if outside.any():
            raise CalendarNotApproved(from_epoch_day(int(local[outside].min()) // DAY).year)
        return index

    def _refuse_gaps(self, index: NDArray[np.intp]) -> None:
        outside = self.is_gap[index]
        if outside.any():
            raise CalendarNotApproved(from_epoch_day(int(self.starts[index[outside].min()]) // DAY).year)

    def closing_after(self, days: Minutes, n: int | Minutes) -> Minutes:
        index = np.searchsorted(self.days, days, side="left")
        gap = self.next_gap[index]
        index = index + n
        outside = index >= gap
        if outside.any():
            raise CalendarNotApproved(from_epoch_day(int(self.days[gap[outside].min()])).year)
        return self.closing[index]

    def refuse_between(self, first: Minutes, last: Minutes) -> None:
        later = np.searchsorted(self.gap_days, first, side="right")
        following = self.gap_days[np.minimum(later, len(self.gap_days) - 1)]
        outside = (later < len(self.gap_days)) & (following <= last)
        if outside.any():
            raise CalendarNotApproved(from_epoch_day(int(following[outside].min())).year)


_built: WeakKeyDictionary[Calendar, _Arrays] = WeakKeyDictionary()


def _arrays_of(calendar: Calendar) -> _Arrays:
    arrays = _built.get(calendar)
    if arrays is None:
        lines = calendar.lines
        arrays = _built[calendar] = _Arrays(
            starts=_array(lines.starts),
            ends=_array(lines.ends),
            ended=_array(lines.after),
            is_gap=np.isin(np.arange(len(lines.starts)), list(lines.gaps)),
            days=_array(lines.days),
            closing=_array(lines.closing),
            next_gap=_array(lines.next_gap),
            gap_days=_array(lines.gap_days),
        )
    return arrays


def _array(numbers: list[int]) -> Minutes:
    return np.array(numbers, dtype=np.int64)
