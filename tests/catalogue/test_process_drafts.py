"""An internal process as a draft, on its way to the approval, and who may do what with it."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

import cast
from cast import refused
from catalogue.drafting import CODE, LATER, NOW, approve, changed, proposed, save
from motcua.catalogue import processes as p
from motcua.catalogue.models import InternalProcess, ProcessDraft
from motcua.catalogue.process_pages import checked, process_page
from motcua.catalogue.process_spec import process_of, tidy
from motcua.catalogue.queries import in_force
from province import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


# Drafting


def test_a_draft_begins_as_a_copy_of_the_newest_version(draft, version):
    process, problems = process_of(draft.spec)

    assert problems == ()
    assert [step.id for step in process.steps] == ["intake", "decide", "hand-over"]
    assert draft.based_on == version.processes.get()
    assert draft.stage == "writing"


def test_an_empty_draft_can_be_run_as_it_is(version, author):
    draft = p.start_draft(version.pk, actor=author, at=NOW, empty=True)

    assert checked(process_page(CODE, TODAY), draft.spec, TODAY).problems == ()


def test_a_draft_may_begin_with_a_process_from_elsewhere(version, author):
    draft = p.start_draft(version.pk, actor=author, at=NOW, content=cast.LINEAR)

    assert [step["id"] for step in draft.spec["steps"]] == [step.id for step in cast.LINEAR.steps]


def test_beginning_again_gives_the_draft_as_it_stands(draft, version, author):
    save(draft, author, changed(draft, hours="3"))
    again = p.start_draft(version.pk, actor=author, at=LATER, empty=True)

    assert again.pk == draft.pk
    assert again.spec["steps"][1]["hours"] == "3"


def test_dossiers_do_not_follow_a_draft(draft, version):
    assert in_force(CODE, TODAY).process_id == version.processes.get().pk


@pytest.mark.parametrize("hours", ["", "bốn", "-1", "NaN", "99999999"])
def test_what_was_typed_is_kept_right_or_wrong(draft, author, hours):
    save(draft, author, changed(draft, hours=hours))

    draft.refresh_from_db()
    assert draft.spec["steps"][1]["hours"] == hours


def test_hours_that_are_no_number_are_named_with_their_step(draft, author, version):
    spec = changed(draft, hours="bốn")
    found = checked(process_page(CODE, TODAY), spec, TODAY)

    assert [problem.sentence for problem in found.problems] == [
        "Bước “Ký duyệt” ghi thời gian “bốn”; hãy ghi số giờ làm việc, ví dụ 4 hoặc 2,5."
    ]
    assert found.process is None


def test_hours_may_be_written_with_a_comma(draft):
    process, _ = process_of(changed(draft, hours="2,5"))

    assert str(process.step("decide").hours) == "2.5"


def test_new_steps_and_outcomes_get_codes_of_their_own():
    edge = {"outcome": "", "label": "Chuyển", "to": ["decide"]}
    again = {"outcome": "", "label": "Trả lại", "to": ["decide"]}
    row = {"id": "", "name": "Thẩm định", "kind": "work", "role": "leader", "unit": "", "hours": "", "join": False}
    spec = tidy({"steps": [{**row, "edges": [edge, again]}, {**row, "kind": "decide", "edges": [edge]}]})

    assert [step["id"] for step in spec["steps"]] == ["tham-dinh", "tham-dinh-2"]
    assert [edge["outcome"] for edge in spec["steps"][0]["edges"]] == ["done", "tra-lai"]
    assert [edge["outcome"] for edge in spec["steps"][1]["edges"]] == ["approve"]
    assert spec["start"] == "tham-dinh"


def test_saving_the_same_again_changes_nothing(draft, author):
    first = save(draft, author, changed(draft, hours="3"))
    second = save(first, author, first.spec)

    assert second.revision == first.revision == draft.revision + 1


def test_a_save_over_a_newer_one_is_refused(draft, author):
    save(draft, author, changed(draft, hours="3"))

    with refused("draft_changed") as told:
        save(draft, author, changed(draft, hours="4"))
    assert "sửa lúc 10 giờ 00 ngày 01/03/2019" in told.value.sentence


def test_the_window_that_saved_last_may_save_again(draft, author):
    window = uuid.uuid4()
    save(draft, author, changed(draft, hours="3"), window=window)
    save(draft, author, changed(draft, hours="4"), window=window)

    draft.refresh_from_db()
    assert draft.spec["steps"][1]["hours"] == "4"


def test_a_save_while_typing_never_overwrites_a_newer_one(draft, author):
    window = uuid.uuid4()
    save(draft, author, changed(draft, hours="3"), window=window)
    save(draft, author, changed(draft, hours="4"), window=window, in_passing=True)

    draft.refresh_from_db()
    assert draft.spec["steps"][1]["hours"] == "3"


def test_a_draft_is_thrown_away_once(draft, author, version):
    p.discard_draft(draft.pk, actor=author)
    p.discard_draft(draft.pk, actor=author)

    assert not ProcessDraft.objects.filter(version=version).exists()
    assert version.processes.count() == 1


# Who may


@pytest.mark.parametrize("part", ["director", "administrator", "unit_head", "case_officer", "receptionist"])
def test_only_procedure_control_writes(version, part):
    with refused("forbidden"):
        p.start_draft(version.pk, actor=cast.person(part), at=NOW)


@pytest.mark.parametrize("part", ["administrator", "agency_head", "case_officer"])
def test_only_the_director_or_procedure_control_approves(draft, author, part):
    waiting = proposed(draft, author)

    with refused("forbidden"):
        approve(waiting, cast.person(part))


def test_the_author_does_not_approve(draft, author):
    waiting = proposed(draft, author)

    with refused("own_draft") as told:
        approve(waiting, author)
    assert "không được tự phê duyệt" in told.value.sentence


def test_the_author_does_not_approve_by_way_of_the_table_either(version, author):
    first = version.processes.get()

    with pytest.raises(IntegrityError, match="internal_process_approved_by_another"), transaction.atomic():
        InternalProcess.objects.create(
            version=version,
            number=2,
            decision="15/QĐ-UBND",
            valid_from=date(2019, 3, 4),
            spec=first.spec,
            author_id=author.staff_id,
            approver_id=author.staff_id,
            approved_at=NOW,
        )


def test_another_officer_neither_edits_nor_discards(draft, author):
    other = cast.person("procedure_control")
    other = type(other)(author.staff_id + 1, "Người khác", "khac", other.seats)

    with refused("forbidden"):
        save(draft, other, draft.spec)
    with refused("forbidden"):
        p.discard_draft(draft.pk, actor=other)


# Proposing


def test_a_process_that_cannot_be_run_is_not_proposed(draft, author):
    draft = save(draft, author, changed(draft, hours="30", role="case_officer"))

    with refused("process_invalid") as told:
        p.propose(draft.pk, actor=author, at=LATER, revision=draft.revision)
    assert "vượt thời hạn 8 giờ" in told.value.sentence
    assert "chưa có ai giữ" in told.value.sentence


def test_a_process_that_changes_nothing_is_not_proposed(draft, author):
    with refused("process_same"):
        p.propose(draft.pk, actor=author, at=LATER, revision=draft.revision)


def test_a_proposed_draft_is_not_edited_until_it_is_taken_back(draft, author):
    waiting = proposed(draft, author)

    with refused("draft_proposed"):
        save(waiting, author, changed(waiting, hours="2"))
    back = p.take_back(draft.pk, actor=author, at=LATER)
    assert save(back, author, changed(back, hours="2")).stage == "writing"
