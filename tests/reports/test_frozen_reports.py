"""A frozen report: counted once, brought by several people from draft to signature, never changed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

import cast
from cast import refused
from motcua.dossiers.models import Dossier
from motcua.law.periods import Period
from motcua.reports.freezing import commands, frozen_header, frozen_table, frozen_tables
from motcua.reports.freezing.commands import Wanted
from motcua.reports.freezing.reading import behind_of, frozen_version
from motcua.reports.models import FrozenReport, FrozenStep, FrozenVersion
from motcua.reports.tables import TABLES, Asked, make
from reports.freezing import CONTROL, DIRECTOR, HEAD, MARCH, NOW, brought_to, do, justice, of_justice, prepared
from reports.freezing import some_dossiers as some
from reports.histories import at, history, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


REFUSED = {"no_data", "one_agency", "whole_province", "names_people"}
"""Why a table of the registry may not be frozen."""

# What a draft keeps


def test_a_draft_keeps_the_table_as_it_was_counted() -> None:
    some()
    report = prepared()
    kept = frozen_table(report.code)
    (live,) = make(TABLES["one-stop"], Asked(kept.span, frozenset({justice().pk})))
    assert kept == live
    assert (kept.total["total"], kept.total["late"], kept.total["early"], kept.total["pending"]) == (3, 1, 1, 1)


def test_it_keeps_the_dossiers_behind_every_figure() -> None:
    late, early, pending, _ = some()
    kept = behind_of(FrozenVersion.objects.get(report=prepared()))
    assert kept is not None
    found = {key: kept.of(key) for key in ("late", "early", "pending", "sent_back")}
    assert found == {"late": [late.pk], "early": [early.pk], "pending": [pending.pk], "sent_back": []}


@pytest.mark.parametrize("by", ["agency", "field", "procedure", "channel", "officer", "commune"])
def test_the_dossiers_of_each_row_are_kept_whatever_the_rows_are(by: str) -> None:
    some()
    report = prepared(Wanted("one-stop", MARCH, by), part=CONTROL)
    table, kept = frozen_table(report.code), behind_of(FrozenVersion.objects.get(report=report))
    assert kept is not None and len(kept) == 4
    for row, figures in table.records():
        for column in table.columns:
            assert len(kept.of(column.measure, row.key)) == figures[column.key]


def test_a_table_that_counts_no_dossiers_is_frozen_without_them() -> None:
    some()
    report = prepared(of_justice(table="late-causes"))
    version = FrozenVersion.objects.get(report=report)
    assert (version.behind, version.dossiers) == (None, None)
    assert frozen_table(report.code).total["total"] == 1


def test_every_table_of_the_registry_can_be_frozen_and_read_back() -> None:
    some()
    for name, definition in TABLES.items():
        for agency in (justice(), None):
            try:
                report = prepared(Wanted(name, MARCH, agency=agency), part=HEAD if agency else CONTROL)
            except Exception as problem:
                assert getattr(problem, "code", None) in REFUSED, (name, problem)
                continue
            span = frozen_table(report.code).span
            asked = Asked(span, frozenset({agency.pk}) if agency else None, definition.dimensions[0])
            assert frozen_tables(report.code) == make(definition, asked), name


def test_a_table_without_data_in_the_period_is_not_frozen() -> None:
    with refused("no_data"):
        prepared(of_justice(table="ratings"))


def test_a_period_that_is_over_is_frozen_as_of_its_end_and_a_running_one_as_of_now() -> None:
    over, running = prepared(), prepared(of_justice(period=Period.month(2019, 4)))
    assert frozen_table(over.code).span.as_of == MARCH.end
    assert frozen_table(running.code).span.as_of == NOW


def test_the_same_report_prepared_again_is_the_same_report() -> None:
    first = prepared()
    assert prepared(part=CONTROL).pk == first.pk
    assert FrozenVersion.objects.count() == FrozenStep.objects.count() == 1


def test_another_period_agency_or_row_is_another_report() -> None:
    codes = {prepared().code, prepared(of_justice(by="field")).code}
    codes.add(prepared(Wanted("one-stop", MARCH), part=CONTROL).code)
    codes.add(prepared(of_justice(period=Period.month(2019, 2))).code)
    assert codes == {
        f"one-stop-20190215-20190314-{cast.JUSTICE}",
        f"one-stop-field-20190215-20190314-{cast.JUSTICE}",
        "one-stop-20190215-20190314",
        f"one-stop-20190115-20190214-{cast.JUSTICE}",
    }


def test_a_period_to_come_is_refused() -> None:
    with refused("period_in_future", "first"):
        prepared(of_justice(period=Period.month(2019, 6)))


def test_what_a_document_says_of_it() -> None:
    some()
    report = brought_to("signed")
    header = frozen_header(report.code)
    assert (header.number, header.final, header.agency, header.period) == (1, True, "Sở Tư pháp", MARCH)
    assert header.hash == bytes(FrozenVersion.objects.get().hash).hex()
    assert header.sentence == (
        f"Báo cáo {report.code}, bản 1, số liệu chốt lúc 00 giờ 00 ngày 15/03/2019, mã kiểm chứng {header.hash[:16]}"
    )


def test_a_report_or_version_that_is_not_there_is_said_in_a_sentence() -> None:
    with refused("no_report"):
        frozen_table("khong-co")
    with refused("no_version", "version"):
        frozen_version(prepared().code, 7)


# Its way


def test_it_goes_from_the_agency_over_check_and_approval_to_the_signature() -> None:
    report = brought_to("signed")
    steps = list(report.steps.all())
    assert [step.kind for step in steps] == ["prepared", "submitted", "checked", "approved", "signed"]
    assert [step.actor.username for step in steps[1:]] == ["phuoc.nh", "thuy.dtb", "vinh.sh", "vinh.sh"]
    assert steps[-1].signature == {
        "kind": "authenticated-act",
        "digest": bytes(FrozenVersion.objects.get().hash).hex(),
        "username": "vinh.sh",
    }


def test_what_procedure_control_draws_up_for_all_agencies_goes_straight_to_the_director() -> None:
    report = prepared(Wanted("one-stop", MARCH), part=CONTROL)
    report = do(commands.submit, report, part=CONTROL)
    assert report.state == "checked"
    do(commands.approve, report, part=DIRECTOR)
    assert do(commands.sign, report, part=DIRECTOR).state == "signed"


@pytest.mark.parametrize(("state", "part"), [("submitted", CONTROL), ("checked", DIRECTOR), ("approved", DIRECTOR)])
def test_it_comes_back_with_a_reason_and_goes_again(state: str, part: str) -> None:
    report = do(commands.return_for_correction, brought_to(state), " Thiếu lĩnh vực Đất đai. ", part=part)
    assert (report.state, report.returned, report.submitter_id) == ("draft", "Thiếu lĩnh vực Đất đai.", None)
    assert brought_to("signed", report).returned == ""


def test_coming_back_needs_a_reason() -> None:
    with refused("no_reason", "reason"):
        do(commands.return_for_correction, brought_to("submitted"), " ", part=CONTROL)
    with refused("reason_too_long", "reason"):
        do(commands.return_for_correction, brought_to("submitted"), "x" * 2001, part=CONTROL)


def test_figures_that_contradict_each_other_are_sent_with_an_explanation_only(monkeypatch: Any) -> None:
    some()
    monkeypatch.setattr("motcua.reports.counting.broken", lambda counts: ("3 ≠ 1 + 1.",))
    report = prepared()
    with refused("contradictory", "note"):
        do(commands.submit, report, part=HEAD)
    assert do(commands.submit, report, "Chênh lệch do nhập lùi ngày.", part=HEAD).state == "submitted"


# Who, and once


@pytest.mark.parametrize("part", ["case_officer", "receptionist", "unit_head", "asked_head", DIRECTOR, CONTROL])
def test_only_the_head_of_the_agency_sends_its_report(part: str) -> None:
    with refused("forbidden"):
        do(commands.submit, prepared(), part=part)


@pytest.mark.parametrize("part", ["case_officer", "asked_head", DIRECTOR, "administrator"])
def test_only_the_head_or_procedure_control_prepares_it(part: str) -> None:
    with refused("forbidden"):
        prepared(part=part)
    assert not FrozenReport.objects.exists()


@pytest.mark.parametrize(
    ("state", "command", "part"),
    [
        ("submitted", commands.check, HEAD),
        ("submitted", commands.check, DIRECTOR),
        ("checked", commands.approve, CONTROL),
        ("checked", commands.approve, HEAD),
        ("approved", commands.sign, CONTROL),
    ],
)
def test_each_step_has_its_own_person(state: str, command: Callable[..., FrozenReport], part: str) -> None:
    with refused("forbidden"):
        do(command, brought_to(state), part=part)


@pytest.mark.parametrize(
    ("command", "part", "state"),
    [
        (commands.check, CONTROL, "draft"),
        (commands.approve, DIRECTOR, "submitted"),
        (commands.sign, DIRECTOR, "checked"),
    ],
)
def test_no_step_is_left_out(command: Callable[..., FrozenReport], part: str, state: str) -> None:
    with refused("wrong_state"):
        do(command, brought_to(state), part=part)


def test_who_sent_a_report_does_not_approve_it_in_another_post() -> None:
    both = cast.person(HEAD).sitting_in(cast.person(HEAD).seats[0])
    director = cast.person(DIRECTOR)
    two_hats = type(both)(both.staff_id, both.name, both.username, (*both.seats, *director.seats))
    with refused("own_report"):
        do(commands.approve, brought_to("checked"), part=DIRECTOR, actor=two_hats)


def test_the_database_itself_refuses_a_report_approved_by_its_sender() -> None:
    report = brought_to("approved")
    with pytest.raises(IntegrityError, match="frozen_report_by_several"), transaction.atomic():
        FrozenReport.objects.filter(pk=report.pk).update(approver=report.submitter)


def test_who_looked_at_an_older_state_is_told() -> None:
    report = brought_to("checked")
    with refused("changed_meanwhile"):
        do(commands.approve, report, part=DIRECTOR, revision=report.revision - 1)


def test_the_same_command_twice_is_done_once() -> None:
    report, key = brought_to("submitted"), uuid.uuid4()
    for _ in range(2):
        commands.check(report.code, actor=cast.person(CONTROL), at=NOW, key=key, revision=report.revision)
    assert FrozenStep.objects.filter(kind="checked").count() == 1


# Versions


def test_a_signed_report_counted_again_is_a_draft_of_version_two_and_the_first_stays() -> None:
    rows = some()
    report = brought_to("signed")
    before = frozen_table(report.code)
    Dossier.objects.filter(pk=rows[1].pk).update(agency=rows[3].agency)
    report = do(commands.make_new_version, report, "Hồ sơ nhập nhầm cơ quan.", part=HEAD)
    assert (report.state, report.number, report.signer_id) == ("draft", 2, None)
    assert frozen_table(report.code, 1) == before
    assert frozen_table(report.code).total["total"] == 2
    assert frozen_header(report.code, 1).final and not frozen_header(report.code).final


def test_what_happens_after_the_period_changes_nothing_so_there_is_no_new_version() -> None:
    some()
    report = brought_to("signed")
    pending = Dossier.objects.get(agency=justice(), ended_at=None)
    Dossier.objects.filter(pk=pending.pk).update(ended_at=NOW, ended_as="finished")
    put([history("2019-03-16 08:00", "2019-04-12 17:00", agency=cast.JUSTICE)])
    with refused("nothing_changed"):
        do(commands.make_new_version, report, "Kiểm tra lại.", part=HEAD, at=NOW + timedelta(days=1))


@pytest.mark.parametrize("state", ["submitted", "checked", "approved"])
def test_a_report_on_its_way_is_given_back_before_it_is_counted_again(state: str) -> None:
    with refused("in_approval"):
        do(commands.make_new_version, brought_to(state), "Sửa.", part=HEAD)


def test_a_new_version_needs_a_reason_and_its_own_person() -> None:
    report = brought_to("signed")
    with refused("no_reason", "reason"):
        do(commands.make_new_version, report, "", part=HEAD)
    with refused("forbidden"):
        do(commands.make_new_version, report, "Sửa.", part=DIRECTOR)


def test_a_running_period_counted_again_shows_what_happened_meanwhile() -> None:
    report = prepared(of_justice(period=Period.month(2019, 4)))
    put([history("2019-03-19 08:00", "2019-04-12 17:00", agency=cast.JUSTICE)])
    report = do(commands.make_new_version, report, "Cập nhật.", part=HEAD, at=at("2019-03-20 08:00"))
    totals = [frozen_table(report.code, number).total["new"] for number in (1, 2)]
    assert totals == [0, 1]


# Nothing changes what was kept


@pytest.mark.parametrize("table", ["reports_frozenversion", "reports_frozenstep"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET number = 9", "DELETE FROM {}", "TRUNCATE {}"])
def test_versions_and_steps_can_only_be_added_to(table: str, statement: str) -> None:
    some()
    prepared()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER frozen_no_truncate")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement.format(table))


def test_a_key_prepares_one_report_and_no_other() -> None:
    """A form that one goes back to and sends for another table keeps its key."""
    key, head = uuid.uuid4(), cast.person(HEAD)
    made = commands.prepare_draft(of_justice(), actor=head, at=NOW, key=key)
    assert commands.prepare_draft(of_justice(), actor=head, at=NOW, key=key) == made
    with refused("used_key"):
        commands.prepare_draft(of_justice(by="month"), actor=head, at=NOW, key=key)
    assert FrozenReport.objects.count() == 1
