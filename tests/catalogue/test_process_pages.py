"""What the list of internal processes and the page of one tell."""

from datetime import timedelta

import pytest

from catalogue.drafting import CODE, approve, changed, proposed
from motcua.catalogue.process_pages import checked, list_processes, process_page, waiting_drafts
from province import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def test_the_page_says_which_version_is_followed(draft, author, director):
    approve(proposed(draft, author), director)

    before, after = process_page(CODE, TODAY), process_page(CODE, TODAY + timedelta(days=3))
    assert [one.state for one in before.versions] == ["Sắp áp dụng", "Đang áp dụng"]
    assert [one.state for one in after.versions] == ["Đang áp dụng", "Đã thay thế"]
    assert after.current.approver == director.name


def test_the_page_tells_how_much_of_the_limit_is_left(draft):
    found = checked(process_page(CODE, TODAY), changed(draft, hours="4"), TODAY)

    assert (found.hours, found.allowed, found.reserve) == (6, 8, 2)


def test_the_page_tells_what_a_draft_changes(draft):
    found = checked(process_page(CODE, TODAY), changed(draft, hours="4", name="Ký"), TODAY)

    assert [(one.sign, one.name, one.what) for one in found.changes] == [
        ("≠", "Ký", "tên cũ “Ký duyệt”; 6 giờ thành 4 giờ")
    ]


def test_the_list_finds_procedures_by_words_with_their_drafts(draft):
    first = list_processes("xac nhan mau thu", on=TODAY).lines[0]

    assert (first.hit.code, first.draft.stage, first.draft.author) == (CODE, "writing", "Dương Thị Bích Thủy")
    assert first.current.number == 1


def test_the_list_shows_drafts_of_one_stage(draft, author):
    assert [line.hit.code for line in list_processes("", on=TODAY, stage="writing").lines] == [CODE]
    proposed(draft, author)
    assert list_processes("", on=TODAY, stage="writing").lines == ()
    assert waiting_drafts() == {"writing": 0, "proposed": 1}


def test_a_page_of_the_list_costs_five_queries(queries, draft):
    with queries(5):
        assert len(list_processes("", on=TODAY).lines) == 25


def test_an_unknown_procedure_has_no_page():
    assert process_page("9.999999", TODAY) is None
