"""The dashboard refreshes itself, tells what changed, says when it lost touch; the screen on the wall takes turns."""

from __future__ import annotations

import re

import pytest

MINUTE = 61_000


@pytest.fixture
def director(visitor):
    """The director's window with a clock that the test moves."""

    def opened(path: str, **wanted: object):
        window = visitor(**wanted)
        window.sign_in("vinh.sh")
        window.page.clock.install()
        window.go(path)
        window.page.wait_for_load_state("networkidle")
        return window

    return opened


def answer_with(page, number: str) -> None:
    """From now on the server is heard to say another number of overdue dossiers."""

    def changed(route) -> None:
        if route.request.headers.get("hx-request") != "true":
            return route.continue_()
        answer = route.fetch()
        body = re.sub(r'(data-watch="Quá hạn">)[\d.]+', rf"\g<1>{number}", answer.text())
        return route.fulfill(response=answer, body=body)

    page.route("**/dieu-hanh/**", changed)


def test_a_figure_that_changed_is_put_in_place_and_told_and_the_focus_stays(director):
    page = director("/dieu-hanh/").page
    before = page.inner_text("[data-watch='Quá hạn']")
    page.locator("#bang-xu-huong summary").click()
    page.focus("#so-overdue")
    page.evaluate("document.body.dataset.same = '1'")
    answer_with(page, "777")
    page.clock.run_for(MINUTE)
    page.locator("[data-watch='Quá hạn']", has_text="777").wait_for()
    assert page.inner_text("[data-live-told]") == f"Quá hạn: 777, trước là {before}."
    assert page.evaluate("document.activeElement.id") == "so-overdue"
    assert page.evaluate("document.querySelector('#bang-xu-huong').open")
    assert page.evaluate("document.body.dataset.same") == "1"


def test_a_lost_connection_is_said_and_its_return_too(director):
    window = director("/dieu-hanh/")
    page = window.page
    page.context.set_offline(True)
    page.clock.run_for(MINUTE)
    page.wait_for_selector("[data-live-lost]:not([hidden])")
    assert "Mất kết nối" in page.inner_text("[data-live-lost]")
    page.context.set_offline(False)
    page.clock.run_for(11_000)
    page.wait_for_selector("[data-live-lost]", state="hidden")
    assert "Đã kết nối lại" in page.inner_text("[data-live-told]")


def test_an_ended_session_is_said_and_nothing_of_the_sign_in_page_is_shown(director):
    window = director("/dieu-hanh/man-hinh")
    page = window.page
    page.context.clear_cookies()
    page.clock.run_for(MINUTE)
    page.wait_for_selector("[data-live-lost]:not([hidden])")
    assert "Phiên làm việc đã hết" in page.inner_text("[data-live-lost]")
    assert not page.locator("input[type=password]").count()


def shown(page) -> list[str]:
    return page.locator(".wall-panel:not([hidden]) h2").all_inner_texts()


def test_the_panels_of_the_wall_take_turns_until_they_are_paused(director):
    page = director("/dieu-hanh/man-hinh", width=1920).page
    assert shown(page) == ["Đơn vị đang giữ hồ sơ"]
    page.clock.run_for(15_500)
    assert shown(page) == ["Gần hạn nhất"]
    page.get_by_role("button", name="Dừng đổi trang").click()
    page.clock.run_for(40_000)
    assert shown(page) == ["Gần hạn nhất"]
    page.keyboard.press("ArrowRight")
    assert shown(page) == ["Còn hạn và quá hạn bao lâu"]
    assert page.locator(".wall-panel:not([hidden]) canvas").count() == 1


def test_who_wants_less_motion_sees_all_panels_at_once(director):
    window = director("/dieu-hanh/")
    window.page.emulate_media(reduced_motion="reduce")
    window.go("/dieu-hanh/man-hinh")
    assert len(shown(window.page)) == 4
    window.page.clock.run_for(40_000)
    assert len(shown(window.page)) == 4


def test_without_a_script_the_figures_are_there_and_lead_on(visitor):
    window = visitor(javascript=False)
    window.sign_in("vinh.sh")
    window.go("/dieu-hanh/")
    page = window.page
    page.click("#so-overdue")
    assert "Quá hạn" in page.inner_text("h1")
    window.go("/dieu-hanh/man-hinh")
    assert len(shown(page)) == 4
