"""How the index judges one dossier (QĐ 766, indicator 2.1), as it was known at an instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from motcua.law.moments import in_full
from motcua.law.readings import SUPPLEMENT, Course


def known_at(course: Course, at: datetime) -> Course:
    """What had happened to the time of a dossier by an instant: nothing that came later.

    A dossier is judged at the end of a period by what was known then, so the index of a past period never changes.
    """
    stops = tuple(
        replace(stop, until=None) if stop.until is not None and stop.until > at else stop
        for stop in course.stops
        if stop.since <= at
    )
    ended = course.ended_at is not None and course.ended_at <= at
    asked = sum(stop.cause == SUPPLEMENT for stop in stops)
    return replace(
        course,
        stops=stops,
        extensions=tuple(one for one in course.extensions if one.at <= at),
        supplement_requests=min(course.supplement_requests, asked),
        ended_at=course.ended_at if ended else None,
        ended_as=course.ended_as if ended else "",
        ended_actual=course.ended_actual if ended else None,
        returned_at=course.returned_at if course.returned_at is not None and course.returned_at <= at else None,
    )


def plainly_late(due_at: datetime | None, ended_at: datetime | None, at: datetime) -> bool:
    """Whether a dossier whose clock was never touched is late, ended or not, at an instant."""
    judged = ended_at if ended_at is not None and ended_at <= at else at
    return due_at is not None and judged > due_at


def plain_sentence(due_at: datetime, ended_at: datetime | None, at: datetime) -> str:
    """Why such a dossier costs points."""
    if ended_at is not None and ended_at <= at:
        return f"Xong lúc {in_full(ended_at)}, sau hẹn trả {in_full(due_at)}."
    return f"Quá hẹn trả {in_full(due_at)} mà chưa xong."
