"""A command happens once and whole, or not at all; what is pinned and what is remembered."""

import uuid
from datetime import date

import pytest

import cast
from cast import refused
from motcua.agencies.actors import Actor
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.applicants import ApplicantDetails
from motcua.dossiers.commands import drop_draft, handle, save_draft, submit, take_in
from motcua.dossiers.models import Applicant, Attachment, CodeCounter, Dossier, DueDate, Event, IntakeDraft, Task
from motcua.dossiers.record import File
from motcua.dossiers.verify import verify_log
from motcua.law.lifecycle import Channel
from motcua.law.lifecycle import commands as c
from motcua.papers.models import Blob

pytestmark = pytest.mark.django_db

AT = cast.moment(cast.OPENING)
FORM = uuid.UUID("11111111-2222-4333-8444-555555555555")


@pytest.fixture
def desk(people, procedure) -> Actor:
    """The receptionist, with the procedure of the tests to take in."""
    return people.receptionist


def written() -> list[int]:
    """How many rows the tables of dossiers have."""
    return [table.objects.count() for table in (Dossier, Event, Task, DueDate, CodeCounter, Applicant, Attachment)]


def draft_of(desk, form_id=FORM, **form):
    procedure = ProcedureVersion.objects.get(procedure__code=cast.PROCEDURE.code).procedure_id
    return save_draft(form_id, actor=desk, at=AT, procedure_id=procedure, form=form)


# once


def test_the_same_key_does_nothing_a_second_time(desk):
    dossier = cast.taken_in()
    for _ in range(3):
        again = handle(dossier.pk, cast.complete("intake"), actor=desk, at=AT, key="press")

    assert Event.objects.filter(kind="step_completed").count() == 1
    assert again.events_count == Event.objects.count()


def test_a_repeated_key_returns_the_dossier_even_when_it_has_moved_on(desk, people):
    dossier = cast.taken_in()
    handle(dossier.pk, cast.complete("intake"), actor=desk, at=AT, key="press")
    officer = c.Assign(people.case_officer.staff_id, "Lâm Minh Khang")
    handle(dossier.pk, officer, actor=people.unit_head, at=AT, key="other")

    again = handle(dossier.pk, cast.complete("intake"), actor=desk, at=AT, key="press")
    assert again.officer_id == people.case_officer.staff_id


def test_the_same_key_on_another_dossier_is_another_command(desk):
    for dossier in (cast.taken_in(), cast.taken_in()):
        handle(dossier.pk, cast.complete("intake"), actor=desk, at=AT, key="press")

    assert Event.objects.filter(kind="step_completed").count() == 2


def test_a_form_sent_twice_makes_one_dossier(desk):
    first, second = cast.taken_in(key=FORM), cast.taken_in(key=FORM)

    assert (first.pk, first.code) == (second.pk, second.code)
    assert CodeCounter.objects.get().last == 1


def test_an_online_form_sent_twice_makes_one_dossier(procedure):
    for _ in range(2):
        submit(FORM, cast.filing(channel=Channel.ONLINE_FULL), c.Submit(Channel.ONLINE_FULL, cast.PAPERS), at=AT)

    assert Event.objects.count() == 1


# or not at all


def test_a_refused_acceptance_leaves_nothing(desk):
    with refused("component_missing", "papers-don"):
        take_in(FORM, cast.filing(), cast.accept(()), actor=desk, at=AT)

    assert written() == [0] * 7


def test_a_refused_acceptance_leaves_no_gap_in_the_numbers(desk):
    cast.taken_in()
    with refused("component_missing", "papers-don"):
        take_in(FORM, cast.filing(), cast.accept(()), actor=desk, at=AT)

    assert cast.taken_in().code.endswith("-0002")


def test_a_refused_command_leaves_everything_as_it_was(desk):
    dossier = cast.taken_in()
    before = written()
    with refused("unknown_outcome", "outcome"):
        handle(dossier.pk, cast.complete("intake", "revise"), actor=desk, at=AT, key="press")

    assert written() == before
    assert list(verify_log()) == []


def test_a_refused_form_can_be_sent_again(desk):
    with refused("component_missing", "papers-don"):
        take_in(FORM, cast.filing(), cast.accept(()), actor=desk, at=AT)

    assert cast.taken_in(key=FORM).code.endswith("-0001")


def test_an_unknown_procedure_is_refused(desk):
    with refused("unknown_procedure", "procedure"):
        take_in(FORM, cast.filing(procedure="9.999999"), cast.accept(), actor=desk, at=AT)


def test_a_dossier_that_does_not_exist_is_an_error(desk):
    with pytest.raises(Dossier.DoesNotExist):
        handle(FORM, cast.complete("intake"), actor=desk, at=AT, key="press")


# numbers


def test_numbers_begin_anew_each_day(desk):
    cast.taken_in()

    assert cast.taken_in("04/03/2019 08:00").code == f"{cast.JUSTICE}-190304-0001"


def test_the_day_of_a_number_is_the_local_day(desk):
    assert "-190302-" in cast.taken_in("02/03/2019 00:30").code  # still 01/03 in UTC


def test_look_up_codes_differ_and_have_no_letters_that_look_alike(desk):
    codes = {cast.taken_in().lookup_code for _ in range(20)}

    assert len(codes) == 20
    assert all(len(code) == 8 and not set(code) & set("01OI") for code in codes)


# what belongs to it


def test_what_is_taken_in_is_no_draft_any_more(desk):
    draft_of(desk, name="Lý Thị Sà Rươl")
    cast.taken_in(key=FORM)

    assert not IntakeDraft.objects.exists()


def test_a_refused_form_stays_a_draft(desk):
    draft_of(desk, name="Lý Thị Sà Rươl")
    with refused("component_missing", "papers-don"):
        take_in(FORM, cast.filing(), cast.accept(()), actor=desk, at=AT)

    assert IntakeDraft.objects.get().form == {"name": "Lý Thị Sà Rươl"}


def test_only_its_officer_throws_a_draft_away(desk, people):
    draft_of(desk)
    drop_draft(FORM, actor=people.stand_in)
    assert IntakeDraft.objects.exists()

    drop_draft(FORM, actor=desk)
    assert not IntakeDraft.objects.exists()


def test_a_file_is_tied_to_its_component_once(desk):
    scan = Blob.objects.create(sha256="ab" * 32, size=1, media_type="application/pdf", stored_at=AT)
    twice = (File(scan.pk, "don.pdf", "don"), File(scan.pk, "don.pdf", "don"))
    take_in(FORM, cast.filing(), cast.accept(), actor=desk, at=AT, files=twice)

    assert Attachment.objects.get().component == "don"


def test_the_due_date_is_kept_as_it_was_known_at_each_moment(world):
    world.brought_to("process")
    world.give(cast.extend(), "04/03/2019 09:00")
    world.give(cast.ask(), "04/03/2019 10:00")
    world.give(cast.bring(), "07/03/2019 09:00")

    known = DueDate.objects.filter(dossier=world.dossier).order_by("seq").values_list("known_at", "due_at")
    assert list(known) == [
        (cast.moment("01/03/2019 08:00"), cast.moment("08/03/2019 08:00")),
        (cast.moment("04/03/2019 09:00"), cast.moment("12/03/2019 08:00")),
        (cast.moment("04/03/2019 10:00"), None),
        (cast.moment("07/03/2019 09:00"), cast.moment("14/03/2019 09:00")),
    ]


def test_a_closed_task_tells_who_closed_it_when_and_how(desk):
    dossier = cast.taken_in()
    handle(dossier.pk, cast.complete("intake"), actor=desk, at=cast.moment("01/03/2019 09:00"), key="press")

    task = Task.objects.get(step="intake")
    assert (task.closed_by_id, task.closed_at, task.outcome) == (
        desk.staff_id,
        cast.moment("01/03/2019 09:00"),
        "done",
    )


def test_open_tasks_follow_the_due_date_of_the_dossier(world):
    world.brought_to("process")
    world.give(cast.extend(), "04/03/2019 09:00")

    assert Task.objects.get(dossier=world.dossier, closed_at=None).dossier_due_at == world.state.due_at


# the applicant


def test_an_applicant_is_known_by_number_from_one_filing_to_the_next(desk):
    first, second = cast.taken_in(), cast.taken_in()

    assert first.applicant_id == second.applicant_id


def test_what_is_left_empty_stays_as_it_was_known(desk):
    cast.taken_in()
    again = ApplicantDetails(cast.OWNER, "Lý Thị Sà Rươl", phone="0907 000 111")
    take_in(FORM, cast.filing(applicant=again), cast.accept(), actor=desk, at=AT)

    applicant = Applicant.objects.get()
    assert (applicant.address, applicant.phone) == ("Phường 1, Sóc Trăng", "0907000111")


def test_a_new_name_changes_the_applicant_but_not_the_dossier_of_before(desk):
    before = cast.taken_in()
    again = ApplicantDetails(cast.OWNER, "Lý Thị  Sa Rươl")
    take_in(FORM, cast.filing(applicant=again), cast.accept(), actor=desk, at=AT)

    assert Applicant.objects.get().name == "Lý Thị Sa Rươl"
    assert Dossier.objects.get(pk=before.pk).applicant_name == "Lý Thị Sà Rươl"


@pytest.mark.parametrize(
    ("details", "code", "field"),
    [
        (ApplicantDetails("123", "Lý Thị Sà Rươl"), "identity", "identity_number"),
        (ApplicantDetails(cast.OWNER, "  "), "no_name", "name"),
        (ApplicantDetails(cast.OWNER, "Lý Thị Sà Rươl", phone="090"), "phone", "phone"),
    ],
    ids=["number", "name", "telephone"],
)
def test_an_applicant_without_a_proper_name_or_number_is_refused(desk, details, code, field):
    with refused(code, field):
        take_in(FORM, cast.filing(applicant=details), cast.accept(), actor=desk, at=AT)

    assert not Dossier.objects.exists()


# the replay


def test_a_dossier_refused_at_the_counter_replays_to_its_row(desk):
    take_in(FORM, cast.filing(), c.Refuse("Không thuộc thẩm quyền."), actor=desk, at=AT)

    assert list(verify_log()) == []
    assert Dossier.objects.get().channel == "counter"


def test_the_longest_course_replays_to_its_row(world):
    world.give(cast.submit())
    world.give(cast.accept(channel=Channel.ONLINE_PARTIAL))
    for step in ("intake", "assign"):
        world.leave(step)
    world.give(cast.ask())
    world.give(cast.bring(), "05/03/2019 09:00")
    world.give(cast.extend(), "05/03/2019 10:00")
    world.leave("process", "06/03/2019 09:00")
    world.give(cast.back("check", "process"), "06/03/2019 10:00")
    for step in ("process", "check", "decide", "issue", "hand-over"):
        world.leave(step, "06/03/2019 11:00")
    world.give(cast.hand_out(), "07/03/2019 09:00")

    assert list(verify_log()) == []


def test_the_replay_tells_how_far_it_is(desk):
    for number in range(3):
        cast.taken_in(number=number)
    seen: list[int] = []
    list(verify_log(seen.append))

    assert sum(seen) == 3


def test_a_rule_of_before_2018_does_not_exist(desk):
    with refused("unknown_procedure", "procedure"):
        take_in(FORM, cast.filing(), cast.accept(), actor=desk, at=cast.moment("01/06/2018 08:00"))


def test_the_regime_of_the_day_is_pinned(desk):
    old, new = cast.taken_in("30/06/2025 16:00"), cast.taken_in("01/07/2025 08:00")

    assert (old.regime, new.regime) == ("2021", "2025")
    assert old.accepted_at.date() == date(2025, 6, 30)
