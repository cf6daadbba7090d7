"""Two versions of a procedure side by side: what is new, gone or said otherwise, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from motcua.catalogue.outline import OutlineLine, OutlineSection, outline
from motcua.catalogue.sheet_fields import SECTIONS, SheetSection
from motcua.catalogue.spec import Content

NEW, GONE, OTHER, SAME = "+", "−", "≠", "="


@dataclass(frozen=True, slots=True)
class Difference:
    """A line on both sides; `sign` is `+` (new), `−` (gone), `≠` (said otherwise) or `=` (the same)."""

    label: str
    before: str
    after: str
    sign: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the comparison."""

    title: str
    lines: tuple[Difference, ...]

    @property
    def changes(self) -> tuple[Difference, ...]:
        """The lines that are not the same on both sides."""
        return tuple(line for line in self.lines if line.sign != SAME)


def compare(before: Content, after: Content) -> tuple[Section, ...]:
    """All sections that say anything on either side, with their lines side by side."""
    pairs = zip(outline(before), outline(after), strict=True)
    sections = (Section(old.title, tuple(_lines(old, new))) for old, new in pairs)
    return tuple(section for section in sections if section.lines)


def changes(before: Content, after: Content) -> tuple[Section, ...]:
    """Only what differs; empty when both say the same."""
    sections = (Section(section.title, section.changes) for section in compare(before, after))
    return tuple(section for section in sections if section.lines)


def sheet_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Section, ...]:
    """What differs between two sheets as they stand, whether or not they can be read; empty when nothing does."""
    sections = (Section(part.title, tuple(_typed_lines(before, after, part))) for part in SECTIONS)
    return tuple(section for section in sections if section.lines)


def _typed_lines(before: Mapping[str, Any], after: Mapping[str, Any], part: SheetSection) -> Iterator[Difference]:
    if not part.rows:
        for one in part.fields:
            was, now = _shown(before.get(one.name)), _shown(after.get(one.name))
            if was != now:
                yield _difference(one.label, was, now)
        return
    rows = [[_row_shown(row, part) for row in sheet.get(part.name) or ()] for sheet in (before, after)]
    old, new = (
        OutlineSection(part.title, tuple(OutlineLine(str(number), text) for number, text in enumerate(one, start=1)))
        for one in rows
    )
    yield from (line for line in _in_order(old, new) if line.sign != SAME)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "Có" if value else ""
    return ", ".join(value) if isinstance(value, list) else str(value or "").strip()


def _row_shown(row: Any, part: SheetSection) -> str:
    if part.plain:
        return str(row)
    said = [(one.label, _shown(row.get(one.name))) for one in part.fields]
    return "; ".join(f"{label}: {text}" for label, text in said if text)


def _lines(old: OutlineSection, new: OutlineSection) -> Iterator[Difference]:
    return _in_order(old, new) if new.in_order else _by_key(old, new)


def _by_key(old: OutlineSection, new: OutlineSection) -> Iterator[Difference]:
    before = {line.key: line for line in old.lines}
    after = {line.key: line for line in new.lines}
    for key in [*after, *(key for key in before if key not in after)]:
        was, now = before.get(key), after.get(key)
        label = now.label if now else before[key].label
        yield _difference(label, was.text if was else "", now.text if now else "")


def _in_order(old: OutlineSection, new: OutlineSection) -> Iterator[Difference]:
    """Lists side by side: what stayed in its order stays beside itself."""
    was, now = [line.text for line in old.lines], [line.text for line in new.lines]
    for _tag, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        for place in range(max(last - first, end - start)):
            before = was[first + place] if first + place < last else ""
            after = now[start + place] if start + place < end else ""
            label = str(start + place + 1) if start + place < end else str(first + place + 1)
            yield _difference(label, before, after)


def _difference(label: str, before: str, after: str) -> Difference:
    if before == after:
        return Difference(label, before, after, SAME)
    return Difference(label, before, after, NEW if not before else GONE if not after else OTHER)
