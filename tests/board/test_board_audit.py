"""The page that audits anyone's table."""

from __future__ import annotations

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.accounts.models import Staff
from motcua.reports.audit.auditing import audit_file
from reports.audit.files import csv_of, workbook_of
from reports.audit.invented import Lines
from reports.audit.layouts import LAYOUTS
from reports.histories import SECOND, history, put

pytestmark = pytest.mark.django_db
PAGE = "board:audit"


def pasted(lines: Lines) -> str:
    return "\r\n".join("\t".join(line) for line in lines)


def wrong() -> Lines:
    lines = LAYOUTS["one-stop"][0]()
    lines[5][7] = lines[5][7] + "3"
    return lines


@pytest.fixture
def leader(province: None, client: Client) -> Client:
    client.force_login(Staff.objects.get(username="phuoc.nh"))
    return client


def words(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def test_a_visitor_signs_in_first_and_staff_without_a_post_are_turned_away(province: None, client: Client) -> None:
    assert client.get(reverse(PAGE)).status_code == 302
    client.force_login(Staff.objects.create(username="khach", full_name="Lê Văn Khách", must_change_password=False))
    assert client.post(reverse(PAGE), {"text": "a\t1"}).status_code == 403


def test_a_pasted_table_that_agrees_is_told_so_with_its_shape(leader: Client) -> None:
    response = leader.post(reverse(PAGE), {"text": pasted(LAYOUTS["one-stop"][0]())})
    assert response.status_code == 200
    assert "Không thấy mâu thuẫn nào" in words(response)
    assert "Kết quả giải quyết theo cơ chế một cửa: chắc chắn (100 %)" in words(response)


def test_a_wrong_cell_is_named_in_a_sentence_and_marked_in_the_table_in_words(leader: Client) -> None:
    response = leader.post(reverse(PAGE), {"text": pasted(wrong())})
    right = LAYOUTS["one-stop"][0]()[5][7]
    page = words(response)
    assert "Có 1 chỗ mâu thuẫn" in page
    assert f"in {wrong()[5][7]}, phải là {right}: thừa một chữ số 3" in page
    assert page.count("Ô sai, mục 1") == 1
    assert f"là {right}" in page


def test_what_was_pasted_is_kept(leader: Client) -> None:
    for text in (pasted(wrong()), "chỉ có chữ, không có bảng"):
        response = leader.post(reverse(PAGE), {"text": text})
        assert response.context["form"]["text"].value() == text
        assert text.splitlines()[0].split("\t")[0] in words(response)


def test_a_file_is_read_and_the_one_of_the_period_before_compared(leader: Client) -> None:
    now, before = LAYOUTS["form 07a"][0](), LAYOUTS["form 07a"][0]()
    response = leader.post(
        reverse(PAGE),
        {
            "file": SimpleUploadedFile("quy-2.xlsx", workbook_of(("Biểu", now))),
            "previous": SimpleUploadedFile("quy-1.csv", csv_of(before, ";")),
        },
    )
    assert response.status_code == 200
    assert "kỳ trước chuyển sang là số đang giải quyết cuối kỳ trước" in words(response)


def test_nothing_sent_is_a_sentence_at_its_field(leader: Client) -> None:
    response = leader.post(reverse(PAGE), {"text": ""})
    assert response.status_code == 422
    assert "đang trống" in response.context["form"].errors["text"][0]


def test_a_file_that_is_no_table_is_a_sentence_at_its_field(leader: Client) -> None:
    response = leader.post(reverse(PAGE), {"file": SimpleUploadedFile("bang.pdf", b"%PDF-1.7 ...")})
    assert response.status_code == 422
    assert "Tệp PDF" in response.context["form"].errors["file"][0]


def test_marks_of_the_page_that_are_not_text_are_shown_as_text(leader: Client) -> None:
    lines = wrong()
    lines[5][1] = "<script>alert(1)</script>"
    response = leader.post(reverse(PAGE), {"text": pasted(lines)})
    assert "<script>alert(1)</script>" not in response.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_tables_that_we_write_ourselves_agree(leader: Client, kind: str) -> None:
    put(
        [
            history("2019-02-20 08:00", "2019-03-12 17:00", "2019-03-10 09:00"),
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 18:00", agency=SECOND),
            history("2019-03-04 08:00", "2019-04-12 17:00", agency=SECOND, channel="online_full"),
        ]
    )
    leader.force_login(Staff.objects.get(username="vinh.sh"))
    file = leader.get(reverse("board:results_download"), {"tu": "2019-03-01", "den": "2019-03-31", "dang": kind})
    audit = audit_file(file.content)
    assert [finding.sentence for finding in audit.findings] == []
    assert [table.understanding.shape for table in audit.tables] == ["one-stop"]
    assert audit.tables[0].checked > 100
