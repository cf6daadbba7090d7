"""The entries of a life event as people write them: one procedure a line, “mã | ghi chú”, and headings as “# …”."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.law.codes import ProcedureCode
from motcua.law.refusal import Refused

MOST_ENTRIES = 60
"""More on one page nobody reads."""
LONGEST_HEADING = 120
LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """A procedure of a life event; `heading` begins a group, `note` says in a sentence when somebody needs it."""

    code: str
    note: str = ""
    heading: str = ""


def lines_of(entries: Iterable[Entry]) -> str:
    """The entries as text to edit; `read_lines` reads it back."""
    lines: list[str] = []
    for entry in entries:
        if entry.heading:
            lines += [""] * bool(lines) + [f"# {entry.heading}"]
        lines.append(f"{entry.code} | {entry.note}" if entry.note else entry.code)
    return "\n".join(lines)


def read_lines(text: str) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The entries of a text, and what is wrong with it: sentences that name the line."""
    entries: list[Entry] = []
    problems: list[str] = []
    heading, at = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        words = " ".join(line.split())
        if words.startswith("#"):
            problems += _empty_group(heading, at)
            heading, at = words.lstrip("# "), number
            problems += _heading_problems(heading, number)
        elif words:
            code, _, note = (part.strip() for part in words.partition("|"))
            problems += _problems(code, note, number, {entry.code for entry in entries})
            entries.append(Entry(code.upper(), note, heading))
            heading = ""
    problems += _empty_group(heading, at)
    if len(entries) > MOST_ENTRIES:
        problems.append(
            f"Danh sách có {len(entries)} thủ tục; nhiều nhất {MOST_ENTRIES} để người đọc còn theo dõi được."
        )
    return tuple(entries), tuple(problems)


def _empty_group(heading: str, at: int) -> list[str]:
    return [f"Dòng {at}: nhóm “{heading}” chưa có thủ tục nào."] if heading else []


def _heading_problems(heading: str, number: int) -> list[str]:
    if not heading:
        return [f"Dòng {number}: sau dấu # hãy ghi tên nhóm."]
    if len(heading) > LONGEST_HEADING:
        return [f"Dòng {number}: tên nhóm dài nhất {LONGEST_HEADING} ký tự, đang có {len(heading)}."]
    return []


def _problems(code: str, note: str, number: int, seen: set[str]) -> list[str]:
    found = []
    try:
        ProcedureCode.parse(code)
    except Refused as refused:
        found.append(f"Dòng {number}: {refused.sentence}")
    else:
        if code.upper() in seen:
            found.append(f"Dòng {number}: thủ tục {code.upper()} đã có ở dòng trên.")
    if len(note) > LONGEST_NOTE:
        found.append(f"Dòng {number}: ghi chú dài nhất {LONGEST_NOTE} ký tự, đang có {len(note)}.")
    return found
