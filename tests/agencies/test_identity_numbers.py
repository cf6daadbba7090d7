"""The identity number of a member of staff: written down once by the person, put right by an administrator."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from agencies.ordering import AT, seated, staff
from cast import refused
from motcua.accounts.models import Staff
from motcua.agencies.relatives import correct_identity, declare_identity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

FIRST, SECOND = "094199000777", "094199000888"


def test_who_writes_down_the_own_number_is_kept_with_the_moment():
    declare_identity(seated("case_officer"), "094 199 000 777", at=AT)

    person = staff("case_officer")
    assert (person.identity_number, person.identity_recorded_by, person.identity_recorded_at) == (FIRST, person, AT)


def test_the_own_number_is_written_down_once():
    declare_identity(seated("case_officer"), FIRST, at=AT)
    with refused("identity_recorded", "identity_number") as told:
        declare_identity(seated("case_officer"), SECOND, at=AT)

    assert "chỉ quản trị hệ thống sửa được" in told.value.sentence
    assert staff("case_officer").identity_number == FIRST


def test_the_same_number_again_changes_nothing():
    for _ in range(2):
        declare_identity(seated("case_officer"), FIRST, at=AT)

    assert staff("case_officer").identity_number == FIRST


def test_an_administrator_puts_it_right_and_is_kept_as_who_did():
    declare_identity(seated("case_officer"), FIRST, at=AT)
    correct_identity(staff("case_officer"), SECOND, by=seated("administrator"), at=AT)

    person = staff("case_officer")
    assert (person.identity_number, person.identity_recorded_by) == (SECOND, staff("administrator"))


@pytest.mark.parametrize("part", ["case_officer", "unit_head", "agency_head", "director", "procedure_control"])
def test_nobody_else_puts_it_right(part):
    with refused("forbidden"):
        correct_identity(staff("case_officer"), SECOND, by=seated(part), at=AT)


def test_an_administrator_does_not_put_the_own_number_right():
    with refused("own_identity", "identity_number"):
        correct_identity(staff("administrator"), SECOND, by=seated("administrator"), at=AT)


def test_two_accounts_never_have_one_number():
    declare_identity(seated("colleague"), FIRST, at=AT)

    with refused("identity_taken", "identity_number"):
        declare_identity(seated("case_officer"), FIRST, at=AT)
    with refused("identity_taken", "identity_number"):
        correct_identity(staff("case_officer"), FIRST, by=seated("administrator"), at=AT)


def test_the_table_itself_refuses_one_number_twice():
    declare_identity(seated("colleague"), FIRST, at=AT)
    with pytest.raises(IntegrityError, match="staff_identity_number_once"), transaction.atomic():
        Staff.objects.filter(pk=staff("case_officer").pk).update(identity_number=FIRST)
