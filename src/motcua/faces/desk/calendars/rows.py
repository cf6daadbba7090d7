"""The rows of the editor: what was typed, and the table that it makes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from motcua.agencies.calendar_queries import day_rows, usual_sessions
from motcua.agencies.calendars import faults_of, shipped_week, week_pattern
from motcua.law.refusal import Refused
from motcua.law.timetable import DayKind

MOST_ROWS = 120
_PART = re.compile(r"\s*(\d{1,2})\s*[:hg]\s*(\d{0,2})\s*(?:-|–|đến)\s*(\d{1,2})\s*[:hg]\s*(\d{0,2})\s*")
_FIELDS = ("kind", "day", "name", "hours", "basis")


@dataclass(frozen=True, slots=True)
class Row:
    """One day as it was typed; `errors` are sentences by field."""

    kind: str = DayKind.OFF.value
    day: str = ""
    name: str = ""
    hours: str = ""
    basis: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.day.strip() or self.name.strip() or self.hours.strip())

    @property
    def said(self) -> str:
        """All that is wrong with it."""
        return " ".join(self.errors.values())


def rows_from(data: Mapping[str, str]) -> list[Row]:
    """The rows of a form that was sent, as they were typed."""
    asked = data.get("rows", "0")
    count = min(int(asked), MOST_ROWS) if asked.isdecimal() and len(asked) < 5 else 0
    return [Row(*(data.get(f"{name}-{place}", "")[:300] for name in _FIELDS)) for place in range(count)]


def rows_of(table: Mapping[str, Any]) -> list[Row]:
    """The rows of a kept table, by day."""
    week = usual_sessions()
    found = []
    own = {str(row["day"]): row.get("source", "") for kind in DayKind for row in table.get(kind.value) or []}
    for row in day_rows(table):
        usual = week[row.day.weekday()] if row.kind is DayKind.COUNTER else ()
        hours = ", ".join(f"{one.start:%H:%M}-{one.end:%H:%M}" for one in row.sessions if one not in usual)
        basis = row.source.removeprefix("Quyết định ") if row.kind is DayKind.CLOSED else own[row.day.isoformat()]
        found.append(Row(row.kind.value, row.day.isoformat(), row.name, hours, basis))
    return found


def table_from(rows: list[Row]) -> dict[str, Any]:
    """The table that the rows make; lines on which nothing was typed are left out."""
    table: dict[str, Any] = {}
    for row in rows:
        if not row.empty:
            table.setdefault(_kind(row).value, []).append(_plain(row))
    return table


def checked(rows: list[Row], year: int) -> list[Row]:
    """The rows with what is wrong with each of them."""
    content = {"year": year, "source": "–", "status": "sourced", **table_from(rows)}
    faults = faults_of(content, week_pattern(shipped_week()))
    places: dict[str, int] = {}
    found = []
    for row in rows:
        if row.empty:
            found.append(row)
            continue
        section = _kind(row).value
        place = places[section] = places.get(section, -1) + 1
        refused = faults.get((section, place))
        found.append(replace(row, errors=_beside(refused)) if refused else row)
    return found


def _beside(refused: Refused) -> dict[str, str]:
    name = {"decision": "basis", "source": "basis"}.get(refused.field or "", refused.field or "day")
    return {name if name in _FIELDS else "day": refused.sentence}


def _kind(row: Row) -> DayKind:
    return DayKind(row.kind) if row.kind in set(DayKind) else DayKind.OFF


def _plain(row: Row) -> dict[str, Any]:
    kind, basis = _kind(row), row.basis.strip()
    plain: dict[str, Any] = {"day": row.day.strip(), "name": row.name.strip()}
    if kind is DayKind.CLOSED:
        plain["decision"] = basis
    elif basis:
        plain["source"] = basis
    if kind is DayKind.MAKE_UP and not row.hours.strip():
        plain["like"] = "monday"
    elif kind is not DayKind.OFF and (row.hours.strip() or kind is not DayKind.CLOSED):
        plain["sessions"] = _sessions(row.hours, counts=kind is not DayKind.COUNTER)
    return plain


def _sessions(text: str, *, counts: bool) -> list[dict[str, Any]]:
    """Sessions from what was typed; what is not an hour is kept, for the law to refuse."""
    found: list[dict[str, Any]] = []
    for part in filter(str.strip, re.split(r"[,;]", text)):
        hit = _PART.fullmatch(part)
        start, end = (
            (f"{int(a):02}:{b or '00':>02}" for a, b in (hit.group(1, 2), hit.group(3, 4))) if hit else (part, "")
        )
        found.append({"from": start, "to": end, **({} if counts else {"counts": False})})
    return found
