"""Takes the screenshots of the documentation: `python docs/screenshots.py [URL of a running demonstration]`.

Every screen in two widths and both themes, with Chromium of the system.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from motcua.accounts.passwords import DEMO_PASSWORD

FOLDER = Path(__file__).parent / "screenshots"
WIDTHS = (375, 1280)
THEMES = ("light", "dark")
Screen = Callable[[Any, str], None]
JUSTICE = "000.00.12.H51"
YEAR = "tu=2019-01-01&den=2019-12-15"
WRONG = """Cơ quan\tTổng số\tKỳ trước chuyển sang\tTiếp nhận mới
Sở Tư pháp\t7.126\t0\t7.126
Sở Y tế\t1.402\t0\t1.420
Tổng\t8.546\t0\t8.546"""
"""A table in which two digits changed places."""


def main() -> None:
    """Take them all."""
    site = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/")
    wanted = set(sys.argv[2:])
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-print-preview"]
        )
        for width in WIDTHS:
            for theme in THEMES:
                context = chromium.new_context(
                    viewport={"width": width, "height": 812 if width < 600 else 800}, color_scheme=theme, locale="vi-VN"
                )
                page = context.new_page()
                for name, show in SCREENS.items():
                    if not wanted or name in wanted:
                        show(page, site)
                        page.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png", full_page=name in WHOLE)
                context.close()
        chromium.close()


def _sign_in(page: Any, site: str, role: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site}/dang-nhap")
    page.fill("input[name=username]", ACCOUNTS[role])
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main form:has(input[name=password]) button[type=submit]")
    page.wait_for_url("**/ban-lam-viec/**")


def _worklist(page: Any, site: str) -> None:
    _sign_in(page, site, "reception")


def _dossier(page: Any, site: str) -> None:
    _sign_in(page, site, "officer")
    page.click("main table a[href*='/ho-so/']")
    page.wait_for_load_state("networkidle")


def _take_in(page: Any, site: str) -> None:
    _sign_in(page, site, "reception")
    page.goto(f"{site}/ban-lam-viec/tiep-nhan/")
    page.fill("main input[type=search]", "phieu ly lich tu phap")
    page.wait_for_selector("[name=da-xem][value='phieu ly lich tu phap']", state="attached")
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=identity_number]")


def _explanation(page: Any, site: str) -> None:
    _dossier(page, site)
    page.goto(f"{page.url.rstrip('/')}/thoi-han")
    page.wait_for_load_state("networkidle")


def _as(role: str, path: str) -> Screen:
    """The page at a path, as somebody with this role sees it."""

    def show(page: Any, site: str) -> None:
        _sign_in(page, site, role)
        page.goto(site + path)
        page.wait_for_load_state("networkidle")

    return show


def _results(page: Any, site: str) -> None:
    _sign_in(page, site, "director")
    page.goto(f"{site}/dieu-hanh/ket-qua?{YEAR}")
    page.wait_for_load_state("networkidle")


def _audit(page: Any, site: str) -> None:
    """A pasted table, and the cell of it that is wrong."""
    _sign_in(page, site, "director")
    page.goto(f"{site}/dieu-hanh/kiem-tra-bang")
    page.fill("main textarea", WRONG)
    page.click("main form:has(textarea) button[type=submit]")
    page.wait_for_load_state("networkidle")


def _at(path: str) -> Screen:
    def show(page: Any, site: str) -> None:
        page.goto(f"{site}{path}")
        page.wait_for_load_state("networkidle")

    return show


def _editor(page: Any, site: str) -> None:
    """The sheet of a procedure in a decision of its own, which the next screenshot shows."""
    _sign_in(page, site, "procedure control")
    if SHOWN:  # begun for the first of the four windows
        page.goto(SHOWN[-1])
        page.locator("tbody th a.code").first.click()
        page.wait_for_load_state("networkidle")
        return
    page.goto(f"{site}/ban-lam-viec/thu-tuc/quyet-dinh/moi")
    number = f"{int(page.evaluate('Date.now()')) % 10000}/QĐ-UBND"
    for name, value in {"number": number, "signed_on": "2019-12-16", "issuer": "UBND tỉnh Sóc Trăng"}.items():
        page.fill(f"input[name={name}]", value)
    page.locator("main form:has(input[name=number]) button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    decision = page.url
    page.goto(f"{decision}them?q=1.004359")
    page.locator("form:has(input[name=code]) button[name=action][value=publish]").first.click()
    page.wait_for_load_state("networkidle")
    SHOWN.append(decision)


def _decision_again(page: Any, site: str) -> None:
    """The decision that the editor's screenshot began."""
    page.goto(SHOWN[-1])
    page.wait_for_load_state("networkidle")


SHOWN: list[str] = []
"""Addresses of the decisions begun for screenshots."""
ACCOUNTS = {
    "reception": "han.ttn",
    "officer": "khang.lm",
    "director": "vinh.sh",
    "procedure control": "thuy.dtb",
    "administrator": "duy.kn",
}
WHOLE = {"results"}
SCREENS: dict[str, Screen] = {
    "portal-home": _at("/"),
    "procedure": _at("/thu-tuc/2.000488"),
    "track": _at("/tra-cuu"),
    "sign-in": _at("/dang-nhap"),
    "worklist": _worklist,
    "dossier": _dossier,
    "take-in": _take_in,
    "results": _results,
    "explanation": _explanation,
    "procedure-cases": _at("/thu-tuc/1.004359"),
    "search": _at("/thu-tuc/?q=doi+bang+lai"),
    "life-event": _at("/su-kien/sinh-con/"),
    "catalogue": _as("procedure control", "/ban-lam-viec/thu-tuc/"),
    "procedure-editor": _editor,
    "publication-decision": _decision_again,
    "process": _as("procedure control", "/ban-lam-viec/quy-trinh/2.000488/"),
    "calendar": _as("administrator", "/ban-lam-viec/lich-lam-viec/nam/2019"),
    "people": _as("administrator", f"/ban-lam-viec/nhan-su/co-quan/{JUSTICE}/"),
    "dashboard": _as("director", "/dieu-hanh/"),
    "reports": _as("director", "/dieu-hanh/bao-cao/"),
    "yearly": _as("director", f"/dieu-hanh/bao-cao/yearly?{YEAR}"),
    "narrative": _as("director", f"/dieu-hanh/bao-cao-thuyet-minh?{YEAR}"),
    "audit": _audit,
    "index-766": _as("director", "/dieu-hanh/chi-so-766"),
    "lateness": _as("director", f"/dieu-hanh/tre-han/?{YEAR}"),
}

if __name__ == "__main__":
    main()
