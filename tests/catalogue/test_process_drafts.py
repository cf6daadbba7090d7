"""An internal process on its way from a draft to an approved version, and who may do what with it."""

import copy
import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

import cast
from cast import refused
from law.calendars import at as moment
from motcua.catalogue import processes as p
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import InternalProcess, ProcedureVersion, ProcessDraft
from motcua.catalogue.process_pages import checked, list_processes, process_page, waiting_drafts
from motcua.catalogue.process_spec import process_of, tidy
from motcua.catalogue.queries import in_force
from province import TODAY
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

CODE = "1.900001"
NOW = moment("01/03/2019 09:00")
LATER = moment("01/03/2019 10:00")


@pytest.fixture
def author():
    return cast.person("procedure_control")


@pytest.fixture
def director():
    return cast.person("director")


@pytest.fixture
def version():
    load_procedures([procedure()])
    return ProcedureVersion.objects.get(procedure__code=CODE)


@pytest.fixture
def draft(version, author):
    return p.start_draft(version.pk, actor=author, at=NOW)


def decision(number="15/QĐ-UBND", signed="2019-03-01", effect="2019-03-04"):
    return p.Decision(number, date.fromisoformat(signed), date.fromisoformat(effect))


def changed(draft, **step):
    """The spec of a draft with another second step."""
    spec = copy.deepcopy(draft.spec)
    spec["steps"][1] |= step
    return spec


def save(draft, actor, spec, **more):
    given = {"revision": draft.revision, "note": draft.note, "at": LATER, **more}
    return p.save_draft(draft.pk, actor=actor, spec=spec, **given)


def proposed(draft, actor, **step):
    """The draft with a change, handed on."""
    draft = save(draft, actor, changed(draft, **(step or {"hours": "5"})))
    return p.propose(draft.pk, actor=actor, at=LATER, revision=draft.revision)


def approve(draft, actor, given=None, **more):
    given = given or decision()
    return p.approve_process(draft.pk, actor=actor, decision=given, **{"at": LATER, "revision": draft.revision, **more})


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


# Deciding


def test_an_approved_draft_is_the_next_version_from_its_day_on(draft, author, director, version):
    row = approve(proposed(draft, author), director)

    assert (row.number, row.decision, row.decision_date) == (2, "15/QĐ-UBND", date(2019, 3, 1))
    assert (row.author_id, row.approver_id, row.approved_at) == (author.staff_id, director.staff_id, LATER)
    assert in_force(CODE, date(2019, 3, 3)).process_id == version.processes.get(number=1).pk
    assert in_force(CODE, date(2019, 3, 4)).process_id == row.pk
    assert not ProcessDraft.objects.filter(version=version).exists()


def test_a_draft_is_approved_once(draft, author, director):
    waiting = proposed(draft, author)
    approve(waiting, director)

    with refused("no_draft"):
        approve(waiting, director)


def test_a_draft_that_was_not_proposed_is_not_approved(draft, director):
    with refused("not_proposed"):
        approve(draft, director)


def test_a_draft_that_changed_since_it_was_looked_at_is_not_approved(draft, author, director):
    seen = proposed(draft, author)
    back = p.take_back(draft.pk, actor=author, at=LATER)
    proposed(back, author, hours="4")

    with refused("draft_changed"):
        approve(seen, director)


def test_a_decision_dated_after_its_effect_is_refused(draft, author, director):
    with refused("decision_after_effect", "valid_from") as told:
        approve(proposed(draft, author), director, decision(effect="2019-02-28"))
    assert "ký ngày 01/03/2019 không thể có hiệu lực từ ngày 28/02/2019" in told.value.sentence


def test_a_decision_dated_after_its_effect_is_refused_by_the_table_too(version):
    first = version.processes.get()

    with pytest.raises(IntegrityError, match="internal_process_decided_before_effect"), transaction.atomic():
        InternalProcess.objects.create(
            version=version,
            number=2,
            decision="15/QĐ-UBND",
            decision_date=date(2019, 3, 5),
            valid_from=date(2019, 3, 4),
            spec=first.spec,
        )


@pytest.mark.parametrize(
    ("code", "field", "given"),
    [
        ("no_decision", "number", {"number": "  "}),
        ("decision_in_future", "signed_on", {"signed": "2019-03-02"}),
        ("effect_taken", "valid_from", {"signed": "2018-07-01", "effect": "2018-07-01"}),
        ("effect_before_version", "valid_from", {"signed": "2018-06-01", "effect": "2018-06-30"}),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(draft, author, director, code, field, given):
    with refused(code, field):
        approve(proposed(draft, author), director, decision(**given))


def test_a_process_does_not_begin_after_its_version_has_ended(author, director):
    load_procedures([procedure(valid_until="2019-06-01")])
    version = ProcedureVersion.objects.get(procedure__code=CODE)
    draft = p.start_draft(version.pk, actor=author, at=NOW)

    with refused("effect_after_version", "valid_from"):
        approve(proposed(draft, author), director, decision(effect="2019-06-01"))


def test_a_draft_goes_back_to_its_author_with_the_reason(draft, author, director):
    back = p.send_back(
        proposed(draft, author).pk,
        actor=director,
        at=LATER,
        revision=ProcessDraft.objects.get().revision,
        reason="Bước ký duyệt quá ngắn.",
    )

    assert (back.stage, back.sent_back) == ("writing", "Bước ký duyệt quá ngắn.")
    assert save(back, author, changed(back, hours="6")).pk == draft.pk


def test_nothing_goes_back_without_a_reason(draft, author, director):
    waiting = proposed(draft, author)

    with refused("no_reason", "reason"):
        p.send_back(draft.pk, actor=director, at=LATER, revision=waiting.revision, reason=" ")


# Reading


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
