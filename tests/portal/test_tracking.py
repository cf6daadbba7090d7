"""Following a dossier with the pair on its receipt."""

import uuid

import pytest

import cast
from desk.stage import brought_to, give, words
from law.calendars import at as moment
from motcua.dossiers.commands import submit
from motcua.faces.portal.tracking import WRONG_PAIR
from motcua.law.lifecycle import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def procedure(province):
    """The procedure of the tests is published."""
    cast.load(cast.rules())


def look_up(visitor, code, lookup_code, *, xem="", **more):
    return visitor.post("/tra-cuu", {"ma": code, "tra_cuu": lookup_code, "xem": xem}, **more)


def opened(visitor, row):
    """The page of a dossier, opened with its pair."""
    answer = look_up(visitor, row.code, row.lookup_code, follow=True)
    assert answer.redirect_chain == [(f"/tra-cuu/{row.code}", 302)]
    return answer


def test_the_right_pair_opens_the_dossier(visitor):
    text = words(opened(visitor, cast.taken_in()))
    assert "Sở Tư pháp đang giải quyết hồ sơ." in text
    assert "08 giờ 00 Thứ Sáu, 08/03/2019" in text
    assert "Còn 3 ngày 7 giờ làm việc" in text


def test_codes_may_be_typed_with_gaps_dashes_and_small_letters(visitor):
    row = cast.taken_in()
    typed = row.code.lower().replace("-", " – ")
    answer = look_up(visitor, typed, f"{row.lookup_code[:4]} - {row.lookup_code[4:]}".lower())
    assert answer["Location"] == f"/tra-cuu/{row.code}"


def test_a_wrong_look_up_code_and_an_unknown_code_get_the_same_answer(visitor):
    row = cast.taken_in()
    known = look_up(visitor, row.code, "22222222")
    unknown = look_up(visitor, "000.00.12.H51-190301-9999", "22222222")
    assert known.status_code == unknown.status_code == 422
    assert words(known).replace(row.code, "…") == words(unknown).replace("000.00.12.H51-190301-9999", "…")
    assert WRONG_PAIR in words(known)


def test_what_was_typed_stays_after_a_wrong_pair(visitor):
    answer = look_up(visitor, "000.00.12.H51-190301-9999", "22222222").content.decode()
    assert 'value="000.00.12.H51-190301-9999"' in answer
    assert 'value="22222222"' in answer


@pytest.mark.parametrize("code", ["abc", "000.00.12.H51-190231-0001", ""])
def test_what_cannot_be_a_dossier_code_is_told_beside_the_field(visitor, code):
    answer = look_up(visitor, code, "22222222")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["ma"])


@pytest.mark.parametrize("lookup_code", ["1234567", "222222222", "OOOOIIII", ""])
def test_what_cannot_be_a_look_up_code_is_told_beside_the_field(visitor, lookup_code):
    answer = look_up(visitor, "000.00.12.H51-190301-0001", lookup_code)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["tra_cuu"])


def test_the_qr_of_a_receipt_fills_the_code_in_and_waits_for_the_other(visitor):
    page = visitor.get("/tra-cuu?ma=000.00.12.H51-190301-0001").content.decode()
    assert 'name="ma" value="000.00.12.H51-190301-0001"' in page
    assert "autofocus" in page.partition('name="tra_cuu"')[2].partition(">")[0]


def test_the_qr_of_a_receipt_leads_to_the_reasons_of_its_date_once_the_look_up_code_is_given(visitor):
    row = cast.taken_in()
    page = visitor.get(f"/tra-cuu?ma={row.code}&xem=thoi-han").content.decode()
    assert row.procedure_version.name not in page
    assert 'name="xem" value="thoi-han"' in page
    answer = look_up(visitor, row.code, row.lookup_code, xem="thoi-han")
    assert answer["Location"] == f"/tra-cuu/{row.code}/thoi-han"


@pytest.mark.parametrize("asked", ["", "khac", "//example.org", "x" * 300])
def test_an_address_can_ask_for_pages_of_the_dossier_only(visitor, asked):
    row = cast.taken_in()
    assert look_up(visitor, row.code, row.lookup_code, xem=asked)["Location"] == f"/tra-cuu/{row.code}"


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("process", "Sở Tư pháp đang giải quyết hồ sơ."),
        ("issue", "Sở Tư pháp đã ký kết quả và đang chuyển về quầy trả kết quả."),
        ("returned", "Đã có kết quả từ 09 giờ 00 ngày 01/03/2019, mời bạn đến nhận."),
    ],
)
def test_where_it_is_is_told_in_a_sentence(visitor, step, told):
    assert told in words(opened(visitor, brought_to(step)))


def test_a_returned_result_ends_the_story(visitor):
    row = brought_to("returned")
    give(row, "receptionist", cast.hand_out(), "04/03/2019 08:00")
    assert "Đã trả kết quả lúc 08 giờ 00 ngày 04/03/2019. Hồ sơ đã xong." in words(opened(visitor, row))


def test_a_supplement_is_told_with_what_and_until_when(visitor):
    row = brought_to("process")
    give(row, "case_officer", cast.ask())
    row.refresh_from_db()
    text = words(opened(visitor, row))
    assert "Hồ sơ đang chờ bạn bổ sung giấy tờ." in text
    assert f"chậm nhất hết ngày {row.state['close_on'][8:]}/{row.state['close_on'][5:7]}/2019" in text
    assert "Ký lại đơn" in text


@pytest.mark.parametrize(
    ("command", "told", "why"),
    [
        (cast.ask_payment(), "Hồ sơ đang chờ bạn nộp 2.000.000 đồng.", "chờ bạn nộp nghĩa vụ tài chính"),
        (cast.pause(), "Hồ sơ đang tạm dừng tính thời hạn.", "giám định, kiểm định, thẩm định thực tế"),
    ],
    ids=["payment", "pause"],
)
def test_what_the_clock_stands_for_is_told_in_plain_words(visitor, command, told, why):
    row = brought_to("process")
    give(row, "case_officer", command)
    text = words(opened(visitor, row))
    assert told in text
    assert f"Thời hạn dừng tính từ 09 giờ 00 ngày 01/03/2019: {why}." in text
    assert "ngày hẹn cũ lùi đúng bằng thời gian đã dừng" in text


def test_an_overdue_dossier_says_so(visitor, clock):
    row = brought_to("process")
    clock("12/03/2019 08:00")
    text = words(opened(visitor, row))
    assert "đã quá ngày hẹn trả" in text
    assert "Quá 2 ngày làm việc" in text


def test_an_extended_due_date_tells_the_first_one_too(visitor):
    row = brought_to("process")
    give(row, "agency_head", cast.extend())
    text = words(opened(visitor, row))
    assert "08 giờ 00 Thứ Ba, 12/03/2019" in text
    assert "hẹn lúc đầu là 08 giờ 00 ngày 08/03/2019" in text


def test_nothing_personal_is_shown(visitor):
    row = brought_to("process")
    shown = opened(visitor, row).content.decode() + visitor.get(f"/tra-cuu/{row.code}/thoi-han").content.decode()
    officers = {event.actor.full_name for event in row.events.exclude(actor=None).select_related("actor")}
    for secret in (cast.OWNER, "Lý Thị Sà Rươl", "Phường 1, Sóc Trăng", row.lookup_code, *officers):
        assert secret not in shown


def test_the_due_date_is_explained_day_by_day(visitor):
    row = cast.taken_in()
    opened(visitor, row)
    text = words(visitor.get(f"/tra-cuu/{row.code}/thoi-han"))
    assert "Hẹn trả kết quả 08 giờ 00, Thứ Sáu, 08/03/2019" in text
    assert "Chủ Nhật 03/03/2019 Ngày nghỉ hằng tuần, không tính." in text


def test_a_date_that_was_moved_is_explained_move_by_move(visitor):
    row = brought_to("process")
    give(row, "agency_head", cast.extend())
    opened(visitor, row)
    text = words(visitor.get(f"/tra-cuu/{row.code}/thoi-han"))
    assert "Hẹn trả kết quả 08 giờ 00, Thứ Ba, 12/03/2019" in text
    assert "Thời hạn của thủ tục cho ngày 08 giờ 00 ngày 08/03/2019." in text
    assert "Gia hạn thêm 2 ngày làm việc (kèm văn bản xin lỗi): hạn lùi từ 08 giờ 00 ngày 08/03/2019" in text
    assert "Cần xác minh thêm" not in text


def test_a_restart_after_a_supplement_is_told_before_the_days(visitor):
    row = brought_to("process")
    give(row, "case_officer", cast.ask())
    give(row, "receptionist", cast.bring(), "04/03/2019 08:00")
    opened(visitor, row)
    text = words(visitor.get(f"/tra-cuu/{row.code}/thoi-han"))
    assert "Nhận đủ giấy tờ bổ sung lúc 08 giờ 00 ngày 04/03/2019: thời hạn được tính lại từ đầu." in text
    assert "Tính từ lúc 08 giờ 00 ngày 04/03/2019." in text


def test_a_clock_that_stands_says_since_when_and_why(visitor):
    row = brought_to("process")
    give(row, "case_officer", cast.ask())
    opened(visitor, row)
    text = words(visitor.get(f"/tra-cuu/{row.code}/thoi-han"))
    assert "Hẹn trả kết quả Đang dừng tính" in text
    assert "Từ 09 giờ 00 ngày 01/03/2019 thời hạn dừng để chờ bổ sung hồ sơ" in text


@pytest.mark.parametrize(("more", "wanted"), [("", ""), ("/thoi-han", "&xem=thoi-han")], ids=["dossier", "due date"])
def test_a_code_alone_opens_nothing(visitor, more, wanted):
    row = cast.taken_in()
    answer = visitor.get(f"/tra-cuu/{row.code}{more}")
    assert answer["Location"] == f"/tra-cuu?ma={row.code}&het-han=1{wanted}"


def test_it_closes_by_itself_after_half_an_hour(visitor, clock):
    row = cast.taken_in()
    opened(visitor, row)
    clock("04/03/2019 09:30")
    assert visitor.get(f"/tra-cuu/{row.code}").status_code == 302


def test_it_can_be_closed_at_once(visitor):
    row = cast.taken_in()
    opened(visitor, row)
    visitor.post(f"/tra-cuu/{row.code}/dong")
    assert visitor.get(f"/tra-cuu/{row.code}").status_code == 302


def test_pages_of_a_dossier_are_not_kept_by_anybody(visitor):
    assert "no-store" in opened(visitor, cast.taken_in())["Cache-Control"]


def test_an_online_filing_without_a_code_cannot_be_looked_up_by_its_id(visitor):
    row = submit(
        uuid.uuid4(), cast.filing(channel=Channel.ONLINE_PARTIAL), cast.submit(), at=moment("01/03/2019 08:00")
    )
    assert look_up(visitor, str(row.pk), row.lookup_code).status_code == 422


@pytest.mark.parametrize("more", ["", "/thoi-han"])
def test_it_costs_at_most_ten_queries(visitor, queries, more):
    row = brought_to("process")
    opened(visitor, row)
    with queries(10):
        visitor.get(f"/tra-cuu/{row.code}{more}")
