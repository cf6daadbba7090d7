"""A proposed process is approved by a decision, or goes back to its author."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cast import refused
from catalogue.drafting import CODE, LATER, NOW, approve, changed, decision, proposed, save
from motcua.catalogue import processes as p
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import InternalProcess, ProcedureVersion, ProcessDraft
from motcua.catalogue.queries import in_force
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


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
