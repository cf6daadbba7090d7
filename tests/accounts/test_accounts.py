"""Opening accounts, changing passwords, the accounts of the demonstration."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from motcua.accounts.commands import change_password, enrol_staff, open_account
from motcua.accounts.models import Staff
from motcua.accounts.passwords import DEMO_PASSWORD, require_strong
from motcua.accounts.queries import demo_accounts
from motcua.accounts.roles import Role
from motcua.law.refusal import Refused

pytestmark = pytest.mark.django_db

STRONG = "Rung-Tram-Tra-Su-2019"


@pytest.fixture
def officer():
    return open_account(username="Mai.LT", full_name="Lê Thị Mai", password=STRONG)


def test_a_person_signs_in_with_any_capitals_in_the_name(officer):
    assert authenticate(username="MAI.lt", password=STRONG) == officer


def test_a_new_account_must_change_its_password(officer):
    assert officer.must_change_password


def test_a_person_is_called_by_the_last_word_of_the_name(officer):
    assert officer.get_short_name() == "Mai"


def test_an_account_without_a_password_cannot_be_signed_in_to():
    open_account(username="tam", full_name="Võ Minh Tâm")

    assert authenticate(username="tam", password="") is None
    assert authenticate(username="tam", password="None") is None


def test_a_name_that_is_taken_is_refused_whatever_its_capitals(officer):
    with pytest.raises(Refused, match="đã có người dùng") as refused:
        open_account(username="MAI.LT", full_name="Lý Thanh Mai")

    assert (refused.value.code, refused.value.field) == ("username_taken", "username")


def test_an_empty_name_is_refused():
    with pytest.raises(Refused, match="Hãy nhập tên đăng nhập"):
        open_account(username="  ", full_name="Không Tên")


def test_the_database_itself_refuses_a_name_with_capitals():
    with pytest.raises(IntegrityError), transaction.atomic():
        Staff.objects.create(username="Capital", full_name="Chữ Hoa")


@pytest.mark.parametrize(
    "weak", ["Ngan-1", "khong-co-chu-hoa-1", "KHONG-CO-CHU-THUONG-1", "Khong-Co-So-Nao", "KhongCoKyTu12345"]
)
def test_a_password_that_is_short_or_lacks_a_class_is_refused(officer, weak):
    with pytest.raises(Refused) as refused:
        change_password(staff=officer, old_password=STRONG, new_password=weak)

    assert (refused.value.code, refused.value.field) == ("weak_password", "new_password")


def test_changing_the_password_ends_the_duty_to_change_it(officer):
    change_password(staff=officer, old_password=STRONG, new_password="Cho-Noi-Nga-Nam-2020")

    assert not officer.must_change_password
    assert authenticate(username="mai.lt", password="Cho-Noi-Nga-Nam-2020") == officer


def test_the_old_password_must_be_right(officer):
    with pytest.raises(Refused, match="hiện tại không đúng"):
        change_password(staff=officer, old_password="wrong", new_password="Cho-Noi-Nga-Nam-2020")


def test_the_new_password_must_be_another_one(officer):
    with pytest.raises(Refused, match="phải khác"):
        change_password(staff=officer, old_password=STRONG, new_password=STRONG)


def test_the_published_password_of_the_demonstration_keeps_the_rules():
    require_strong(DEMO_PASSWORD, Staff(username="demo", full_name="Demo"))


def test_the_sign_in_page_of_the_demonstration_lists_an_account_for_each_role(province):
    roles = {account.role for account in demo_accounts()}

    assert roles == {role.label for role in Role}


def test_the_accounts_of_the_list_can_be_signed_in_to(province):
    for account in demo_accounts():
        assert authenticate(username=account.username, password=DEMO_PASSWORD) is not None


def test_outside_the_demonstration_no_account_is_listed(province, settings):
    settings.DEMO = False

    assert demo_accounts() == []


def test_the_demonstration_never_takes_over_a_real_account(officer):
    with pytest.raises(Refused, match="đã có người dùng"):
        enrol_staff(username="mai.lt", full_name="Lê Thị Mai", demo=True)

    assert authenticate(username="mai.lt", password=STRONG) == officer


def test_enrolling_again_keeps_the_password_and_corrects_the_name(officer):
    enrol_staff(username="mai.lt", full_name="Lê Thị Mai Hương")

    officer.refresh_from_db()
    assert officer.full_name == "Lê Thị Mai Hương"
    assert authenticate(username="mai.lt", password=STRONG) == officer
