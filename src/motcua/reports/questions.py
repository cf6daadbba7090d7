"""Questions and complaints of a period: as known at the as-of instant, by the agency that answers.

A question is open from the moment in which it was received until it is answered or put aside; what is said of it later
changes no figure of a past period.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import ibis

from motcua.reports.engines import LIVE, Engine, Question
from motcua.reports.facts import INSTANT, QUESTIONS, SCOPE, SPAN
from motcua.reports.models_facts import QuestionFact
from motcua.reports.span import Span

SOURCE = "questions"
"""Kind of fact that must be recorded for there to be any figure."""

Kind, Channel = QuestionFact.Kind, QuestionFact.Channel
COMPLAINTS = (Kind.COMPLAINT_CONDUCT.value, Kind.COMPLAINT_RULE.value)

# The relation holds exactly the questions received before the end of the period and not ended before its beginning.


def _ended(q: Any) -> Any:
    return q.ended_at.notnull() & (q.ended_at < q.period_end)


def _open(q: Any) -> Any:
    return q.ended_at.isnull() | (q.ended_at >= q.period_end)


def _new(q: Any) -> Any:
    return q.received_at >= q.period_start


def _carried(q: Any) -> Any:
    return q.received_at < q.period_start


def _answered(q: Any) -> Any:
    return _ended(q) & q.answered_at.notnull()


def _published(q: Any) -> Any:
    return _answered(q) & q.published_at.notnull() & (q.published_at <= q.as_of) & (q.published_at < q.period_end)


Where = Callable[[Any], Any]


def _complaint(where: Where, *kinds: QuestionFact.Kind) -> Where:
    wanted = [kind.value for kind in kinds] or list(COMPLAINTS)
    return lambda q: where(q) & q.kind.isin(wanted)


def _any(q: Any) -> Any:
    return q.received_at.notnull()


def _by_channel(channel: str) -> Where:
    return lambda q: _new(q) & (q.channel == channel)


COUNTS: Mapping[str, Where] = {
    "total": _any,
    "carried": _carried,
    "new": _new,
    **{f"new_{channel.value}": _by_channel(channel.value) for channel in Channel},
    "answered": _answered,
    "answered_on_time": lambda q: _answered(q) & q.due_at.notnull() & (q.answered_at <= q.due_at),
    "answered_late": lambda q: _answered(q) & q.due_at.notnull() & (q.answered_at > q.due_at),
    "answered_without_due": lambda q: _answered(q) & q.due_at.isnull(),
    "published": _published,
    "discarded": lambda q: _ended(q) & q.answered_at.isnull(),
    "open": _open,
    "open_overdue": lambda q: _open(q) & q.due_at.notnull() & (q.due_at < q.horizon),
    "complaints": _complaint(_any),
    "complaints_conduct": _complaint(_any, Kind.COMPLAINT_CONDUCT),
    "complaints_rule": _complaint(_any, Kind.COMPLAINT_RULE),
    "complaints_carried": _complaint(_carried),
    "complaints_new": _complaint(_new),
    "complaints_done": _complaint(_ended),
    "complaints_done_conduct": _complaint(_ended, Kind.COMPLAINT_CONDUCT),
    "complaints_done_rule": _complaint(_ended, Kind.COMPLAINT_RULE),
    "complaints_done_carried": _complaint(lambda q: _ended(q) & _carried(q)),
    "complaints_done_new": _complaint(lambda q: _ended(q) & _new(q)),
    "complaints_open": _complaint(_open),
    "complaints_open_conduct": _complaint(_open, Kind.COMPLAINT_CONDUCT),
    "complaints_open_rule": _complaint(_open, Kind.COMPLAINT_RULE),
    "complaints_published": _complaint(_published),
}
"""What is counted, by key: a boolean expression over the questions of a period; never null."""


def questions_counted(
    spans: Sequence[Span], keys: Iterable[str], agencies: Iterable[int] | None = None, *, engine: Engine = LIVE
) -> list[dict[int | None, dict[str, int]]]:
    """The counts of each span by id of agency; None where nobody is responsible yet (one query).

    Args:
        keys: of `COUNTS`.
        agencies: ids of the agencies that are responsible; None for all, and for those of nobody.
    """
    wanted = tuple(keys)
    found: list[dict[int | None, dict[str, int]]] = [{} for _ in spans]
    question = Question(_counts, (wanted, agencies is not None))
    # an engine over exported facts may know less than is asked for
    known = [Span(span.period, min(span.as_of, engine.known_until(span.as_of))) for span in spans]
    for place, agency, *counts in engine.rows(question, known, agencies):
        found[place][agency] = dict(zip(wanted, map(int, counts), strict=True))
    return found


def _counts(keys: tuple[str, ...], scoped: bool) -> Any:
    known = _known(scoped)
    counts = {key: known.count(where=COUNTS[key](known)) for key in keys}
    return known.group_by(["place", "agency_id"]).agg(**counts).select("place", "agency_id", *keys)


def _known(scoped: bool) -> Any:
    received = QUESTIONS.cross_join(SPAN).filter(lambda t: (t.received_at <= t.as_of) & (t.received_at < t.period_end))
    if scoped:
        received = received.semi_join(SCOPE, "agency_id")
    nothing = ibis.null(INSTANT)
    known = received.mutate(
        answered_at=ibis.ifelse(received.answered_at <= received.as_of, received.answered_at, nothing),
        discarded_at=ibis.ifelse(received.discarded_at <= received.as_of, received.discarded_at, nothing),
    )
    ended = known.mutate(ended_at=ibis.coalesce(known.answered_at, known.discarded_at))
    return ended.filter(lambda t: t.ended_at.isnull() | (t.ended_at >= t.period_start))
