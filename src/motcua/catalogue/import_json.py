"""Procedures of a JSON file (a list) or a JSONL file (a procedure on each line), with all that is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from motcua.catalogue.content_checks import PROCESS, content_problems
from motcua.catalogue.file_problems import FileProblem, FileReading, Problems
from motcua.catalogue.sheet import SheetProblem
from motcua.catalogue.sheet_fields import SECTIONS
from motcua.catalogue.spec import Content, VersionSpec

MOST_PROCEDURES = 100_000
_NOT_JSON = "tệp không phải là JSON đúng quy cách"
_PARTS = {part.slug: part.name for part in SECTIONS} | {PROCESS: "process.steps"}
_WHOLE_PROCESS = {"decision", "number"}

Item = tuple[str, bytes | msgspec.Raw]
"""Where a procedure stands, in words, and what is written there."""


def read_json(data: bytes) -> FileReading:
    """The procedures of a JSON array in the shape of `spec.Content` or `spec.VersionSpec`."""
    try:
        items = msgspec.json.decode(_text(data), type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        shape = "tệp JSON phải là một danh sách thủ tục: [{…}, {…}]"
        told = shape if isinstance(wrong, msgspec.ValidationError) else f"{_NOT_JSON} ({wrong})"
        return FileReading((), (FileProblem(f"{told}."),))
    return _read((f"thủ tục thứ {number}", item) for number, item in enumerate(items, start=1))


def read_jsonl(data: bytes) -> FileReading:
    """The procedures of a JSONL file; empty lines are passed over."""
    lines = ((f"dòng {number}", line) for number, line in enumerate(_text(data).splitlines(), start=1))
    return _read((place, line) for place, line in lines if line.strip())


def _text(data: bytes) -> bytes:
    """Without the mark that some editors put before UTF-8."""
    return data.removeprefix(b"\xef\xbb\xbf")


def _read(items: Iterable[Item]) -> FileReading:
    problems, contents = Problems(), []
    seen: dict[tuple[str, int], str] = {}
    for count, (place, raw) in enumerate(items, start=1):
        if count > MOST_PROCEDURES:
            problems.add(FileProblem(f"tệp có quá {MOST_PROCEDURES} thủ tục; hãy chia thành nhiều tệp."))
            break
        content = _one(place, raw, problems)
        if content is None:
            continue
        contents.append(content)
        key = content.code, content.number if isinstance(content, VersionSpec) else 0
        if key in seen:
            problems.add(FileProblem(f"thủ tục này đã có ở {seen[key]}.", item=f"{place} ({content.code})"))
        seen.setdefault(key, place)
    if not contents and not problems:
        problems.add(FileProblem("tệp không có thủ tục nào."))
    return problems.reading(contents)


def _one(place: str, raw: bytes | msgspec.Raw, problems: Problems) -> Content | None:
    """A procedure, or None when it has another shape."""
    try:
        plain = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        problems.add(FileProblem(f"{_NOT_JSON} ({wrong}).", item=place))
        return None
    named = f"{place} ({str(plain['code'])[:40]})" if isinstance(plain, dict) and plain.get("code") else place
    try:
        content = content_from(plain)
    except (msgspec.ValidationError, ArithmeticError, ValueError) as wrong:
        sentence, column = _in_words(str(wrong))
        problems.add(FileProblem(sentence, column=column, item=named))
        return None
    for problem in content_problems(content):
        problems.add(FileProblem(problem.sentence, column=_way(problem), item=named))
    return content


def content_from(plain: Any) -> Content:
    """A procedure from plain data: with its decision a `VersionSpec`, without one a `Content`.

    Raises:
        msgspec.ValidationError: it has another shape.
    """
    if isinstance(plain, dict) and "result" in plain:  # files from before there were several results
        rest = {name: value for name, value in plain.items() if name != "result"}
        plain = {**rest, "results": [{"name": plain["result"]}] if plain["result"] else []}
    versioned = isinstance(plain, dict) and "decision" in plain
    return msgspec.convert(plain, VersionSpec if versioned else Content, strict=False)


def _way(problem: SheetProblem) -> str:
    """The way to a value: `limits[0].value`, `name`."""
    part = _PARTS[problem.section]
    if problem.section == PROCESS and problem.field in _WHOLE_PROCESS:
        return f"process.{problem.field}"
    row = part if problem.row is None or not part else f"{part}[{problem.row}]"
    field = "" if problem.field in ("text", "steps") and part else problem.field
    return ".".join(name for name in (row, field) if name)


_WORDS = (
    (r"Object missing required field `(.+?)`", "thiếu mục bắt buộc “{0}”"),
    (r"Object contains unknown field `(.+?)`", "có mục “{0}” không thuộc định dạng; hãy bỏ hoặc sửa tên mục"),
    (r"Invalid enum value '?(.+?)'?$", "không có giá trị “{0}”; hãy xem các giá trị cho phép"),
    (r"Expected `(.+?)`, got `(.+?)`", "cần giá trị kiểu {0}, đang là {1}"),
    (r"Invalid RFC3339 encoded date|Invalid ISO8601", "không phải là ngày; hãy ghi như 2019-12-31"),
    (r"Invalid RFC3339 encoded time", "không phải là giờ; hãy ghi như 15:00:00"),
    (r"Invalid decimal", "không phải là số"),
)
_KINDS = {
    "int": "số nguyên", "str": "chữ", "bool": "đúng/sai", "object": "nhóm mục {…}", "array": "danh sách […]",
    "null": "trống (null)", "float": "số", "decimal": "số", "date": "ngày", "time": "giờ",
}  # fmt: skip


def _in_words(english: str) -> tuple[str, str]:
    """What the reader of JSON says, as a sentence, and the way to the value."""
    said, _, way = english.partition(" - at ")
    for pattern, words in _WORDS:
        if found := re.search(pattern, said):
            return words.format(*_kinds(found.groups())) + ".", _plain_way(way)
    return f"giá trị không đúng kiểu ({said}).", _plain_way(way)


def _kinds(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield " hoặc ".join(_KINDS.get(kind, kind) for kind in name.split(" | "))


def _plain_way(way: str) -> str:
    return way.strip("`").removeprefix("$").removeprefix(".")
