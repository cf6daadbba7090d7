"""The main job in a real browser: taken in, moved along by each role, returned, and counted."""

from __future__ import annotations

import re

RECEPTION, HEAD, OFFICER, DIRECTOR_OF_AGENCY, CLERK = "han.ttn", "trung.hq", "khang.lm", "phuoc.nh", "duyen.ttc"
CENTRE = "vinh.sh"
TABLE = "/dieu-hanh/ket-qua?tu=2019-01-01&den=2019-12-31"


def figures(visitor, column: int) -> int:
    """The total row's figure in a column of the yearly table, as the centre's director sees it."""
    director = visitor()
    director.sign_in(CENTRE)
    director.go(TABLE)
    text = director.page.locator("table tfoot tr").first.locator("td").nth(column - 1).inner_text()
    return int(re.sub(r"\D", "", text))


def take_in(window) -> str:
    """Take a dossier in at the counter with the keyboard alone; returns its code."""
    page = window.page
    window.go("/ban-lam-viec/tiep-nhan/")
    page.keyboard.type("phieu ly lich tu phap")
    page.wait_for_selector("[name=da-xem][value='phieu ly lich tu phap']", state="attached")
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=identity_number]")
    page.keyboard.type("000999999001")
    page.fill("input[name=name]", "Công Tằng Tôn Nữ Hoàng Thị Ngọc Bảo Khánh")
    page.fill("input[name=phone]", "0912345678")
    page.check("input[name=all_papers]")
    page.check("input[name=fee][value=paid]")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Tiếp nhận hồ sơ tiếp theo").wait_for()
    code = re.search(r"000\.00\.12\.H51-\d{6}-\d{4}", page.inner_text("main"))
    assert code is not None
    receipt = page.context.request.get(f"{window.site}/ban-lam-viec/ho-so/{code.group()}/phieu/giay-tiep-nhan.pdf")
    assert receipt.body().startswith(b"%PDF-")
    return code.group()


def do(visitor, username: str, code: str, button: str, **fields: str) -> None:
    """Sign in, open the dossier by its code, fill in the fields of the command and press its button."""
    window = visitor()
    window.sign_in(username)
    window.go(f"/ban-lam-viec/ho-so/{code}/")
    page = window.page
    form = page.locator("main form", has=page.get_by_role("button", name=button)).first
    if not form.count():
        page.get_by_role("link", name=button).first.click()
        form = page.locator("main form", has=page.get_by_role("button", name=button)).first
    for name, value in fields.items():
        field = form.locator(f"[name={name}]").first
        kind = field.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind == "select":
            field.select_option(label=value)
        elif kind == "radio":
            form.get_by_label(value).first.check()
        else:
            field.fill(value)
    form.get_by_role("button", name=button).first.click()
    page.wait_for_load_state()
    assert "không thể" not in page.inner_text("main")


def test_a_dossier_goes_from_the_counter_to_its_owner_and_the_table_counts_one_more(visitor):
    received, resolved = figures(visitor, 1), figures(visitor, 4)
    desk = visitor()
    desk.sign_in(RECEPTION)
    code = take_in(desk)
    do(visitor, RECEPTION, code, "Chuyển phòng chuyên môn")
    do(visitor, HEAD, code, "Phân công thụ lý", officer="Lâm Minh Khang")
    do(visitor, OFFICER, code, "Chuyển tra cứu, xác minh", note="Đã gửi yêu cầu tra cứu.")
    do(visitor, OFFICER, code, "Trình lãnh đạo phòng")
    do(visitor, HEAD, code, "Chuyển bước", outcome="Trình lãnh đạo Sở")
    do(visitor, DIRECTOR_OF_AGENCY, code, "Phê duyệt", result_number="1234/LLTP")
    do(visitor, CLERK, code, "Chuyển Trung tâm")
    do(visitor, RECEPTION, code, "Nhận kết quả về Một cửa", result_papers="1")
    do(visitor, RECEPTION, code, "Trả kết quả", identity="000999999001")
    again = visitor()
    again.sign_in(RECEPTION)
    again.go(f"/ban-lam-viec/ho-so/{code}/")
    assert "Đã trả kết quả" in again.page.inner_text("main")
    assert (figures(visitor, 1), figures(visitor, 4)) == (received + 1, resolved + 1)
