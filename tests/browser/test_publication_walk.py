"""The whole round in a real browser: decision → version → approval → public page → receipt.

A new dossier follows the new version, one that came in before keeps its own.
"""

from __future__ import annotations

import re

from test_walk import RECEPTION

CONTROL, DIRECTOR = "thuy.dtb", "vinh.sh"
CODE, NUMBER = "1.001122", "2912/QĐ-UBND"
"""Appointment of judicial experts: 30 days, nothing to pay; the decision gives 40 days."""


def taken_in(visitor, identity: str) -> str:
    """A dossier of the procedure, taken in at the counter; returns its code."""
    desk = visitor()
    desk.sign_in(RECEPTION)
    page = desk.page
    desk.go(f"/ban-lam-viec/tiep-nhan/?q={CODE}&da-xem={CODE}")
    page.fill("input[name=identity_number]", identity)
    page.fill("input[name=name]", "Công Tằng Tôn Nữ Hoàng Thị Ngọc Bảo Khánh")
    page.check("input[name=all_papers]")
    page.get_by_role("button", name="Tiếp nhận và in giấy hẹn").click()
    page.get_by_text("Tiếp nhận hồ sơ tiếp theo").wait_for()
    found = re.search(r"000\.00\.12\.H51-\d{6}-\d{4}", page.inner_text("main"))
    assert found is not None
    return found.group()


def dossier_page(visitor, code: str) -> str:
    """What the page of a dossier says."""
    desk = visitor()
    desk.sign_in(RECEPTION)
    desk.go(f"/ban-lam-viec/ho-so/{code}/")
    return str(desk.page.inner_text("main"))


def written(visitor) -> str:
    """A decision that amends the procedure, sent for approval; returns its address."""
    control = visitor()
    control.sign_in(CONTROL)
    page = control.page
    control.go("/ban-lam-viec/thu-tuc/")
    page.get_by_role("link", name="Soạn quyết định").first.click()
    page.fill("input[name=number]", NUMBER)
    page.fill("input[name=signed_on]", "2019-12-16")
    page.fill("input[name=issuer]", "UBND tỉnh Sóc Trăng")
    page.locator("main form:has(input[name=number]) button[type=submit]").first.click()
    page.get_by_role("link", name="Thêm thủ tục").click()
    page.fill("input[name=q] >> visible=true", CODE)
    page.get_by_role("button", name="Tìm", exact=True).last.click()
    page.locator("form:has(input[name=code]) button[name=action][value=publish]").first.click()
    page.fill("input[name=limits-0-value]", "40")
    page.get_by_role("button", name="Lưu, về quyết định").click()
    page.get_by_text("Đủ để công bố").wait_for()
    address = page.url.removeprefix(control.site)
    page.get_by_role("button", name="Trình phê duyệt").click()
    page.get_by_text("Chờ phê duyệt").first.wait_for()
    return address


def approved(visitor, address: str) -> None:
    """The director sees what changes, and approves it."""
    director = visitor()
    director.sign_in(DIRECTOR)
    page = director.page
    director.go(address)
    page.get_by_role("link", name="Xem xét, phê duyệt").click()
    text = page.inner_text("main")
    assert "30 ngày" in text and "40 ngày" in text
    page.locator("details.confirm > summary").click()
    page.get_by_role("button", name="Đồng ý, công bố").click()
    page.get_by_text("Đã công bố").first.wait_for()


def test_from_the_decision_to_the_receipt_and_what_came_in_before_keeps_its_version(visitor):
    before = taken_in(visitor, "000999999101")
    address = written(visitor)

    author = visitor()
    author.sign_in(CONTROL)
    author.go(f"{address}phe-duyet")
    assert author.page.get_by_role("button", name="Đồng ý, công bố").count() == 0

    approved(visitor, address)

    citizen = visitor()
    citizen.go(f"/thu-tuc/{CODE}")
    text = citizen.page.inner_text("main")
    assert "40 ngày" in text and NUMBER in text
    citizen.go(f"/thu-tuc/{CODE}?ngay=2019-12-15")
    assert "30 ngày" in citizen.page.inner_text("main")

    after = taken_in(visitor, "000999999102")
    assert f"bản 2 theo {NUMBER}" in dossier_page(visitor, after)
    old = dossier_page(visitor, before)
    assert "bản 1 theo TD-" in old
    # 16/12/2019 and 30 days; and 40 days, which end in the week of Tết and so on the first working day after it
    assert "15/01/2020" in old
    assert "30/01/2020" in dossier_page(visitor, after)
