"""Reading files of facts: every line is checked, and each fault is named by line and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TextIO

from motcua.law.refusal import Refused
from motcua.law.worktime import VIETNAM

SHOWN = 20
"""Faults that are named; a file with more is told so."""
YES = frozenset({"1", "true", "yes", "có", "trực tuyến", "online"})
NO = frozenset({"0", "false", "no", "không", "trực tiếp", "counter"})
_VIETNAMESE = ("%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")
_AMOUNT = re.compile(r"[0-9]{1,18}|[0-9]{1,3}(\.[0-9]{3}){1,5}")


class CellRefused(Exception):
    """What is wrong with a cell, as the end of a sentence."""


@dataclass
class Faults:
    """What is wrong with a file, so far."""

    sentences: list[str] = field(default_factory=list)
    number: int = 0

    def add(self, line: int, column: str, what: str) -> None:
        """One more."""
        self.number += 1
        if self.number <= SHOWN:
            self.sentences.append(f"Dòng {line}, cột “{column}”: {what}.")

    def refuse(self) -> None:
        """Refuse the file if anything is wrong with it.

        Raises:
            Refused: ``facts_file``; its sentences name line and column, at most `SHOWN` of them.
        """
        if not self.number:
            return
        more = [f"Còn {self.number - SHOWN} lỗi khác."] if self.number > SHOWN else []
        raise Refused("facts_file", "\n".join([*self.sentences, *more, "Chưa ghi dòng nào; hãy sửa tệp rồi nhập lại."]))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its number as an editor counts, and its cells."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def lines_of(stream: TextIO, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> Iterator[Line]:
    """The lines of a CSV file, one after the other; empty ones are left out.

    Raises:
        Refused: there is no head, a column is missing or unknown, or a line has more cells than the head.
    """
    reader = csv.DictReader(stream, strict=True)
    try:
        reader.fieldnames = _heads(reader.fieldnames, required, optional)
        for row in reader:
            if None in row or None in row.values():
                width = len(reader.fieldnames)
                raise Refused("facts_file", f"Dòng {reader.line_num} không có đúng {width} ô như dòng đầu.")
            cells = {column: cell.strip() for column, cell in row.items()}
            if any(cells.values()):
                yield Line(reader.line_num, cells)
    except csv.Error:
        raise Refused("facts_file", f"Dòng {reader.line_num + 1} không đúng dạng CSV.") from None
    except UnicodeDecodeError:
        raise Refused("facts_file", f"Sau dòng {reader.line_num}: tệp không phải văn bản UTF-8.") from None


def _heads(found: Iterable[str] | None, required: tuple[str, ...], optional: tuple[str, ...]) -> list[str]:
    heads = [head.strip() for head in found or ()]
    if not heads:
        raise Refused("facts_file", f"Tệp trống; dòng đầu phải ghi tên các cột: {', '.join(required)}.")
    if missing := [column for column in required if column not in heads]:
        raise Refused("facts_file", f"Dòng 1 thiếu cột: {', '.join(missing)}.")
    if unknown := [head for head in heads if head not in (*required, *optional)]:
        raise Refused("facts_file", f"Dòng 1 có cột không dùng đến: {', '.join(head[:40] for head in unknown)}.")
    if len(set(heads)) < len(heads):
        raise Refused("facts_file", "Dòng 1 có một cột ghi hai lần.")
    return heads


def moment(text: str, now: datetime) -> datetime:
    """An instant (UTC): a local day or time of day, or one with its zone.

    Raises:
        CellRefused: it is none, or lies after `now`.
    """
    found = _instant(text)
    if found is None:
        raise CellRefused(
            f"“{text[:40]}” không phải thời điểm; hãy ghi như 2023-05-04T09:30 hoặc 04/05/2023 09:30"
            if text
            else "chưa ghi thời điểm"
        )
    if found > now:
        raise CellRefused(f"“{text}” chưa đến")
    return found


def _instant(text: str) -> datetime | None:
    found = _iso(text) or _by_day(text)
    if found is None or not 2000 <= found.year <= 2199:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=VIETNAM)).astimezone(UTC)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _by_day(text: str) -> datetime | None:
    for form in _VIETNAMESE:
        try:
            return datetime.strptime(text, form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
    return None


def yes(text: str) -> bool:
    """Yes or no.

    Raises:
        CellRefused: neither.
    """
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise CellRefused(f"“{text[:40]}” không phải có hay không; hãy ghi 1 hoặc 0" if text else "chưa ghi 1 hoặc 0")


def amount(text: str) -> int:
    """Whole đồng, more than nothing; thousands may be told apart by dots.

    Raises:
        CellRefused: it is none.
    """
    if not _AMOUNT.fullmatch(text):
        raise CellRefused(f"“{text[:40]}” không phải số tiền; hãy ghi số đồng nguyên, không có phần lẻ")
    number = int(text.replace(".", ""))
    if not 0 < number < 10**18:
        raise CellRefused("số tiền phải lớn hơn 0")
    return number


def words(text: str, longest: int) -> str:
    """Words that must be there.

    Raises:
        CellRefused: there are none, or too many.
    """
    if not text:
        raise CellRefused("chưa ghi")
    if len(text) > longest:
        raise CellRefused(f"dài quá {longest} ký tự")
    return text


def choice(text: str, choices: Mapping[str, str]) -> str:
    """One of a list, by its code or its words.

    Raises:
        CellRefused: none of them.
    """
    found = next((code for code, label in choices.items() if text.lower() in (code, label.lower())), None)
    if found is None:
        raise CellRefused(f"“{text[:40]}” không có trong danh sách {', '.join(choices)}")
    return found
