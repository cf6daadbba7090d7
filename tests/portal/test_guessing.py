"""Guessing look-up codes is bounded, over all processes, without keeping who guessed."""

import uuid

import pytest
from django.test import RequestFactory

import cast
from desk.stage import words
from law.calendars import at
from motcua.dossiers.lookups import LookupAttempt, look_up
from motcua.faces.portal.tracking import address_of

pytestmark = pytest.mark.django_db
CODE = "000.00.12.H51-190301-{:04}"
NOBODY = CODE.format(9999)


@pytest.fixture(autouse=True)
def procedure(province):
    """The procedure of the tests is published."""
    cast.load(cast.rules())


def guess(code=NOBODY, lookup_code="22222222", *, address="203.0.113.7", when="04/03/2019 09:00"):
    return look_up(code, lookup_code, address=address, now=at(when))


def guess_wrong(times, **more):
    for _time in range(times):
        assert guess(**more) is None


def test_the_sixth_wrong_pair_for_a_code_within_15_minutes_is_refused():
    guess_wrong(5)
    with cast.refused("too_many_lookups"):
        guess(address="198.51.100.1")


def test_even_the_right_pair_is_refused_then():
    row = cast.taken_in()
    guess_wrong(5, code=row.code)
    with cast.refused("too_many_lookups"):
        guess(row.code, row.lookup_code)


def test_after_15_minutes_the_code_can_be_tried_again():
    row = cast.taken_in()
    guess_wrong(5, code=row.code)
    assert guess(row.code, row.lookup_code, when="04/03/2019 09:15")


def test_tries_that_are_refused_do_not_make_the_wait_longer():
    row = cast.taken_in()
    guess_wrong(5, code=row.code)
    with cast.refused("too_many_lookups"):
        guess(row.code, when="04/03/2019 09:14")
    assert guess(row.code, row.lookup_code, when="04/03/2019 09:15")


def test_the_thirty_first_wrong_pair_from_an_address_within_an_hour_is_refused():
    for number in range(30):
        assert guess(CODE.format(number)) is None
    with cast.refused("too_many_lookups"):
        guess(CODE.format(31))


def test_other_addresses_are_not_concerned():
    for number in range(30):
        guess(CODE.format(number))
    assert guess(CODE.format(31), address="198.51.100.1") is None


def test_right_pairs_do_not_count():
    row = cast.taken_in()
    for _time in range(10):
        assert guess(row.code, row.lookup_code)
    assert not LookupAttempt.objects.exists()


def test_no_address_is_kept_and_all_is_forgotten_after_an_hour():
    guess()
    assert "203.0.113.7" not in LookupAttempt.objects.get().visitor
    guess(when="04/03/2019 10:01")
    assert LookupAttempt.objects.count() == 1


def test_too_many_guesses_are_told_in_the_form_and_nothing_typed_is_lost(visitor):
    for _time in range(5):
        visitor.post("/tra-cuu", {"ma": CODE.format(1), "tra_cuu": "22222222"})
    answer = visitor.post("/tra-cuu", {"ma": CODE.format(1), "tra_cuu": "22222222"})
    assert answer.status_code == 429
    assert "Xin thử lại sau 15 phút" in words(answer)
    assert f'value="{CODE.format(1)}"' in answer.content.decode()


def test_what_cannot_be_a_code_is_not_a_guess(visitor):
    visitor.post("/tra-cuu", {"ma": "abc", "tra_cuu": str(uuid.uuid4())})
    assert not LookupAttempt.objects.exists()


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "10.0.0.1, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("", "198.51.100.1", "198.51.100.1"),
    ],
)
def test_only_a_proxy_on_the_same_machine_may_say_for_whom_it_asks(remote, forwarded, address):
    request = RequestFactory().get("/tra-cuu", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded})
    assert address_of(request) == address
