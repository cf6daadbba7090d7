"""Short ways to write and publish decisions in tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from motcua.catalogue import proposals, publication
from motcua.catalogue.models import Proposal, PublicationDecision

NOW = datetime(2019, 3, 1, 2, 0, tzinfo=UTC)
"""Nine o'clock of Friday 01/03/2019."""
CODE = "1.900001"
"""Code of `sample_procedure.PROCEDURE`."""
TODAY = date(2019, 3, 1)


def head(number: str = "15/QĐ-UBND", signed_on: date = TODAY, **more: Any) -> publication.DecisionHead:
    """What a decision says of itself."""
    return publication.DecisionHead(**{"number": number, "signed_on": signed_on, "issuer": "UBND tỉnh", **more})


def begun(author: Any, **more: Any) -> PublicationDecision:
    """A decision that is being written."""
    return publication.start_decision(head(**more), actor=author, at=NOW)


def with_proposal(
    author: Any, decision: PublicationDecision, code: str = CODE, /, action: str = "publish", **typed: Any
) -> Proposal:
    """A proposal of the decision in which this was typed over what it began with."""
    made = proposals.start_proposal(code, action, actor=author, at=NOW, decision_id=decision.pk)
    return typed_into(author, made, **typed) if typed else made


def typed_into(author: Any, proposal: Proposal, **typed: Any) -> Proposal:
    """The proposal with these fields of its sheet typed over."""
    sheet = {**proposal.content, **typed}
    return proposals.save_proposal(proposal.pk, proposals.Typed(sheet, proposal.revision), actor=author, at=NOW)


def proposed(author: Any, decision: PublicationDecision) -> PublicationDecision:
    """The decision, waiting for its approval."""
    decision.refresh_from_db()
    return publication.propose_decision(decision.pk, actor=author, at=NOW, revision=decision.revision)


def published(author: Any, approver: Any, decision: PublicationDecision) -> PublicationDecision:
    """The decision, approved."""
    waiting = proposed(author, decision)
    at = NOW + timedelta(minutes=5)
    return publication.publish(waiting.pk, actor=approver, at=at, revision=waiting.revision)


def whole_sheet(**changes: Any) -> dict[str, Any]:
    """A sheet with everything that a publication asks for."""
    sheet = {
        "code": "1.900200",
        "name": "Xác nhận thử nghiệm mới",
        "agency": "000.00.12.H51",
        "field": "Thử nghiệm",
        "subject": "Cá nhân",
        "subjects": ["citizen"],
        "levels": ["province"],
        "route": "local",
        "channels": ["counter", "post"],
        "online_level": "none",
        "sets": "1",
        "components": [{"name": "Đơn đề nghị", "originals": "1", "copies": "0", "mandatory": True}],
        "limits": [{"value": "5", "unit": "working_day", "counting": "exact"}],
        "fees": [],
        "steps": ["Nộp đơn tại quầy.", "Nhận kết quả tại quầy."],
        "results": [{"name": "Giấy xác nhận", "code": "KQ.G15.000001"}],
        "legal_bases": ["Luật Hộ tịch số 60/2014/QH13"],
        "valid_from": "2019-03-01",
    }
    return {**sheet, **changes}
