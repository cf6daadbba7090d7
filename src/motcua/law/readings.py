"""The three readings of a dossier's time, side by side.

The same dossier is judged by three reckonings, and they do not always agree:

**legal**: a complete supplement starts the time limit again from zero (NĐ 61/2018, NĐ 118/2025 Đ19.5) where the
regime says so, and is a stop like others where it does not; payments and other stops move the due date by the working
time for which the clock stood; an extension moves it too. What ends the dossier is the true moment of completion, where
a correction of it was approved.

**software**: the habit of the software in use. Every stop, a supplement too, only adds its own time to the due date of
the acceptance, and the end is what was recorded.

**766**: how the national portal counts (QĐ 766/QĐ-TTg, index 2.1). Only the interval of a supplement that was completed
is subtracted; payments and other stops are not. More than one supplement request counts as overdue. The end is the
first that is there of: processing done, result returned, stopped or refused; of a dossier that waits for its one
supplement it is the moment of the request.

**What always holds.** Where the regime restarts, the working time used by the legal reading is never more than that
used by the software reading (judged at the same instant): time since the last restart is a part of the time since
acceptance. Hence, for limits counted to the minute, the legal due date is never before the one of the software unless
an extension was granted before the restart, which the law counts no more and the software still does. The two due dates
then lie exactly as much working time apart as had run before the restart, less such an extension. For limits in whole
days or months the order of the due dates may turn, since a restart counts days from another day while a stop adds
minutes. Where the regime does not restart, and nothing was corrected, the two readings are one and the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.law.lifecycle.clock import due_of
from motcua.law.lifecycle.state import Shift, ShiftKind, Stop
from motcua.law.limit import TimeLimit
from motcua.law.moments import local
from motcua.law.regimes import Regime
from motcua.law.worktime import Calendar

SUPPLEMENT = "supplement"
STOPPED = "stopped"


class Verdict(StrEnum):
    """How a reading judges a dossier; the words are those of the reports."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    WITHIN = "within"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            Verdict.EARLY: "trước hạn",
            Verdict.ON_TIME: "đúng hạn",
            Verdict.LATE: "trễ hạn",
            Verdict.WITHIN: "còn trong hạn",
            Verdict.OVERDUE: "quá hạn",
        }[self]

    @property
    def is_late(self) -> bool:
        """Whether the promise is broken."""
        return self in (Verdict.LATE, Verdict.OVERDUE)


class Way(StrEnum):
    """The three ways of reckoning."""

    LEGAL = "legal"
    SOFTWARE = "software"
    INDEX_766 = "index_766"

    @property
    def label(self) -> str:
        """What people call it."""
        return {Way.LEGAL: "Theo luật", Way.SOFTWARE: "Theo thói quen phần mềm", Way.INDEX_766: "Theo Quyết định 766"}[
            self
        ]


@dataclass(frozen=True, slots=True)
class Extension:
    """A move of the due date that was granted at the instant `at`."""

    at: datetime
    move: Shift


@dataclass(frozen=True, slots=True)
class Course:
    """What has happened to the time of a dossier; instants are UTC.

    Attributes:
        stops: in order, not overlapping; the last one may be open (`until` is None).
        extensions: in order, none within a stop.
        supplement_requests: how often a supplement was asked for after acceptance.
        ended_at: result, written rejection or stop, as it was recorded.
        ended_as: "finished", "rejected" or "stopped"; "" while it is pending.
        ended_actual: the true moment of completion where the recorded one was corrected.
    """

    accepted_at: datetime
    limit: TimeLimit
    stops: tuple[Stop, ...] = ()
    extensions: tuple[Extension, ...] = ()
    supplement_requests: int = 0
    ended_at: datetime | None = None
    ended_as: str = ""
    ended_actual: datetime | None = None
    returned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reckoning, applied.

    Attributes:
        clock_from: the instant from which the limit is counted.
        due_at: None while the clock stands still.
        judged_at: the end as this reading takes it, or the instant asked about.
        used: working minutes used until then.
    """

    way: Way
    clock_from: datetime
    shifts: tuple[Shift, ...]
    due_at: datetime | None
    judged_at: datetime
    used: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Readings:
    """The three, and what they were made of."""

    course: Course
    regime: Regime
    calendar: Calendar
    legal: Reading
    software: Reading
    index_766: Reading

    @property
    def all(self) -> tuple[Reading, Reading, Reading]:
        """In the order in which they are shown."""
        return self.legal, self.software, self.index_766


def readings(course: Course, regime: Regime, calendar: Calendar, at: datetime) -> Readings:
    """Judge a dossier in the three ways.

    Args:
        calendar: the one its due date was computed with.
        at: the instant asked about, UTC; it judges a dossier that has not ended.

    Raises:
        CalendarNotApproved: an answer needs a year that was not approved.
    """
    ended, pending = course.ended_at, course.ended_at is None
    recorded = ended or at
    true = (course.ended_actual or ended) or at
    return Readings(
        course,
        regime,
        calendar,
        _by_law(course, regime, calendar, true, pending),
        _by_software(course, calendar, recorded, pending),
        _by_766(course, calendar, at),
    )


def _by_law(course: Course, regime: Regime, calendar: Calendar, judged: datetime, pending: bool) -> Reading:
    closed, still_open = _stops_by(course, judged)
    clock_from = course.accepted_at
    if regime.supplement_restarts:
        # NĐ 118/2025 Đ19.5 (as NĐ 61/2018): counted from zero once the dossier is complete
        clock_from = max((stop.until for stop in closed if stop.cause == SUPPLEMENT and stop.until), default=clock_from)
    since = [stop for stop in closed if stop.since >= clock_from]
    granted = [one for one in course.extensions if clock_from <= one.at <= judged]
    return _judge(Way.LEGAL, course.limit, clock_from, (since, granted), still_open, judged, pending, calendar)


def _by_software(course: Course, calendar: Calendar, judged: datetime, pending: bool) -> Reading:
    closed, still_open = _stops_by(course, judged)
    granted = [one for one in course.extensions if one.at <= judged]
    moved = (closed, granted)
    return _judge(Way.SOFTWARE, course.limit, course.accepted_at, moved, still_open, judged, pending, calendar)


def _by_766(course: Course, calendar: Calendar, at: datetime) -> Reading:
    end = _end_766(course)
    judged = end or at
    closed, still_open = _stops_by(course, judged)
    if end is None and still_open is not None and still_open.cause == SUPPLEMENT:
        judged = still_open.since  # “Yêu cầu bổ sung” is all that the portal knows so far
    subtracted = [stop for stop in closed if stop.cause == SUPPLEMENT]
    granted = [one for one in course.extensions if one.at <= judged]
    read = _judge(
        Way.INDEX_766, course.limit, course.accepted_at, (subtracted, granted), None, judged, end is None, calendar
    )
    if course.supplement_requests <= 1:
        return read
    # more than one request counts as overdue, whatever the time used
    verdict = Verdict.OVERDUE if end is None else Verdict.LATE
    return Reading(read.way, read.clock_from, read.shifts, read.due_at, read.judged_at, read.used, verdict)


def _end_766(course: Course) -> datetime | None:
    """Đã xử lý xong > Đã trả kết quả > Dừng xử lý, Từ chối, Công dân rút (QĐ 766, index 2.1)."""
    if course.ended_as == "finished":
        return course.ended_at
    return course.returned_at or course.ended_at


def _stops_by(course: Course, judged: datetime) -> tuple[list[Stop], Stop | None]:
    """The stops that were over at an instant, and the one in which the clock then stood.

    A stop that ended only because the dossier did was never resumed: the clock stood to the end.
    """
    begun = [stop for stop in course.stops if stop.since < judged or stop.until is None]
    if not begun:
        return [], None
    last = begun[-1]
    never_resumed = course.ended_as == STOPPED and last.until == course.ended_at
    if last.until is None or last.until > judged or never_resumed:
        return begun[:-1], last
    return begun, None


def _judge(
    way: Way,
    limit: TimeLimit,
    clock_from: datetime,
    moved: tuple[Iterable[Stop], Iterable[Extension]],
    still_open: Stop | None,
    judged: datetime,
    pending: bool,
    calendar: Calendar,
) -> Reading:
    stops, extensions = moved
    timed = [(one.at, one.move) for one in extensions]
    timed += [(stop.since, Shift(ShiftKind.STOP, stop.since, stop.until)) for stop in stops if stop.until is not None]
    shifts = tuple(shift for _, shift in sorted(timed, key=lambda pair: pair[0]))
    used = calendar.minutes_between(clock_from, max(clock_from, judged if still_open is None else still_open.since))
    used -= sum(calendar.minutes_between(shift.since, shift.until) for shift in shifts if shift.kind is ShiftKind.STOP)
    due_at = due_of(clock_from, limit, shifts, calendar) if still_open is None else None
    return Reading(way, clock_from, shifts, due_at, judged, used, _verdict(due_at, judged, pending))


def _verdict(due_at: datetime | None, judged: datetime, pending: bool) -> Verdict:
    """As the reports judge (`reports.measures`): nothing is late while no due date runs."""
    late = due_at is not None and judged > due_at
    if pending:
        return Verdict.OVERDUE if late else Verdict.WITHIN
    if late:
        return Verdict.LATE
    if due_at is not None and local(judged).date() < local(due_at).date():
        return Verdict.EARLY
    return Verdict.ON_TIME
