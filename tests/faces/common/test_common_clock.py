"""The clock of the system and of a demonstration."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.faces.common import clock

START = datetime(2019, 12, 16, 1, 0, tzinfo=UTC)  # 08:00 in Vietnam


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_demonstration", None)


def test_without_a_demonstration_the_real_time_is_shown_in_utc(settings) -> None:  # type: ignore[no-untyped-def]
    settings.CLOCK_START = ""
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_demonstration_starts_at_its_local_moment_and_runs_on(settings) -> None:  # type: ignore[no-untyped-def]
    settings.CLOCK_START = "2019-12-16T08:00"
    first, second = clock.now(), clock.now()
    assert START <= first <= second < START + timedelta(seconds=5)


def test_a_demonstration_never_runs_behind_the_last_event(settings) -> None:  # type: ignore[no-untyped-def]
    settings.CLOCK_START = "2019-12-16T08:00"
    clock.set_floor(START + timedelta(hours=3))
    assert clock.now() >= START + timedelta(hours=3)


def test_an_earlier_event_does_not_turn_the_clock_back(settings) -> None:  # type: ignore[no-untyped-def]
    settings.CLOCK_START = "2019-12-16T08:00"
    clock.set_floor(START - timedelta(days=1))
    assert clock.now() >= START


def test_the_real_clock_takes_no_floor(settings) -> None:  # type: ignore[no-untyped-def]
    settings.CLOCK_START = ""
    clock.set_floor(datetime(2099, 1, 1, tzinfo=UTC))
    assert clock.now() < datetime(2099, 1, 1, tzinfo=UTC)
