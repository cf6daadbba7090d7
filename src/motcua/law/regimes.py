"""Which rules a dossier follows, by the day on which it was accepted.

Rule sets have effective dates: a dossier keeps the regime of its acceptance for its whole life.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from motcua.law.refusal import Refused


@dataclass(frozen=True, slots=True)
class PauseCause:
    """A cause for which the clock may stand: stable code, what people call it, and where it is provided for."""

    code: str
    label: str
    basis: str


@dataclass(frozen=True, slots=True)
class Regime:
    """One generation of rules.

    Attributes:
        code: stable name, pinned on the dossier.
        since: first local day on which a dossier accepted follows it.
        supplement_notice_days: working days after acceptance within which a supplement may be asked for.
        supplement_close_days: calendar days after which an unanswered request closes the dossier.
        supplement_restarts: whether the time limit is counted from zero after a supplement; else it is extended.
        pause_causes: closed list of causes for which the agency may let the clock stand.
        extensions: how often the due date may be moved.
        extension_notice_days: working days before the due date at which an extension is announced at the latest.
        stop_on_request: whether the applicant may ask to stop before the decision.
        intake_alert_hours: working hours after which an online filing nobody has answered is brought to mind.
        intake_answer_hours: working hours within which an online filing is answered.
        correction_days: working days within which an error of the agency in a result is corrected.
    """

    code: str
    since: date
    basis: str
    supplement_notice_days: int
    supplement_close_days: int
    supplement_restarts: bool
    pause_causes: tuple[PauseCause, ...]
    extensions: int
    extension_notice_days: int
    stop_on_request: bool
    intake_alert_hours: int
    intake_answer_hours: int
    correction_days: int

    def pause_cause(self, code: str) -> PauseCause | None:
        """The cause with this code, or None when the regime does not know it."""
        return next((cause for cause in self.pause_causes if cause.code == code), None)


_PAUSES = (
    PauseCause("verification", "Xác minh, thẩm tra tại cơ quan khác", "pháp luật chuyên ngành"),
    PauseCause("appraisal", "Giám định, kiểm định, thẩm định thực tế", "pháp luật chuyên ngành"),
    PauseCause("posting", "Niêm yết, lấy ý kiến công khai", "pháp luật chuyên ngành"),
    PauseCause("proceedings", "Có tranh chấp hoặc đang được cơ quan tố tụng giải quyết", "pháp luật chuyên ngành"),
    PauseCause("force_majeure", "Sự kiện bất khả kháng", "Bộ luật Dân sự 2015, Điều 156"),
)

_OF_2018 = Regime(
    code="2018",
    since=date(2018, 6, 21),
    basis="Nghị định 61/2018/NĐ-CP; Thông tư 01/2018/TT-VPCP",
    supplement_notice_days=3,
    supplement_close_days=15,
    supplement_restarts=True,
    pause_causes=_PAUSES,
    extensions=1,
    extension_notice_days=1,
    stop_on_request=False,
    intake_alert_hours=2,
    intake_answer_hours=8,
    correction_days=3,
)

REGIMES = (
    _OF_2018,
    replace(
        _OF_2018,
        code="2021",
        since=date(2021, 12, 6),
        basis="Nghị định 61/2018/NĐ-CP, sửa đổi bởi Nghị định 107/2021/NĐ-CP; Thông tư 01/2018/TT-VPCP",
    ),
    replace(
        _OF_2018,
        code="2025",
        since=date(2025, 7, 1),
        basis="Nghị định 118/2025/NĐ-CP; Thông tư 03/2025/TT-VPCP",
        stop_on_request=True,
    ),
)

FORM_SETS = ((date(2018, 1, 1), "TT 01/2018/TT-VPCP"), (date(2025, 9, 15), "TT 03/2025/TT-VPCP"))
"""Generations of the printed forms, with the first local day of each."""

REGISTER, CONTROL_SHEET = "register", "control_sheet"
FORM_NUMBERS = {
    ("TT 01/2018/TT-VPCP", CONTROL_SHEET): "05",
    ("TT 01/2018/TT-VPCP", REGISTER): "06",
    ("TT 03/2025/TT-VPCP", CONTROL_SHEET): "06",
    ("TT 03/2025/TT-VPCP", REGISTER): "07",
}
"""Numbers of the forms that are lists, by generation: "06" was the register, and is the control sheet since 2025."""


def form_set_on(day: date) -> str:
    """The generation of forms in which a slip is printed on a local day.

    The forms changed two and a half months after the decree, so they follow the day of the slip, not the regime.
    """
    return next(name for since, name in reversed(FORM_SETS) if since <= day or since == FORM_SETS[0][0])


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
