"""What the pages of the board show, and what they answer to a form that is wrong."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.accounts.models import Staff
from motcua.agencies.models import Agency
from motcua.feedback.models import Questionnaire, Rating
from motcua.reports.measures import MEASURES
from reports.histories import FIRST, PERIOD, SECOND, at, history, put

pytestmark = pytest.mark.django_db
MARCH = {"tu": "2019-03-01", "den": "2019-03-31"}


@pytest.fixture
def director(province: None, client: Client) -> Client:
    client.force_login(Staff.objects.get(username="vinh.sh"))
    return client


def words(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def test_every_figure_of_the_table_leads_to_exactly_its_dossiers(director: Client) -> None:
    put(
        [
            history("2019-02-20 08:00", "2019-03-12 17:00", "2019-03-10 09:00"),
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 18:00", agency=SECOND),
            history("2019-03-04 08:00", "2019-04-12 17:00", agency=SECOND, channel="online_full"),
        ]
    )
    table = director.get(reverse("board:results"), MARCH)
    shown = table.context["drawn"]
    lines = [line for line in (*shown.body, *shown.foot) if line.kind != "share"]
    cells = [(int(cell.text.replace(".", "")), cell.url) for line in lines for cell in line.cells]
    assert any(count for count, _ in cells)
    for count, url in cells:
        assert bool(url) == bool(count)
        if url:
            assert director.get(url).context["page"].paginator.count == count


def test_the_table_shows_numbers_and_shares_as_documents_do(director: Client) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-05 18:00") for _ in range(3)])
    response = director.get(reverse("board:results"), MARCH)
    assert response.context["drawn"].foot[1].cells[0].text == "100,00"
    shown = words(response)
    assert "<td>100,00</td>" in shown
    assert "Số liệu chốt lúc 00 giờ 00 ngày 01/04/2019" in shown
    assert "Mọi dòng và dòng tổng đều thỏa các đẳng thức trên." in shown


def test_without_a_period_the_present_year_is_shown(director: Client) -> None:
    response = director.get(reverse("board:results"))
    period = response.context["span"].period
    assert (period.first.day, period.first.month, period.last.day, period.last.month) == (1, 1, 31, 12)


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ({"tu": "2019-05-01", "den": "2019-04-01"}, "den", "Kỳ báo cáo phải kết thúc sau khi bắt đầu"),
        ({"tu": "2019-05-01"}, "den", "Hãy chọn đến ngày."),
        ({"tu": "31/02/2019", "den": "2019-04-01"}, "tu", "Từ ngày chưa đúng"),
        ({"tu": "2999-01-01", "den": "2999-12-31"}, "tu", "Kỳ báo cáo chưa bắt đầu"),
        ({**MARCH, "chot": "2999-01-01T00:00"}, "chot", "không thể sau hiện tại"),
        ({**MARCH, "chot": "2019-01-01T00:00"}, "chot", "phải sau khi kỳ báo cáo bắt đầu"),
        ({**MARCH, "chot": "hôm qua"}, "chot", "Thời điểm chốt chưa đúng"),
    ],
)
@pytest.mark.parametrize("page", ["results", "ratings", "dossiers"])
def test_a_wrong_period_is_told_beside_its_field_and_keeps_what_was_typed(
    director: Client, page: str, asked: dict[str, str], field: str, sentence: str
) -> None:
    response = director.get(reverse(f"board:{page}"), asked)
    assert response.status_code == 422
    assert sentence in " ".join(response.context["form"].errors[field])
    assert f'aria-describedby="{field}_error"' in words(response)
    assert all(response.context["form"].data[name] == value for name, value in asked.items())


def test_a_file_for_an_impossible_period_is_refused(director: Client) -> None:
    response = director.get(reverse("board:results_download"), {"tu": "2019-05-01", "den": "2019-04-01", "dang": "csv"})
    assert response.status_code == 409
    assert "Kỳ báo cáo trong địa chỉ không đúng" in words(response)


def test_an_as_of_instant_that_was_chosen_travels_with_every_link(director: Client) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00")])
    response = director.get(reverse("board:results"), {**MARCH, "chot": "2019-05-01T08:00"})
    assert response.context["span"].as_of == at("2019-05-01 08:00")
    assert all(
        "chot=2019-05-01T08%3A00" in url
        for url in (cell.url for cell in response.context["drawn"].foot[0].cells)
        if url
    )


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbfagency,total"), ("json", b"{\n"), ("xlsx", b"PK")])
def test_the_table_is_downloaded_in_each_format_under_a_telling_name(director: Client, kind: str, start: bytes) -> None:
    response = director.get(reverse("board:results_download"), {**MARCH, "dang": kind})
    assert response.content.startswith(start)
    name = f"ket-qua-mot-cua_2019-03-01_2019-03-31.{kind}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_format_that_does_not_exist_is_not_found(director: Client) -> None:
    assert director.get(reverse("board:results_download"), {**MARCH, "dang": "doc"}).status_code == 404


def test_presets_offer_reporting_periods_and_mark_the_one_that_is_shown(director: Client) -> None:
    response = director.get(reverse("board:results"), {"tu": "2019-01-15", "den": "2019-02-14"})
    presets = response.context["presets"]
    assert [preset.label for preset in presets.months if preset.current] == ["Tháng 2"]
    assert (presets.year, presets.before) == (2019, 2018)
    assert (
        director.get(f"{reverse('board:results')}{presets.long[0].url}")
        .context["span"]
        .period.label.startswith("Năm 2019")
    )


def test_presets_of_the_future_are_no_links(director: Client) -> None:
    response = director.get(reverse("board:results"))
    assert all(
        preset.begun or f'href="{preset.url}"' not in words(response) for preset in response.context["presets"].months
    )


def test_charts_are_drawn_from_the_figures_of_their_table(director: Client) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=SECOND)])
    page = director.get(reverse("board:results"), MARCH).content.decode()
    data = re.search(r'<script id="bieu-do-tre-han" type="application/json">(.*?)</script>', page)
    chart = json.loads(data[1])
    assert chart["categories"] == ["Sở Công Thương"]
    assert [series["values"] for series in chart["series"]] == [[0], [1]]


def test_someone_who_sees_one_agency_gets_no_chart_that_compares_agencies(province: None, client: Client) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency="000.00.12.H51")])
    client.force_login(Staff.objects.get(username="phuoc.nh"))
    shown = words(client.get(reverse("board:results"), MARCH))
    assert "<td>100,00</td>" in shown
    assert "data-chart" not in shown


def test_pages_carry_no_script_that_the_security_policy_forbids(director: Client) -> None:
    for name in ("overview", "results", "ratings", "dossiers"):
        page = director.get(reverse(f"board:{name}")).content.decode()
        assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
        assert " onclick=" not in page


def test_a_list_of_dossiers_links_to_each_dossier_and_tells_its_outcome(director: Client) -> None:
    (row,) = put([history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-13 08:00", "rejected")])
    response = director.get(reverse("board:dossiers"), {**MARCH, "chi_tieu": "sent_back"})
    shown = words(response)
    assert reverse("desk:dossier", args=[row.code]) in shown
    assert "Từ chối giải quyết" in shown
    assert "Bị trả lại: 1 hồ sơ" in shown
    assert [line.outcome.key for line, *_ in response.context["lines"]] == ["late"]


def test_long_lists_come_in_pages_of_fifty(director: Client) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00") for _ in range(51)])
    second = director.get(reverse("board:dossiers"), {**MARCH, "chi_tieu": "new", "trang": "2"})
    assert len(second.context["lines"]) == 1
    assert "51–51 trong 51" in words(second)


def test_an_unknown_measure_is_told_beside_its_field(director: Client) -> None:
    response = director.get(reverse("board:dossiers"), {**MARCH, "chi_tieu": "luong"})
    assert response.status_code == 422
    assert "Chỉ tiêu này không có trong báo cáo" in words(response)


def test_ratings_show_choices_with_totals_and_shares(director: Client) -> None:
    Questionnaire.objects.all().delete()
    questionnaire = Questionnaire.objects.create(
        code="phieu", title="Phiếu 2019", since=date(2019, 1, 1), choices=[{"code": "satisfied", "label": "Hài lòng"}]
    )
    Rating.objects.create(
        questionnaire=questionnaire,
        agency=Agency.objects.get(code=FIRST),
        choice="satisfied",
        given_at=PERIOD.start,
    )
    shown = words(director.get(reverse("board:ratings"), MARCH))
    assert "Phiếu 2019" in shown
    assert "Hài lòng" in shown
    file = director.get(reverse("board:ratings_download"), {**MARCH, "dang": "csv"})
    assert file.content.decode("utf-8-sig").splitlines()[0] == "agency,satisfied,total"


def test_a_period_without_questionnaire_says_so(director: Client) -> None:
    Questionnaire.objects.all().delete()
    assert "Kỳ này không có phiếu đánh giá" in words(director.get(reverse("board:ratings"), MARCH))
    assert director.get(reverse("board:ratings_download"), {**MARCH, "dang": "csv"}).status_code == 404


def test_the_overview_names_the_dossiers_that_fall_due_next(director: Client) -> None:
    put([history("2019-03-04 08:00", "2099-03-12 17:00")])
    response = director.get(reverse("board:overview"))
    assert response.context["today"].pending == 1
    assert [line.agency for line in response.context["nearest"]] == ["Sở TTTT"]


@pytest.mark.parametrize(
    ("page", "budget"),
    [("overview", 18), ("wall", 18), ("held", 8), ("results", 5), ("ratings", 6), ("dossiers", 6)],
)
def test_a_page_takes_a_fixed_number_of_queries(director: Client, queries: Callable, page: str, budget: int) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=code) for code in (FIRST, SECOND) for _ in range(20)])
    with queries(budget):
        assert director.get(reverse(f"board:{page}"), MARCH).status_code == 200


def test_measures_of_the_form_are_those_that_exist(director: Client) -> None:
    response = director.get(reverse("board:dossiers"), MARCH)
    offered = [key for key, _ in response.context["form"].fields["chi_tieu"].choices]
    assert set(MEASURES) <= set(offered)
