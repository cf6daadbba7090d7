"""The clock of the system and of a demonstration."""

from datetime import UTC, datetime, timedelta

from motcua.faces.common import clock


def test_without_a_demonstration_the_real_time_is_shown_in_utc(settings) -> None:  # type: ignore[no-untyped-def]
    settings.CLOCK_OFFSET = timedelta(0)
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert not clock.is_demonstration()


def test_a_demonstration_is_set_apart_from_the_real_time_and_runs_on(settings) -> None:  # type: ignore[no-untyped-def]
    settings.CLOCK_OFFSET = timedelta(days=-2532)
    first, second = clock.now(), clock.now()
    assert first <= second
    assert abs(first - (datetime.now(UTC) - timedelta(days=2532))) < timedelta(seconds=5)
    assert clock.is_demonstration()
