"""Every command of a dossier's life in a real browser: carried out by whose it is, and by nobody else."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from browser.axe import check_everywhere
from browser.conftest import new_window

DESK, HEAD, OFFICER, DIRECTOR, CENTRE = "han.ttn", "trung.hq", "khang.lm", "phuoc.nh", "vinh.sh"
ASKED = "nhan.hv"
DECLARATION = "papers-to-khai-yeu-cau-cap-phieu"


@dataclass(frozen=True)
class Case:
    """A command on a dossier of its own.

    Attributes:
        slug: last part of the command's address.
        dossier: the case of the scenario.
        who: whose command it is.
        other: sees the dossier, and may not do this.
        typed: what is filled in, by the names of the fields.
        after: what the page of the dossier says then.
        looked_at: whether the page of the dossier is looked at afterwards, in every window.
    """

    slug: str
    dossier: str
    who: str
    after: str
    typed: dict[str, str] = field(default_factory=dict)
    other: str = CENTRE
    looked_at: bool = False


REASON = "Theo khoản 1 Điều 45 Luật Lý lịch tư pháp."
CASES = (
    Case("tiep-nhan", "filed online", DESK, "Đã tiếp nhận", {"fee_money": "Đã thu đủ"}),
    Case(
        "huong-dan",
        "to be guided",
        DESK,
        "Đã hướng dẫn người nộp bổ sung",
        {DECLARATION: "Tờ khai chưa ghi quá trình cư trú", "reason": REASON},
        looked_at=True,
    ),
    Case("tu-choi-tiep-nhan", "to be refused", DESK, "Từ chối tiếp nhận", {"reason": REASON}),
    Case("chuyen-buoc", "taken in", DESK, "Phân công thụ lý hồ sơ"),
    Case("phan-cong", "to be named", HEAD, "Lâm Minh Khang", {"officer": "Lâm Minh Khang"}),
    Case("phan-cong", "to be named anew", HEAD, "Nguyễn Hữu Thịnh", {"officer": "Nguyễn Hữu Thịnh"}),
    Case(
        "tra-lai", "sent back", HEAD, "Ghi lại họ tên mẹ", {"to": "Nhận kết quả tra cứu", "reason": "Ghi lại họ tên mẹ"}
    ),
    Case("thu-hoi", "sent on", OFFICER, "để xử lý lại; người nhận chưa mở xem"),
    Case(
        "lay-y-kien",
        "in work",
        OFFICER,
        "Phòng Quản lý văn hóa và Gia đình",
        {
            "asked": "Phòng Quản lý văn hóa và Gia đình",
            "content": "Đề nghị xác nhận thời gian công tác tại Bảo tàng tỉnh.",
            "working_days": "3 ngày làm việc",
            "method": "Trên hệ thống",
        },
        looked_at=True,
    ),
    Case(
        "tra-loi-y-kien",
        "asked about",
        ASKED,
        "công tác từ năm 2009",
        {"content": "Đúng: công tác từ năm 2009 đến năm 2014."},
        looked_at=True,
    ),
    Case(
        "yeu-cau-bo-sung",
        "lacking",
        OFFICER,
        "Đang chờ người nộp bổ sung",
        {DECLARATION: "Ký lại tờ khai", "reason": REASON},
    ),
    Case("nhan-bo-sung", "unsupplemented", DESK, "bổ sung", {f"{DECLARATION}-originals": "1"}),
    Case(
        "yeu-cau-nop-tien",
        "to be paid",
        OFFICER,
        "Đang chờ nộp nghĩa vụ tài chính",
        {"amount": "2.000.000", "basis": "Thông báo số 15/TB-CCT"},
    ),
    Case("xac-nhan-da-nop", "unpaid", DESK, "BL 0001234", {"reference": "BL 0001234"}),
    Case(
        "tam-dung",
        "to be paused",
        OFFICER,
        "Đang tạm dừng tính thời hạn",
        {"cause": "Xác minh, thẩm tra tại cơ quan khác", "basis": "Điều 47 Luật Lý lịch tư pháp"},
        looked_at=True,
    ),
    Case("tiep-tuc", "paused", OFFICER, "Đã có trả lời", {"note": "Đã có trả lời"}),
    Case(
        "gia-han",
        "to be delayed",
        DIRECTOR,
        "Chờ xác minh thêm",
        {"working_days": "2 ngày làm việc", "cause": "phức tạp", "reason": "Chờ xác minh thêm tại nơi cư trú cũ."},
    ),
    Case("ghi-chu", "to be noted on", OFFICER, "Đã gọi điện", {"text": "Đã gọi điện cho người nộp."}, ASKED),
    Case(
        "de-nghi-dung",
        "not wanted, said at the desk",
        DESK,
        "Người nộp đề nghị dừng giải quyết",
        {"reason": "Không còn nhu cầu."},
    ),
    Case("xac-nhan-dung", "asked to stop", DESK, "dừng giải quyết", looked_at=True),
    Case("phe-duyet", "to be signed", DIRECTOR, "1235/LLTP", {"result_number": "1235/LLTP"}),
    Case("tu-choi-giai-quyet", "to be turned down", DIRECTOR, "Không đủ điều kiện", {"reason": "Không đủ điều kiện."}),
    Case("nhan-ket-qua", "to be handed over", DESK, "Có kết quả, chờ trả", {"result_papers": "1"}),
    Case("tra-ket-qua", "to be given out", DESK, "Đã trả kết quả", {"identity": "<owner>"}),
    Case(
        "sua-ket-qua",
        "wrong inside",
        OFFICER,
        "Kết quả đã được sửa sai",
        {"known_day": "2026-03-18", "known_time": "08:00", "what": "Năm sinh ghi 1958, sửa thành 1985."},
        looked_at=True,
    ),
    Case(
        "de-nghi-dinh-chinh",
        "recorded late",
        OFFICER,
        "Chờ quyết định đính chính thời điểm hoàn thành",
        {"true_day": "2026-03-17", "true_time": "11:40", "evidence": "Sổ ký nhận số 12, trang 3"},
        looked_at=True,
    ),
    Case(
        "quyet-dinh-dinh-chinh",
        "to be corrected",
        CENTRE,
        "11 giờ 40",
        {"agree": "Đồng ý: ghi thêm thời điểm thực tế"},
        other=DIRECTOR,
    ),
)
NEW_FORMS = {
    "huong-dan",
    "tra-loi-y-kien",
    "tiep-tuc",
    "xac-nhan-da-nop",
    "xac-nhan-dung",
    "de-nghi-dung",
    "de-nghi-dinh-chinh",
    "quyet-dinh-dinh-chinh",
    "sua-ket-qua",
    "nhan-bo-sung",
    "tiep-nhan",
}
"""Forms that no other test looks at: here in every window, light and dark."""


def fill(form, typed: dict[str, str]) -> None:
    """Fill in a form as a person does: lists and choices by what they say."""
    for name, value in typed.items():
        one = form.locator(f"[name={name}]").first
        kind = one.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind == "select":
            says = one.locator("option", has_text=value).first.inner_text()
            one.select_option(label=says)
        elif kind == "radio":
            form.get_by_label(value).first.check()
        else:
            one.fill(value)


def ways_to(page, address: str):
    """The buttons and forms on the page that lead to a command."""
    return page.locator(f"main a[href^='{address}'], main form[action='{address}']")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.slug}, {case.dossier}")
def test_a_command_is_carried_out_by_whose_it_is_and_by_nobody_else(colleague, later_site, case: Case):
    told = later_site.dossiers[case.dossier]
    dossier = f"/ban-lam-viec/ho-so/{told['reference']}/"
    other = colleague(case.other)
    other.go(dossier)
    assert ways_to(other.page, dossier + case.slug).count() == 0
    assert other.page.goto(f"{other.site}{dossier}{case.slug}").status == 403

    window = colleague(case.who)
    page = window.page
    window.go(dossier)
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    form = page.locator(f"main form[action='{dossier}{case.slug}']").first
    if not form.count():
        ways_to(page, dossier + case.slug).first.click()
        form = page.locator("main form[data-draft]").first
        if case.slug in NEW_FORMS:
            check_everywhere(window, case.slug)
    fill(form, {name: told["identity"] if value == "<owner>" else value for name, value in case.typed.items()})
    form.locator("button[type=submit]").last.click()
    page.wait_for_load_state()
    window.go(dossier)
    assert case.after in page.inner_text("main")
    if case.looked_at:
        check_everywhere(window, f"dossier after {case.slug}")


def test_every_command_of_the_desk_has_a_case():
    from motcua.faces.desk.actions import BY_SLUG

    assert {case.slug for case in CASES} == set(BY_SLUG)


def test_the_applicant_asks_to_stop_on_the_public_page_and_the_desk_is_told(chromium, colleague, later_site):
    told = later_site.dossiers["not wanted any more"]
    window = new_window(chromium, later_site.address)
    page, code = window.page, told["reference"]
    window.go(f"/tra-cuu/{code}/dung")
    assert "ly_do" not in page.content()  # not without the look-up code
    page.fill("input[name=tra_cuu]", told["lookup_code"])
    page.locator("main form:has(input[name=tra_cuu]) button[type=submit]").click()
    page.wait_for_url(f"**/tra-cuu/{code}/dung")
    check_everywhere(window, "asking to stop")
    page.click("text=Gửi đề nghị dừng")
    check_everywhere(window, "asking to stop, with errors")
    page.fill("[name=ly_do]", "Không còn nhu cầu.")
    page.fill("[name=tra_cuu]", told["lookup_code"])
    page.click("text=Gửi đề nghị dừng")
    page.wait_for_url(f"**/tra-cuu/{code}")
    assert "Bạn đã đề nghị dừng giải quyết lúc" in page.inner_text("main")
    check_everywhere(window, "tracking after the wish to stop")
    window.go(f"/tra-cuu/{code}/thoi-han")
    check_everywhere(window, "due date explained to the public")
    page.context.close()

    desk = colleague(DESK)
    desk.go(f"/ban-lam-viec/ho-so/{code}/")
    assert ways_to(desk.page, f"/ban-lam-viec/ho-so/{code}/xac-nhan-dung").count() == 1


def test_a_changed_calendar_is_approved_by_a_second_person_and_moves_the_dossiers(colleague):
    author = colleague("duy.kn")
    author.go("/ban-lam-viec/lich-lam-viec/")
    author.page.locator("main a[href*='/bang/']").first.click()
    check_everywhere(author, "own calendar proposal")
    assert author.page.locator("main form[action$='/phe-duyet']").count() == 0

    director = colleague(CENTRE)
    director.go(author.page.url.removeprefix(author.site))
    check_everywhere(director, "calendar proposal")
    director.page.locator("main form[action$='/phe-duyet'] button[type=submit]").click()
    director.page.wait_for_url("**/ap-dung")
    check_everywhere(director, "dossiers that move")
    director.page.locator("main form button[type=submit]").last.click()
    director.page.wait_for_url("**/ap-dung/*")
    check_everywhere(director, "progress of the order")
    director.page.get_by_text("Đã xong lúc").first.wait_for()
