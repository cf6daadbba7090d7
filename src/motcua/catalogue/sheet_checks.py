"""Whether what was typed on a sheet can be published: complete, consistent, and possible for those who work here."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from motcua.agencies.models import Agency
from motcua.catalogue.loading import require_runnable
from motcua.catalogue.sheet import SheetProblem, first_day, read_sheet
from motcua.catalogue.sheet_fields import SECTIONS
from motcua.catalogue.spec import Content
from motcua.law.codes import ProcedureCode
from motcua.law.lifecycle.rules import stated_limit
from motcua.law.publication import Stated, gaps, require_effect, require_reduced
from motcua.law.refusal import Refused

_WHERE = {
    "name": ("chung", "name"),
    "steps": ("trinh-tu", ""),
    "ways": ("cach-thuc", "channels"),
    "components": ("thanh-phan", ""),
    "sets": ("cach-thuc", "sets"),
    "time": ("thoi-han", ""),
    "subject": ("chung", "subject"),
    "agency": ("chung", "agency"),
}
"""Where on the sheet a part of the national list stands: section and field."""
FIRST_DAY = "hieu-luc"
"""The section of the day on which it takes effect."""


def check_sheet(
    sheet: Mapping[str, Any], *, signed_on: date | None, today: date, agencies: Container[str] | None = None
) -> tuple[Content | None, tuple[SheetProblem, ...]]:
    """The procedure that was typed and all that keeps it from being published.

    Args:
        signed_on: the day of the decision it belongs to; None while it belongs to none.
        today: local day.
        agencies: what `known_agencies` says, where many sheets are checked; None: it is asked.
    """
    reading = read_sheet(sheet)
    problems = [*_code(sheet), *reading.problems, *_effect(sheet, signed_on, today)]
    if reading.sketch is not None:
        said = {(one.section, one.field) for one in reading.problems}
        problems += [one for one in _content(reading.sketch, agencies) if (one.section, one.field) not in said]
        rows = [_placed(one, reading.filled) for one in row_problems(reading.sketch, first_day(sheet))]
        problems += [one for one in rows if (one.section, one.field) not in said]
    order = {part.slug: number for number, part in enumerate(SECTIONS)}
    problems.sort(key=lambda one: (order.get(one.section, -1), -1 if one.row is None else one.row))
    return reading.content, tuple(problems)


def _placed(problem: SheetProblem, filled: Mapping[str, list[int]]) -> SheetProblem:
    """A problem of a row that says something, at the place where the row stands on the sheet."""
    return replace(problem, row=filled[problem.section][problem.row]) if problem.row is not None else problem


def _code(sheet: Mapping[str, Any]) -> Iterator[SheetProblem]:
    try:
        ProcedureCode.parse(str(sheet.get("code", "")))
    except Refused as refused:
        yield SheetProblem("chung", None, "code", refused.sentence)


def _effect(sheet: Mapping[str, Any], signed_on: date | None, today: date) -> Iterator[SheetProblem]:
    day = first_day(sheet)
    if day is None:
        wrong = str(sheet.get("valid_from") or "").strip()
        said = f"“{wrong[:40]}” không phải là ngày; hãy ghi như 31/12/2019." if wrong else "hãy ghi."
        yield SheetProblem(FIRST_DAY, None, "valid_from", f"Ngày có hiệu lực: {said}")
    elif signed_on is not None:
        try:
            require_effect(signed_on, day, today)
        except Refused as refused:
            yield SheetProblem(FIRST_DAY, None, "valid_from", refused.sentence)


def known_agencies() -> frozenset[str]:
    """What an agency of ours may be named by: its code or its name (one query)."""
    return frozenset(name for named in Agency.objects.values_list("code", "name") for name in named)


def _content(content: Content, agencies: Container[str] | None) -> Iterator[SheetProblem]:
    """What concerns the procedure as a whole."""
    agency = content.agency in (known_agencies() if agencies is None else agencies)
    for gap in gaps(stated_of(content)):
        section, field = _WHERE[gap.part]
        yield SheetProblem(section, None, field, gap.sentence)
    if content.agency and not agency:
        yield SheetProblem("chung", None, "agency", f"Chưa có cơ quan “{content.agency}” trong danh mục; hãy chọn.")
    if not content.field:
        yield SheetProblem("chung", None, "field", "Thiếu lĩnh vực.")
    if not content.results:
        yield SheetProblem("ket-qua", None, "", "Thiếu kết quả: hãy ghi người nộp nhận được giấy tờ gì.")
    try:
        require_runnable(content)
    except Refused as refused:
        yield SheetProblem("thoi-han", None, "", refused.sentence)


def stated_of(content: Content) -> Stated:
    """How much a procedure says of the national list."""
    stated = {(limit.case, limit.channel): limit for limit in content.limits}
    cases = [case.key for case in content.cases] or [""]
    timed = all(stated_limit(stated, case, channel.value) for case in cases for channel in content.channels)
    return Stated(
        name=bool(content.name),
        steps=bool(content.steps),
        ways=bool(content.channels),
        components=bool(content.components),
        sets=content.sets > 0,
        time=bool(content.limits) and timed,
        subject=bool(content.subject or content.subjects),
        agency=bool(content.agency),
    )


def row_problems(content: Content, start: date | None = None) -> Iterator[SheetProblem]:
    """What concerns single rows, counted without those that say nothing.

    Args:
        start: the local day on which the procedure is to take effect; None while nobody has said it.
    """
    cases = {case.key for case in content.cases} | {""}
    yield from _components(content, cases)
    yield from _limits(content, cases)
    yield from _fees(content, cases)
    days = [change.since for change in content.online_changes]
    for number, day in enumerate(days):
        if day in days[:number]:
            yield SheetProblem("muc-truc-tuyen", number, "since", f"Ngày {day:%d/%m/%Y} đã ghi ở dòng trên.")
        elif start and day <= start:
            sentence = f"Mức trực tuyến chỉ thay đổi sau ngày có hiệu lực {start:%d/%m/%Y}; trước đó ghi ở mục trên."
            yield SheetProblem("muc-truc-tuyen", number, "since", sentence)


def _components(content: Content, cases: set[str]) -> Iterator[SheetProblem]:
    for number, part in enumerate(content.components):
        if not part.originals and not part.copies:
            sentence = f"“{_short(part.name)}”: hãy ghi số bản chính hoặc bản sao, ít nhất 1."
            yield SheetProblem("thanh-phan", number, "originals", sentence)
        if part.must_digitise and not part.digitise_reason:
            sentence = f"“{_short(part.name)}” phải số hóa: hãy ghi căn cứ (Thông tư 01/2023/TT-VPCP Điều 5)."
            yield SheetProblem("thanh-phan", number, "digitise_reason", sentence)
        if part.case not in cases:
            yield SheetProblem("thanh-phan", number, "case", f"“{_short(part.name)}”: trường hợp đã chọn không còn.")


def _limits(content: Content, cases: set[str]) -> Iterator[SheetProblem]:
    seen: set[tuple[str, str]] = set()
    for number, limit in enumerate(content.limits):
        if limit.case not in cases:
            yield SheetProblem("thoi-han", number, "case", "Trường hợp đã chọn cho thời hạn này không còn.")
        if (limit.case, limit.channel) in seen:
            sentence = "Hình thức nộp và trường hợp này đã có thời hạn ở dòng trên."
            yield SheetProblem("thoi-han", number, "channel", sentence)
        seen.add((limit.case, limit.channel))
        if (limit.legal_value is None) is not (limit.legal_unit is None):
            yield SheetProblem("thoi-han", number, "legal_value", "Thời hạn luật định phải có cả số và đơn vị.")
            continue
        try:
            own, legal = limit.limit(), limit.legal()
            if legal is not None:
                require_reduced(own, legal)
        except Refused as refused:
            yield SheetProblem("thoi-han", number, refused.field or "value", refused.sentence)


def _fees(content: Content, cases: set[str]) -> Iterator[SheetProblem]:
    for number, fee in enumerate(content.fees):
        name = f"“{_short(fee.name)}”"
        if fee.due_at_intake and fee.amount is None:
            sentence = f"{name} thu khi tiếp nhận thì phải ghi mức thu."
            yield SheetProblem("phi", number, "amount", sentence)
        if fee.online_amount is not None and (fee.amount is None or fee.online_amount > fee.amount):
            sentence = f"{name}: mức thu khi nộp trực tuyến phải thấp hơn mức thu thường."
            yield SheetProblem("phi", number, "online_amount", sentence)
        if fee.valid_from and fee.valid_until and fee.valid_until <= fee.valid_from:
            sentence = f"{name}: ngày hết áp dụng phải sau ngày bắt đầu áp dụng."
            yield SheetProblem("phi", number, "valid_until", sentence)
        if fee.case not in cases:
            yield SheetProblem("phi", number, "case", f"{name}: trường hợp đã chọn không còn.")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
