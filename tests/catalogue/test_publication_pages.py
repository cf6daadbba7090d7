"""Reads for those who write and approve decisions: what differs, what is left, what keeps its version."""

from __future__ import annotations

from datetime import date

import pytest

import cast
from catalogue.publishing import CODE, NOW, TODAY, begun, proposed, published, typed_into, whole_sheet, with_proposal
from motcua.catalogue.catalogue_list import (
    counts,
    procedure_history,
    procedure_lines,
    procedures,
    stages,
    waiting_by_origin,
)
from motcua.catalogue.models import IntakeSuspension, InternalProcess, Procedure, Proposal
from motcua.catalogue.pages import procedure_page
from motcua.catalogue.previewing import page_of_content
from motcua.catalogue.proposals import content_of_version
from motcua.catalogue.publication_pages import done_by, effects_of, open_decisions, proposal_lines, proposals_of
from motcua.catalogue.waiting_proposals import Wanted, choices_of, waiting
from motcua.dossiers.keeping_versions import accepted_since

pytestmark = pytest.mark.django_db

KEPT = {name: value for name, value in whole_sheet().items() if name in ("steps", "results", "subject", "levels")}


@pytest.fixture
def decision(version, author):
    return begun(author)


def amended(author, decision, **typed):
    proposal = with_proposal(author, decision)
    return typed_into(author, proposal, **{**KEPT, "agency": "000.00.12.H51", **typed})


def test_decisions_that_wait_for_approval_come_first_with_all_who_wrote(author, decision):
    amended(author, decision)
    other = begun(author, number="16/QĐ-UBND")
    proposed(author, decision)

    first, second = open_decisions()

    assert (first.id, second.id) == (decision.pk, other.pk)
    assert (first.procedures, first.writers) == (1, {author.staff_id})
    assert stages() == {"writing": 1, "proposed": 1}


def test_a_line_counts_what_is_wrong_and_what_nobody_has_seen(author, decision):
    amended(author, decision, limits=[{"value": "x", "unit": "working_day", "counting": "exact"}])
    Proposal.objects.update(marks=[{"section": "phi", "sentence": "Không rõ."}, {"section": "phi", "settled": "Thủy"}])

    (line,) = proposal_lines(proposals_of(decision), decision, TODAY)

    assert (line.problems, line.marks, line.ready, line.is_new) == (1, 1, False, False)


def test_an_effect_is_compared_with_the_version_it_replaces_not_with_the_newest(author, director, decision):
    amended(author, decision, valid_from="2019-05-01", name="Bản tháng năm")
    published(author, director, decision)
    between = begun(author, number="16/QĐ-UBND")
    amended(author, between, valid_from="2019-04-01", name="Bản tháng tư")

    (effect,) = effects_of(proposals_of(between), between, TODAY)

    assert (effect.before.name, effect.after.name) == ("Xác nhận mẫu thử", "Bản tháng tư")


@pytest.mark.parametrize(("hours", "kept"), [("1", True), ("0,5", False)])
def test_an_effect_says_whether_the_internal_process_goes_on(author, decision, hours, kept):
    amended(author, decision, limits=[{"value": hours, "unit": "working_day", "counting": "exact"}])

    (effect,) = effects_of(proposals_of(decision), decision, TODAY)

    assert effect.keeps_process is kept


def test_a_published_decision_tells_what_it_did(author, director, decision):
    amended(author, decision, valid_from="2019-04-01")
    published(author, director, decision)

    assert [(one.code, one.what, one.since) for one in done_by(decision)] == [
        (CODE, "Sửa đổi, bổ sung", date(2019, 4, 1))
    ]


def test_a_repeal_and_a_suspension_are_told_too(author, director, decision):
    with_proposal(author, decision, CODE, action="suspend", valid_from="2019-03-05", until="2019-03-08", reason="Mạng.")
    with_proposal(author, decision, CODE, action="repeal", valid_from="2019-04-01")
    published(author, director, decision)

    assert {(one.what, one.name) for one in done_by(decision)} == {
        ("Tạm ngừng tiếp nhận", "Xác nhận mẫu thử"),
        ("Bãi bỏ", "Xác nhận mẫu thử"),
    }


def test_filters_count_what_they_find(version, author):
    assert counts(TODAY)[""] == Procedure.objects.count()
    InternalProcess.objects.filter(version=version).delete()
    IntakeSuspension.objects.create(procedure=version.procedure, decision=version.decision, starts_on=TODAY)

    for only in ("khong-quy-trinh", "tam-ngung"):
        assert version.procedure_id in procedures("", on=TODAY, only=only)
        assert counts(TODAY)[only] == len(procedures("", on=TODAY, only=only))
    (line,) = procedure_lines([version.procedure_id], TODAY)
    assert (line.state, line.has_process) == ("Tạm ngừng tiếp nhận", False)


def test_a_procedure_of_a_ministrys_system_needs_no_process(version):
    InternalProcess.objects.filter(version=version).delete()
    type(version).objects.filter(pk=version.pk).update(route="ministry_central")

    assert version.procedure_id not in procedures("", on=TODAY, only="khong-quy-trinh")


def test_words_and_a_filter_narrow_together(version):
    assert procedures("xac nhan mau thu", on=TODAY, only="het-hieu-luc") == []
    assert version.procedure_id in procedures("xac nhan mau thu", on=TODAY)


def test_the_history_of_no_procedure_is_none():
    assert procedure_history("9.999999", TODAY) is None


def test_waiting_proposals_are_counted_by_origin_and_narrowed(version):
    sheets = ({"field": "Hộ tịch", "executing": "Sở Tư pháp"}, {"field": "Đất đai"}, {})
    for number, sheet in enumerate(sheets):
        Proposal.objects.create(code=f"1.9004{number:02}", origin="national", content=sheet, updated_at=NOW)

    assert waiting_by_origin() == {"national": 3}
    assert choices_of("field") == ["Đất đai", "Hộ tịch"]
    assert choices_of("executing") == ["Sở Tư pháp"]
    assert [one.code for one in waiting(Wanted(field="Hộ tịch", executing="Sở Tư pháp"))] == ["1.900400"]
    assert [one.code for one in waiting(Wanted(words="1.900402"))] == ["1.900402"]


def test_dossiers_are_counted_from_the_first_local_moment_of_the_day(author):
    cast.load(cast.rules())
    cast.taken_in("01/03/2019 08:00")
    code = cast.PROCEDURE.code

    assert accepted_since({code: date(2019, 3, 1)}) == {code: 1}
    assert accepted_since({code: date(2019, 3, 2)}) == {}
    assert accepted_since({}) == {}


def test_the_preview_says_what_the_page_says_once_it_is_published(version):
    """All that both know is the same; the decision and the process belong to the published one alone."""
    shown = procedure_page(CODE, TODAY)
    preview = page_of_content(content_of_version(version), version.valid_from)

    own = {"version_id", "number", "process_id", "decision", "process"}
    names = [name for name in shown.__dataclass_fields__ if name not in own]
    assert {name: getattr(preview, name) for name in names} == {name: getattr(shown, name) for name in names}
    assert [step.name for step in preview.process] == [step.name for step in shown.process]
