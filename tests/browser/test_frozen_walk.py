"""A report in a real browser: three people bring it from the table of results to the signature; a second version."""

from __future__ import annotations

from typing import Any

from axe import check_everywhere

HEAD, CONTROL, DIRECTOR = "phuoc.nh", "thuy.dtb", "vinh.sh"
RESULTS = "/dieu-hanh/ket-qua?tu=2019-10-15&den=2019-11-14"


def at_desk(visitor: Any, name: str, address: str) -> Any:
    """A person who has signed in and looks at a page."""
    window = visitor()
    window.sign_in(name)
    window.go(address)
    return window


def press(window: Any, button: str, told: str) -> None:
    """Press a button and wait for what it says."""
    window.page.get_by_role("button", name=button, exact=True).click()
    window.page.get_by_text(told).first.wait_for()


def test_three_people_bring_a_report_from_the_table_to_the_signature(visitor: Any) -> None:
    head = at_desk(visitor, HEAD, RESULTS)
    figures = head.page.locator("tfoot tr").first.locator("td").all_inner_texts()
    head.page.get_by_role("link", name="Chốt số liệu").click()
    head.page.get_by_role("heading", name="Lập dự thảo").wait_for()
    check_everywhere(head, "freezing")
    head.page.get_by_role("button", name="Chốt số liệu").click()
    head.page.get_by_role("heading", name="Quá trình").wait_for()
    address = head.page.url.removeprefix(head.site)
    assert head.page.locator("tfoot tr").first.locator("td").all_inner_texts() == figures
    check_everywhere(head, "a draft")
    press(head, "Gửi kiểm tra", "Đã gửi báo cáo.")

    control = at_desk(visitor, CONTROL, "/dieu-hanh/bao-cao-chot/")
    assert "Bạn:" in control.page.inner_text("main")
    check_everywhere(control, "frozen reports")
    control.go(address)
    assert control.page.get_by_role("button", name="Phê duyệt", exact=True).count() == 0
    press(control, "Đồng ý, trình phê duyệt", "Đã kiểm tra, trình phê duyệt.")

    director = at_desk(visitor, DIRECTOR, address)
    check_everywhere(director, "a report to approve")
    press(director, "Phê duyệt", "Đã phê duyệt, chờ ký.")
    press(director, "Ký báo cáo", "Đã ký báo cáo.")
    text = director.page.inner_text("main")
    assert "chưa phải chữ ký số chuyên dùng công vụ" in text and "Báo cáo đã ký." in text

    director.page.locator("tbody td a").first.click()
    director.page.get_by_role("heading", name="hồ sơ").first.wait_for()
    check_everywhere(director, "dossiers of a frozen figure")


def test_a_version_two_tells_what_changed_and_why(visitor: Any) -> None:
    head = at_desk(visitor, HEAD, "/dieu-hanh/ket-qua?tu=2019-12-15&den=2020-01-14")
    head.page.get_by_role("link", name="Chốt số liệu").click()
    head.page.get_by_role("button", name="Chốt số liệu").click()
    head.page.get_by_role("heading", name="Quá trình").wait_for()
    address = head.page.url.removeprefix(head.site)

    desk = at_desk(visitor, "han.ttn", "/ban-lam-viec/tiep-nhan/?q=1.001122&da-xem=1.001122")
    desk.page.fill("input[name=identity_number]", "000999999107")
    desk.page.fill("input[name=name]", "Thạch Thị Ngọc Ánh")
    desk.page.check("input[name=all_papers]")
    desk.page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    desk.page.get_by_text("Tiếp nhận hồ sơ tiếp theo").wait_for()

    head.go(address)
    head.page.locator("details.confirm > summary").click()
    head.page.fill("#ly-do-ban-moi", "Cập nhật hồ sơ nhận trong sáng nay.")
    press(head, "Lập bản mới", "Đã đếm lại và lập bản mới.")
    head.page.get_by_role("link", name="so với bản 1").click()
    head.page.get_by_role("heading", name="Ô thay đổi").wait_for()
    text = head.page.inner_text("main")
    assert "Không có trong bản 1, nay được tính" in text and "Tiếp nhận hồ sơ, cấp mã 000.00.12.H51" in text
    check_everywhere(head, "what a version changes")
