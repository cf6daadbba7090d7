"""The catalogue as its pages at the desk show it: looks of stages, what is folded away, the way to each problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from motcua.agencies.actors import Actor
from motcua.catalogue.access import may_publish
from motcua.catalogue.models import Proposal, PublicationDecision
from motcua.catalogue.publication_pages import DecisionLine
from motcua.catalogue.sheet import SheetProblem
from motcua.catalogue.sheet_checks import FIRST_DAY
from motcua.catalogue.sheet_fields import section

SELDOM = {
    "thanh-phan": frozenset({"condition", "form_code", "form_url", "paper_type", "must_digitise", "digitise_reason"}),
    "thoi-han": frozenset({"counting", "cutoff", "legal_value", "legal_unit", "reduction_basis", "note"}),
    "phi": frozenset({"online_amount", "condition", "exemption", "valid_from", "valid_until"}),
}
"""By section the fields of a row that most rows leave empty: they are folded away until one says something."""

ACTION_LOOKS = {
    Proposal.Action.PUBLISH: ("info", "file-text"),
    Proposal.Action.REPEAL: ("danger", "file-x"),
    Proposal.Action.SUSPEND: ("warning", "player-pause"),
}
"""Tone and icon of what a decision does with a procedure."""

STAGE_LOOKS = {
    PublicationDecision.Stage.WRITING: ("info", "pencil"),
    PublicationDecision.Stage.PROPOSED: ("warning", "hourglass"),
    PublicationDecision.Stage.PUBLISHED: ("success", "circle-check"),
}


FINDING_AIDS = (
    ("desk:synonyms", "Từ đồng nghĩa khi tìm kiếm"),
    ("desk:life_events", "Trang sự kiện trong đời và kinh doanh"),
)
"""Pages of the desk by which the finding of procedures is looked after: name of the address, label."""


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem of a sheet with the way to it: `href` is a place of the editor."""

    where: str
    sentence: str
    href: str


def problem_lines(problems: Iterable[SheetProblem]) -> tuple[ProblemLine, ...]:
    """The problems of a sheet, each with the section it belongs to and a link to its field."""
    return tuple(_line(problem) for problem in problems)


def _line(problem: SheetProblem) -> ProblemLine:
    if problem.section == FIRST_DAY:
        return ProblemLine("Ngày có hiệu lực", problem.sentence, "#o-valid_from")
    part = section(problem.section)
    row = "" if problem.row is None else f", dòng {problem.row + 1}"
    return ProblemLine(f"{part.title}{row}", problem.sentence, f"#{_place(problem)}")


def _place(problem: SheetProblem) -> str:
    part = section(problem.section)
    if problem.row is not None:
        known = any(one.name == problem.field for one in part.fields)
        return f"o-{part.name}-{problem.row}-{problem.field}" if known else f"{part.slug}-{problem.row + 1}"
    known = not part.rows and any(one.name == problem.field for one in part.fields)
    return f"o-{problem.field}" if known else part.slug


ACTION_LABELS = (
    ("publish", "Soạn sửa đổi", "edit"),
    ("repeal", "Bãi bỏ", "file-x"),
    ("suspend", "Tạm ngừng tiếp nhận", "player-pause"),
)
"""What can be begun about a procedure: action, button, icon."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A mark beside a line: colour, icon and word."""

    tone: str
    icon: str
    word: str


def decision_chips(line: DecisionLine, actor: Actor) -> tuple[Chip, ...]:
    """Where a decision stands, and whether it waits for this person."""
    tone, icon = STAGE_LOOKS[line.stage]
    chips = [Chip(tone, icon, line.stage.label)]
    if line.stage == PublicationDecision.Stage.PROPOSED and may_publish(actor, line.writers):
        chips.append(Chip("danger", "rubber-stamp", "Chờ bạn phê duyệt"))
    if line.sent_back:
        chips.append(Chip("warning", "arrow-back-up", "Đã bị trả lại"))
    return tuple(chips)


def action_chip(action: str, *, is_new: bool) -> Chip:
    """What a proposal does with its procedure."""
    tone, icon = ACTION_LOOKS[Proposal.Action(action)]
    if action != Proposal.Action.PUBLISH:
        return Chip(tone, icon, Proposal.Action(action).label)
    return Chip("success", "file-plus", "Công bố mới") if is_new else Chip(tone, "edit", "Sửa đổi, bổ sung")


def finding_aids() -> list[tuple[str, str]]:
    """Pages by which people find procedures, as address and label."""
    return [(reverse(name), label) for name, label in FINDING_AIDS]
