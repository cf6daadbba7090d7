"""Asking the applicant to complete a dossier (form 02): once, early, completely; the time then starts from zero."""

from datetime import date

import pytest

import cast
from cast import ask, bring, refused
from law.calendars import at, shown
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import PaperReceived, PaperRequest

ASKED, BROUGHT = "04/03/2019 10:00", "07/03/2019 09:00"
BASIS = {"legal_basis": "khoản 3 Điều 45 Luật Lý lịch tư pháp"}
APPROVED = {**BASIS, "approver": "Nguyễn Hữu Phước"}


@pytest.fixture
def at_work(world):
    """A dossier that the case officer is working on."""
    world.brought_to("process")
    return world


def test_the_request_stops_the_clock(at_work):
    at_work.give(ask(), ASKED)

    assert at_work.status is Status.AWAITING_SUPPLEMENT
    assert at_work.state.due_at is None
    assert (at_work.state.stops[0].since, at_work.state.stops[0].until) == (at(ASKED), None)


def test_the_promise_is_not_forgotten_while_the_clock_stands(at_work):
    at_work.give(ask(), ASKED)

    assert shown(at_work.state.due_original) == "08/03/2019 08:00"


def test_the_applicant_has_fifteen_days(at_work):
    at_work.give(ask(), ASKED)

    assert at_work.state.close_on == date(2019, 3, 19)


def test_the_request_says_which_paper_and_what(at_work):
    at_work.give(ask(), ASKED)

    assert at_work.state.requested == (PaperRequest("don", "Ký lại đơn"),)
    assert at_work.state.supplement_reason == "Đơn chưa có chữ ký."


def test_a_request_for_nothing_is_refused(at_work):
    with refused("nothing_asked", "papers"):
        at_work.give(c.RequestSupplement((), "Thiếu giấy tờ."), ASKED)


def test_a_request_without_a_reason_is_refused(at_work):
    with refused("not_written", "reason"):
        at_work.give(c.RequestSupplement((PaperRequest("don", "Ký lại"),), " "), ASKED)


def test_a_request_that_does_not_say_what_is_refused(at_work):
    with refused("not_written", "papers-don"):
        at_work.give(c.RequestSupplement((PaperRequest("don", ""),), "Đơn chưa đúng."), ASKED)


def test_the_third_working_day_is_early_enough(at_work):
    at_work.give(ask(), "06/03/2019 08:00")

    assert at_work.status is Status.AWAITING_SUPPLEMENT


def test_after_the_third_working_day_it_is_too_late(at_work):
    with refused("too_late", "legal_basis") as caught:
        at_work.give(ask(), "06/03/2019 08:01")

    assert "08:00 ngày 06/03/2019" in caught.value.sentence


def test_a_sector_law_allows_a_later_request(at_work):
    at_work.give(ask(**BASIS), "07/03/2019 08:00")

    assert at_work.state.stops[0].basis == BASIS["legal_basis"]


@pytest.mark.parametrize("more", [{}, BASIS, {"approver": "Nguyễn Hữu Phước"}], ids=len)
def test_a_second_request_needs_a_legal_basis_and_an_approver(at_work, more):
    at_work.give(ask(), ASKED)
    at_work.give(bring(), BROUGHT)

    with refused("asked_before", "legal_basis"):
        at_work.give(ask(**more), BROUGHT)


def test_a_second_request_with_both_is_possible(at_work):
    at_work.give(ask(), ASKED)
    at_work.give(bring(), BROUGHT)
    at_work.give(ask(**APPROVED), BROUGHT)

    assert at_work.state.supplement_requests == 2


def test_a_complete_supplement_restarts_the_time_from_zero(at_work):
    # NĐ 118/2025 Đ19.5, as NĐ 61/2018: not what was left, the whole five days
    at_work.give(ask(), ASKED)
    at_work.give(bring(), BROUGHT)

    assert at_work.status is Status.PROCESSING
    assert at_work.state.clock_from == at(BROUGHT)
    assert shown(at_work.state.due_at) == "14/03/2019 09:00"


def test_the_promise_of_acceptance_stays_beside_the_new_date(at_work):
    at_work.give(ask(), ASKED)
    at_work.give(bring(), BROUGHT)

    assert shown(at_work.state.due_original) == "08/03/2019 08:00"


def test_the_open_step_has_its_whole_time_again(at_work):
    at_work.give(ask(), ASKED)
    at_work.give(bring(), BROUGHT)

    assert at_work.open == ["process"]
    assert shown(at_work.state.steps[0].due_at) == "11/03/2019 09:00"


def test_the_stop_ends_with_what_was_brought(at_work):
    at_work.give(ask(), ASKED)
    at_work.give(bring(), BROUGHT)

    assert at_work.state.stops[0].until == at(BROUGHT)
    assert at_work.state.requested == ()


def test_what_was_brought_is_added_to_the_papers(at_work):
    at_work.give(ask(), ASKED)
    at_work.give(bring("don", "uy-quyen"), BROUGHT)

    papers = {paper.component: paper for paper in at_work.state.papers}
    assert (papers["don"].originals, papers["ban-sao"].copies, papers["uy-quyen"].originals) == (2, 1, 1)


def test_a_scan_that_is_brought_twice_is_kept_once(world):
    scan = PaperReceived("don", scans=("ab" * 32,))
    world.give(cast.accept((scan, cast.PAPERS[1])))
    for step in ("intake", "assign"):
        world.leave(step)
    world.give(ask(), ASKED)
    world.give(c.ReceiveSupplement((PaperReceived("don", scans=("ab" * 32, "cd" * 32)),)), BROUGHT)

    assert world.state.papers[0].scans == ("ab" * 32, "cd" * 32)


def test_half_of_what_was_asked_is_not_enough(at_work):
    papers = (PaperRequest("don", "Ký lại"), PaperRequest("ban-sao", "Chứng thực"))
    at_work.give(c.RequestSupplement(papers, "Giấy tờ chưa hợp lệ."), ASKED)

    with refused("component_missing", "papers-ban-sao") as caught:
        at_work.give(bring("don"), BROUGHT)

    assert "“Bản sao giấy tờ”" in caught.value.sentence


def test_an_empty_hand_is_not_a_supplement(at_work):
    at_work.give(ask(), ASKED)

    with refused("component_missing", "papers-don"):
        at_work.give(c.ReceiveSupplement((PaperReceived("don"),)), BROUGHT)


def test_an_unknown_paper_is_refused(at_work):
    at_work.give(ask(), ASKED)

    with refused("unknown_component"):
        at_work.give(bring("don", "giay-la"), BROUGHT)


def test_a_negative_number_is_refused(at_work):
    at_work.give(ask(), ASKED)

    with refused("negative", "papers-don"):
        at_work.give(c.ReceiveSupplement((PaperReceived("don", 2, -1),)), BROUGHT)


def test_no_work_is_done_while_the_applicant_is_waited_for(at_work):
    at_work.give(ask(), ASKED)

    with refused("not_now") as caught:
        at_work.give(cast.complete("process"), BROUGHT)

    assert "“Chờ bổ sung”" in caught.value.sentence


def test_a_supplement_that_nobody_asked_for_is_refused(at_work):
    with refused("not_now"):
        at_work.give(bring(), BROUGHT)


def test_the_days_of_a_second_request_count_from_the_new_start(at_work):
    at_work.give(ask(), ASKED)
    at_work.give(bring(), BROUGHT)
    at_work.give(ask(legal_basis=" Luật ", approver=" Giám đốc "), "12/03/2019 09:00")

    assert at_work.state.stops[1].basis == "Luật"


def test_the_rule_is_the_same_under_the_decree_of_2025(world):
    world.brought_to("process", cast.rules(on="04/08/2025"), "04/08/2025 08:00")
    world.give(ask(), "07/08/2025 08:00")
    world.give(bring(), "14/08/2025 08:00")

    assert shown(world.state.due_at) == "21/08/2025 08:00"
