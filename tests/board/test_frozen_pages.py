"""The pages of frozen reports: who sees and does what, figures that lead to the kept dossiers, what changed and why."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

import cast
from desk.stage import browser, stop_clock, words
from motcua.dossiers.models import Dossier
from motcua.law.periods import Period
from motcua.reports.freezing import commands, frozen_header, frozen_table
from motcua.reports.freezing.reminding import remind
from motcua.reports.models import FrozenReport
from reports.freezing import CONTROL, DIRECTOR, HEAD, brought_to, do, of_justice, prepared, some_dossiers
from reports.histories import at, history, put

pytestmark = pytest.mark.django_db
ASKED = {"tu": "2019-02-15", "den": "2019-03-14"}


@pytest.fixture(autouse=True)
def world(province: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, "18/03/2019 08:00")


def page_of(report: FrozenReport) -> str:
    return reverse("board:frozen", args=[report.code])


def sent(client: Client, report: FrozenReport, doing: str, **more: str) -> HttpResponse:
    """What a person does with the form of the page."""
    page = html.unescape(client.get(page_of(report)).content.decode())
    form = next(one for one in re.findall(r"<form method=\"post\".*?</form>", page, re.S) if f'value="{doing}"' in one)
    given = dict(re.findall(r'name="(key|revision)" value="([^"]+)"', form))
    return client.post(page_of(report), {**given, "viec": doing, **more})


def test_the_table_of_results_leads_to_a_draft_of_the_same_figures() -> None:
    some_dossiers()
    head = browser(HEAD)
    shown = head.get(reverse("board:results"), ASKED)
    link = shown.context["freeze_link"]
    assert "Chốt số liệu" in words(shown)
    assert "15/02/2019 đến 14/03/2019" in words(head.get(link))
    key = head.get(link).context["form"]["key"].value()
    made = head.post(link, {"key": key, "co_quan": cast.JUSTICE})
    report = FrozenReport.objects.get()
    assert made["Location"] == page_of(report)
    assert frozen_table(report.code).total["total"] == shown.context["found"].total["total"] == 3


def test_an_instant_that_was_chosen_is_kept() -> None:
    head = browser(HEAD)
    link = head.get(reverse("board:results"), {**ASKED, "chot": "2019-03-16T08:00"}).context["freeze_link"]
    head.post(link, {"key": head.get(link).context["form"]["key"].value(), "co_quan": cast.JUSTICE})
    assert FrozenReport.objects.get().as_of == at("2019-03-16 08:00")


def test_who_prepares_no_report_has_no_button_and_no_page() -> None:
    officer = browser("case_officer")
    assert officer.get(reverse("board:results"), ASKED).context["freeze_link"] == ""
    assert officer.get(reverse("board:freeze"), {**ASKED, "bang": "one-stop"}).status_code == 403


def test_a_form_for_another_agency_says_so() -> None:
    head = browser(HEAD)
    link = head.get(reverse("board:results"), ASKED).context["freeze_link"]
    answer = head.post(link, {"key": head.get(link).context["form"]["key"].value(), "co_quan": cast.PRESS})
    assert answer.status_code == 422 and "Bạn không lập báo cáo cho cơ quan này" in words(answer)


def test_every_figure_leads_to_exactly_its_kept_dossiers() -> None:
    some_dossiers()
    report = prepared()
    head = browser(HEAD)
    shown = head.get(page_of(report)).context["tables"][0]["drawn"]
    cells = [cell for line in (*shown.body, *shown.foot) if line.kind != "share" for cell in line.cells]
    assert any(cell.url for cell in cells)
    for cell in cells:
        assert bool(cell.url) == (not cell.zero)
        if cell.url:
            assert head.get(cell.url).context["dossiers"].paginator.count == int(cell.text)


def test_the_dossiers_are_those_of_the_frozen_rows_whatever_happened_since() -> None:
    rows = some_dossiers()
    report = prepared()
    Dossier.objects.filter(pk=rows[2].pk).update(ended_at=at("2019-03-10 08:00"), ended_as="finished")
    pending = browser(HEAD).get(reverse("board:frozen_dossiers", args=[report.code]), {"ban": 1, "chi_tieu": "pending"})
    assert [row.pk for row in pending.context["dossiers"]] == [rows[2].pk]


def test_a_dossier_that_went_to_another_agency_is_told_of_but_not_shown() -> None:
    rows = some_dossiers()
    report = prepared()
    Dossier.objects.filter(pk=rows[2].pk).update(agency=rows[3].agency)
    answer = browser(HEAD).get(reverse("board:frozen_dossiers", args=[report.code]), {"chi_tieu": "pending"})
    assert list(answer.context["dossiers"]) == []
    assert "1 hồ sơ khác nay ngoài phạm vi xem của bạn" in words(answer)


def test_a_report_of_another_agency_does_not_exist() -> None:
    report = prepared()
    stranger = browser("stranger")
    for name in ("frozen", "frozen_dossiers", "frozen_changes", "frozen_file"):
        assert stranger.get(reverse(f"board:{name}", args=[report.code])).status_code == 404
    assert "Chưa có báo cáo nào được chốt" in words(stranger.get(reverse("board:frozen_list")))


def test_the_list_says_who_has_to_act_and_marks_what_is_ones_own() -> None:
    brought_to("submitted")
    control, head = (words(browser(part).get(reverse("board:frozen_list"))) for part in (CONTROL, HEAD))
    assert "Bạn: Kiểm soát thủ tục hành chính kiểm tra" in control and "1 báo cáo đang chờ bạn" in control
    assert "Bạn:" not in head and "Kiểm soát thủ tục hành chính kiểm tra" in head


@pytest.mark.parametrize(
    ("state", "part", "buttons"),
    [
        ("draft", HEAD, {"gui", "ban-moi"}),
        ("draft", CONTROL, set()),
        ("submitted", CONTROL, {"kiem-tra", "tra-lai"}),
        ("submitted", HEAD, set()),
        ("checked", DIRECTOR, {"phe-duyet", "tra-lai"}),
        ("checked", CONTROL, set()),
        ("approved", DIRECTOR, {"ky", "tra-lai"}),
        ("signed", DIRECTOR, set()),
        ("signed", HEAD, {"ban-moi"}),
        ("signed", "case_officer", set()),
    ],
)
def test_only_what_is_possible_has_a_button(state: str, part: str, buttons: set[str]) -> None:
    report = brought_to(state)
    page = browser(part).get(page_of(report)).content.decode()
    assert set(re.findall(r'name="viec" value="([a-z-]+)"', page)) == buttons


def test_the_whole_round_by_its_forms() -> None:
    some_dossiers()
    report = prepared()
    for doing, part in (("gui", HEAD), ("kiem-tra", CONTROL), ("phe-duyet", DIRECTOR), ("ky", DIRECTOR)):
        assert sent(browser(part), report, doing).status_code == 302
    page = words(browser(HEAD).get(page_of(report)))
    for sentence in (
        "lập dự thảo, bản 1.",
        "gửi bản 1 để kiểm tra.",
        "Dương Thị Bích Thủy (Công chức kiểm soát thủ tục hành chính) kiểm tra, đồng ý bản 1.",
        "Sơn Hoàng Vinh (Giám đốc Trung tâm) phê duyệt bản 1.",
        "ký bản 1 (xác nhận của người đã đăng nhập, chưa phải chữ ký số chuyên dùng công vụ).",
        frozen_header(report.code).hash,
    ):
        assert sentence in page


def test_a_refusal_keeps_what_was_typed_and_says_why() -> None:
    report = brought_to("submitted")
    answer = sent(browser(CONTROL), report, "tra-lai", reason="  ")
    assert answer.status_code == 422 and "Hãy ghi lý do trả lại" in words(answer)
    client = browser(CONTROL)
    answer = client.post(page_of(report), {"key": "x", "revision": "1", "viec": "tra-lai", "reason": "Thiếu Đất đai"})
    assert answer.status_code == 422 and "Thiếu Đất đai" in words(answer)


def test_a_page_that_was_looked_at_too_long_is_told() -> None:
    report = brought_to("submitted")
    director = browser(CONTROL)
    key = director.get(page_of(report)).context["step_form"]["key"].value()
    answer = director.post(page_of(report), {"key": key, "revision": "1", "viec": "kiem-tra"})
    assert answer.status_code == 422 and "Báo cáo vừa thay đổi" in words(answer)


def test_what_a_version_changes_is_told_with_the_sentences_of_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    cast.load(cast.rules())
    early = prepared(of_justice(period=Period.month(2019, 3)), when=at("2019-03-01 07:00"))
    dossier = cast.taken_in(cast.OPENING)
    put([history("2019-03-01 07:30", "2019-04-12 17:00", agency=cast.JUSTICE)])
    do(commands.make_new_version, early, "Cập nhật đến chiều.", part=HEAD, at=at("2019-03-01 17:00"))
    address = reverse("board:frozen_changes", args=[early.code])
    page = browser(HEAD).get(address, {"ban": 2})
    shown = words(page)
    assert "Vì sao: 2 hồ sơ được tính khác" in shown
    assert "Tiếp nhận: tiếp nhận mới 0 2 đã đổi thêm 2, bớt 0" in shown
    assert "Không có trong bản 1, nay được tính (dòng “Sở Tư pháp”, đang giải quyết, còn hạn)." in shown
    assert f"Tiếp nhận hồ sơ, cấp mã {dossier.code}, hẹn trả 08 giờ 00 ngày 08/03/2019." in shown
    assert "Nhật ký hồ sơ không ghi sự kiện nào sau khi chốt bản 1" in shown
    one = browser(HEAD).get(address, {"ban": 2, "chi_tieu": "online"})
    assert one.context["found"].dossiers == ()


def test_other_definitions_are_named(monkeypatch: Any) -> None:
    some_dossiers()
    report = brought_to("signed")
    monkeypatch.setattr("motcua.reports.building.DEFINITIONS", 99)
    do(commands.make_new_version, report, "Định nghĩa mới.", part=HEAD)
    page = words(browser(HEAD).get(reverse("board:frozen_changes", args=[report.code]), {"ban": 2}))
    assert "sang phiên bản 99: số liệu có thể khác vì cách tính." in page
    assert "Ô thay đổi: 0" in page


def test_a_report_whose_last_day_is_near_stands_over_the_warnings() -> None:
    report = prepared()
    FrozenReport.objects.filter(pk=report.pk).update(due_on=date(2019, 3, 20))
    remind(now=at("2019-03-18 08:00"))
    page = words(browser(HEAD).get(reverse("desk:warnings")))
    assert "Báo cáo chờ bạn" in page and "hạn 20/03/2019" in page
    assert "Báo cáo chờ bạn" not in words(browser("case_officer").get(reverse("desk:warnings")))


def test_the_first_version_has_nothing_to_be_compared_with() -> None:
    report = prepared()
    assert browser(HEAD).get(reverse("board:frozen_changes", args=[report.code])).status_code == 404
    assert browser(HEAD).get(page_of(report), {"ban": 7}).status_code == 404


def test_files_carry_version_and_hash() -> None:
    some_dossiers()
    report = brought_to("signed")
    header, head = frozen_header(report.code), browser(HEAD)
    address = reverse("board:frozen_file", args=[report.code])
    files = {kind: head.get(address, {"ban": 1, "dang": kind}) for kind in ("csv", "json", "xlsx")}
    for kind, answer in files.items():
        assert f"{report.code}_ban-1_{header.hash[:16]}.{kind}" in answer["Content-Disposition"]
    assert files["csv"].content.decode().splitlines()[-1] == f"# {header.sentence}"
    told = json.loads(files["json"].content)["frozen"]
    assert (told["code"], told["version"], told["hash"], told["signed"]) == (report.code, 1, header.hash, True)
    sheet = openpyxl.load_workbook(BytesIO(files["xlsx"].content))["Báo cáo"]
    assert header.sentence in [cell for row in sheet.values for cell in row]
    for wrong in ({"dang": "exe"}, {"dang": "csv", "bang": "3"}):
        assert head.get(address, wrong).status_code == 404


def test_a_file_of_a_draft_says_that_it_is_not_signed() -> None:
    report = prepared()
    answer = browser(HEAD).get(reverse("board:frozen_file", args=[report.code]), {"dang": "csv"})
    assert answer.content.decode().splitlines()[-1].endswith("(chưa ký)")
