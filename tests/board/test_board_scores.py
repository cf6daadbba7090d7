"""The pages of the scores on the board: the 766 index, targets, scoring of agencies."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import cast
from desk.stage import browser, stop_clock, words
from law.calendars import at as moment
from motcua.accounts.models import Staff
from motcua.agencies.models import Agency
from motcua.reports.models import AgencyScoring, Target
from motcua.reports.scores import watch
from motcua.reports.scores.targets import set_target, targets_for
from reports.histories import FIRST, SECOND, history, put

pytestmark = pytest.mark.django_db
INDEX, COSTS, TARGETS, SCORINGS = (
    "/dieu-hanh/chi-so-766",
    "/dieu-hanh/chi-so-766/mat-diem",
    "/dieu-hanh/muc-tieu",
    "/dieu-hanh/cham-diem/",
)
MARCH = {"tu": "2019-03-01", "den": "2019-03-31"}


@pytest.fixture(autouse=True)
def world(province: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SCORING_2018 = "1"
    stop_clock(monkeypatch, "20/03/2019 08:00")


@pytest.fixture
def dossiers() -> None:
    put(
        [
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 18:00"),
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-11 18:00"),
            history("2019-03-04 08:00", "2019-04-12 17:00", agency=cast.JUSTICE),
        ]
    )


@pytest.mark.parametrize("page", [INDEX, TARGETS, SCORINGS])
def test_a_visitor_signs_in_and_staff_without_a_post_are_turned_away(client: Client, page: str) -> None:
    assert client.get(page)["Location"].startswith("/dang-nhap")
    client.force_login(Staff.objects.create(username="moi.nv", full_name="Lê Văn Khách", must_change_password=False))
    assert client.get(page).status_code == 403


# The index


def test_the_director_sees_the_points_of_the_province_and_why(dossiers: None) -> None:
    page = words(browser("director").get(INDEX, MARCH))
    assert "Toàn tỉnh" in page
    assert "Có 2 hồ sơ xong đúng hạn hoặc còn trong hạn trên 3 hồ sơ tiếp nhận hoặc giải quyết trong kỳ" in page
    assert "Được 13,33/20 điểm, mất 6,67 điểm vì còn 1 hồ sơ trễ hạn, quá hạn." in page
    assert "Thêm 1 hồ sơ xong đúng hạn hoặc còn trong hạn thì được trọn 20 điểm (+6,67)." in page
    assert "không có số liệu" in page


def test_a_leader_sees_the_own_agency_only(dossiers: None) -> None:
    leader = browser("agency_head")
    page = words(leader.get(INDEX, MARCH))
    assert "Sở Tư pháp" in page
    assert "Toàn tỉnh" not in page
    assert "trên 1 hồ sơ tiếp nhận" in page
    assert leader.get(INDEX, {**MARCH, "co_quan": FIRST}).status_code == 422
    assert leader.get(INDEX, {**MARCH, "co_quan": "tinh"}).status_code == 422


def test_what_if_is_answered_by_the_page_itself(dossiers: None) -> None:
    answer = browser("director").get(INDEX, {**MARCH, "chi_tieu": "on_time", "them": "1", "cach": "instead"})
    assert "Thêm 1 hồ sơ xong đúng hạn hoặc còn trong hạn: +6,67 điểm" in words(answer)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"chi_tieu": "on_time", "them": "2", "cach": "instead"}, "Chỉ còn 1 hồ sơ trễ hạn, quá hạn"),
        ({"chi_tieu": "on_time", "them": "bốn mươi", "cach": "instead"}, "Hãy ghi một số nguyên như 40."),
        ({"chi_tieu": "on_time", "them": "", "cach": "instead"}, "Hãy ghi số lượng."),
        ({"chi_tieu": "on_time", "them": "0", "cach": "more"}, "Hãy ghi một số từ 1 trở lên."),
        ({"chi_tieu": "complaints_on_time", "them": "1", "cach": "more"}, "không có số liệu nên chưa tính thử được"),
        ({"chi_tieu": "x", "them": "1", "cach": "more"}, "Hãy chọn chỉ tiêu trong danh sách."),
    ],
)
def test_what_cannot_be_tried_is_told_and_keeps_what_was_typed(
    dossiers: None, asked: dict[str, str], said: str
) -> None:
    answer = browser("director").get(INDEX, {**MARCH, **asked})
    assert answer.status_code == 422
    assert said in words(answer)
    assert answer.context["trial_form"].data["them"] == asked["them"]


@pytest.mark.parametrize(
    "wrong", [{"tu": "2019-03-31", "den": "2019-03-01"}, {"tu": "2999-01-01", "den": "2999-02-01"}, {"co_quan": "X"}]
)
def test_a_wrong_period_or_agency_is_told_beside_its_field(wrong: dict[str, str]) -> None:
    answer = browser("director").get(INDEX, {**MARCH, **wrong})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_the_trend_shows_the_days_that_were_kept(dossiers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "DAYS_BACK", 2)
    watch.keep_days(now=moment("20/03/2019 08:00"))
    answer = browser("director").get(INDEX, MARCH)
    assert [day.day.day for day in answer.context["days"]] == [18, 19]
    assert answer.context["trend"]["categories"] == ["18/03", "19/03"]


def test_what_costs_points_is_listed_with_the_reason_and_a_link(dossiers: None) -> None:
    director = browser("director")
    page = director.get(INDEX, MARCH).content.decode()
    assert "chi_tieu=on_time" in page
    listed = director.get(COSTS, {**MARCH, "chi_tieu": "on_time"})
    (line, agency) = listed.context["lines"][0]
    assert line.why == "Xong lúc 18 giờ 00 ngày 12/03/2019, sau hẹn trả 17 giờ 00 ngày 12/03/2019."
    assert f'href="{reverse("desk:explanation", args=[line.code])}"' in listed.content.decode()
    assert agency == Agency.objects.get(code=FIRST).short_name


def test_the_list_is_as_long_as_the_gap_of_its_indicator(dossiers: None) -> None:
    director = browser("director")
    for _, _, lines in director.get(INDEX, MARCH).context["groups"]:
        for one in lines:
            if one["costs"]:
                assert director.get(one["costs"]).context["page"].paginator.count == one["line"].gap


def test_a_leader_finds_only_the_own_dossiers_in_the_list(dossiers: None) -> None:
    listed = browser("agency_head").get(COSTS, {**MARCH, "chi_tieu": "on_time"})
    assert listed.context["page"].paginator.count == 0
    assert browser("agency_head").get(COSTS, {**MARCH, "chi_tieu": "on_time", "co_quan": FIRST}).status_code == 409


@pytest.mark.parametrize("key", ["", "x", "complaints_on_time"])
def test_an_indicator_without_a_list_is_refused(key: str) -> None:
    assert browser("director").get(COSTS, {**MARCH, "chi_tieu": key}).status_code == 422


def test_the_index_takes_a_fixed_number_of_queries(dossiers: None, queries: Any) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=code) for code in (FIRST, SECOND) for _ in range(20)])
    director = browser("director")
    with queries(24):
        director.get(INDEX, MARCH)


# Targets


def set_by_form(client: Client, **typed: str) -> Any:
    given = {"key": str(uuid.uuid4()), "indicator": "766.on_time", "value": "97,5", "decision": "25/KH-UBND"}
    return client.post(TARGETS, {"nam": "2019", "agency": "", **given, **typed})


def test_procedure_control_sets_a_target_with_a_comma_and_the_index_shows_it(dossiers: None) -> None:
    control = browser("procedure_control")
    assert set_by_form(control).status_code == 302
    assert targets_for(2019) == {"766.on_time": Decimal("97.5")}
    page = words(control.get(TARGETS, {"nam": "2019"}))
    assert "97,5 %" in page
    assert "66,67 %" in page
    assert "Chưa đạt" in page
    assert "Mục tiêu năm 97,5 %: chưa đạt" in words(control.get(INDEX, MARCH))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "nhiều"}, "Hãy ghi số như 97,5."),
        ({"value": "101"}, "Mức phải đạt là tỷ lệ"),
        ({"decision": ""}, "Hãy ghi số văn bản giao chỉ tiêu."),
        ({"indicator": ""}, "Hãy chọn chỉ tiêu."),
        ({"key": "x"}, "Biểu mẫu không còn hợp lệ"),
    ],
)
def test_what_is_wrong_with_a_target_is_told_and_what_was_typed_stays(typed: dict[str, str], said: str) -> None:
    answer = set_by_form(browser("procedure_control"), **typed)
    assert answer.status_code == 422
    assert said in words(answer) or said in str(answer.context["form"].errors)
    assert not Target.objects.exists()


def test_others_see_targets_and_cannot_set_them(dossiers: None) -> None:
    leader = browser("agency_head")
    assert "Đặt mục tiêu" not in words(leader.get(TARGETS))
    refused = set_by_form(leader)
    assert (refused.status_code, Target.objects.count()) == (409, 0)
    assert "Chỉ công chức kiểm soát thủ tục hành chính được nhập chỉ tiêu." in words(refused)


def test_a_leader_sees_targets_of_the_province_and_the_own_agency(dossiers: None) -> None:
    for code in (cast.JUSTICE, FIRST, None):
        set_target(
            actor=cast.person("procedure_control"),
            at=moment("04/03/2019 08:00"),
            key=uuid.uuid4(),
            year=2019,
            indicator="on_time_rate",
            value=Decimal(98),
            decision="1/QĐ",
            agency=Agency.objects.get(code=code) if code else None,
        )
    rows = browser("agency_head").get(TARGETS, {"nam": "2019"}).context["rows"]
    assert [row["target"].agency_id and row["target"].agency.code for row in rows] == [None, cast.JUSTICE]
    assert len(browser("director").get(TARGETS, {"nam": "2019"}).context["rows"]) == 3


def test_a_target_is_ended_by_procedure_control_only(dossiers: None) -> None:
    control = browser("procedure_control")
    set_by_form(control)
    end = reverse("board:target_end", args=[Target.objects.get().pk])
    assert browser("director").post(end, {"nam": "2019"}).status_code == 409
    assert control.post(end, {"nam": "2019"}).status_code == 302
    assert targets_for(2019) == {}
    assert control.get(end).status_code == 405


# Scoring


def begin(client: Client) -> Any:
    return client.post(
        SCORINGS, {"key": str(uuid.uuid4()), "agency": cast.JUSTICE, "period": "2018-12-15"}, follow=True
    )


def scores(**more: str) -> dict[str, str]:
    typed = {f"score_{number}": "2" for number in range(3, 10)}
    evidence = {f"evidence_{number}": f"Văn bản {number}" for number in range(3, 10)}
    return {**typed, **evidence, **more}


def do(part: str, what: str, **typed: str) -> Any:
    row = AgencyScoring.objects.get()
    sent = {"viec": what, "key": str(uuid.uuid4()), "revision": str(row.revision), **typed}
    return browser(part).post(f"{SCORINGS}{row.pk}", sent, follow=True)


def test_a_scoring_goes_its_way_over_three_screens(dossiers: None) -> None:
    assert "hệ thống tính, không nhập tay" in words(begin(browser("agency_head")))
    do("agency_head", "luu", **scores(score_3="1,5"))
    do("agency_head", "gui", **scores(score_3="1,5"))
    assert "Đồng ý, trình phê duyệt" in words(
        browser("procedure_control").get(f"{SCORINGS}{AgencyScoring.objects.get().pk}")
    )
    do("procedure_control", "kiem-tra")
    page = words(do("director", "phe-duyet"))
    assert "Đã phê duyệt bảng điểm." in page
    assert "Phê duyệt: 13,5 điểm." in page
    assert AgencyScoring.objects.get().stage == "approved"


def test_what_is_missing_is_told_beside_its_field_and_nothing_typed_is_lost(dossiers: None) -> None:
    begin(browser("agency_head"))
    answer = do("agency_head", "gui", **scores(evidence_5="", evidence_6="Đã công khai đủ"))
    assert answer.status_code == 422
    assert "Hãy ghi căn cứ cho điểm của chỉ số 5." in words(answer)
    row = AgencyScoring.objects.get()
    assert row.items.get(number=6).evidence == "Đã công khai đủ"
    again = answer.context["form"]
    assert again["revision"].value() == str(row.revision)


def test_a_scoring_is_sent_back_with_a_reason(dossiers: None) -> None:
    begin(browser("agency_head"))
    do("agency_head", "gui", **scores())
    assert do("procedure_control", "tra-lai", reason="").status_code == 422
    do("procedure_control", "tra-lai", reason="Thiếu minh chứng.")
    assert "Thiếu minh chứng." in words(browser("agency_head").get(f"{SCORINGS}{AgencyScoring.objects.get().pk}"))


def test_the_scoring_of_another_agency_is_not_found(dossiers: None) -> None:
    begin(browser("agency_head"))
    assert browser("asked_head").get(f"{SCORINGS}{AgencyScoring.objects.get().pk}").status_code == 404


def test_where_the_scoring_is_off_the_page_says_how_it_is_kept(settings: Any) -> None:
    settings.SCORING_2018 = ""
    assert "Tỉnh chưa áp dụng chấm điểm này" in words(browser("director").get(SCORINGS))


def test_only_leaders_are_offered_to_begin() -> None:
    assert browser("director").get(SCORINGS).context["form"] is None
    assert browser("agency_head").get(SCORINGS).context["form"] is not None
