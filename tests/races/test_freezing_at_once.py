"""Several people on the same report at the same moment."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

import cast
from motcua.law.refusal import Refused
from motcua.reports.freezing import commands, frozen_table
from motcua.reports.freezing.verify import verify_reports
from motcua.reports.models import FrozenReport, FrozenStep, FrozenVersion
from races.together import at_once
from reports.freezing import CONTROL, DIRECTOR, HEAD, NOW, brought_to, do, of_justice, some_dossiers
from reports.histories import put

pytestmark = pytest.mark.django_db(transaction=True)


def once(part: str, report: FrozenReport) -> dict[str, Any]:
    return {"actor": cast.person(part), "at": NOW, "key": uuid.uuid4(), "revision": report.revision}


def test_a_draft_prepared_by_several_at_once_is_one():
    wanted, head = of_justice(), cast.person(HEAD)
    done = at_once(4, lambda _: commands.prepare_draft(wanted, actor=head, at=NOW, key=uuid.uuid4()))
    assert len({one.pk for one in done}) == 1
    assert FrozenVersion.objects.count() == FrozenStep.objects.count() == 1


def test_a_report_approved_twice_at_once_is_approved_once():
    report = brought_to("checked")
    given = [once(DIRECTOR, report) for _ in range(4)]
    done = at_once(4, lambda number: commands.approve(report.code, **given[number]))
    assert sorted(one.code if isinstance(one, Refused) else one.state for one in done) == [
        "approved",
        *["wrong_state"] * 3,
    ]
    assert FrozenStep.objects.filter(kind="approved").count() == 1


def test_the_same_approval_sent_twice_at_once_is_done_once_and_both_are_told_so():
    report = brought_to("checked")
    given = once(DIRECTOR, report)
    done = at_once(3, lambda _: commands.approve(report.code, **given))
    assert {one.state for one in done} == {"approved"}
    assert FrozenStep.objects.filter(kind="approved").count() == 1


def test_approval_and_return_at_once_leave_one_of_the_two():
    report = brought_to("checked")
    given = [once(DIRECTOR, report) for _ in range(2)]

    def act(number: int) -> FrozenReport:
        if number:
            return commands.return_for_correction(report.code, "Sửa lại.", **given[1])
        return commands.approve(report.code, **given[0])

    done = at_once(2, act)
    assert sum(isinstance(one, Refused) for one in done) == 1
    report.refresh_from_db()
    assert report.state in {"approved", "draft"}
    assert list(verify_reports()) == []


def test_a_new_version_and_the_sending_of_the_old_one_at_once_never_send_figures_nobody_saw():
    rows = some_dossiers()
    report = brought_to("draft")
    rows[1].agency = rows[3].agency
    rows[1].save(update_fields=["agency"])
    given = [once(HEAD, report) for _ in range(2)]

    def act(number: int) -> FrozenReport:
        if number:
            return commands.make_new_version(report.code, "Nhập nhầm.", **given[1])
        return commands.submit(report.code, **given[0])

    done = at_once(2, act)
    assert sum(isinstance(one, Refused) for one in done) == 1
    report.refresh_from_db()
    assert (report.state, report.number) in {("submitted", 1), ("draft", 2)}
    assert FrozenVersion.objects.count() == report.number


def test_versions_made_by_several_at_once_are_one():
    rows = some_dossiers()
    report = brought_to("signed")
    rows[1].agency = rows[3].agency
    rows[1].save(update_fields=["agency"])
    given = [once(HEAD, report) for _ in range(3)]
    done = at_once(3, lambda number: commands.make_new_version(report.code, "Nhập nhầm.", **given[number]))
    assert sum(isinstance(one, Refused) for one in done) == 2
    assert list(FrozenVersion.objects.values_list("number", flat=True)) == [1, 2]


def test_figures_and_dossiers_are_of_one_moment_while_dossiers_come_in():
    from reports.histories import history

    def act(number: int) -> Any:
        if number % 2:
            return put([history("2019-03-05 08:00", "2019-04-12 17:00", agency=cast.JUSTICE) for _ in range(20)])
        wanted = of_justice(by=("field", "channel", "procedure")[number // 2])
        return commands.prepare_draft(wanted, actor=cast.person(HEAD), at=NOW, key=uuid.uuid4())

    at_once(6, act)
    for version in FrozenVersion.objects.select_related("report"):
        # rows are only kept when they give every figure of the table
        assert version.dossiers == frozen_table(version.report.code).total["total"]


def test_a_report_on_its_way_is_checked_by_the_verify_command_while_it_moves():
    report = brought_to("submitted")
    given = once(CONTROL, report)

    def act(number: int) -> Any:
        return list(verify_reports()) if number else commands.check(report.code, **given)

    _, *found = at_once(4, act)
    assert found == [[], [], []]
    assert do(commands.approve, report, part=DIRECTOR).state == "approved"
