"""The page of the three readings on the board."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

import cast
from desk.stage import browser, give, stop_clock, words
from motcua.accounts.models import Staff
from motcua.dossiers.models import Dossier
from reports.test_disagreements import supplemented

pytestmark = pytest.mark.django_db
PAGE = "/dieu-hanh/cach-tinh-thoi-han"
MARCH = {"tu": "2019-03-01", "den": "2019-03-31"}


@pytest.fixture(autouse=True)
def world(province: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.load(cast.rules())
    stop_clock(monkeypatch, "13/03/2019 07:45")


@pytest.fixture
def row() -> Dossier:
    return supplemented()


def test_the_page_lists_the_dossier_with_three_verdicts_and_the_reason(row: Dossier) -> None:
    page = words(browser("director").get(PAGE, MARCH))
    assert "Còn trong hạn Hạn 13/03/2019 08:00 Quá hạn Hạn 12/03/2019 08:00 Quá hạn Hạn 12/03/2019 08:00" in page
    assert "Bổ sung: tính lại từ đầu. Nhận đủ bổ sung lúc 08 giờ 00 ngày 06/03/2019" in page


def test_a_dossier_leads_to_its_own_explanation(row: Dossier) -> None:
    html = browser("director").get(PAGE, MARCH).content.decode()
    address = reverse("desk:explanation", args=[row.code])
    assert f'href="{address}"' in html
    own = words(browser("director").get(address))
    assert "Ba cách tính cho kết luận khác nhau" in own
    assert "Nhận đủ giấy tờ bổ sung lúc 08 giờ 00 ngày 06/03/2019: thời hạn được tính lại từ đầu." in own


def test_a_corrected_completion_shows_both_moments() -> None:
    from desk.stage import brought_to

    row = brought_to("process")
    Dossier.objects.filter(pk=row.pk).update(
        ended_as="finished",
        ended_at="2019-03-12T01:00:00Z",
        ended_actual="2019-03-07T09:00:00Z",
        late_cause="recorded_late",
    )
    page = words(browser("director").get(PAGE, {**MARCH, "ly_do": "corrected"}))
    assert "12/03/2019 08:00 Thực tế: 07/03/2019 16:00" in page
    assert "thực tế xong lúc 16 giờ 00 ngày 07/03/2019 (đã được duyệt hiệu chỉnh)" in page


def test_a_cause_narrows_the_list(row: Dossier) -> None:
    html = words(browser("director").get(PAGE, {**MARCH, "ly_do": "end"}))
    assert "Không có hồ sơ nào" in html
    assert row.code not in html


def test_who_serves_one_agency_sees_its_dossiers_only(row: Dossier) -> None:
    assert row.code in words(browser("receptionist").get(PAGE, MARCH))
    assert row.code not in words(browser("stranger").get(PAGE, MARCH))
    assert browser("stranger").get(PAGE, {**MARCH, "co_quan": cast.JUSTICE}).status_code == 404


def test_a_visitor_and_staff_without_a_post_do_not_see_it(client: Client) -> None:
    assert client.get(PAGE)["Location"].startswith("/dang-nhap")
    client.force_login(Staff.objects.create(username="moi.nv", full_name="Lê Văn Khách", must_change_password=False))
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"tu": "2019-03-31", "den": "2019-03-01"}, {"ly_do": "khac"}], ids=["period", "cause"]
)
def test_what_cannot_be_asked_for_is_told_beside_the_field(wrong: dict[str, str]) -> None:
    assert browser("director").get(PAGE, {**MARCH, **wrong}).status_code == 422


@pytest.mark.parametrize(("kind", "status"), [("csv", 200), ("xlsx", 200), ("json", 404)])
def test_the_list_can_be_taken_away_as_a_file(row: Dossier, kind: str, status: int) -> None:
    answer = browser("director").get(f"{PAGE}/tai-ve", {**MARCH, "dang": kind})
    assert answer.status_code == status
    if kind == "csv":
        assert row.code in answer.content.decode("utf-8-sig")


def test_a_clock_that_was_moved_shows_its_moves_on_the_page_of_the_desk(row: Dossier) -> None:
    give(row, "agency_head", cast.extend(), "07/03/2019 08:00")
    page = words(browser("case_officer").get(reverse("desk:explanation", args=[row.code])))
    assert "Gia hạn thêm 2 ngày làm việc (kèm văn bản xin lỗi)" in page
    assert "Ngày hẹn trả hiện nay: 08 giờ 00 ngày 15/03/2019." in page


def test_the_page_takes_at_most_twelve_queries(row: Dossier, queries) -> None:  # type: ignore[no-untyped-def]
    client = browser("director")
    with queries(12):
        client.get(PAGE, MARCH)
