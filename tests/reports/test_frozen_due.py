"""The drafts of the reports that are due, and the reminders before the 20th and the 23rd (TT 09/2026/TT-BTP)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import cast
from motcua.accounts.models import Staff
from motcua.agencies.models import Agency
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.law.reporting import FORMS
from motcua.reports.freezing import commands, reminding
from motcua.reports.freezing.queries import reminders_for
from motcua.reports.freezing.reminding import due_of, prepare_due, remind, who_acts
from motcua.reports.models import FrozenReminder, FrozenReport, FrozenVersion
from motcua.reports.tables import TABLES
from reports.freezing import CONTROL, DIRECTOR, HEAD, do, justice
from reports.histories import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
AUGUST = Period.month(2026, 8)
CUT_OFF = at("2026-08-15 00:10")


@pytest.fixture(autouse=True)
def forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """The forms of the results stand for all of them: other tables have other tests."""
    kept = {"07a": TABLES.get("07a", TABLES["one-stop"]), "07b": TABLES.get("07b", TABLES["one-stop"])}
    known = {**TABLES, **kept}
    monkeypatch.setattr(reminding, "TABLES", kept)
    for module in ("motcua.reports.tables.registry", "motcua.reports.freezing.queries"):
        monkeypatch.setattr(f"{module}.TABLES", known)
    assert {"07a", "07b"} <= {form.code for form in FORMS}


def of_justice() -> FrozenReport:
    return FrozenReport.objects.get(table="07a", agency=justice())


def test_on_the_fifteenth_every_agency_and_the_province_have_their_draft() -> None:
    assert prepare_due(now=at("2026-08-14 23:50")).made == ()
    made = prepare_due(now=CUT_OFF)
    departments = Agency.objects.filter(kind="department", level="province").count()
    assert (len(made.made), made.failed) == (departments + 1, ())
    report = of_justice()
    assert (report.first, report.last, report.due_on) == (AUGUST.first, AUGUST.last, date(2026, 8, 20))
    assert FrozenReport.objects.get(agency=None).due_on == date(2026, 8, 23)
    assert FrozenVersion.objects.get(report=report).made_by is None


def test_a_second_run_makes_nothing_and_one_that_was_cut_short_is_made_up_for(monkeypatch: Any) -> None:
    made, draft = [], commands.draft

    def breaks_after_two(*given: Any, **more: Any) -> FrozenReport:
        if len(made) == 2:
            raise ConnectionError
        made.append(draft(*given, **more))
        return made[-1]

    monkeypatch.setattr(reminding, "draft", breaks_after_two)
    with pytest.raises(ConnectionError):
        prepare_due(now=CUT_OFF)
    assert FrozenReport.objects.count() == 2
    monkeypatch.setattr(reminding, "draft", draft)
    rest = prepare_due(now=at("2026-08-27 10:00"))
    assert prepare_due(now=at("2026-08-28 10:00")).made == ()
    assert FrozenReport.objects.count() == 2 + len(rest.made) > 3


def test_a_report_made_late_shows_what_was_known_at_the_cut_off() -> None:
    prepare_due(now=at("2026-08-27 10:00"))
    assert {version.as_of for version in FrozenVersion.objects.all()} == {AUGUST.end}


def test_one_report_that_cannot_be_made_keeps_no_other_from_being_made(monkeypatch: Any) -> None:
    draft = commands.draft

    def no_data_of_justice(wanted: Any, **more: Any) -> FrozenReport:
        if wanted.agency == justice():
            raise Refused("no_data", "Kỳ này không có số liệu.")
        return draft(wanted, **more)

    monkeypatch.setattr(reminding, "draft", no_data_of_justice)
    made = prepare_due(now=CUT_OFF)
    assert made.failed == (f"07a-20260715-20260814-{cast.JUSTICE}: Kỳ này không có số liệu.",)
    assert len(made.made) > 1


def test_before_the_circular_nothing_is_scheduled() -> None:
    assert prepare_due(now=at("2019-12-16 08:00")).made == ()


def test_who_has_to_act_is_reminded_three_days_and_one_day_before_on_the_day_and_once_after() -> None:
    prepare_due(now=CUT_OFF)
    FrozenReport.objects.exclude(agency=justice()).update(due_on=None)
    given = {day: remind(now=at(f"2026-08-{day} 08:00")) for day in (16, 17, 18, 19, 20, 21, 22)}
    assert given == {16: 0, 17: 1, 18: 0, 19: 1, 20: 1, 21: 1, 22: 0}
    assert remind(now=at("2026-08-22 09:00")) == 0
    assert list(FrozenReminder.objects.order_by("made_at").values_list("days_left", flat=True)) == [3, 1, 0, -1]


def test_a_reminder_that_an_outage_kept_back_is_given_when_it_is_over() -> None:
    prepare_due(now=CUT_OFF)
    FrozenReport.objects.exclude(agency=justice()).update(due_on=None)
    assert remind(now=at("2026-08-18 08:00")) == 1
    assert FrozenReminder.objects.get().days_left == 3


def test_what_was_sent_has_until_the_day_of_the_province_and_what_is_signed_is_reminded_of_no_more() -> None:
    prepare_due(now=CUT_OFF)
    FrozenReport.objects.exclude(agency=justice()).update(due_on=None)
    report = do(commands.submit, of_justice(), part=HEAD)
    assert due_of(report) == date(2026, 8, 23)
    assert remind(now=at("2026-08-19 08:00")) == 0
    assert remind(now=at("2026-08-20 08:00")) == 1
    for command, part in ((commands.check, CONTROL), (commands.approve, DIRECTOR), (commands.sign, DIRECTOR)):
        report = do(command, report, part=part)
    assert remind(now=at("2026-08-22 08:00")) == 0


def test_a_reminder_is_seen_by_who_has_to_act_until_it_is_done() -> None:
    prepare_due(now=CUT_OFF)
    now = at("2026-08-18 08:00")
    seen = lambda part: [line.report.pk for line in reminders_for(cast.person(part), now=now)]  # noqa: E731
    assert seen(HEAD) == []
    remind(now=now)
    report = of_justice()
    assert seen(HEAD) == [report.pk]
    assert report.pk not in seen(DIRECTOR)
    do(commands.submit, report, part=HEAD)
    assert seen(HEAD) == []


def names(people: list[Staff]) -> set[str]:
    return {person.username for person in people}


def test_who_has_to_act_follows_the_state() -> None:
    prepare_due(now=CUT_OFF)
    report, day = of_justice(), date(2026, 8, 18)
    found = [names(who_acts(report, day))]
    for command, part in (
        (commands.submit, HEAD),
        (commands.check, CONTROL),
        (commands.approve, DIRECTOR),
        (commands.sign, DIRECTOR),
    ):
        report = do(command, report, part=part)
        found.append(names(who_acts(report, day)))
    assert cast.CAST[HEAD] in found[0] and cast.CAST["unit_head"] not in found[0]
    assert found[1:] == [{"thuy.dtb"}, {"vinh.sh"}, {"vinh.sh"}, set()]
    assert names(who_acts(FrozenReport.objects.get(agency=None), day)) == {"thuy.dtb"}


def test_the_job_prepares_and_reminds(monkeypatch: pytest.MonkeyPatch) -> None:
    from motcua.reports.jobs import due_reports

    monkeypatch.setattr("motcua.config.clock.now", lambda: at("2026-08-19 08:00"))
    due_reports(timestamp=0)
    assert FrozenReport.objects.count() > 1
    assert FrozenReminder.objects.filter(report=of_justice(), days_left=1).count() == 1
