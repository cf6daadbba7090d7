"""A decision from its first line to the public page, in a real browser: every screen on the way is looked at."""

from __future__ import annotations

import re

from browser.axe import check_everywhere

START = "/ban-lam-viec/thu-tuc/"
CODE = "1.002010"
"""Its internal process fits a shorter time limit no more, which the approval has to tell."""


def begin(window, number: str) -> str:
    """A new decision; returns its address."""
    window.go(f"{START}quyet-dinh/moi")
    window.page.locator("main button[type=submit]").click()
    check_everywhere(window, "head with mistakes")
    window.page.fill("[name=number]", number)
    window.page.fill("[name=signed_on]", "2019-12-10")
    window.page.fill("[name=issuer]", "Chủ tịch Ủy ban nhân dân tỉnh Sóc Trăng")
    window.page.locator("main button[type=submit]").click()
    window.page.wait_for_url(re.compile(r"/quyet-dinh/\d+/$"))
    return window.page.url.removeprefix(window.site)


def test_a_decision_from_its_first_line_to_the_public_page(member):
    author, director, citizen = member("thuy.dtb"), member("vinh.sh"), member("")
    decision = begin(author, "1278/QĐ-UBND")
    page = author.page
    check_everywhere(author, "empty decision")

    author.go(f"{decision}them?q={CODE}")
    check_everywhere(author, "adding a procedure")
    page.click("main button[value=publish]")
    page.wait_for_url(re.compile(r"/soan/\d+/$"))
    editor = page.url.removeprefix(author.site)
    check_everywhere(author, "editor")

    # what is typed is saved by itself, and what is wrong is said without a click
    page.fill("#o-limits-0-value", "hai")
    page.locator("#o-limits-0-value").blur()
    page.locator("#loi-limits-0-value .field-error").wait_for()
    assert "Đã lưu lúc" in page.locator("#trang-thai [role=status]").inner_text()
    page.fill("#o-limits-0-value", "2")
    page.locator("#o-limits-0-value").blur()
    page.locator("#loi-limits-0-value .field-error").wait_for(state="detached")

    # the rows' buttons
    rows = page.locator("#trinh-tu .sheet-row").count()
    page.click("button[value='add:steps']")
    page.locator("#trinh-tu .sheet-row").nth(rows).locator("textarea").fill("Kiểm tra thông tin trên kết quả.")
    page.click("button[value='compare']")
    page.wait_for_url("**/so-sanh")
    assert "Kiểm tra thông tin trên kết quả." in page.inner_text("main")
    check_everywhere(author, "comparison")
    author.go(f"{editor}xem-truoc")
    check_everywhere(author, "preview")

    author.go(f"{decision}them?q=1.999999")
    page.click("main button[value=publish]")
    check_everywhere(author, "editor with mistakes")
    author.go(decision)
    check_everywhere(author, "decision with procedures")
    page.locator("button", has_text="Trình phê duyệt").click()
    page.locator(".notice.tone-danger").wait_for()
    check_everywhere(author, "decision that cannot be proposed")
    page.locator("tr", has_text="1.999999").locator("a.btn-quiet-danger").click()
    check_everywhere(author, "taking out")
    page.locator("main button.btn-danger").click()
    page.wait_for_url(f"**{decision}")
    page.locator("button", has_text="Trình phê duyệt").click()
    page.locator("main", has_text="Chờ phê duyệt").wait_for()
    author.go(f"{decision}phe-duyet")
    check_everywhere(author, "what was proposed, to its author")
    assert page.locator("button", has_text="Đồng ý").count() == 0

    director.go(START)
    check_everywhere(director, "the catalogue, with something to approve")
    director.page.locator("main a.code", has_text="1278/QĐ-UBND").click()
    check_everywhere(director, "approval")
    director.go(f"{decision}phe-duyet")  # as it opens: what is to be confirmed is folded away
    director.page.click(".confirm > summary")
    director.page.locator("button", has_text="Đồng ý, công bố").click()
    director.page.wait_for_url(f"**{decision}")
    check_everywhere(director, "published decision")
    director.go(f"{START}{CODE}/so-sanh")
    check_everywhere(director, "two versions")

    citizen.go(f"/thu-tuc/{CODE}")
    assert "Kiểm tra thông tin trên kết quả." in citizen.page.inner_text("main")


def test_a_repeal_a_suspension_and_a_decision_thrown_away(member):
    author = member("thuy.dtb")
    decision = begin(author, "1279/QĐ-UBND")
    for action in ("repeal", "suspend"):
        author.go(f"{decision}them?q=1.001193")
        author.page.click(f"main button[value={action}]")
        author.page.click("main button[value=save]")
        check_everywhere(author, action)
    author.go(f"{decision}bo")
    check_everywhere(author, "discarding a decision")
    author.page.locator("main button.btn-danger").click()
    author.page.wait_for_url(f"**{START}")
