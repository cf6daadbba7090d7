"""Working calendars as plain data: the tables that ship with the system, and reading such tables.

A table is what stands in a YAML file and in `CalendarYear.table`::

    year: 2019
    source: the document the rows rest on, unless a row names its own
    status: sourced            # or unverified: not yet compared with the official document
    off:     [{day: 2019-01-01, name: Tết Dương lịch}]
    work:    [{day: 2019-05-04, like: monday, name: làm bù cho Thứ Hai 29/04/2019}]
    half:    [{day: 2019-02-01, sessions: [{from: 07:30, to: 11:30}], name: làm việc buổi sáng}]
    closed:  [{day: 2019-10-17, name: triều cường, decision: 100/QĐ-UBND}]
    counter: [{day: 2019-03-02, sessions: [{from: 07:30, to: 11:30}], name: mở quầy sáng Thứ Bảy}]

Rows of `work` take the hours of a weekday (`like`) or their own (`sessions`); a closure may leave `sessions` in
which the office is open. What each section means: `law.timetable.DayKind`. In JSON, days and hours are strings;
`read_plain` reads YAML to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from motcua.agencies.calendar_rows import WEEKDAYS, Table, exception_of, invalid, rows_of, sessions_of, text_of
from motcua.law.refusal import Refused
from motcua.law.timetable import DayKind
from motcua.law.worktime import Calendar, WeekPattern, YearTable

__all__ = ["STATUSES", "WEEKDAYS", "Table"]

STATUSES = ("sourced", "unverified")

_DATA = resources.files("motcua.agencies") / "data"


@cache
def shipped_years() -> tuple[int, ...]:
    """The years whose tables ship with the system, ascending."""
    files = (_DATA / "calendars").iterdir()
    return tuple(sorted(int(file.name[:4]) for file in files if file.name.endswith(".yaml")))


def shipped_table(year: int) -> dict[str, Any]:
    """The table of a year as it ships, made of JSON values only.

    Raises:
        Refused: ``calendar_not_shipped``.
    """
    if year not in shipped_years():
        raise Refused("calendar_not_shipped", f"Hệ thống chưa có sẵn lịch làm việc năm {year}; hãy nhập bảng lịch.")
    table: dict[str, Any] = _read(f"calendars/{year}.yaml")
    return table


def shipped_week() -> dict[str, Any]:
    """The office week as it ships, made of JSON values only."""
    week: dict[str, Any] = _read("week.yaml")
    return week


@cache
def shipped_calendar() -> Calendar:
    """The calendar of all shipped years, built once."""
    return calendar_from(shipped_week(), [shipped_table(year) for year in shipped_years()])


def calendar_from(week: Table, tables: Iterable[Table]) -> Calendar:
    """A calendar from plain data.

    Raises:
        Refused: as `week_pattern` and `year_table`.
    """
    pattern = week_pattern(week)
    return Calendar(pattern, [year_table(table, pattern) for table in tables])


def week_pattern(week: Table) -> WeekPattern:
    """The office week from plain data: English weekday → list of sessions; days left out are off.

    Raises:
        Refused: ``calendar_invalid`` with what is wrong, or what `WeekPattern` refuses.
    """
    if not isinstance(week, Mapping):
        invalid("Giờ làm việc trong tuần phải ghi theo từng thứ, từ monday đến sunday.")
    for name in week:
        if name not in WEEKDAYS:
            invalid(f"Giờ làm việc trong tuần có mục “{name}” không phải là thứ; dùng monday đến sunday.")
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        sessions_of(week.get(name) or [], f"Giờ làm việc của {name}") for name in WEEKDAYS
    )
    return WeekPattern((monday, tuesday, wednesday, thursday, friday, saturday, sunday))


def year_table(table: Table, week: WeekPattern) -> YearTable:
    """The exceptions of a year from plain data; `week` gives the hours of rows with `like`.

    Raises:
        Refused: ``calendar_invalid`` with what is wrong, or what `YearTable`, `DayException` and `require_fit` refuse.
    """
    year, source, where = _head(table)
    exceptions = [
        exception_of(row, kind, week, source, where) for kind in DayKind for row in rows_of(table, kind, where)
    ]
    return YearTable(year, tuple(sorted(exceptions, key=lambda exception: exception.day)), source)


def faults_of(table: Table, week: WeekPattern) -> dict[tuple[str, int], Refused]:
    """What is wrong with the rows of a year, each by its section and place; empty when nothing is.

    Raises:
        Refused: ``calendar_invalid`` when it is not a table of a year at all.
    """
    year, source, where = _head(table)
    found: dict[tuple[str, int], Refused] = {}
    seen: dict[Any, tuple[str, int]] = {}
    for kind in DayKind:
        for place, row in enumerate(rows_of(table, kind, where)):
            try:
                exception = exception_of(row, kind, week, source, where)
                YearTable(year, (exception,), source)
            except Refused as refused:
                found[kind.value, place] = refused
                continue
            if exception.day in seen:
                sentence = f"Ngày {exception.day:%d/%m/%Y} ghi nhiều lần; mỗi ngày chỉ được ghi một dòng."
                found[kind.value, place] = Refused("day_twice", sentence, "day")
            seen[exception.day] = (kind.value, place)
    return found


def _head(table: Table) -> tuple[int, str, str]:
    """Year and source of a table, and how refusals name it."""
    if not isinstance(table, Mapping) or type(table.get("year")) is not int:
        invalid("Bảng lịch làm việc phải ghi năm (year) bằng số.")
    year, where = table["year"], f"Lịch làm việc năm {table['year']}"
    source = text_of(table, "source", where)
    if table.get("status") not in STATUSES:
        invalid(f"{where}: trạng thái (status) phải là {' hoặc '.join(STATUSES)}.")
    unknown = set(table) - {"year", "source", "status", *DayKind}
    if unknown:
        invalid(f"{where}: không hiểu mục {', '.join(sorted(map(str, unknown)))}.")
    return year, source, where


class _Loader(yaml.SafeLoader):
    """YAML without its guesses: "off" is a word here, 2019-05-04 and 13:00 stay as they are written."""

    yaml_implicit_resolvers = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("[0-9]+$"), list("0123456789"))


def read_plain(text: str) -> Any:
    """YAML text as JSON values: mappings, lists, strings, whole numbers, true and false.

    Raises:
        Refused: ``calendar_invalid`` when it is not YAML.
    """
    try:
        return yaml.load(text, _Loader)  # a SafeLoader: it builds plain values only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        invalid(f"Tệp lịch không đúng dạng YAML{f' ở dòng {mark.line + 1}' if mark else ''}; hãy sửa rồi nạp lại.")


def _read(name: str) -> Any:
    return read_plain((_DATA / name).read_text(encoding="utf-8"))
