"""The sheet on which a procedure is written: everything as it was typed, right or wrong, and what it makes.

A sheet has the shape of `spec.Content`, but every value is a text, a tick or a list of them. Nothing typed is lost;
reading it says all that is wrong at once, each in a sentence beside its field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from motcua.catalogue.folding import fold
from motcua.catalogue.sheet_fields import SECTIONS, Field, Kind, SheetSection
from motcua.catalogue.sheet_values import NOTHING, Unreadable, day_from, read_value
from motcua.catalogue.spec import Content
from motcua.law.lifecycle.state import Channel
from motcua.law.limit import vietnamese

Sheet = dict[str, Any]
Mark = dict[str, Any]
"""Something that an import left to a person: `section` (slug), `reason`, `sentence`, `verbatim`; `settled` by whom."""


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """Something that is wrong: in which section, in which row (from 0; None for none), beside which field."""

    section: str
    row: int | None
    field: str
    sentence: str


@dataclass
class Reading:
    """What a sheet makes.

    Attributes:
        content: None while something in it cannot be read.
        sketch: the procedure without what cannot be read, to check the rest; None where that leaves none.
    """

    content: Content | None
    sketch: Content | None
    problems: list[SheetProblem] = field(default_factory=list)
    filled: dict[str, list[int]] = field(default_factory=dict)
    """By slug of a section the places on the sheet of the rows that say anything, in order."""


def empty_sheet(code: str) -> Sheet:
    """The sheet of a procedure that nothing is known about but its code."""
    return {
        "code": code,
        "channels": [Channel.COUNTER.value, Channel.POST.value, Channel.ONLINE_PARTIAL.value],
        "online_level": "partial",
        "route": "local",
        "sets": "1",
        "components": [empty_row("components")],
        "limits": [empty_row("limits")],
        "steps": [""],
    }


_DEFAULTS: dict[str, dict[str, Any]] = {
    "components": {"originals": "1", "copies": "0", "mandatory": True},
    "limits": {"unit": "working_day", "counting": "exact"},
    "fees": {"kind": "fee"},
    "online_changes": {"level": "full"},
}


def empty_row(name: str) -> Any:
    """A row of a section before anything is typed into it."""
    found = next(one for one in SECTIONS if one.name == name)
    return "" if found.plain else dict(_DEFAULTS.get(name, {}))


def sheet_of(content: Content) -> Sheet:
    """A procedure as a sheet, to go on from."""
    sheet: Sheet = {"code": content.code}
    for part in SECTIONS:
        if not part.rows:
            sheet |= {one.name: _typed(getattr(content, one.name), one) for one in part.fields}
        elif part.plain:
            sheet[part.name] = list(getattr(content, part.name))
        else:
            sheet[part.name] = [_row_of(row, part) for row in getattr(content, part.name)]
    if content.process is not None:
        sheet["process"] = msgspec.to_builtins(content.process)
    return sheet


def _row_of(row: Any, part: SheetSection) -> dict[str, Any]:
    typed = {one.name: _typed(getattr(row, one.name), one) for one in part.fields}
    return typed | ({"key": row.key} if hasattr(row, "key") else {})


def _typed(value: Any, one: Field) -> Any:
    """A value as somebody would type it."""
    match one.kind:
        case Kind.FLAG:
            return bool(value)
        case Kind.MANY:
            return [str(getattr(item, "value", item)) for item in value or ()]
        case Kind.NUMBER if value is not None:
            return vietnamese(Decimal(str(value)))
        case Kind.MONEY if value is not None:
            return f"{value:,}".replace(",", ".")
        case Kind.TIME if value is not None:
            return f"{value:%H:%M}"
        case _:
            return "" if value is None else str(getattr(value, "value", value))


def read_sheet(sheet: Mapping[str, Any]) -> Reading:
    """The procedure that was typed, or what is wrong: all of it at once."""
    plain: dict[str, Any] = {"code": str(sheet.get("code", "")).strip(), "name": "", "agency": "", "field": ""}
    problems: list[SheetProblem] = []
    filled: dict[str, list[int]] = {}
    for part in SECTIONS:
        if part.rows:
            typed = sheet.get(part.name) or []
            filled[part.slug] = [number for number, row in enumerate(typed) if not is_blank(row, part)]
            plain[part.name] = [_row(typed[number], number, part, problems) for number in filled[part.slug]]
        else:
            plain |= _fields(sheet, part, None, problems)
    _name_cases(plain)
    _name_components(plain)
    if sheet.get("process"):
        plain["process"] = sheet["process"]
    try:
        made = msgspec.convert(plain, Content, strict=False)
    except (msgspec.ValidationError, ValueError) as wrong:
        unread = [SheetProblem("chung", None, "", f"Bản ghi không đúng cấu trúc: {wrong}.")]
        return Reading(None, None, problems or unread, filled)
    return Reading(None if problems else made, made, problems, filled)


def _row(row: Any, number: int, part: SheetSection, problems: list[SheetProblem]) -> Any:
    if part.plain:
        return _one(row, part.fields[0], (part, number), problems)
    return _fields(row, part, number, problems) | ({"key": row["key"]} if row.get("key") else {})


def is_blank(row: Any, part: SheetSection) -> bool:
    """Whether nothing was typed into a row beyond what an empty one has."""
    if part.plain:
        return not str(row).strip()
    before = _DEFAULTS.get(part.name, {})
    return all(
        row.get(one.name) in (None, "", [], False) or row.get(one.name) == before.get(one.name) for one in part.fields
    )


def _fields(
    row: Mapping[str, Any], part: SheetSection, number: int | None, problems: list[SheetProblem]
) -> dict[str, Any]:
    read = {one.name: _one(row.get(one.name), one, (part, number), problems) for one in part.fields}
    problems += [
        SheetProblem(part.slug, number, one.name, f"{one.label}: chưa ghi.")
        for one in part.fields
        if one.required and not str(row.get(one.name) or "").strip()
    ]
    return {name: value for name, value in read.items() if value is not NOTHING}


def _one(typed: Any, one: Field, place: tuple[SheetSection, int | None], problems: list[SheetProblem]) -> Any:
    try:
        return read_value(typed, one)
    except Unreadable as wrong:
        part, number = place
        problems.append(SheetProblem(part.slug, number, one.name, wrong.sentence))
        return NOTHING


def tidy(sheet: Sheet) -> Sheet:
    """The sheet with keys for its new cases and components, so that other rows can name a case."""
    plain = {**sheet, "cases": [dict(row) for row in sheet.get("cases") or []]}
    plain["components"] = [dict(row) for row in sheet.get("components") or []]
    _name_cases(plain)
    _name_components(plain)
    return plain


def _name_cases(plain: dict[str, Any]) -> None:
    """Keys of new cases, made of their names; limits, fees and components name a case by its key."""
    taken = {row["key"] for row in plain["cases"] if row.get("key")}
    for row in plain["cases"]:
        if not row.get("key") and row.get("name"):
            row["key"] = fresh_key(row["name"], taken)
            taken.add(row["key"])


def _name_components(plain: dict[str, Any]) -> None:
    taken: set[str] = set()
    for row in plain["components"]:
        if row.get("name") and (not row.get("key") or row["key"] in taken):
            row["key"] = fresh_key(row["name"], taken)
        taken.add(row.get("key", ""))


def fresh_key(name: str, taken: set[str]) -> str:
    """A key made of a name that no other row has."""
    base = "-".join(fold(name).replace(".", " ").split())[:34].strip("-") or "muc"
    if base not in taken:
        return base
    return next(key for number in range(2, 10_000) if (key := f"{base}-{number}") not in taken)


def first_day(sheet: Mapping[str, Any]) -> date | None:
    """The day on which what a sheet says is to take effect; None while none can be read."""
    return day_from(str(sheet.get("valid_from") or ""))
