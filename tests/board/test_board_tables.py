"""The list of tables, and the page that shows any of them."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from motcua.accounts.models import Staff
from motcua.reports.engines.places import Folder
from motcua.reports.tables import TABLES
from reports.engines.agreement import export
from reports.histories import FIRST, SECOND, at, history, put

pytestmark = pytest.mark.django_db
MARCH = {"tu": "2019-03-01", "den": "2019-03-31"}


@pytest.fixture
def director(province: None, client: Client) -> Client:
    client.force_login(Staff.objects.get(username="vinh.sh"))
    return client


def test_every_table_is_on_the_list_and_opens(director: Client) -> None:
    page = director.get(reverse("board:tables"))
    listed = [url for _, found in page.context["groups"] for _, url in found]
    assert len(listed) == len(TABLES)
    for url in listed:
        assert director.get(url, MARCH).status_code == 200, url


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_given_as_a_file_or_says_that_there_is_none(director: Client, name: str) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00")])
    for kind in ("csv", "json", "xlsx"):
        response = director.get(reverse("board:table_download", args=[name]), {**MARCH, "dang": kind})
        assert response.status_code in (200, 404)


def test_rows_may_be_chosen_and_lead_to_their_dossiers(director: Client) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", channel="post")] * 1)
    for page in (reverse("board:results"), reverse("board:table", args=["one-stop"])):
        shown = director.get(page, {**MARCH, "theo": "channel"})
        tables = shown.context.get("tables")
        drawn = tables[0]["drawn"] if tables else shown.context["drawn"]
        post = next(line for line in drawn.body if line.row.key == "post")
        assert post.cells[0].text == "1"
        behind = director.get(post.cells[0].url)
        assert behind.context["page"].paginator.count == 1
        assert "Bưu chính công ích" in html.unescape(behind.content.decode())


def test_rows_that_the_table_does_not_have_are_refused_beside_the_field(director: Client) -> None:
    page = director.get(reverse("board:results"), {**MARCH, "theo": "weather"})
    assert page.status_code == 422
    assert "Bảng này không chia dòng theo cách đó" in html.unescape(page.content.decode())


def test_a_period_that_ends_before_it_begins_is_refused_beside_its_second_day(director: Client) -> None:
    page = director.get(reverse("board:table", args=["one-stop"]), {"tu": "2019-03-31", "den": "2019-03-01"})
    assert page.status_code == 422
    assert page.context["form"].errors["den"]


def test_a_table_that_does_not_exist_is_not_found(director: Client) -> None:
    assert director.get(reverse("board:table", args=["weather"])).status_code == 404


def test_who_serves_one_agency_sees_its_figures_only(province: None, client: Client) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=SECOND)])
    client.force_login(Staff.objects.get(username="phuoc.nh"))
    page = client.get(reverse("board:table", args=["one-stop"]), MARCH)
    assert [line.row.name for line in page.context["tables"][0]["drawn"].body] == ["Sở Tư pháp"]
    assert page.context["tables"][0]["table"].total["total"] == 0


def test_a_table_page_takes_a_fixed_number_of_queries(director: Client, queries: Callable) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00") for _ in range(20)])
    with queries(6):
        director.get(reverse("board:table", args=["one-stop"]), MARCH)


@pytest.mark.parametrize("page", ["results", "table"])
def test_a_table_may_stand_beside_that_of_the_year_before_and_both_lead_to_their_dossiers(
    director: Client, page: str
) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00") for _ in range(3)])
    put([history("2018-03-05 08:00", "2018-03-13 17:00", "2018-03-10 08:00") for _ in range(2)])
    address = reverse("board:results") if page == "results" else reverse("board:table", args=["one-stop"])
    shown = director.get(address, {**MARCH, "so_sanh": "last-year"})
    drawn = shown.context["drawn"] if page == "results" else shown.context["tables"][0]["drawn"]
    total = dict(zip((column.key for column in drawn.table.columns), drawn.foot[0].cells, strict=True))
    assert [total[key].text for key in ("new", "new_before", "new_change")] == ["3", "2", "1"]
    for key in ("new", "new_before"):
        count = director.get(total[key].url).context["page"].paginator.count
        assert str(count) == total[key].text


@pytest.mark.parametrize("by", ["month", "procedure", "officer"])
def test_the_page_of_results_shows_rows_of_every_kind(director: Client, by: str) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00")])
    page = director.get(reverse("board:results"), {**MARCH, "theo": by})
    assert page.status_code == 200
    assert [line.cells[0].text for line in page.context["drawn"].body if line.cells[0].text != "0"] == ["1"]


def test_a_table_that_cannot_be_compared_offers_no_comparison(director: Client) -> None:
    page = director.get(reverse("board:table", args=["late"]), MARCH)
    assert "so_sanh" not in page.context["form"].fields


def test_a_dossier_of_a_list_is_opened_from_its_code(director: Client) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-20 17:00")])
    page = director.get(reverse("board:table", args=["late"]), MARCH)
    (line,) = page.context["tables"][0]["drawn"].body
    assert line.url == reverse("desk:dossier", args=[line.row.key])


def test_tables_of_the_centre_stand_in_the_order_of_their_numbers(director: Client) -> None:
    (_, first), *_ = director.get(reverse("board:tables")).context["groups"]
    numbers = [int(definition.number) for definition, _ in first]
    assert numbers == sorted(numbers)


def test_the_dossiers_behind_a_figure_of_exported_facts_are_those_it_counted(
    director: Client, settings: Any, tmp_path: Path
) -> None:
    """What happened since the export is behind no figure of it."""
    put([history("2019-03-04 08:00", "2019-03-12 17:00")])
    export(Folder(tmp_path), at("2019-03-20 10:00:30"))
    put([history("2019-03-20 10:01", "2019-03-27 17:00")])
    settings.REPORTS_ENGINE, settings.FACTS_PLACE = "duckdb", str(tmp_path)
    for name in ("board:results", "board:table"):
        page = director.get(reverse(name, args=["one-stop"] if name == "board:table" else []), MARCH)
        shown = page.context["drawn"] if "drawn" in page.context else page.context["tables"][0]["drawn"]
        figure = shown.foot[0].cells[0]
        assert figure.text == "1"
        assert director.get(figure.url).context["page"].paginator.count == 1


@pytest.mark.parametrize("wanted", ["9" * 5000, "99", "-1", "٣", ""])
def test_a_place_where_no_table_is_is_not_found(director: Client, wanted: str) -> None:
    url = reverse("board:table_download", args=["one-stop"])
    assert director.get(url, {**MARCH, "dang": "csv", "bang": wanted}).status_code == 404


@pytest.mark.parametrize("days", [("0001-01-01", "2019-12-31"), ("2019-01-01", "9999-12-31")])
def test_a_year_that_no_calendar_has_is_refused_beside_its_field(director: Client, days: tuple[str, str]) -> None:
    page = director.get(reverse("board:results"), {"tu": days[0], "den": days[1]})
    assert page.status_code == 422 and page.context["form"].errors["den"]


@pytest.mark.parametrize("more", [{"theo": "month"}, {"so_sanh": "last-year"}])
def test_figures_of_one_agency_lead_to_its_dossiers_in_months_and_compared_periods_too(
    director: Client, more: dict[str, str]
) -> None:
    put(
        [
            history(f"{year}-03-04 08:00", f"{year}-03-12 17:00", agency=a)
            for year in (2018, 2019)
            for a in (FIRST, SECOND)
        ]
    )
    asked = {**MARCH, "co_quan": SECOND, **more}
    drawn = director.get(reverse("board:table", args=["one-stop"]), asked).context["tables"][0]["drawn"]
    cells = [cell for line in (*drawn.body, *drawn.foot) for cell in line.cells if cell.url]
    assert len(cells) > 4
    for cell in cells:
        assert str(director.get(cell.url).context["page"].paginator.count) == cell.text, cell.url


@pytest.mark.parametrize("name", ["one-stop", "fees"])
def test_rows_by_month_of_a_hundred_years_are_refused(director: Client, name: str) -> None:
    asked = {"tu": "1900-01-01", "den": "2019-12-31", "theo": "month"}
    page = director.get(reverse("board:table", args=[name]), asked)
    assert page.status_code == 422
    assert "không quá 240 tháng" in html.unescape(page.content.decode())
    assert director.get(reverse("board:results"), asked).status_code == 422
