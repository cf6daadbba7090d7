"""Who sees the board, and whose figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from motcua.accounts.models import Staff
from reports.histories import SECOND, history, put

pytestmark = pytest.mark.django_db
JUSTICE = "000.00.12.H51"
MARCH = {"tu": "2019-03-01", "den": "2019-03-31"}
PAGES = ("overview", "results", "ratings", "dossiers", "results_download", "ratings_download")


@pytest.fixture
def signed_in(province: None) -> Callable[[str], Client]:
    """`signed_in("username")`: a browser in which this member of staff has signed in."""

    def browser(username: str) -> Client:
        client = Client()
        client.force_login(Staff.objects.get(username=username))
        return client

    return browser


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_sent_to_sign_in_and_back(client: Client, name: str) -> None:
    response = client.get(reverse(f"board:{name}"))
    assert (response.status_code, response["Location"]) == (302, f"/dang-nhap?next={reverse(f'board:{name}')}")


def test_staff_without_a_post_are_turned_away(client: Client) -> None:
    client.force_login(Staff.objects.create(username="khach", full_name="Lê Văn Khách", must_change_password=False))
    assert client.get(reverse("board:overview")).status_code == 403


def test_figures_cannot_be_sent_to_the_board(signed_in: Callable) -> None:
    assert signed_in("vinh.sh").post(reverse("board:overview")).status_code == 405


def test_the_director_sees_every_agency(signed_in: Callable) -> None:
    response = signed_in("vinh.sh").get(reverse("board:results"), MARCH)
    assert len(response.context["drawn"].body) == 16
    assert "Số liệu của 16 cơ quan" in response.content.decode()


def test_a_leader_sees_the_own_agency_only(signed_in: Callable) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=code) for code in (JUSTICE, SECOND)])
    leader = signed_in("phuoc.nh")
    response = leader.get(reverse("board:results"), MARCH)
    assert [line.row.name for line in response.context["drawn"].body] == ["Sở Tư pháp"]
    assert response.context["found"].total["total"] == 1
    listed = leader.get(reverse("board:dossiers"), {**MARCH, "chi_tieu": "total"})
    assert [line.agency for line, *_ in listed.context["lines"]] == ["Sở Tư pháp"]


def test_the_dossiers_of_another_agency_are_not_found(signed_in: Callable) -> None:
    response = signed_in("phuoc.nh").get(reverse("board:dossiers"), {**MARCH, "co_quan": SECOND})
    assert response.status_code == 404


def test_a_file_of_a_leader_holds_the_own_agency_only(signed_in: Callable) -> None:
    response = signed_in("phuoc.nh").get(reverse("board:results_download"), {**MARCH, "dang": "csv"})
    assert [line.split(",")[0] for line in response.content.decode("utf-8-sig").splitlines()[1:]] == [
        "Sở Tư pháp",
        "Tổng",
    ]
