"""The lock after wrong passwords: five tries, fifteen minutes (TCVN 14423:2026, level 3)."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.accounts.commands import clear_failed_sign_ins, note_failed_sign_in
from motcua.accounts.models import FailedSignIn
from motcua.accounts.queries import is_locked, locked_until

pytestmark = pytest.mark.django_db

NOON = datetime(2019, 3, 1, 5, 0, tzinfo=UTC)


def fail(times: int, start: datetime = NOON, apart: timedelta = timedelta(seconds=10)) -> datetime:
    """Fail so many times from `start` on; returns the moment of the last."""
    for turn in range(times):
        note_failed_sign_in("han.ttn", start + turn * apart)
    return start + (times - 1) * apart


def test_four_wrong_passwords_do_not_lock():
    assert not is_locked("han.ttn", fail(4))


def test_the_fifth_wrong_password_locks():
    assert is_locked("han.ttn", fail(5))


def test_the_lock_opens_fifteen_minutes_after_the_fifth():
    last = fail(5)

    assert locked_until("han.ttn", last) == last + timedelta(minutes=15)
    assert is_locked("han.ttn", last + timedelta(minutes=14, seconds=59))
    assert not is_locked("han.ttn", last + timedelta(minutes=15))


def test_tries_during_the_lock_do_not_make_it_longer():
    last = fail(5)
    note_failed_sign_in("han.ttn", last + timedelta(minutes=10))

    assert locked_until("han.ttn", last + timedelta(minutes=11)) == last + timedelta(minutes=15)


def test_one_wrong_password_after_the_lock_does_not_lock_again():
    again = fail(5) + timedelta(minutes=16)
    note_failed_sign_in("han.ttn", again)

    assert not is_locked("han.ttn", again)


def test_five_wrong_passwords_over_an_hour_do_not_lock():
    assert not is_locked("han.ttn", fail(5, apart=timedelta(minutes=12)))


def test_a_right_password_forgets_the_wrong_ones():
    last = fail(4)
    clear_failed_sign_ins("HAN.TTN")
    note_failed_sign_in("han.ttn", last)

    assert not is_locked("han.ttn", last)


def test_capitals_and_spaces_do_not_get_around_the_lock():
    assert is_locked(" Han.TTN ", fail(5))


def test_other_names_stay_open():
    assert not is_locked("trung.hq", fail(5))


def test_a_name_that_does_not_exist_is_locked_all_the_same():
    for _ in range(5):
        note_failed_sign_in("nobody", NOON)

    assert is_locked("nobody", NOON)


def test_old_failures_are_not_kept():
    fail(5)
    note_failed_sign_in("trung.hq", NOON + timedelta(hours=2))

    assert FailedSignIn.objects.count() == 1


def test_a_very_long_name_is_remembered_without_an_error():
    for _ in range(5):
        note_failed_sign_in("x" * 500, NOON)

    assert is_locked("x" * 500, NOON)
