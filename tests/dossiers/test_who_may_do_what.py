"""Who may see a dossier, and who may do what with it, at every point of its way."""

import uuid

import pytest
from django.http import Http404

import cast
from cast import refused
from motcua.agencies.actors import Party
from motcua.catalogue.models import InternalProcess
from motcua.catalogue.rules import rules_of
from motcua.dossiers import access
from motcua.dossiers.commands import handle, submit
from motcua.dossiers.models import Dossier, Task
from motcua.law.lifecycle import Channel
from motcua.law.lifecycle import commands as c

pytestmark = pytest.mark.django_db

# At each point of the way: who may do what. Who is not named may do nothing.
AT_THE_DESK = {c.AskToStop}
"""What the one-stop desk may do with any dossier that is not signed yet."""
BESIDE = {c.Consult, c.Pause}
"""What whoever holds a step in the agency may do before the dossier is signed."""

BY_DESK = {
    "intake": {
        "receptionist": {c.CompleteStep, *AT_THE_DESK},
        "stand_in": {c.CompleteStep, *AT_THE_DESK},
        "agency_head": {c.Extend},
    },
    "assign": {
        "receptionist": {c.Recall, *AT_THE_DESK},
        "stand_in": AT_THE_DESK,
        "unit_head": {c.Assign, c.ReturnToStep, *BESIDE},
        "agency_head": {c.Extend},
    },
    "process": {
        "receptionist": AT_THE_DESK,
        "stand_in": AT_THE_DESK,
        "case_officer": {c.CompleteStep, c.ReturnToStep, c.RequestSupplement, c.RequestPayment, *BESIDE},
        "unit_head": {c.Assign},
        "agency_head": {c.Assign, c.Extend},
    },
    "check": {
        "receptionist": AT_THE_DESK,
        "stand_in": AT_THE_DESK,
        "case_officer": {c.Recall},
        "unit_head": {c.CompleteStep, c.ReturnToStep, c.Assign, *BESIDE},
        "agency_head": {c.Assign, c.Extend},
    },
    "decide": {
        "receptionist": AT_THE_DESK,
        "stand_in": AT_THE_DESK,
        "unit_head": {c.Assign, c.Recall},
        "agency_head": {c.Approve, c.Reject, c.ReturnToStep, c.Assign, c.Extend, *BESIDE},
    },
    "issue": {
        "office_clerk": {c.CompleteStep, c.ReturnToStep, c.Consult},
        "unit_head": {c.Assign},
        "agency_head": {c.Assign, c.Extend},
    },
    "hand-over": {
        "receptionist": {c.Finish, c.ReturnToStep},
        "stand_in": {c.Finish, c.ReturnToStep},
        "office_clerk": {c.Recall},
        "unit_head": {c.Assign},
        "agency_head": {c.Assign, c.Extend},
    },
}


def rights(world):
    """Part → what that person may do with the dossier now; who may do nothing is left out.

    Not told: writing a note, and having seen the step on one's desk.
    """
    agency = Dossier.objects.get(pk=world.dossier).agency_id
    found = {part: access.possible(world.people[part], agency, world.state, world.rules) for part in cast.CAST}
    told = {part: set(commands) - {c.Note, c.See} for part, commands in found.items()}
    return {part: commands for part, commands in told.items() if commands}


@pytest.mark.parametrize("step", BY_DESK)
def test_only_who_holds_the_dossier_works_on_it(world, step):
    world.brought_to(step)

    assert rights(world) == BY_DESK[step]


def test_a_filing_is_answered_by_the_desk(world):
    world.give(cast.submit())

    answer = {c.Accept, c.Guide, c.Refuse}
    assert rights(world) == {"receptionist": answer, "stand_in": answer}


def test_a_supplement_is_received_by_the_desk(world):
    world.brought_to("process")
    world.give(cast.ask())

    desk = {c.ReceiveSupplement, c.AskToStop}
    leaders = {"unit_head": {c.Assign}, "agency_head": {c.Assign}}
    assert rights(world) == {"receptionist": desk, "stand_in": desk, **leaders}


def test_a_result_is_handed_out_by_the_desk(world):
    world.brought_to("hand-over")
    world.leave("hand-over")

    mends = {part: {c.AskCorrection, c.CorrectResult} for part in ("case_officer", "unit_head", "agency_head")}
    assert rights(world) == {"receptionist": {c.ReturnResult}, "stand_in": {c.ReturnResult}, **mends}


def test_with_a_dossier_that_is_over_its_agency_only_puts_right_what_was_wrong(world):
    world.brought_to("hand-over")
    world.leave("hand-over")
    world.give(cast.hand_out())

    mends = {c.AskCorrection, c.CorrectResult}
    assert rights(world) == dict.fromkeys(("case_officer", "unit_head", "agency_head"), mends)


def test_a_pause_is_ended_by_the_officer_in_charge_or_a_leader_of_that_officer(world):
    world.brought_to("process")
    world.give(cast.pause())

    may_resume = {part for part, commands in rights(world).items() if c.Resume in commands}
    assert may_resume == {"case_officer", "unit_head", "agency_head"}


def test_a_payment_is_confirmed_by_the_desk_or_by_the_payments(world):
    world.brought_to("process")
    world.give(cast.ask_payment())

    assert {part for part, commands in rights(world).items() if c.ConfirmPayment in commands} == {
        "receptionist",
        "stand_in",
    }
    handle(world.dossier, cast.pay(), actor=Party.PAYMENTS, at=cast.moment(cast.OPENING), key="k")
    line = Dossier.objects.get(pk=world.dossier).events.last()
    assert (line.kind, line.on_behalf_of) == ("payment_confirmed", "Hệ thống thanh toán")


def test_an_opinion_is_given_by_the_unit_that_was_asked(world):
    world.brought_to("process")
    world.give(world.consultation())

    assert {part for part, commands in rights(world).items() if c.Answer in commands} == {
        "asked_head",
        "asked_officer",
    }


def test_who_is_asked_for_an_opinion_sees_the_dossier(world):
    world.brought_to("process")
    code = world.state.code
    with pytest.raises(Http404):
        access.dossier_for(world.people["asked_officer"], code)

    world.give(world.consultation())
    assert access.dossier_for(world.people["asked_officer"], code).code == code


def test_a_stop_that_was_asked_for_is_confirmed_by_the_desk(world):
    world.follows(cast.rules(on="05/01/2026"))
    when = "05/01/2026 08:00"
    world.brought_to("process", when=when)
    assert c.ConfirmStop not in rights(world)["receptionist"]

    world.give(cast.ask_to_stop(), when)
    assert {part for part, commands in rights(world).items() if c.ConfirmStop in commands} == {
        "receptionist",
        "stand_in",
    }


def test_a_correction_is_decided_by_the_director_of_the_centre(world):
    world.brought_to("hand-over")
    world.leave("hand-over", "05/03/2019 10:00")
    world.give(cast.ask_correction("04/03/2019 10:00"), "05/03/2019 11:00")

    assert {part for part, commands in rights(world).items() if c.DecideCorrection in commands} == {"director"}


@pytest.mark.parametrize(
    "command",
    [c.CloseUnsupplemented(), c.Recompute("Lịch mới."), c.ChangeProcess(1, cast.LINEAR, "05/QĐ")],
    ids=lambda command: type(command).__name__,
)
def test_what_the_system_does_by_itself_is_no_officers_to_do(world, command):
    world.brought_to("process")
    world.give(cast.ask())
    world.give(cast.bring())
    assert not any(type(command) in commands for commands in rights(world).values())


def test_a_branch_lies_with_the_unit_that_is_asked(world):
    world.accepted(cast.rules(cast.PARALLEL))
    for step in ("intake", "assign", "process"):
        world.leave(step)

    held = rights(world)
    assert c.CompleteStep in held["case_officer"] and c.CompleteStep in held["other_unit_officer"]
    assert "colleague" not in held


@pytest.mark.parametrize("part", [part for part in cast.CAST if part not in BY_DESK["intake"]])
def test_what_is_not_ones_own_is_refused(world, part):
    world.accepted()

    with refused("forbidden"):
        handle(world.dossier, cast.complete("intake"), actor=world.people[part], at=cast.moment(cast.OPENING), key="k")


def test_an_officer_does_not_leave_a_step_of_another_branch(world):
    world.accepted(cast.rules(cast.PARALLEL))
    for step in ("intake", "assign", "process"):
        world.leave(step)

    with refused("forbidden"):
        world.give(cast.complete("opinion"), by="case_officer")


def test_when_the_officer_changes_the_work_changes_hands(world):
    world.brought_to("process")
    world.assign(world.colleague)

    held = rights(world)
    assert c.CompleteStep in held["colleague"]
    assert "case_officer" not in held


def test_a_leader_names_only_case_officers_of_the_unit(world):
    world.brought_to("assign")
    for part in ("office_clerk", "other_unit_officer", "unit_head", "receptionist", "stranger"):
        with refused("not_an_officer", "officer"):
            world.assign(world.people[part].staff_id)


def test_only_the_head_of_the_agency_extends(world):
    world.brought_to("process")

    with refused("forbidden"):
        world.give(cast.extend(), by="unit_head")


def test_the_desk_of_another_agency_takes_nothing_in(people, procedure):
    with refused("forbidden"):
        cast.taken_in(by=people.stranger)

    assert not Dossier.objects.exists()


def test_a_post_clerk_takes_in_for_the_agencies_served(people):
    cast.load(cast.rules(), cast.PRESS)
    dossier = cast.taken_in(by=people.post_clerk)

    assert dossier.code.startswith(cast.PRESS)
    assert access.dossier_for(people.post_clerk, dossier.code) == dossier


def test_a_post_clerk_takes_nothing_in_for_other_agencies(people, procedure):
    with refused("forbidden"):
        cast.taken_in(by=people.post_clerk)


def test_the_applicant_only_files(world):
    world.accepted()

    with refused("forbidden"):
        handle(world.dossier, cast.complete("intake"), actor=Party.APPLICANT, at=cast.moment(cast.OPENING), key="k")


def test_what_the_applicant_files_is_not_signed_by_any_officer(procedure):
    filing = cast.filing(channel=Channel.ONLINE_PARTIAL)
    dossier = submit(uuid.uuid4(), filing, cast.submit(), at=cast.moment(cast.OPENING))

    (line,) = dossier.events.all()
    assert (line.actor, line.on_behalf_of) == (None, "Người nộp hồ sơ")


# what one may see


@pytest.mark.parametrize("part", ["receptionist", "case_officer", "other_unit_officer", "agency_head"])
def test_who_works_for_the_agency_sees_its_dossiers(people, procedure, part):
    dossier = cast.taken_in()

    assert access.dossier_for(getattr(people, part), dossier.code) == dossier


@pytest.mark.parametrize("part", ["director", "procedure_control"])
def test_who_oversees_the_centre_sees_every_dossier(people, procedure, part):
    dossier = cast.taken_in()

    assert access.dossier_for(getattr(people, part), dossier.code) == dossier


@pytest.mark.parametrize("part", ["stranger", "post_clerk", "administrator"])
def test_for_everybody_else_it_does_not_exist(people, procedure, part):
    dossier = cast.taken_in()

    for reference in (dossier.code, str(dossier.pk)):
        with pytest.raises(Http404):
            access.dossier_for(getattr(people, part), reference)
    assert not access.visible_to(getattr(people, part)).exists()


@pytest.mark.parametrize(
    "reference",
    ["", "000.00.12.H51-190301-9999", "4f8ac2e0-5a41-4c7e-9d55-0d6f3c1b7a90", "' OR 1=1 --", "H51-\x00"],
)
def test_what_does_not_exist_is_not_found(people, procedure, reference):
    cast.taken_in()

    with pytest.raises(Http404):
        access.dossier_for(people.receptionist, reference)


def test_before_it_has_a_code_a_dossier_is_found_by_its_id(people, procedure):
    filing = cast.filing(channel=Channel.ONLINE_PARTIAL)
    dossier = submit(uuid.uuid4(), filing, cast.submit(), at=cast.moment(cast.OPENING))

    assert access.dossier_for(people.receptionist, str(dossier.pk)) == dossier


def test_a_task_of_a_named_officer_is_nobody_elses(world):
    world.brought_to("process")
    task = Task.objects.get(dossier=world.dossier, closed_at=None)

    assert task.assignee_id == world.officer


def test_the_rights_are_those_of_the_process_pinned_on_the_dossier(world):
    world.accepted()
    row = Dossier.objects.get(pk=world.dossier)
    newer = InternalProcess.objects.get(pk=row.process_id)
    InternalProcess.objects.create(
        version=newer.version, number=2, decision="03/QĐ-UBND", valid_from="2019-02-01", spec=newer.spec
    )

    assert rules_of(row.procedure_version_id, row.process_id)[1] == world.rules.process
    assert Dossier.objects.get(pk=world.dossier).process_id == newer.pk


def test_the_look_up_code_is_not_shown_to_those_who_are_only_asked(world):
    world.brought_to("process")
    world.give(world.consultation())
    row = access.dossier_for(world.people["asked_officer"], world.state.code)

    assert not access.may_read_out_code(world.people["asked_officer"], row)
    assert access.may_read_out_code(world.people["receptionist"], row)
