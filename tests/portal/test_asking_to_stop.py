"""Asking to stop one's dossier with the pair on its receipt."""

import uuid

import pytest
from django.test import Client

import cast
from desk.stage import give, words
from law.calendars import at as moment
from motcua.dossiers.models import Dossier, Event, Task
from motcua.faces.portal.stopping import WRONG_CODE

pytestmark = pytest.mark.django_db

MORNING, NOW = "04/08/2025 08:00", "05/08/2025 09:00"


@pytest.fixture(autouse=True)
def regime_of_2025(province, clock):
    cast.load(cast.rules())
    clock(NOW)


def opened(visitor, row):
    """The dossier, opened in this browser with its pair."""
    return visitor.post("/tra-cuu", {"ma": row.code, "tra_cuu": row.lookup_code, "xem": ""}, follow=True)


def page_of(row):
    return f"/tra-cuu/{row.code}/dung"


def wish(visitor, row, **typed):
    given = {"ly_do": "Không còn nhu cầu", "tra_cuu": row.lookup_code, "key": str(uuid.uuid4()), **typed}
    return visitor.post(page_of(row), given)


def test_the_page_of_a_dossier_leads_to_the_wish_and_tells_when_it_was_noted(visitor):
    row = cast.taken_in(MORNING)
    assert page_of(row) in opened(visitor, row).content.decode()
    assert visitor.get(page_of(row)).status_code == 200
    answer = wish(visitor, row)
    assert answer["Location"] == f"/tra-cuu/{row.code}"
    page = visitor.get(f"/tra-cuu/{row.code}")
    assert "Bạn đã đề nghị dừng giải quyết lúc 09 giờ 00 ngày 05/08/2025" in words(page)
    assert page_of(row) not in page.content.decode()


def test_the_wish_is_the_applicants_and_lies_on_the_desk(visitor):
    row = cast.taken_in(MORNING)
    opened(visitor, row)
    wish(visitor, row)
    line = Event.objects.get(dossier=row, kind="stop_asked")
    assert (line.actor_id, line.data, line.at) == (None, {"reason": "Không còn nhu cầu"}, moment(NOW))
    assert line.on_behalf_of == "Người nộp hồ sơ"
    assert Task.objects.filter(dossier=row, kind="stop", closed_at=None).count() == 1


def test_the_same_form_twice_is_one_wish(visitor):
    row, key = cast.taken_in(MORNING), str(uuid.uuid4())
    opened(visitor, row)
    assert [wish(visitor, row, key=key).status_code for _ in range(2)] == [302, 302]
    assert Event.objects.filter(dossier=row, kind="stop_asked").count() == 1


def test_a_second_wish_is_refused_in_a_sentence(visitor):
    row = cast.taken_in(MORNING)
    opened(visitor, row)
    wish(visitor, row)
    again = wish(visitor, row)
    assert again.status_code == 422
    assert "Đề nghị dừng giải quyết đã được ghi nhận" in words(again)


def test_whoever_has_not_opened_the_dossier_is_asked_for_its_pair_first(visitor):
    row = cast.taken_in(MORNING)
    for answer in (visitor.get(page_of(row)), wish(visitor, row)):
        assert answer["Location"] == f"/tra-cuu?ma={row.code}&het-han=1&xem=dung"
    assert not Event.objects.filter(dossier=row, kind="stop_asked").exists()


def test_after_the_pair_the_wanted_page_opens(visitor):
    row = cast.taken_in(MORNING)
    answer = visitor.post("/tra-cuu", {"ma": row.code, "tra_cuu": row.lookup_code, "xem": "dung"})
    assert answer["Location"] == page_of(row)


def test_the_look_up_code_is_wanted_again_and_what_was_typed_stays(visitor):
    row = cast.taken_in(MORNING)
    opened(visitor, row)
    answer = wish(visitor, row, tra_cuu="22222222")
    assert answer.status_code == 422
    assert WRONG_CODE in words(answer)
    assert "Không còn nhu cầu</textarea>" in answer.content.decode()
    assert not Event.objects.filter(dossier=row, kind="stop_asked").exists()


def test_guessing_the_look_up_code_is_bounded_here_too(visitor):
    row = cast.taken_in(MORNING)
    opened(visitor, row)
    answers = [wish(visitor, row, tra_cuu="22222222") for _ in range(6)]
    assert "Xin thử lại sau 15 phút" in words(answers[-1])
    assert "Xin thử lại sau 15 phút" in words(wish(visitor, row))


@pytest.mark.parametrize(
    ("typed", "field"), [({"ly_do": " "}, "ly_do"), ({"tra_cuu": "123"}, "tra_cuu"), ({"key": "x"}, "key")]
)
def test_a_form_that_is_wrong_is_told_beside_the_field(visitor, typed, field):
    row = cast.taken_in(MORNING)
    opened(visitor, row)
    answer = wish(visitor, row, **typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_a_dossier_of_the_older_decree_offers_no_stop_and_says_why(visitor):
    row = cast.taken_in("30/06/2025 08:00")
    assert page_of(row) not in opened(visitor, row).content.decode()
    answer = visitor.get(page_of(row))
    assert answer.status_code == 409
    assert "chỉ áp dụng cho hồ sơ tiếp nhận từ 01/07/2025" in words(answer)
    assert "<textarea" not in answer.content.decode()


def test_a_dossier_that_was_stopped_tells_so(visitor):
    row = cast.taken_in(MORNING)
    give(row, "receptionist", cast.ask_to_stop(), MORNING)
    give(row, "receptionist", cast.confirm_stop(), MORNING)
    text = words(opened(visitor, row))
    assert "Hồ sơ đã dừng giải quyết theo đề nghị của bạn." in text
    assert page_of(row) not in opened(visitor, row).content.decode()


def test_the_form_wants_its_token(province):
    row = cast.taken_in(MORNING)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(page_of(row), {"ly_do": "x"}).status_code == 403
    assert Dossier.objects.get(pk=row.pk).status == "accepted"
