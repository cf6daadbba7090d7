"""Publication by several people at the same moment, and while dossiers come in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import cast
from catalogue.publishing import NOW, begun, head, proposed, typed_into, whole_sheet, with_proposal
from motcua.catalogue import proposals, publication
from motcua.catalogue.models import NationalRecord, ProcedureVersion, Proposal, PublicationDecision
from motcua.catalogue.national_import import Line, import_national
from motcua.law.refusal import Refused
from races.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CODE = cast.PROCEDURE.code


def amendment(author: Any) -> PublicationDecision:
    """A decision that waits for its approval: the procedure of the tests gets twice the time from today on."""
    decision = begun(author)
    made = with_proposal(author, decision, CODE)
    said = {name: whole_sheet()[name] for name in ("steps", "results", "subject")}
    limits = [{"value": "10", "unit": "working_day", "counting": "exact"}]
    typed_into(author, made, **said, agency=cast.JUSTICE, limits=limits)
    return proposed(author, decision)


def test_a_decision_approved_twice_at_once_is_published_once():
    waiting = amendment(cast.person("procedure_control"))
    director = cast.person("director")

    def approve(_: int) -> PublicationDecision:
        return publication.publish(waiting.pk, actor=director, at=NOW, revision=waiting.revision)

    done = at_once(4, approve)

    assert {one.stage for one in done} == {"published"}
    assert ProcedureVersion.objects.filter(procedure__code=CODE).count() == 2


def test_approval_and_taking_back_at_once_leave_one_of_the_two():
    author, director = cast.person("procedure_control"), cast.person("director")
    waiting = amendment(author)

    def act(number: int) -> Any:
        if number:
            return publication.take_back_decision(waiting.pk, actor=author, at=NOW)
        return publication.publish(waiting.pk, actor=director, at=NOW, revision=waiting.revision)

    done = at_once(2, act)

    waiting.refresh_from_db()
    versions = ProcedureVersion.objects.filter(procedure__code=CODE).count()
    assert (waiting.stage, versions) in {("published", 2), ("writing", 1)}
    assert sum(isinstance(one, Refused) for one in done) == 1


def test_a_dossier_that_comes_in_while_a_version_is_published_follows_one_of_the_two_whole():
    waiting = amendment(cast.person("procedure_control"))
    director, desk = cast.person("director"), cast.person("receptionist")
    at = cast.moment(cast.OPENING)

    def act(number: int) -> Any:
        if number:
            return cast.taken_in(at, by=desk, number=number)
        return publication.publish(waiting.pk, actor=director, at=NOW, revision=waiting.revision)

    _, *dossiers = at_once(6, act)

    due = {1: cast.moment("08/03/2019 08:00"), 2: cast.moment("15/03/2019 08:00")}
    for dossier in dossiers:
        assert dossier.process.version_id == dossier.procedure_version_id
        assert dossier.due_at == due[dossier.procedure_version.number]


def test_a_decision_begun_twice_at_once_is_one():
    author = cast.person("procedure_control")
    done = at_once(3, lambda _: publication.start_decision(head(), actor=author, at=NOW))
    assert len({one.pk for one in done}) == 1


def test_a_proposal_begun_in_two_windows_at_once_is_one():
    author = cast.person("procedure_control")
    decision = begun(author)
    done = at_once(
        3,
        lambda _: proposals.start_proposal(CODE, "publish", actor=author, at=NOW, decision_id=decision.pk),
    )
    assert len({one.pk for one in done}) == 1
    assert Proposal.objects.count() == 1


def test_of_two_windows_that_save_at_once_the_later_is_told():
    author = cast.person("procedure_control")
    made = with_proposal(author, begun(author), CODE)

    def save(number: int) -> Any:
        typed = proposals.Typed({**made.content, "name": f"Tên {number}"}, made.revision)
        return proposals.save_proposal(made.pk, typed, actor=author, at=NOW + timedelta(seconds=number))

    done = at_once(2, save)
    assert [one.code for one in done if isinstance(one, Refused)] == ["proposal_changed"]


def test_two_imports_of_a_file_at_once_make_its_proposals_once():
    records = [{"ma_thu_tuc": f"1.99{number:04}", "ten_thu_tuc": f"Thủ tục {number}"} for number in range(40)]
    lines = [Line(number, record) for number, record in enumerate(records, start=1)]

    reports = at_once(2, lambda _: import_national(lines, at=NOW))

    assert sorted((report.new, report.unchanged) for report in reports) == [(0, 40), (40, 0)]
    assert (NationalRecord.objects.count(), Proposal.objects.count()) == (40, 40)
