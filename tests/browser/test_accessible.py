"""Every screen that was built: no violation that axe can find, no page wider than its window, in both themes."""

from __future__ import annotations

import pytest

from browser.axe import violations

PUBLIC = {
    "portal": "/",
    "search": "/thu-tuc/?q=ly+lich",
    "nothing found": "/thu-tuc/?q=zzzzzz",
    "procedure": "/thu-tuc/2.000488",
    "due date of a procedure": "/thu-tuc/2.000488/thoi-han",
    "tracking": "/tra-cuu",
    "sign-in": "/dang-nhap",
    "not found": "/khong-co",
}
STAFF = {
    "work list": ("han.ttn", "/ban-lam-viec/"),
    "work list of a case officer": ("khang.lm", "/ban-lam-viec/"),
    "first screen of procedure control": ("thuy.dtb", "/ban-lam-viec/"),
    "first screen of the administrator": ("duy.kn", "/ban-lam-viec/"),
    "search of dossiers": ("han.ttn", "/ban-lam-viec/tra-cuu?q=nguyen"),
    "choose a procedure": ("han.ttn", "/ban-lam-viec/tiep-nhan/"),
    "overview": ("vinh.sh", "/dieu-hanh/"),
    "yearly table": ("vinh.sh", "/dieu-hanh/ket-qua?tu=2019-01-01&den=2019-12-15"),
    "ratings": ("vinh.sh", "/dieu-hanh/danh-gia?tu=2019-01-01&den=2019-12-15"),
    "dossiers behind a figure": (
        "vinh.sh",
        "/dieu-hanh/ho-so?tu=2019-01-01&den=2019-12-15&chi_tieu=late&co_quan=tat-ca",
    ),
}
WINDOWS = pytest.mark.parametrize(
    ("width", "dark"), [(375, False), (375, True), (1280, False), (1280, True)], ids=lambda value: str(value)
)


def check(window) -> None:
    window.page.wait_for_load_state("networkidle")
    assert violations(window.page) == []
    wider = window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0


@WINDOWS
def test_public_screens(visitor, width: int, dark: bool):
    window = visitor(width=width, dark=dark)
    for name, path in PUBLIC.items():
        window.go(path)
        with_name(name, check, window)


@WINDOWS
def test_screens_of_staff(visitor, width: int, dark: bool):
    signed_in = {}
    for name, (username, path) in STAFF.items():
        if username not in signed_in:
            signed_in[username] = visitor(width=width, dark=dark)
            signed_in[username].sign_in(username)
        signed_in[username].go(path)
        with_name(name, check, signed_in[username])


@WINDOWS
def test_a_dossier_its_commands_and_the_take_in_form(visitor, width: int, dark: bool):
    window = visitor(width=width, dark=dark)
    window.sign_in("khang.lm")
    window.page.locator("main a[href*='/ho-so/']").first.click()
    with_name("dossier", check, window)
    commands = window.page.locator("main a[href*='/ho-so/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    for path in sorted({path for path in commands if not path.endswith(".pdf")}):
        window.go(path)
        with_name(path, check, window)
    desk = visitor(width=width, dark=dark)
    desk.sign_in("han.ttn")
    desk.go("/ban-lam-viec/tiep-nhan/")
    desk.page.locator("main a[href*='2.000488'], main button").last.click()
    with_name("take-in", check, desk)


def with_name(name: str, run, window) -> None:
    """Run a check so that its failure names the screen."""
    try:
        run(window)
    except AssertionError as failed:
        raise AssertionError(f"{name} ({window.page.url}): {failed}") from None
