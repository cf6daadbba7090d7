"""The file of a province: agencies, units, posts, holders."""

import copy

import pytest

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.commands import load_agencies
from motcua.agencies.models import Agency, Holding, Post, Unit
from motcua.agencies.queries import agencies_in_order, agency_by_code, agency_by_name
from motcua.law.refusal import Refused
from province import shipped_agencies

pytestmark = pytest.mark.django_db


def counts():
    return [model.objects.count() for model in (Agency, Unit, Post, Holding, Staff)]


def small(**post):
    """A province of one agency with one post."""
    holder = {"name": "Trần Thị Kiểm", "username": "kiem.tt"}
    return {
        "province": "Thử",
        "holders_since": "2019-01-01",
        "agencies": [
            {
                "code": "H99.01",
                "name": "Sở Thử nghiệm",
                "short_name": "Sở TN",
                "units": [{"code": "phong-mot", "name": "Phòng Một"}],
                "posts": [{"role": "leader", "title": "Giám đốc", "holder": holder, **post}],
            }
        ],
    }


def test_the_agencies_of_the_yearly_table_come_first_in_its_order_then_those_of_other_levels(province):
    agencies = agencies_in_order()

    assert [agencies[0].name, agencies[15].name] == ["Sở Thông tin và Truyền thông", "Công an tỉnh"]
    assert [agency.level for agency in agencies] == ["province"] * 16 + ["central", "district", "commune"]


def test_an_agency_belongs_to_the_one_above_it(province):
    ward = Agency.objects.get(code="000.01.31.H51")

    assert ward.parent.name == "Ủy ban nhân dân thành phố Sóc Trăng"


def test_every_agency_can_receive_process_and_decide(province):
    for agency in agencies_in_order():
        roles = set(agency.posts.values_list("role", flat=True))
        assert {Role.RECEPTION, Role.CASE_OFFICER, Role.LEADER} <= roles, agency.name


def test_loading_again_changes_nothing(province):
    before = counts()
    load_agencies(shipped_agencies(), demo=True)

    assert counts() == before


def test_an_agency_is_found_by_name_short_name_and_code(province):
    justice = agency_by_name("sở  tư pháp")

    assert justice is not None
    assert agency_by_name(justice.short_name) == justice
    assert agency_by_code(f" {justice.code.lower()} ") == justice
    assert agency_by_name("Sở Không có") is None
    assert agency_by_code("H00") is None


def test_a_new_holder_follows_the_old_one_on_the_day_given():
    load_agencies(small())
    changed = small(holder={"name": "Lý Văn Kế", "username": "ke.lv"})
    changed["holders_since"] = "2019-07-01"
    load_agencies(changed)

    holdings = Holding.objects.filter(post__agency__code="H99.01").order_by("since")
    assert [(str(row.since), str(row.until), row.holder.username) for row in holdings] == [
        ("2019-01-01", "2019-07-01", "kiem.tt"),
        ("2019-07-01", "None", "ke.lv"),
    ]


def test_a_name_that_was_wrong_in_the_file_is_corrected():
    load_agencies(small())
    corrected = copy.deepcopy(small())
    corrected["agencies"][0]["name"] = "Sở Thí nghiệm"
    load_agencies(corrected)

    assert Agency.objects.get(code="H99.01").name == "Sở Thí nghiệm"


def test_a_file_with_an_unknown_role_is_refused_and_leaves_nothing():
    with pytest.raises(Refused, match="không đúng cấu trúc"):
        load_agencies(small(role="king"))

    assert not Agency.objects.filter(code="H99.01").exists()


def test_a_post_in_an_unknown_unit_is_refused():
    with pytest.raises(Refused, match="phong-hai"):
        load_agencies(small(unit="phong-hai"))


def test_a_field_that_nobody_knows_is_refused():
    with pytest.raises(Refused, match="không đúng cấu trúc"):
        load_agencies(small(titel="Giám đốc"))


def test_staff_of_a_real_province_cannot_sign_in_before_they_are_given_a_password():
    load_agencies(small())

    staff = Staff.objects.get(username="kiem.tt")
    assert not staff.has_usable_password()
    assert staff.must_change_password
    assert not staff.is_demo
