"""A real browser on the real system: a database of its own, the server in a process of its own, Chromium."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from databases import filled_province, new_database
from motcua.accounts.passwords import DEMO_PASSWORD
from motcua.law.worktime import VIETNAM

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MORNING = datetime(2019, 12, 16, 8, 0, tzinfo=VIETNAM)
LATER_MORNING = datetime(2026, 3, 18, 9, 0, tzinfo=VIETNAM)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

if CHROMIUM is None:
    warnings.warn("KHÔNG CÓ CHROMIUM TRÊN MÁY NÀY: mọi kiểm thử bằng trình duyệt bị bỏ qua", stacklevel=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these need a browser; without one they are skipped, and the run says so."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def site(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running system with a small scenario, its clock on Monday 16/12/2019, 8:00."""
    home = tmp_path_factory.mktemp("site")
    with _served(home, f"browser_{worker_id}", "small_scenario.py", MORNING) as address:
        yield address


@dataclass(frozen=True)
class LaterSite:
    """A running system of 2026: its address, and for each case reference, look-up code and owner of its dossier."""

    address: str
    dossiers: dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def later_site(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LaterSite]:
    """A system with one dossier for each case of a whole life, its clock on Wednesday 18/03/2026, 9:00."""
    home = tmp_path_factory.mktemp("later")
    with _served(home, f"browser_later_{worker_id}", "later_scenario.py", LATER_MORNING) as address:
        yield LaterSite(address, json.loads((home / "dossiers.json").read_text(encoding="utf-8")))


@contextmanager
def _served(home: Path, database: str, scenario: str, morning: datetime) -> Iterator[str]:
    """The address of a server on a database of its own, filled by a scenario, whose clock starts at `morning`."""
    environment = {
        **os.environ,
        "MOTCUA_HOME": str(home),
        "DATABASE_URL": new_database(database, like=filled_province()),
        "MOTCUA_DEMO": "1",
        "MOTCUA_AGENCY_SCORING": "1",
        "MOTCUA_CLOCK_OFFSET": str((morning - datetime.now(UTC)).total_seconds()),
    }
    subprocess.run([sys.executable, str(HERE / scenario)], env=environment, check=True, cwd=ROOT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "motcua.cli", "serve", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.STDOUT, stdout=subprocess.PIPE)
    ready = threading.Event()
    threading.Thread(target=_keep_what_it_says, args=(server, home / "server.log", ready), daemon=True).start()
    try:
        assert ready.wait(60), (home / "server.log").read_text()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _keep_what_it_says(server: subprocess.Popen[bytes], log: Path, ready: threading.Event) -> None:
    """Write the server's output to a file as it comes, and tell when it serves."""
    assert server.stdout is not None
    with log.open("wb", buffering=0) as kept:
        for line in server.stdout:
            kept.write(line)
            if b"Started worker" in line:
                ready.set()


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """Chromium of the system, without a screen.

    For a module, not for the session: Playwright's event loop would keep the tests after it from the database.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-print-preview",
            "--disable-background-networking",
            "--disable-component-update",
        ]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


SIGNED_IN: dict[tuple[str, str], list[object]] = {}
"""Site and user name → the cookies of who has signed in there: a password is slow to check, on purpose."""


@dataclass
class Visitor:
    """Somebody at a browser."""

    page: object
    site: str

    def sign_in(self, username: str) -> None:
        """Sign in with an account of the demonstration: by the form the first time, then with the session it gave.

        Either way the first screen of the desk is open afterwards.
        """
        context = self.page.context  # type: ignore[attr-defined]
        if kept := SIGNED_IN.get((self.site, username)):
            context.add_cookies(kept)
            self.go("/ban-lam-viec/")
        else:
            self._fill_in_the_form(username)
            SIGNED_IN[self.site, username] = context.cookies()

    def _fill_in_the_form(self, username: str) -> None:
        page = self.page
        page.goto(f"{self.site}/dang-nhap")  # type: ignore[attr-defined]
        page.fill("input[name=username]", username)  # type: ignore[attr-defined]
        page.fill("input[name=password]", DEMO_PASSWORD)  # type: ignore[attr-defined]
        page.click("main form:has(input[name=password]) button[type=submit]")  # type: ignore[attr-defined]
        page.wait_for_url("**/ban-lam-viec/**")  # type: ignore[attr-defined]

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(f"{self.site}{path}")  # type: ignore[attr-defined]


def new_window(
    chromium: object, site: str, *, width: int = 1280, dark: bool = False, javascript: bool = True
) -> Visitor:
    """A browser window with a session of its own."""
    context = chromium.new_context(  # type: ignore[attr-defined]
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=javascript,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        accept_downloads=True,
    )
    context.set_default_timeout(15_000)
    # slips that print by themselves would wait for a printer
    context.route("**/*.pdf", lambda route: route.fulfill(status=204))
    return Visitor(context.new_page(), site)


@pytest.fixture
def visitor(site: str, chromium: object) -> Iterator[object]:
    """`visitor(width=…, dark=…, javascript=…)`: a browser window of its own, with its own session."""
    opened = []

    def open_window(**wanted: object) -> Visitor:
        opened.append(new_window(chromium, site, **wanted))  # type: ignore[arg-type]
        return opened[-1]

    yield open_window
    for window in opened:
        window.page.context.close()  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def member(site: str, chromium: object) -> Iterator[object]:
    """`member(username)`: the window of a member of staff of 2019; `member("")`: of somebody who is not signed in."""
    with windows_of(chromium, site) as at_work:
        yield at_work


@pytest.fixture(scope="module")
def colleague(later_site: LaterSite, chromium: object) -> Iterator[object]:
    """`colleague(username)`: the window of a member of staff of 2026."""
    with windows_of(chromium, later_site.address) as at_work:
        yield at_work


@contextmanager
def windows_of(chromium: object, site: str) -> Iterator[Callable[[str], Visitor]]:
    """One window for each user name, opened and signed in when it is first asked for, for all tests of a module."""
    windows: dict[str, Visitor] = {}

    def at_work(username: str) -> Visitor:
        if username not in windows:
            windows[username] = new_window(chromium, site)
            if username:
                windows[username].sign_in(username)
        return windows[username]

    yield at_work
    for window in windows.values():
        window.page.context.close()  # type: ignore[attr-defined]
