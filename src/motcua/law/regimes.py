"""Which rules a dossier follows, by the day on which it was accepted.

Rule sets have effective dates: a dossier keeps the regime of its acceptance for its whole life.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.law.refusal import Refused


@dataclass(frozen=True, slots=True)
class Regime:
    """One generation of rules.

    Attributes:
        code: stable name, pinned on the dossier.
        since: first local day on which a dossier accepted follows it.
        supplement_notice_days: working days after acceptance within which a supplement may be asked for.
        supplement_close_days: calendar days after which an unanswered request closes the dossier.
        extensions: how often the due date may be moved.
        intake_answer_hours: working hours within which an online filing is answered.
        form_set: generation of the printed forms.
    """

    code: str
    since: date
    basis: str
    supplement_notice_days: int
    supplement_close_days: int
    extensions: int
    intake_answer_hours: int
    form_set: str


REGIMES = (
    Regime(
        code="2018",
        since=date(2018, 6, 21),
        basis="Nghị định 61/2018/NĐ-CP; Thông tư 01/2018/TT-VPCP",
        supplement_notice_days=3,
        supplement_close_days=15,
        extensions=1,
        intake_answer_hours=8,
        form_set="TT 01/2018/TT-VPCP",
    ),
    Regime(
        code="2025",
        since=date(2025, 7, 1),
        basis="Nghị định 118/2025/NĐ-CP (Điều 19); Thông tư 03/2025/TT-VPCP",
        supplement_notice_days=3,
        supplement_close_days=15,
        extensions=1,
        intake_answer_hours=8,
        form_set="TT 03/2025/TT-VPCP",
    ),
)


def regime_on(day: date) -> Regime:
    """The regime in force on a local day.

    Raises:
        Refused: the day is before the first one-stop decree that the system knows.
    """
    for regime in reversed(REGIMES):
        if regime.since <= day:
            return regime
    raise Refused("no_regime", f"Hệ thống không có quy định một cửa áp dụng cho ngày {day:%d/%m/%Y}.")


def regime_named(code: str) -> Regime:
    """The regime with this code, as pinned on a dossier."""
    return next(regime for regime in REGIMES if regime.code == code)
