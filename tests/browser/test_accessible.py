"""Every screen that was built: no violation that axe can find, no page wider than its window, in both themes."""

from __future__ import annotations

import pytest

from browser.axe import check_everywhere

# A new page gets one line here: its name, and its address (with who sees it, if one must be signed in).
PUBLIC = {
    "portal": "/",
    "search": "/thu-tuc/?q=ly+lich",
    "nothing found": "/thu-tuc/?q=zzzzzz",
    "search with filters": "/thu-tuc/?agency=000.00.12.H51&truc-tuyen=mot-phan",
    "agency and its fields": "/thu-tuc/co-quan/000.00.05.H51/",
    "procedure": "/thu-tuc/2.000488",
    "procedure with cases": "/thu-tuc/1.013855",
    "procedure on another day, mistyped": "/thu-tuc/2.000488?ngay=31/02/2019",
    "procedure before it was in force": "/thu-tuc/2.000488?ngay=2018-01-01",
    "versions of a procedure": "/thu-tuc/2.000488/phien-ban",
    "versions side by side": "/thu-tuc/2.000488/so-sanh?cu=1&moi=1&tat-ca=1",
    "life events": "/su-kien/",
    "life event": "/su-kien/mo-cua-hang/",
    "open data": "/du-lieu-mo/",
    "due date of a procedure": "/thu-tuc/2.000488/thoi-han",
    "tracking": "/tra-cuu",
    "sign-in": "/dang-nhap",
    "not found": "/khong-co",
}
STAFF = {
    "work list": ("han.ttn", "/ban-lam-viec/"),
    "work list of a case officer": ("khang.lm", "/ban-lam-viec/"),
    "first screen of the administrator": ("duy.kn", "/ban-lam-viec/"),
    "internal processes": ("thuy.dtb", "/ban-lam-viec/quy-trinh/"),
    "internal processes, nothing found": ("thuy.dtb", "/ban-lam-viec/quy-trinh/?q=zzzzzz"),
    "internal process": ("thuy.dtb", "/ban-lam-viec/quy-trinh/2.000488/"),
    "import of a process": ("thuy.dtb", "/ban-lam-viec/quy-trinh/2.000488/soan/nhap-tep"),
    "moving dossiers": ("thuy.dtb", "/ban-lam-viec/quy-trinh/2.000488/chuyen-ho-so"),
    "the catalogue": ("thuy.dtb", "/ban-lam-viec/thu-tuc/"),
    "all procedures": ("thuy.dtb", "/ban-lam-viec/thu-tuc/danh-muc"),
    "all procedures, nothing found": ("thuy.dtb", "/ban-lam-viec/thu-tuc/danh-muc?q=zzzzzz"),
    "a procedure and its versions": ("thuy.dtb", "/ban-lam-viec/thu-tuc/2.000488/"),
    "a decision to begin": ("thuy.dtb", "/ban-lam-viec/thu-tuc/quyet-dinh/moi"),
    "published decisions": ("thuy.dtb", "/ban-lam-viec/thu-tuc/quyet-dinh/"),
    "proposals that wait": ("thuy.dtb", "/ban-lam-viec/thu-tuc/de-xuat/"),
    "synonyms": ("thuy.dtb", "/ban-lam-viec/thu-tuc/tu-dong-nghia/"),
    "a new synonym": ("thuy.dtb", "/ban-lam-viec/thu-tuc/tu-dong-nghia/moi"),
    "import of procedures": ("thuy.dtb", "/ban-lam-viec/thu-tuc/nhap-tep"),
    "life events of the portal": ("thuy.dtb", "/ban-lam-viec/thu-tuc/su-kien/"),
    "a life event to write": ("thuy.dtb", "/ban-lam-viec/thu-tuc/su-kien/moi"),
    "a life event to delete": ("thuy.dtb", "/ban-lam-viec/thu-tuc/su-kien/sinh-con/xoa"),
    "who sits where": ("duy.kn", "/ban-lam-viec/nhan-su/"),
    "posts of an agency": ("phuoc.nh", "/ban-lam-viec/nhan-su/co-quan/000.00.12.H51/"),
    "handing a reception over": ("duy.kn", "/ban-lam-viec/nhan-su/co-quan/000.00.12.H51/ban-giao"),
    "work calendars": ("duy.kn", "/ban-lam-viec/lich-lam-viec/"),
    "calendar of a year": ("vinh.sh", "/ban-lam-viec/lich-lam-viec/nam/2019"),
    "table of a year to write": ("duy.kn", "/ban-lam-viec/lich-lam-viec/nam/2027/soan"),
    "dossiers that a calendar moves": ("vinh.sh", "/ban-lam-viec/lich-lam-viec/ap-dung"),
    "relatives": ("khang.lm", "/ban-lam-viec/nguoi-than"),
    "search of dossiers": ("han.ttn", "/ban-lam-viec/tra-cuu?q=nguyen"),
    "choose a procedure": ("han.ttn", "/ban-lam-viec/tiep-nhan/"),
    "warnings of the desk": ("han.ttn", "/ban-lam-viec/canh-bao/"),
    "applicants to be told": ("han.ttn", "/ban-lam-viec/bao-nguoi-nop/"),
    "warnings of a head of an agency": ("phuoc.nh", "/ban-lam-viec/canh-bao/"),
    "monthly notices": ("vinh.sh", "/dieu-hanh/thong-bao-thang/"),
    "monthly notice": ("vinh.sh", "/dieu-hanh/thong-bao-thang/000.00.12.H51/2019-11"),
    "overview": ("vinh.sh", "/dieu-hanh/"),
    "overview of one agency": ("vinh.sh", "/dieu-hanh/?co_quan=000.00.12.H51"),
    "overview of a head of an agency": ("phuoc.nh", "/dieu-hanh/"),
    "screen on the wall": ("vinh.sh", "/dieu-hanh/man-hinh"),
    "dossiers that a unit holds": ("vinh.sh", "/dieu-hanh/dang-giu?co_quan=000.00.12.H51&loai=qua-han"),
    "yearly table": ("vinh.sh", "/dieu-hanh/ket-qua?tu=2019-01-01&den=2019-12-15"),
    "lateness": ("vinh.sh", "/dieu-hanh/tre-han/?tu=2019-01-01&den=2019-12-15"),
    "late dossiers": ("vinh.sh", "/dieu-hanh/tre-han/ho-so?tu=2019-01-01&den=2019-12-15"),
    "late steps": ("vinh.sh", "/dieu-hanh/tre-han/buoc?tu=2019-01-01&den=2019-12-15"),
    "steps that lie late": ("vinh.sh", "/dieu-hanh/tre-han/buoc?tu=2019-01-01&den=2019-12-15&dang-giu=1"),
    "narrative report": ("vinh.sh", "/dieu-hanh/bao-cao-thuyet-minh?tu=2019-01-01&den=2019-12-15"),
    "check of a report": ("vinh.sh", "/dieu-hanh/bao-cao-thuyet-minh/doi-chieu"),
    "ratings": ("vinh.sh", "/dieu-hanh/danh-gia?tu=2019-01-01&den=2019-12-15"),
    "the 766 index": (
        "vinh.sh",
        "/dieu-hanh/chi-so-766?tu=2019-01-01&den=2019-12-15&them=5&chi_tieu=on_time&cach=more",
    ),
    "the 766 index of an agency": ("phuoc.nh", "/dieu-hanh/chi-so-766?tu=2019-01-01&den=2019-12-15"),
    "what costs points": ("vinh.sh", "/dieu-hanh/chi-so-766/mat-diem?tu=2019-01-01&den=2019-12-15&chi_tieu=on_time"),
    "targets": ("thuy.dtb", "/dieu-hanh/muc-tieu?nam=2019"),
    "scorings": ("phuoc.nh", "/dieu-hanh/cham-diem/"),
    "a scoring to write": ("phuoc.nh", "/dieu-hanh/cham-diem/1"),
    "audit of a table": ("vinh.sh", "/dieu-hanh/kiem-tra-bang"),
    "form 07b": ("vinh.sh", "/dieu-hanh/bao-cao/07b?tu=2019-01-01&den=2019-12-15"),
    "form 07a": ("vinh.sh", "/dieu-hanh/bao-cao/07a?tu=2019-01-01&den=2019-12-15&co_quan=000.00.12.H51"),
    "a list of dossiers": ("vinh.sh", "/dieu-hanh/bao-cao/control-sheets?tu=2019-01-01&den=2019-12-15"),
    "three readings": ("vinh.sh", "/dieu-hanh/cach-tinh-thoi-han?tu=2019-01-01&den=2019-12-15"),
    "dossiers behind a figure": (
        "vinh.sh",
        "/dieu-hanh/ho-so?tu=2019-01-01&den=2019-12-15&chi_tieu=late&co_quan=tat-ca",
    ),
}


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_screen(member, name: str):
    window = member("")
    window.go(PUBLIC[name])
    check_everywhere(window, name)


@pytest.mark.parametrize("name", STAFF)
def test_a_screen_of_staff(member, name: str):
    username, path = STAFF[name]
    window = member(username)
    window.go(path)
    check_everywhere(window, name)


def test_a_post_and_the_orders_about_it(member):
    window = member("duy.kn")
    window.go("/ban-lam-viec/nhan-su/co-quan/000.00.12.H51/")
    window.page.locator("main a[href*='/vi-tri/']").first.click()
    check_everywhere(window, "post")
    address = window.page.url.removeprefix(window.site)
    for order in ("phan-cong-thay", "thoi-giu"):
        window.go(f"{address}{order}")
        window.page.locator("main form button[type=submit]").click()
        check_everywhere(window, f"{order} with errors")


def test_a_dossier_and_its_commands(member):
    window = member("khang.lm")
    window.go("/ban-lam-viec/")
    window.page.locator("main a[href*='/ho-so/']").first.click()
    check_everywhere(window, "dossier")
    commands = window.page.locator("main a[href*='/ho-so/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    for path in sorted({path for path in commands if not path.endswith(".pdf")}):
        window.go(path)
        check_everywhere(window, path)


def test_the_take_in_form(member):
    desk = member("han.ttn")
    desk.go("/ban-lam-viec/tiep-nhan/")
    desk.page.locator("main a[href*='2.000488'], main button").last.click()
    check_everywhere(desk, "take-in")


def test_an_internal_process_from_draft_to_approval(member):
    page = "/ban-lam-viec/quy-trinh/1.002010/"
    author = member("thuy.dtb")
    author.go(page)
    author.page.locator("button", has_text="Soạn phiên bản mới").click()
    check_everywhere(author, "editor")
    author.page.fill("#s0-name", "")
    author.page.click("button[value='add:0']")
    check_everywhere(author, "editor with mistakes")
    author.page.click("button[value='remove:1']")
    author.page.fill("#s0-name", "Tiếp nhận, kiểm tra thành phần, số hóa và chuyển hồ sơ đến phòng chuyên môn")
    author.page.click("button[value='propose'] >> visible=true")
    author.page.wait_for_url(f"**{page}")
    director = member("vinh.sh")
    director.go(f"{page}phe-duyet")
    check_everywhere(director, "approval")
    author.go(f"{page}phe-duyet")
    check_everywhere(author, "proposed")
    author.page.locator("button", has_text="Rút lại để sửa").click()
    author.go(f"{page}soan/bo")
    check_everywhere(author, "discard")
    author.page.locator("button", has_text="Bỏ bản nháp").click()
