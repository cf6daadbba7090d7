"""A publication decision: written by one, approved by another, brings versions into force, repeals, suspends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

import cast
from cast import refused
from catalogue.publishing import (
    CODE,
    NOW,
    TODAY,
    begun,
    head,
    proposed,
    published,
    typed_into,
    whole_sheet,
    with_proposal,
)
from motcua.catalogue import proposals, publication
from motcua.catalogue.models import (
    IntakeSuspension,
    InternalProcess,
    Procedure,
    ProcedureVersion,
    Proposal,
    PublicationDecision,
)
from motcua.catalogue.pages import procedure_page
from motcua.catalogue.publishing import settle_procedures
from motcua.catalogue.queries import in_force
from motcua.catalogue.rules import rules_of

pytestmark = pytest.mark.django_db

AGENCY = "000.00.12.H51"


@pytest.fixture
def decision(version, author):
    return begun(author)


def shorter(author, decision, **typed):
    """The sample procedure with another time limit."""
    limits = [{"value": "0,5", "unit": "working_day", "counting": "exact"}]
    made = with_proposal(author, decision)
    whole = {name: value for name, value in whole_sheet().items() if name in ("steps", "results", "subject", "levels")}
    return typed_into(author, made, **{**whole, "agency": AGENCY, "limits": limits, **typed})


def test_an_approved_decision_brings_a_new_version_into_force_and_ends_the_one_before(author, director, decision):
    shorter(author, decision, valid_from="2019-04-01")

    done = published(author, director, decision)

    old, new = ProcedureVersion.objects.filter(procedure__code=CODE).order_by("number")
    assert (old.valid_until, new.valid_from, new.valid_until) == (date(2019, 4, 1), date(2019, 4, 1), None)
    assert (new.number, new.decision) == (2, done)
    assert (done.stage, done.author_id, done.approver_id) == ("published", author.staff_id, director.staff_id)
    assert done.entries.last().sentence == "Phê duyệt công bố: 1 thủ tục sửa đổi, bổ sung."
    assert not Proposal.objects.filter(code=CODE).exists()


def test_a_future_version_does_not_hold_before_its_day(author, director, decision):
    shorter(author, decision, valid_from="2019-04-01")
    published(author, director, decision)

    assert procedure_page(CODE, date(2019, 3, 31)).limits[0].limit.label == "1 ngày làm việc"
    assert procedure_page(CODE, date(2019, 4, 1)).limits[0].limit.label == "0,5 ngày làm việc"


def test_the_internal_process_goes_on_where_it_fits_the_new_limit(author, director, decision):
    shorter(author, decision, limits=[{"value": "2", "unit": "working_day", "counting": "exact"}])
    published(author, director, decision)

    kept = InternalProcess.objects.get(version__procedure__code=CODE, version__number=2)
    assert kept.spec == InternalProcess.objects.get(version__procedure__code=CODE, version__number=1).spec
    assert in_force(CODE, TODAY).process_id == kept.pk


def test_a_process_that_no_longer_fits_is_not_carried_over_and_intake_waits_for_another(author, director, decision):
    shorter(author, decision, limits=[{"value": "4", "unit": "working_hour", "counting": "exact"}])
    published(author, director, decision)

    assert in_force(CODE, TODAY).process_id is None
    assert not procedure_page(CODE, TODAY).open_for_intake


def test_a_dossier_keeps_the_version_it_came_in_under(author, director):
    cast.load(cast.rules())
    before = cast.taken_in("01/03/2019 08:00")
    made = begun(author)
    proposal = with_proposal(author, made, cast.PROCEDURE.code)
    typed_into(
        author,
        proposal,
        **{name: whole_sheet()[name] for name in ("steps", "results", "subject")},
        agency=AGENCY,
        limits=[{"value": "8", "unit": "working_day", "counting": "exact"}],
        valid_from="2019-03-04",
    )
    published(author, director, made)

    after = cast.taken_in("04/03/2019 08:00", number=1)

    assert before.procedure_version.number == 1
    assert after.procedure_version.number == 2
    before.refresh_from_db()
    assert before.due_at == cast.moment("08/03/2019 08:00")
    assert after.due_at == cast.moment("14/03/2019 08:00")
    old, _ = rules_of(before.procedure_version_id, before.process_id, before.case)
    assert old.limit_for("counter").label == "5 ngày làm việc"


def test_a_new_procedure_is_published(author, director, decision):
    with_proposal(author, decision, "1.900200", **whole_sheet())

    published(author, director, decision)

    page = procedure_page("1.900200", TODAY)
    assert (page.name, page.agency, page.in_force) == ("Xác nhận thử nghiệm mới", "Sở Tư pháp", True)
    assert page.results == (("Giấy xác nhận", "KQ.G15.000001"),)
    assert decision.entries.last().sentence == "Phê duyệt công bố: 1 thủ tục mới."


def test_a_repeal_ends_the_version_in_force_and_names_its_decision(author, director, decision):
    with_proposal(author, decision, action="repeal", valid_from="2019-05-01")

    published(author, director, decision)

    version = ProcedureVersion.objects.get(procedure__code=CODE)
    assert (version.valid_until, version.repealed_by) == (date(2019, 5, 1), decision)
    assert in_force(CODE, date(2019, 4, 30)) and in_force(CODE, date(2019, 5, 1)) is None


def test_a_suspension_closes_intake_for_its_span_only(author, director, decision):
    with_proposal(
        author, decision, action="suspend", valid_from="2019-03-04", until="2019-03-11", reason="Nâng cấp hệ thống."
    )

    published(author, director, decision)

    span = IntakeSuspension.objects.get(procedure__code=CODE)
    assert (span.starts_on, span.ends_on, span.decision) == (date(2019, 3, 4), date(2019, 3, 11), decision)
    open_on = [procedure_page(CODE, TODAY + timedelta(days=after)).open_for_intake for after in (0, 3, 9, 10)]
    assert open_on == [True, False, False, True]


def test_a_suspension_without_a_reason_or_with_an_end_before_its_start_is_refused(author, decision):
    with_proposal(author, decision, action="suspend", valid_from="2019-03-04", until="2019-03-01", reason="Bảo trì.")
    with refused("decision_invalid") as caught:
        proposed(author, decision)
    assert "Ngày tiếp nhận trở lại phải sau ngày bắt đầu tạm ngừng." in caught.value.sentence


def test_what_is_wrong_in_all_proposals_is_said_at_once_and_nothing_is_kept(author, decision):
    with_proposal(author, decision, "1.900200", **whole_sheet(steps=[], name=""))
    with_proposal(author, decision, "1.900201", **whole_sheet(code="1.900201", valid_from="31/02/2019"))

    with refused("decision_invalid") as caught:
        proposed(author, decision)

    said = caught.value.sentence
    assert "Thủ tục 1.900200: Thiếu tên thủ tục." in said and "Thiếu trình tự thực hiện" in said
    assert "Thủ tục 1.900201: Ngày có hiệu lực: “31/02/2019” không phải là ngày; hãy ghi như 31/12/2019." in said
    assert not Procedure.objects.filter(code__startswith="1.90020").exists()


def test_trying_a_decision_out_before_its_approval_leaves_no_trace(author, decision):
    with_proposal(author, decision, "1.900200", **whole_sheet())
    proposed(author, decision)

    assert not Procedure.objects.filter(code="1.900200").exists()
    assert ProcedureVersion.objects.filter(procedure__code=CODE).get().valid_until is None


def test_a_decision_without_procedures_is_not_proposed(author, decision):
    with refused("empty_decision"):
        proposed(author, decision)


def test_who_wrote_the_decision_cannot_approve_it(author, decision):
    shorter(author, decision)
    waiting = proposed(author, decision)

    with refused("own_draft"):
        publication.publish(waiting.pk, actor=author, at=NOW, revision=waiting.revision)


def test_who_wrote_a_part_of_it_cannot_approve_it_either_even_when_another_wrote_last(author, director, decision):
    made = shorter(author, decision)
    Proposal.objects.filter(pk=made.pk).update(writers=[director.staff_id, author.staff_id])
    waiting = proposed(author, decision)

    with refused("own_draft"):
        publication.publish(waiting.pk, actor=director, at=NOW, revision=waiting.revision)


def test_the_table_refuses_a_published_decision_approved_by_its_author(author, decision):
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicationDecision.objects.filter(pk=decision.pk).update(
            stage="published", approver_id=author.staff_id, approved_at=NOW
        )


@pytest.mark.parametrize("part", ["receptionist", "case_officer", "agency_head", "administrator", "post_clerk"])
def test_other_roles_neither_write_nor_approve(part, author, decision):
    other = cast.person(part)
    with refused("forbidden"):
        publication.start_decision(head("99/QĐ"), actor=other, at=NOW)
    shorter(author, decision)
    waiting = proposed(author, decision)
    with refused("forbidden"):
        publication.publish(waiting.pk, actor=other, at=NOW, revision=waiting.revision)


def test_the_director_approves_but_does_not_write(director, version):
    with refused("forbidden"):
        begun(director)


def test_what_was_changed_after_it_was_looked_at_is_not_approved(author, director, decision):
    shorter(author, decision)
    looked_at = proposed(author, decision).revision
    publication.take_back_decision(decision.pk, actor=author, at=NOW)
    proposed(author, decision)

    with refused("decision_changed"):
        publication.publish(decision.pk, actor=director, at=NOW, revision=looked_at)


def test_a_decision_that_waits_for_approval_cannot_be_changed(author, decision):
    made = shorter(author, decision)
    proposed(author, decision)

    with refused("not_writing"):
        typed_into(author, made, name="Tên khác")
    with refused("not_writing"):
        publication.change_decision(decision.pk, head("16/QĐ-UBND"), actor=author, at=NOW, revision=1)


def test_a_decision_sent_back_says_why(author, director, decision):
    shorter(author, decision)
    waiting = proposed(author, decision)

    with refused("no_reason", "reason"):
        publication.send_back_decision(waiting.pk, actor=director, at=NOW, revision=waiting.revision, reason=" ")
    back = publication.send_back_decision(
        waiting.pk, actor=director, at=NOW, revision=waiting.revision, reason="Thiếu căn cứ."
    )
    assert (back.stage, back.sent_back) == ("writing", "Thiếu căn cứ.")
    assert back.entries.last().sentence == "Trả lại để sửa: Thiếu căn cứ."


def test_an_approval_pressed_twice_publishes_once(author, director, decision):
    shorter(author, decision)
    done = published(author, director, decision)

    again = publication.publish(done.pk, actor=director, at=NOW, revision=1)

    assert again.pk == done.pk
    assert ProcedureVersion.objects.filter(procedure__code=CODE).count() == 2


def test_a_decision_is_begun_once_by_its_author_and_not_by_another(author, decision):
    assert begun(author).pk == decision.pk
    PublicationDecision.objects.filter(pk=decision.pk).update(author_id=cast.person("director").staff_id)
    with refused("decision_exists", "number"):
        begun(author)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"number": "  "}, "no_number", "number"),
        ({"number": "1" * 101}, "number_too_long", "number"),
        ({"issuer": ""}, "no_issuer", "issuer"),
        ({"signed_on": date(2019, 3, 2)}, "decision_in_future", "signed_on"),
        ({"signed_on": date(1919, 3, 2)}, "day_out_of_reach", "signed_on"),
    ],
)
def test_what_a_decision_says_of_itself_must_be_possible(author, version, changes, code, field):
    with refused(code, field):
        publication.start_decision(head(**changes), actor=author, at=NOW)


def test_nothing_takes_effect_before_the_decision_was_signed(author, decision):
    shorter(author, decision, valid_from="2019-02-28")
    with refused("decision_invalid") as caught:
        proposed(author, decision)
    assert "trước ngày ký quyết định 01/03/2019" in caught.value.sentence


def test_a_procedure_is_written_in_one_decision_at_a_time(author, decision):
    shorter(author, decision)
    other = begun(author, number="16/QĐ-UBND")

    with refused("proposed_elsewhere", "code"):
        with_proposal(author, other)


def test_a_proposal_begun_twice_is_the_one_begun_before(author, decision):
    made = shorter(author, decision)
    assert with_proposal(author, decision).pk == made.pk


def test_what_another_window_saved_meanwhile_is_not_overwritten(author, decision):
    made = shorter(author, decision)
    typed_into(author, made, name="Tên của cửa sổ kia")

    with refused("proposal_changed"):
        proposals.save_proposal(made.pk, proposals.Typed({"name": "x"}, made.revision), actor=author, at=NOW)
    made.refresh_from_db()
    assert made.content["name"] == "Tên của cửa sổ kia"


def test_everything_typed_is_kept_even_when_it_cannot_be_read(author, decision):
    made = with_proposal(author, decision, "1.900200", limits=[{"value": "năm", "unit": "tuần"}], sets="nhiều")
    made.refresh_from_db()
    assert (made.content["limits"], made.content["sets"]) == ([{"value": "năm", "unit": "tuần"}], "nhiều")


def test_a_discarded_decision_takes_its_drafts_along_but_not_what_an_import_found(author, decision):
    shorter(author, decision)
    with_proposal(author, decision, "1.900200", **whole_sheet())
    Proposal.objects.filter(code="1.900200").update(origin="national")

    publication.discard_decision(decision.pk, actor=author)

    assert [(one.code, one.decision_id) for one in Proposal.objects.all()] == [("1.900200", None)]


def test_another_agency_answers_only_from_the_day_on_which_the_version_takes_effect(author, director, decision):
    shorter(author, decision, agency="000.00.13.H51", field="Lĩnh vực khác", valid_from="2019-04-01")
    published(author, director, decision)

    def answers():
        return Procedure.objects.values_list("agency__code", "field").get(code=CODE)

    assert answers() == (AGENCY, "Thử nghiệm")
    assert settle_procedures(date(2019, 3, 31)) == 0
    assert settle_procedures(date(2019, 4, 1)) == 1
    assert answers() == ("000.00.13.H51", "Lĩnh vực khác")
    assert settle_procedures(date(2019, 4, 1)) == 0
