"""Whether what a file says of a procedure can be kept: keys, lengths, numbers, rows beside each other, process.

What a publication needs beyond that is said when it is proposed (`sheet_checks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import msgspec

from motcua.catalogue.loading import process_from, shortest_hours
from motcua.catalogue.process_spec import MOST_STEPS, ROLES
from motcua.catalogue.sheet import SheetProblem
from motcua.catalogue.sheet_checks import row_problems
from motcua.catalogue.sheet_fields import MOST_ROWS, SECTIONS, Field, Kind
from motcua.catalogue.spec import Content
from motcua.law.codes import ProcedureCode
from motcua.law.process import Process, validate
from motcua.law.refusal import Refused

PROCESS = "quy-trinh"
"""The section of the internal process; its rows are the steps."""
_KEY = re.compile(r"[-a-zA-Z0-9_]{1,40}", re.ASCII)
_MOST_COUNT = 32_767
_MOST_MONEY = 10**15
_MOST_NUMBER = 10**5
_LONGEST_COLUMN = 1200
"""Longer texts stand in columns without a limit of their own."""
_GENERAL = "chung"


def content_problems(content: Content) -> tuple[SheetProblem, ...]:
    """Everything that keeps a procedure of a file from being kept; `row` counts from 0 within the section."""
    single = (*_general(content), *_fields(content), *_keys(content))
    if any(_is_huge(number) for limit in content.limits for number in (limit.value, limit.legal_value)):
        return single  # said already; nothing can be reckoned with it
    return (*single, *_rows(content), *_process(content))


def _general(content: Content) -> Iterator[SheetProblem]:
    try:
        if str(ProcedureCode.parse(content.code)) != content.code:
            yield SheetProblem(_GENERAL, None, "code", f"mã “{content.code}” phải viết hoa chữ cái, không có dấu cách.")
    except Refused as refused:
        yield SheetProblem(_GENERAL, None, "code", refused.sentence)
    for name in ("name", "agency", "field"):
        if not getattr(content, name).strip():
            yield SheetProblem(_GENERAL, None, name, "chưa ghi.")
    if not content.channels:
        yield SheetProblem("cach-thuc", None, "channels", "hãy ghi ít nhất một hình thức nộp.")
    for name, section in (("channels", "cach-thuc"), ("levels", _GENERAL), ("subjects", _GENERAL)):
        if len(set(getattr(content, name))) < len(getattr(content, name)):
            yield SheetProblem(section, None, name, "có giá trị ghi hai lần.")
    if content.sets < 1:
        yield SheetProblem("cach-thuc", None, "sets", "số bộ hồ sơ ít nhất là 1.")


def _fields(content: Content) -> Iterator[SheetProblem]:
    """Single values that no column of the catalogue can hold."""
    for part in SECTIONS:
        rows = getattr(content, part.name) if part.rows else (content,)
        if len(rows) > MOST_ROWS:
            yield SheetProblem(part.slug, MOST_ROWS, "", f"thủ tục {content.code} có quá {MOST_ROWS} dòng ở phần này.")
        for number, row in enumerate(rows[:MOST_ROWS]):
            for one in part.fields:
                sentence = _wrong(row if part.plain else getattr(row, one.name), one)
                if sentence:
                    yield SheetProblem(part.slug, number if part.rows else None, one.name, sentence)


def _wrong(value: Any, one: Field) -> str:
    """What is wrong with a value, "" for nothing."""
    if value is None:
        return ""
    if one.kind in (Kind.TEXT, Kind.LONG, Kind.AGENCY, Kind.URL):
        return _wrong_text(value, one)
    if one.kind is Kind.COUNT and not 0 <= value <= _MOST_COUNT:
        return f"phải là số từ 0 đến {_MOST_COUNT}."
    if one.kind is Kind.MONEY and not 0 <= value <= _MOST_MONEY:
        return "phải là số tiền từ 0 đồng đến 1 triệu tỷ đồng."
    if one.kind is Kind.NUMBER and _is_huge(value):
        return "phải là số từ 0 đến 99999,99."
    if one.kind is Kind.NUMBER and value.is_finite() and value != round(value, 2):
        return "có nhiều hơn hai chữ số thập phân."
    return ""


def _is_huge(value: Decimal | None) -> bool:
    return value is not None and value.is_finite() and abs(value) >= _MOST_NUMBER


def _wrong_text(text: str, one: Field) -> str:
    if one.required and not text.strip():
        return "chưa ghi."
    if one.longest <= _LONGEST_COLUMN and len(text) > one.longest:
        return f"dài nhất {one.longest} ký tự, đang có {len(text)}."
    if "\0" in text:
        return "có ký tự không in được; hãy gõ lại."
    if one.kind is Kind.URL and text and not _is_address(text):
        return f"“{text[:60]}” không phải là địa chỉ trang; hãy ghi như https://vidu.gov.vn/mau."
    return ""


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", text)


def _keys(content: Content) -> Iterator[SheetProblem]:
    for name, section in (("cases", "truong-hop"), ("components", "thanh-phan")):
        seen: set[str] = set()
        for number, row in enumerate(getattr(content, name)):
            if not _KEY.fullmatch(row.key):
                sentence = f"mã “{row.key[:40]}” chỉ gồm chữ không dấu, số và gạch nối, dài nhất 40 ký tự."
                yield SheetProblem(section, number, "key", sentence)
            elif row.key in seen:
                yield SheetProblem(section, number, "key", f"mã “{row.key}” đã ghi ở dòng trên của thủ tục này.")
            seen.add(row.key)


def _rows(content: Content) -> Iterator[SheetProblem]:
    cases = {case.key for case in content.cases} | {""}
    for problem in row_problems(content):
        if problem.field == "case" and problem.row is not None:
            named = getattr(content, _NAMES[problem.section])[problem.row].case
            if named not in cases:
                sentence = f"thủ tục {content.code} không có trường hợp mang mã “{named}”."
                problem = replace(problem, sentence=sentence)
        yield problem


_NAMES = {part.slug: part.name for part in SECTIONS}


def _process(content: Content) -> Iterator[SheetProblem]:
    if content.process is None:
        return
    if not content.process.decision.strip():
        yield SheetProblem(PROCESS, None, "decision", "chưa ghi quyết định phê duyệt quy trình.")
    if not 1 <= content.process.number <= _MOST_COUNT:
        yield SheetProblem(PROCESS, None, "number", f"phải là số từ 1 đến {_MOST_COUNT}.")
    try:
        process = process_from(content.process.spec)
    except (msgspec.ValidationError, ArithmeticError, ValueError) as wrong:
        yield SheetProblem(PROCESS, None, "steps", f"các bước không đúng cấu trúc ({wrong}).")
        return
    if len(process.steps) > MOST_STEPS:
        yield SheetProblem(PROCESS, None, "", f"quy trình có {len(process.steps)} bước, nhiều nhất là {MOST_STEPS}.")
        return
    yield from _steps(process, content)


def _steps(process: Process, content: Content) -> Iterator[SheetProblem]:
    place = {step.id: number for number, step in reversed(list(enumerate(process.steps)))}
    for number, step in enumerate(process.steps):
        if not step.name.strip():
            yield SheetProblem(PROCESS, number, "name", "chưa ghi tên bước.")
        if step.role and step.role not in ROLES:
            yield SheetProblem(PROCESS, number, "role", f"không có vai trò “{step.role[:40]}” trong quy trình.")
        if not step.hours.is_finite() or _is_huge(step.hours):
            yield SheetProblem(PROCESS, number, "hours", "số giờ phải là số từ 0 đến 99999,99.")
            return
    hours = shortest_hours(limit for limit in content.limits if limit.value.is_finite())
    for problem in validate(process, hours):
        yield SheetProblem(PROCESS, place.get(problem.step), "", problem.sentence)
