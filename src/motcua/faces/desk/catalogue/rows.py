"""The sheet of a procedure as a form: what its fields say, what its buttons do to the rows, how it is shown again.

A field of the sheet itself is named as in the description (`name`), one of a row `components-3-name`; how many rows
there are stands in `components-rows`. What is shown comes back whole, right or wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from motcua.catalogue.sheet import Sheet, SheetProblem, empty_row, fresh_key
from motcua.catalogue.sheet_fields import MOST_ROWS, SECTIONS, Choices, Field, Kind, SheetSection
from motcua.catalogue.sheet_values import day_from
from motcua.faces.desk.catalogue.present import SELDOM

FIRST_DAY = Field("valid_from", "Ngày có hiệu lực", Kind.DAY)
_ROOM = 1_000
"""Letters beyond the longest that are kept, so that nothing is cut before the check says that it is too long."""
_KEY = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen or ticked."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A field as it is shown: `name` is its name in the form, `value` what was typed, `problems` what is wrong."""

    field: Field
    name: str
    value: str
    on: bool
    choices: tuple[Choice, ...]
    problems: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the field in the page."""
        return f"o-{self.name}"

    @property
    def is_day(self) -> bool:
        """Whether a calendar can show it: nothing or a day; anything else stays as it was typed."""
        return not self.value or day_from(self.value) is not None

    @property
    def kind(self) -> str:
        """How it is drawn."""
        return self.field.kind.value


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a section: what is always seen, and what is seldom needed; `number` counts from one."""

    index: int
    key: str
    usual: tuple[Cell, ...]
    seldom: tuple[Cell, ...]
    problems: tuple[str, ...]
    opened: bool

    @property
    def number(self) -> int:
        """What people call it."""
        return self.index + 1

    @property
    def wrong(self) -> int:
        """How much is wrong with it."""
        return len(self.problems) + sum(len(cell.problems) for cell in (*self.usual, *self.seldom))


@dataclass(frozen=True, slots=True)
class Card:
    """A section as it is shown: single fields or rows, and what is wrong with it as a whole."""

    part: SheetSection
    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    problems: tuple[str, ...]
    wrong: int
    marks: tuple[Mapping[str, Any], ...] = ()

    @property
    def unseen(self) -> int:
        """How many marks of an import nobody has looked at yet."""
        return sum(not mark.get("settled") for mark in self.marks)

    @property
    def full(self) -> bool:
        """Whether it holds no more rows."""
        return len(self.rows) >= MOST_ROWS


def typed(form: QueryDict, before: Mapping[str, Any]) -> Sheet:
    """What the fields of the form say; what a sheet knows besides them stays as it was."""
    sheet: Sheet = {**before}
    if FIRST_DAY.name in form:
        sheet[FIRST_DAY.name] = _text(form, FIRST_DAY.name, FIRST_DAY)
    for part in SECTIONS:
        if not part.rows:
            sheet |= {one.name: _typed(form, one.name, one) for one in part.fields}
        elif f"{part.name}-rows" in form:
            count = min(_number(form.get(f"{part.name}-rows", "")), MOST_ROWS)
            sheet[part.name] = [_row(form, f"{part.name}-{index}", part) for index in range(count)]
    return sheet


def _row(form: QueryDict, prefix: str, part: SheetSection) -> Any:
    if part.plain:
        return _typed(form, f"{prefix}-{part.fields[0].name}", part.fields[0])
    row = {one.name: _typed(form, f"{prefix}-{one.name}", one) for one in part.fields}
    key = form.get(f"{prefix}-key", "").strip()[:_KEY]
    return row | ({"key": key} if key else {})


def _typed(form: QueryDict, name: str, one: Field) -> Any:
    if one.kind is Kind.FLAG:
        return name in form
    if one.kind is Kind.MANY:
        return [value[:60] for value in form.getlist(name)[: len(one.choices) + 1]]
    return _text(form, name, one)


def _text(form: QueryDict, name: str, one: Field) -> str:
    # browsers send lines with CR LF; kept with LF, so that opening a sheet and saving it is no change
    return form.get(name, "").replace("\r\n", "\n")[: one.longest + _ROOM]


def _number(text: str, wrong: int = 0) -> int:
    """The number typed, `wrong` when it is none or absurd."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else wrong


def done(sheet: Sheet, what: str) -> tuple[Sheet, str]:
    """The sheet after a button was pressed, and the id of the place to look at ("" for none).

    `what` is `add:components`, `remove:components.3`, `up:components.3` or `down:components.3`; anything else
    changes nothing.
    """
    verb, _, place = what.partition(":")
    name, _, number = place.partition(".")
    part = next((one for one in SECTIONS if one.rows and one.name == name), None)
    rows = list(sheet.get(name) or []) if part else []
    index = len(rows) if verb == "add" else _number(number, wrong=-1)
    if part is None or verb not in _VERBS or not (0 <= index < len(rows) or verb == "add"):
        return sheet, ""
    look_at = _VERBS[verb](rows, index, name)
    return {**sheet, name: rows}, f"{part.slug}-{look_at + 1}" if rows else part.slug


def _add(rows: list[Any], index: int, name: str) -> int:
    if len(rows) < MOST_ROWS:
        rows.append(empty_row(name))
    return len(rows) - 1


def _remove(rows: list[Any], index: int, name: str) -> int:
    rows.pop(index)
    return min(index, len(rows) - 1)


def _up(rows: list[Any], index: int, name: str) -> int:
    other = max(index - 1, 0)
    rows[index], rows[other] = rows[other], rows[index]
    return other


def _down(rows: list[Any], index: int, name: str) -> int:
    other = min(index + 1, len(rows) - 1)
    rows[index], rows[other] = rows[other], rows[index]
    return other


_VERBS = {"add": _add, "remove": _remove, "up": _up, "down": _down}


class Drawing:
    """Makes cards of a sheet: with what is wrong, the cases and the agencies that can be chosen."""

    def __init__(self, sheet: Mapping[str, Any], problems: Iterable[SheetProblem], agencies: Choices) -> None:
        self.sheet, self.agencies = sheet, agencies
        self.cases = _cases(sheet)
        self._wrong: dict[tuple[str, int | None, str], list[str]] = defaultdict(list)
        for problem in problems:
            self._wrong[problem.section, problem.row, problem.field].append(problem.sentence)

    def cards(self, marks: Sequence[Mapping[str, Any]] = ()) -> tuple[Card, ...]:
        """All sections in order, each with the marks of an import that belong to it."""
        numbered = [{**mark, "number": number} for number, mark in enumerate(marks)]
        return tuple(self._card(part, numbered) for part in SECTIONS)

    def first_day(self, slug: str) -> Cell:
        """The field of the day on which it takes effect."""
        return self._cell(FIRST_DAY, FIRST_DAY.name, self.sheet.get(FIRST_DAY.name), (slug, None))

    def _card(self, part: SheetSection, marks: list[dict[str, Any]]) -> Card:
        rows = tuple(self._row(row, index, part) for index, row in enumerate(self._rows(part))) if part.rows else ()
        cells = () if part.rows else tuple(self._single(one, part) for one in part.fields)
        known = {one.name for one in part.fields} if not part.rows else set()
        general = tuple(
            sentence
            for (slug, row, name), said in self._wrong.items()
            if slug == part.slug and row is None and name not in known
            for sentence in said
        )
        wrong = sum(len(said) for (slug, _, _), said in self._wrong.items() if slug == part.slug)
        own = tuple(mark for mark in marks if mark.get("section") == part.slug)
        return Card(part, cells, rows, general, wrong, own)

    def _rows(self, part: SheetSection) -> list[Any]:
        return list(self.sheet.get(part.name) or [])

    def _single(self, one: Field, part: SheetSection) -> Cell:
        return self._cell(one, one.name, self.sheet.get(one.name), (part.slug, None))

    def _row(self, row: Any, index: int, part: SheetSection) -> Row:
        prefix, place = f"{part.name}-{index}", (part.slug, index)
        values = {part.fields[0].name: row} if part.plain else row
        cells = [self._cell(one, f"{prefix}-{one.name}", values.get(one.name), place) for one in part.fields]
        less = SELDOM.get(part.slug, frozenset())
        seldom = tuple(cell for cell in cells if cell.field.name in less)
        return Row(
            index=index,
            key="" if part.plain else str(row.get("key") or ""),
            usual=tuple(cell for cell in cells if cell.field.name not in less),
            seldom=seldom,
            problems=tuple(self._wrong.get((part.slug, index, ""), ())),
            opened=any(cell.problems or _says(cell, part) for cell in seldom),
        )

    def _cell(self, one: Field, name: str, value: Any, place: tuple[str, int | None]) -> Cell:
        many = value if isinstance(value, list) else [str(value or "")]
        return Cell(
            field=one,
            name=name,
            value="" if isinstance(value, list | bool) else shown(one, str(value or "")),
            on=bool(value),
            choices=tuple(Choice(known, label, known in many) for known, label in self._choices(one, many)),
            problems=tuple(self._wrong.get((*place, one.name), ())),
        )

    def _choices(self, one: Field, chosen: list[str]) -> Choices:
        """What can be chosen; a value that is none of it (any more) stays to be seen."""
        known = {Kind.CASE: self.cases, Kind.AGENCY: self.agencies}.get(one.kind, one.choices)
        if one.kind not in (Kind.CASE, Kind.AGENCY, Kind.CHOICE):
            return known
        first = (("", one.none or "Chưa chọn"),) if one.none or chosen == [""] else ()
        values = {value for value, _ in known}
        strange = tuple(
            (value, f"{value} (không có trong danh mục)") for value in chosen if value and value not in values
        )
        return (*first, *strange, *known)


def shown(one: Field, text: str) -> str:
    """What was typed as its control shows it: a day as the calendar of a browser wants it, where it is one."""
    day = day_from(text) if one.kind is Kind.DAY else None
    return f"{day:%Y-%m-%d}" if day else text


def _says(cell: Cell, part: SheetSection) -> bool:
    """Whether a seldom field says something other than a new row would."""
    usual = empty_row(part.name)
    before = usual.get(cell.field.name) if isinstance(usual, dict) else ""
    return cell.on if cell.field.kind is Kind.FLAG else cell.value not in ("", before or "")


def _cases(sheet: Mapping[str, Any]) -> Choices:
    """The sheet's own cases as choices; one just typed is known by the key that it is going to get."""
    taken = {row["key"] for row in sheet.get("cases") or [] if row.get("key")}
    choices = []
    for row in sheet.get("cases") or []:
        key, name = row.get("key"), str(row.get("name") or "")
        if not key and name:
            key = fresh_key(name, taken)
            taken.add(key)
        if key:
            choices.append((key, name or f"({key})"))
    return tuple(choices)
