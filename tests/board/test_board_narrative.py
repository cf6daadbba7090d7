"""The narrative report on the board: read, downloaded, and checked when it comes back."""

from __future__ import annotations

import html
import io
import re
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

import cast
from motcua.accounts.models import Staff
from motcua.reports.freezing import commands
from motcua.reports.freezing.commands import Wanted
from reports.freezing import MARCH as FROZEN
from reports.freezing import NOW, some_dossiers
from reports.histories import SECOND, history, put

pytestmark = pytest.mark.django_db
MARCH = {"tu": "2019-03-01", "den": "2019-03-31"}


def browser(username: str) -> Client:
    client = Client()
    client.force_login(Staff.objects.get(username=username))
    return client


@pytest.fixture
def director(province: None) -> Client:
    put(
        [
            history("2019-02-20 08:00", "2019-03-12 17:00", "2019-03-10 09:00"),
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 18:00", agency=SECOND),
            history("2019-03-04 08:00", "2019-04-12 17:00", agency=SECOND, channel="online_full"),
        ]
    )
    return browser("vinh.sh")


def words(response: HttpResponse) -> str:
    text = re.sub(r"<[^>]+>", "", html.unescape(response.content.decode()))
    return re.sub(r"\s+", " ", text)


def word_file(client: Client) -> bytes:
    return client.get(reverse("board:narrative_download"), {**MARCH, "dang": "docx"}).content


def sent(client: Client, data: bytes) -> HttpResponse:
    file = SimpleUploadedFile("bao-cao.docx", data)
    return client.post(reverse("board:narrative_check"), {"file": file})


def test_the_page_tells_the_results_and_what_has_no_data(director: Client) -> None:
    response = director.get(reverse("board:narrative"), MARCH)
    assert response.status_code == 200
    assert "Tổng số hồ sơ tiếp nhận là 3 hồ sơ (Phụ lục I), gồm 1 hồ sơ từ kỳ trước chuyển sang (33,33 %)" in words(
        response
    )
    assert words(response).count("Chưa có số liệu về thu phí, lệ phí.") == 2


def test_a_figure_leads_to_its_dossiers(director: Client) -> None:
    page = html.unescape(director.get(reverse("board:narrative"), MARCH).content.decode())
    links = re.findall(r'<a class="bound" href="([^"]+)">([\d.]+)</a>', page)
    assert links
    for url, number in links:
        assert director.get(url).context["page"].paginator.count == int(number)


@pytest.mark.parametrize(("kind", "beginning"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_it_is_downloaded_as_word_and_pdf(director: Client, kind: str, beginning: bytes) -> None:
    response = director.get(reverse("board:narrative_download"), {**MARCH, "dang": kind})
    assert response.content.startswith(beginning)
    assert f"bao-cao-thuyet-minh_2019-03-01_2019-03-31.{kind}" in response["Content-Disposition"]


def test_there_is_no_other_format(director: Client) -> None:
    assert director.get(reverse("board:narrative_download"), {**MARCH, "dang": "exe"}).status_code == 404


def test_an_untouched_file_agrees(director: Client) -> None:
    response = sent(director, word_file(director))
    assert response.status_code == 200
    assert "Mọi số trong tệp “bao-cao.docx” khớp với báo cáo" in words(response)


def test_a_changed_figure_is_shown_beside_the_one_of_the_report(director: Client) -> None:
    found, stream = zipfile.ZipFile(io.BytesIO(word_file(director))), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name in found.namelist():
            data = found.read(name)
            out.writestr(name, data.replace(b">66,67", b">77,66", 1) if name == "word/document.xml" else data)
    response = sent(director, stream.getvalue())
    assert "có số không khớp với báo cáo" in words(response)
    assert [(one.found[:5], one.expected[:5]) for one in response.context["changed"]] == [("77,66", "66,67")]


def test_another_file_is_refused_beside_the_field(director: Client) -> None:
    response = sent(director, b"%PDF-1.7")
    assert response.status_code == 422
    assert "Tệp không phải là tệp Word (.docx)" in words(response)
    assert director.post(reverse("board:narrative_check")).status_code == 422


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"tu": "2019-05-01", "den": "2019-04-01"}, "Kỳ báo cáo phải kết thúc sau khi bắt đầu"),
        ({"tu": "1990-01-01", "den": "2019-04-01"}, "Báo cáo thuyết minh chỉ lập cho kỳ không quá 5 năm."),
    ],
)
def test_a_period_that_cannot_be_reported_is_refused_with_a_sentence(
    director: Client, asked: dict, sentence: str
) -> None:
    response = director.get(reverse("board:narrative"), asked)
    assert response.status_code == 422
    assert sentence in words(response)


@pytest.mark.parametrize("name", ["narrative", "narrative_download", "narrative_check"])
def test_only_those_who_watch_over_all_agencies_come_in(province: None, name: str) -> None:
    assert Client().get(reverse(f"board:{name}")).status_code == 302
    assert browser("phuoc.nh").get(reverse(f"board:{name}")).status_code == 403
    assert "Thuyết minh" not in words(browser("phuoc.nh").get(reverse("board:results")))


def test_frozen_figures_of_the_period_are_offered_and_read(province: None) -> None:
    some_dossiers()
    wanted = Wanted("narrative", FROZEN)
    commands.prepare_draft(wanted, actor=cast.person("procedure_control"), at=NOW, key=uuid.uuid4())
    client, days = browser("vinh.sh"), {"tu": str(FROZEN.first), "den": str(FROZEN.last)}
    page = client.get(reverse("board:narrative"), days)
    assert "Tính trực tiếp từ hồ sơ, đang xem" in words(page)
    (_, link), *_ = page.context["kept"]
    kept = client.get(link)
    assert "báo cáo narrative-20190215-20190314, phiên bản 1, mã kiểm tra" in words(kept)
    file = client.get(next(url for kind, _, url in kept.context["files"] if kind == "docx")).content
    assert "khớp với báo cáo" in words(sent(client, file))
    assert client.get(reverse("board:narrative"), {**days, "bao-cao": "khong-co"}).status_code == 422
