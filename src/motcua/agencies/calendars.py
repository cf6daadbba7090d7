"""Working calendars as plain data: the tables that ship with the system, and reading such tables.

A table is what stands in a YAML file and in `CalendarYear.table`::

    year: 2019
    source: the document the rows rest on, unless a row names its own
    status: sourced            # or unverified: not yet compared with the official document
    off:  [{day: 2019-01-01, name: Tết Dương lịch}]
    work: [{day: 2019-05-04, like: monday, name: làm bù cho Thứ Hai 29/04/2019},
           {day: 2019-02-01, sessions: [{from: 07:30, to: 11:30}], name: làm việc nửa ngày}]

Rows of `work` take the hours of a weekday (`like`) or their own (`sessions`). In JSON, days and hours are
strings; `read_plain` reads YAML to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from functools import cache
from importlib import resources
from typing import Any, NoReturn

import yaml

from motcua.law.refusal import Refused
from motcua.law.timetable import Sessions
from motcua.law.worktime import Calendar, DayException, Session, WeekPattern, YearTable

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
STATUSES = ("sourced", "unverified")

Table = Mapping[str, Any]
"""A year or a week as read from YAML or JSON, not yet checked."""

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
        _invalid("Giờ làm việc trong tuần phải ghi theo từng thứ, từ monday đến sunday.")
    for name in week:
        if name not in WEEKDAYS:
            _invalid(f"Giờ làm việc trong tuần có mục “{name}” không phải là thứ; dùng monday đến sunday.")
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        _sessions(week.get(name) or [], f"Giờ làm việc của {name}") for name in WEEKDAYS
    )
    return WeekPattern((monday, tuesday, wednesday, thursday, friday, saturday, sunday))


def year_table(table: Table, week: WeekPattern) -> YearTable:
    """The exceptions of a year from plain data; `week` gives the hours of rows with `like`.

    Raises:
        Refused: ``calendar_invalid`` with what is wrong, or what `YearTable` and `DayException` refuse.
    """
    if not isinstance(table, Mapping) or type(table.get("year")) is not int:
        _invalid("Bảng lịch làm việc phải ghi năm (year) bằng số.")
    year, where = table["year"], f"Lịch làm việc năm {table['year']}"
    source = _text(table, "source", where)
    if table.get("status") not in STATUSES:
        _invalid(f"{where}: trạng thái (status) phải là {' hoặc '.join(STATUSES)}.")
    unknown = set(table) - {"year", "source", "status", "off", "work"}
    if unknown:
        _invalid(f"{where}: không hiểu mục {', '.join(sorted(map(str, unknown)))}.")
    off = [_exception(row, (), source, where) for row in _rows(table, "off", where)]
    work = [_exception(row, _hours(row, week, where), source, where) for row in _rows(table, "work", where)]
    for exception in off:
        if not week.days[exception.day.weekday()]:
            _invalid(f"{where}: ngày {exception.day:%d/%m/%Y} vốn là ngày nghỉ hằng tuần, không ghi ở mục off.")
    return YearTable(year, tuple(sorted(off + work, key=lambda exception: exception.day)), source)


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
        _invalid(f"Tệp lịch không đúng dạng YAML{f' ở dòng {mark.line + 1}' if mark else ''}; hãy sửa rồi nạp lại.")


def _read(name: str) -> Any:
    return read_plain((_DATA / name).read_text(encoding="utf-8"))


def _invalid(sentence: str) -> NoReturn:
    raise Refused("calendar_invalid", sentence)


def _rows(table: Table, key: str, where: str) -> list[Table]:
    rows = table.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        _invalid(f"{where}: mục {key} phải là danh sách các ngày.")
    return rows


def _text(row: Table, key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        _invalid(f"{where}: thiếu {'nguồn (source)' if key == 'source' else 'tên ngày (name)'}.")
    return value.strip()


def _exception(row: Table, sessions: Sessions, source: str, where: str) -> DayException:
    day = row.get("day")
    if not isinstance(day, date):
        try:
            day = date.fromisoformat(str(day))
        except ValueError:
            _invalid(f"{where}: “{day}” không phải là ngày; hãy ghi dạng 2019-05-04.")
    where = f"{where}, ngày {day:%d/%m/%Y}"
    source = _text(row, "source", where) if "source" in row else source
    return DayException(day, sessions, _text(row, "name", where), source)


def _hours(row: Table, week: WeekPattern, where: str) -> Sessions:
    where = f"{where}, ngày {row.get('day')}"
    if ("like" in row) == ("sessions" in row):
        _invalid(f"{where}: ghi giờ làm việc bằng like (như thứ nào) hoặc sessions (các ca), chỉ một trong hai.")
    if "sessions" in row:
        return _sessions(row["sessions"], where)
    if row["like"] not in WEEKDAYS:
        _invalid(f"{where}: like phải là một thứ từ monday đến sunday.")
    sessions = week.days[WEEKDAYS.index(row["like"])]
    if not sessions:
        _invalid(f"{where}: like trỏ đến {row['like']}, là ngày nghỉ hằng tuần.")
    return sessions


def _sessions(rows: object, where: str) -> Sessions:
    if not isinstance(rows, list):
        _invalid(f"{where}: các ca phải là danh sách.")
    return tuple(_session(row, where) for row in rows)


def _session(row: object, where: str) -> Session:
    if not isinstance(row, Mapping) or not {"from", "to"} <= set(row) <= {"from", "to", "counts"}:
        _invalid(f"{where}: mỗi ca ghi from, to và nếu cần counts.")
    try:
        start, end = (time.fromisoformat(row[key]) for key in ("from", "to"))
    except (TypeError, ValueError):
        _invalid(f'{where}: giờ “{row["from"]}–{row["to"]}” không đúng; hãy ghi trong dấu nháy, dạng "07:30".')
    counts = row.get("counts", True)
    if not isinstance(counts, bool):
        _invalid(f"{where}: counts phải là true hoặc false.")
    return Session(start, end, counts)
