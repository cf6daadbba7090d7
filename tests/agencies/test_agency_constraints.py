"""What the tables themselves refuse."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.models import Agency, CalendarYear, Holding, Post, Unit
from province import APPROVED_AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency():
    return Agency.objects.create(code="H99.01", name="Sở Thử nghiệm", short_name="Sở TN")


@pytest.fixture
def post(agency):
    return Post.objects.create(agency=agency, code="leader.1", role=Role.LEADER, title="Giám đốc")


@pytest.fixture
def people():
    return [Staff.objects.create(username=name, full_name=name) for name in ("a", "b")]


def refused():
    """The database says no; what was before stays usable."""
    return pytest.raises(IntegrityError)


def test_two_people_cannot_hold_a_post_at_once(post, people):
    Holding.objects.create(post=post, holder=people[0], since=date(2019, 1, 1), until=date(2019, 7, 1))

    with refused(), transaction.atomic():
        Holding.objects.create(post=post, holder=people[1], since=date(2019, 6, 30))


def test_a_post_may_pass_from_one_to_another_on_a_day(post, people):
    Holding.objects.create(post=post, holder=people[0], since=date(2019, 1, 1), until=date(2019, 7, 1))
    Holding.objects.create(post=post, holder=people[1], since=date(2019, 7, 1))


def test_one_person_may_hold_two_posts(post, people):
    other = Post.objects.create(agency=post.agency, code="leader.2", role=Role.LEADER, title="Phó Giám đốc")
    for seat in (post, other):
        Holding.objects.create(post=seat, holder=people[0], since=date(2019, 1, 1))


def test_a_holding_cannot_end_before_it_starts(post, people):
    with refused(), transaction.atomic():
        Holding.objects.create(post=post, holder=people[0], since=date(2019, 1, 1), until=date(2019, 1, 1))


def test_a_post_cannot_be_in_a_unit_of_another_agency(agency):
    other = Agency.objects.create(code="H99.02", name="Sở Khác", short_name="Sở K")
    unit = Unit.objects.create(agency=other, code="van-phong", name="Văn phòng")

    with refused(), transaction.atomic():
        Post.objects.create(agency=agency, unit=unit, code="x", role=Role.LEADER, title="Trưởng phòng")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_role_that_does_not_exist_is_refused(agency):
    with refused(), transaction.atomic():
        Post.objects.create(agency=agency, code="x", role="king", title="Vua")


@pytest.mark.parametrize("code", ["", "h51", "H51..01", "H51.01.", "Sở"])
def test_an_agency_code_of_another_shape_is_refused(code):
    with refused(), transaction.atomic():
        Agency.objects.create(code=code, name="X", short_name="X")


@pytest.mark.parametrize("of_the_province", [True, False])
def test_a_year_has_one_table_of_each_version(agency, of_the_province):
    row = {
        "agency": None if of_the_province else agency,
        "year": 2030,
        "version": 1,
        "table": {},
        "source": "QĐ",
        "approved_by_name": "x",
        "approved_at": APPROVED_AT,
    }
    CalendarYear.objects.create(**row)

    with refused(), transaction.atomic():
        CalendarYear.objects.create(**row)
