"""Nobody acts on a dossier of his own or of a declared relative: it goes to another."""

from __future__ import annotations

import uuid

import pytest

import cast
from agencies.ordering import AT, MONDAY, order, post, seated, staff
from cast import refused
from desk.stage import brought_to, browser, page_of, send, stop_clock, words
from motcua.accounts.models import Staff
from motcua.agencies.models_posts import Relative
from motcua.agencies.people import case_officers
from motcua.agencies.posts import stand_in
from motcua.agencies.relatives import declare_identity, declare_relative, masked, withdraw_relative
from motcua.dossiers import access
from motcua.dossiers.commands import handle
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.passing_on import pass_on_own
from motcua.dossiers.worklist import worklist
from motcua.law.lifecycle import commands as c

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "procedure")]

NOW = cast.moment("04/03/2019 09:00")


@pytest.fixture
def procedure(province: None) -> None:
    cast.load(cast.rules())


def declares(part: str, number: str = cast.OWNER) -> Relative:
    """A member of the cast declares the applicant as a relative."""
    return declare_relative(seated(part), name="Lý Thị Sà Rươl", number=number, relation="sibling", at=AT)


def all_of_the_unit_declare() -> None:
    for officer in case_officers(post("case_officer").agency_id, [cast.UNIT], MONDAY):
        person = Staff.objects.get(pk=officer.staff_id)
        Relative.objects.create(staff=person, identity_number=cast.OWNER, name="Lý", relation="child", declared_at=AT)


def give(row: Dossier, part: str, command: c.Command) -> Dossier:
    return handle(row.pk, command, actor=seated(part), at=NOW, key=str(uuid.uuid4()))


def may(part: str, row: Dossier) -> set[type[c.Command]]:
    """What a member of the cast may do with a dossier now."""
    from motcua.dossiers.codec import state_from
    from motcua.dossiers.pinned import rules_of

    row = Dossier.objects.select_related("applicant").get(pk=row.pk)
    return set(access.possible(seated(part), row.agency_id, state_from(row.state), rules_of(row)))


@pytest.mark.parametrize(
    ("step", "part", "command"),
    [
        ("intake", "receptionist", cast.complete("intake")),
        ("process", "case_officer", cast.complete("process")),
        ("process", "case_officer", cast.ask()),
        ("process", "agency_head", cast.extend()),
        ("check", "unit_head", cast.complete("check")),
        ("decide", "agency_head", cast.approve()),
        ("hand-over", "receptionist", cast.finish()),
        ("returned", "receptionist", cast.hand_out()),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_relative_of_the_applicant_gives_no_command(step, part, command):
    row = brought_to(step)
    assert may(part, row)
    declares(part)

    assert may(part, row) == set()
    with refused("conflict_of_interest"):
        give(row, part, command)


def test_nobody_takes_in_a_dossier_of_a_relative():
    declares("receptionist")
    with refused("conflict_of_interest", "identity_number"):
        cast.taken_in("04/03/2019 08:00", by=seated("receptionist"))

    assert cast.taken_in("04/03/2019 08:00", by=seated("stand_in"))


def test_ones_own_dossier_is_known_by_ones_own_number():
    row = brought_to("process")
    declare_identity(seated("case_officer"), cast.OWNER, at=AT)

    with refused("conflict_of_interest"):
        give(row, "case_officer", cast.complete("process"))


def test_dossiers_of_others_are_not_concerned():
    row = brought_to("process", number=1)
    declares("case_officer")

    assert give(row, "case_officer", cast.complete("process"))


def test_what_was_taken_back_holds_no_more():
    row = brought_to("process")
    withdraw_relative(seated("case_officer"), declares("case_officer").pk, at=AT)

    assert c.CompleteStep in may("case_officer", row)


def test_a_leader_does_not_name_an_officer_with_an_interest():
    row = brought_to("assign")
    declares("case_officer")
    with refused("officer_barred", "officer"):
        give(row, "unit_head", c.Assign(staff("case_officer").pk, "Lâm Minh Khang"))

    assert give(row, "unit_head", c.Assign(staff("colleague").pk, "Nguyễn Hữu Thịnh"))


def test_the_form_does_not_offer_that_officer(monkeypatch):
    stop_clock(monkeypatch)
    row = brought_to("assign")
    declares("case_officer")
    offered = words(browser("unit_head").get(page_of(row, "phan-cong")))

    assert "Nguyễn Hữu Thịnh" in offered
    assert "Lâm Minh Khang" not in offered


def test_what_the_officer_is_in_charge_of_goes_to_a_colleague():
    mine, other = brought_to("process"), brought_to("process", number=1)
    declares("case_officer")

    assert pass_on_own(seated("case_officer"), NOW) == (1, 0)
    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.officer_id != other.officer_id == staff("case_officer").pk
    assert Task.objects.get(dossier=mine, closed_at=None).assignee_id == mine.officer_id
    last = mine.events.order_by("-seq")[0]
    assert last.on_behalf_of == "Hệ thống, chuyển người thụ lý vì cán bộ thụ lý có xung đột lợi ích"


def test_passing_on_twice_changes_nothing():
    brought_to("process")
    declares("case_officer")
    pass_on_own(seated("case_officer"), NOW)

    assert pass_on_own(seated("case_officer"), NOW) == (0, 0)


def test_declaring_on_the_screen_passes_on_at_once(monkeypatch):
    stop_clock(monkeypatch)
    brought_to("process")
    typed = {"name": "Lý Thị Sà Rươl", "relation": "sibling", "identity_number": cast.OWNER}
    told = words(browser("case_officer").post("/ban-lam-viec/nguoi-than", typed, follow=True))

    assert "1 hồ sơ bạn đang thụ lý đã chuyển cho cán bộ khác" in told


def test_when_nobody_of_the_unit_may_its_leader_acts_and_the_log_says_so():
    row = brought_to("process")
    all_of_the_unit_declare()

    assert pass_on_own(seated("case_officer"), NOW) == (0, 1)
    assert [task.reference for task in worklist(seated("unit_head"), now=NOW).rows] == [row.code]
    give(row, "unit_head", cast.complete("process"))
    assert row.events.order_by("-seq")[0].on_behalf_of == "thay cán bộ có xung đột lợi ích"


def test_when_nobody_of_the_unit_may_the_leader_takes_the_dossier():
    row = brought_to("assign")
    all_of_the_unit_declare()
    head = staff("unit_head")
    give(row, "unit_head", c.Assign(head.pk, head.full_name))

    assert c.CompleteStep in may("unit_head", row)
    assert may("colleague", row) == set()


def test_when_the_leader_of_the_unit_may_not_the_head_of_the_agency_acts():
    row = brought_to("check")
    assert c.CompleteStep not in may("agency_head", row)
    declares("unit_head")

    assert [task.reference for task in worklist(seated("agency_head"), now=NOW).rows] == [row.code]
    give(row, "agency_head", cast.complete("check"))
    assert row.events.order_by("-seq")[0].on_behalf_of == "thay cán bộ có xung đột lợi ích"


def test_when_the_head_of_the_agency_may_not_a_stand_in_acts():
    row = brought_to("decide")
    declares("agency_head")
    by = order("administrator")
    stand_in(post("agency_head"), staff("other_unit_head"), since=MONDAY, until=MONDAY.replace(day=8), order=by)
    give(row, "other_unit_head", cast.approve())

    assert row.events.order_by("-seq")[0].on_behalf_of.startswith("thay ông/bà")


def test_a_unit_without_a_leader_is_covered_by_the_head_of_the_agency():
    row = brought_to("issue")
    declares("office_clerk")

    assert c.CompleteStep in may("agency_head", row)


def test_the_work_list_marks_it(monkeypatch):
    stop_clock(monkeypatch)
    brought_to("intake")
    brought_to("intake", number=1)
    declares("receptionist")

    assert [task.barred for task in worklist(seated("receptionist"), now=NOW).rows] == [True, False]
    assert "Người khác phải làm" in words(browser("receptionist").get("/ban-lam-viec/"))


def test_the_page_says_why_there_is_no_button(monkeypatch):
    stop_clock(monkeypatch)
    row = brought_to("process")
    declares("case_officer")
    client = browser("case_officer")

    assert "hồ sơ do cán bộ khác giải quyết" in words(client.get(page_of(row)))
    assert send(client, row, "chuyen-buoc", step="process", outcome="done").status_code == 403


def test_marking_costs_no_query(queries):
    for number in range(3):
        brought_to("intake", number)
    declares("receptionist")
    person = seated("receptionist")

    with queries(2):
        worklist(person, now=NOW)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("094199000123", "0941******23"), ("2200123456", "2200****56"), ("C1234567", "C123**67"), ("", "")],
    ids=["person", "organisation", "passport", "none"],
)
def test_numbers_are_masked(number, shown):
    assert masked(number) == shown


def test_a_relative_is_declared_once():
    declares("case_officer")
    with refused("declared_already", "identity_number"):
        declares("case_officer")


def test_one_is_not_ones_own_relative():
    declare_identity(seated("case_officer"), cast.OWNER, at=AT)
    with refused("own_number", "identity_number"):
        declares("case_officer")
