"""Random histories of dossiers, and spans over them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from motcua.reports.span import Span
from reports.histories import FIRST, PERIOD, SECOND, History

FROM = datetime(2019, 1, 25, tzinfo=UTC)
# hours, and the minutes around local midnight and the end of office, where figures turn
HOURS = st.integers(0, 100 * 24).map(lambda hours: FROM + timedelta(hours=hours))
EDGES = st.sampled_from([-1, 0, 1, 599, 600, 601]).map(lambda minutes: timedelta(minutes=minutes))
MOMENTS = st.builds(lambda moment, edge: moment + edge, HOURS, EDGES)


@st.composite
def histories(draw: Callable[..., object]) -> History:
    """A dossier with up to three changes of its due date, ended in any way or not at all."""
    accepted = draw(MOMENTS)
    due: list[tuple[datetime, datetime | None]] = [(accepted, accepted + timedelta(hours=draw(st.integers(1, 900))))]
    for _ in range(draw(st.integers(0, 3))):
        known = due[-1][0] + timedelta(hours=draw(st.integers(0, 300)))
        stopped = draw(st.booleans())
        due.append((known, None if stopped else known + timedelta(hours=draw(st.integers(1, 900)))))
    ended = None
    if draw(st.integers(0, 3)):
        exactly_due = draw(st.booleans()) and due[-1][1] is not None and due[-1][1] >= due[-1][0]
        ended = due[-1][1] if exactly_due else due[-1][0] + timedelta(hours=draw(st.integers(0, 700)))
    how = draw(st.sampled_from(["finished", "finished", "rejected", "stopped"])) if ended else ""
    channel = draw(st.sampled_from(["counter", "online_full", "online_partial", "post"]))
    return History(accepted, due, ended, how, draw(st.sampled_from([FIRST, SECOND])), channel)


SPANS = st.one_of(
    st.just(Span(PERIOD, PERIOD.end)),
    st.integers(0, 90 * 24 * 60).map(lambda minutes: Span(PERIOD, PERIOD.start + timedelta(minutes=minutes))),
)
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
