"""The short sheets of a repeal and of a suspension: a day, until when, why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from motcua.catalogue.models import Proposal
from motcua.catalogue.sheet import Sheet, SheetProblem
from motcua.catalogue.sheet_checks import FIRST_DAY
from motcua.catalogue.sheet_fields import Field, Kind
from motcua.catalogue.sheet_values import day_from
from motcua.faces.desk.catalogue.rows import Cell, shown
from motcua.law.publication import require_effect
from motcua.law.refusal import Refused

Action = Proposal.Action
FIELDS = {
    Action.REPEAL: (Field("valid_from", "Bãi bỏ từ ngày", Kind.DAY, hint="Hồ sơ đã tiếp nhận vẫn được giải quyết."),),
    Action.SUSPEND: (
        Field("valid_from", "Tạm ngừng từ ngày", Kind.DAY),
        Field("until", "Tiếp nhận trở lại từ ngày", Kind.DAY, hint="Bỏ trống khi chưa biết."),
        Field(
            "reason", "Lý do", Kind.LONG, longest=4000, wide=True, hint="Người dân đọc lý do này trên trang thủ tục."
        ),
    ),
}


def typed(form: QueryDict, proposal: Proposal) -> Sheet:
    """What the form says, over what the sheet said before."""
    fields = FIELDS[Action(proposal.action)]
    return {**proposal.content, **{one.name: form.get(one.name, "").replace("\r\n", "\n")[:5000] for one in fields}}


def cells(action: str, sheet: Mapping[str, Any], problems: Iterable[SheetProblem]) -> tuple[Cell, ...]:
    """The fields as they are shown."""
    wrong: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        wrong[problem.field].append(problem.sentence)
    return tuple(
        Cell(one, one.name, shown(one, str(sheet.get(one.name) or "")), False, (), tuple(wrong[one.name]))
        for one in FIELDS[Action(action)]
    )


def problems_of(action: str, sheet: Mapping[str, Any], signed_on: date | None, today: date) -> tuple[SheetProblem, ...]:
    """What keeps a repeal or suspension from being published, as far as its sheet tells."""
    return tuple(SheetProblem(FIRST_DAY, None, name, said) for name, said in _wrong(action, sheet, signed_on, today))


def _wrong(action: str, sheet: Mapping[str, Any], signed_on: date | None, today: date) -> Iterator[tuple[str, str]]:
    labels = {one.name: one.label for one in FIELDS[Action(action)]}
    text = {name: str(sheet.get(name) or "").strip() for name in labels}
    days = {name: day_from(text[name]) for name in ("valid_from", "until") if name in labels}
    if not text["valid_from"]:
        yield "valid_from", f"{labels['valid_from']}: hãy ghi."
    for name, day in days.items():
        if text[name] and day is None:
            yield name, f"{labels[name]}: “{text[name][:40]}” không phải là ngày; hãy ghi như 31/12/2019."
    start, end = days["valid_from"], days.get("until")
    if start and signed_on:
        try:
            require_effect(signed_on, start, today)
        except Refused as refused:
            yield "valid_from", refused.sentence
    if start and end and end <= start:
        yield "until", "Ngày tiếp nhận trở lại phải sau ngày bắt đầu tạm ngừng."
    if "reason" in labels and not text["reason"]:
        yield "reason", "Hãy ghi lý do tạm ngừng tiếp nhận."
