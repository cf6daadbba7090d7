"""Rows of calendar tables: plain data to the days and sessions of the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, NoReturn

from motcua.law.refusal import Refused
from motcua.law.timetable import DayKind, Sessions, require_fit
from motcua.law.worktime import DayException, Session, WeekPattern

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Table = Mapping[str, Any]
"""A year or a week as read from YAML or JSON, not yet checked."""


def invalid(sentence: str, field: str | None = None) -> NoReturn:
    """Refuse a table that is not in the form of one."""
    raise Refused("calendar_invalid", sentence, field)


def rows_of(table: Table, key: str, where: str) -> list[Table]:
    """The rows of a section; none when it is left out.

    Raises:
        Refused: ``calendar_invalid``.
    """
    rows = table.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        invalid(f"{where}: mục {key} phải là danh sách các ngày.")
    return rows


def text_of(row: Table, key: str, where: str) -> str:
    """A text that must be there.

    Raises:
        Refused: ``calendar_invalid``.
    """
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        invalid(f"{where}: thiếu {'nguồn (source)' if key == 'source' else 'tên ngày (name)'}.", key)
    return value.strip()


def exception_of(row: Table, kind: DayKind, week: WeekPattern, source: str, where: str) -> DayException:
    """The day that a row of the section `kind` tells of.

    Args:
        source: the document that the table rests on, where the row names none of its own.

    Raises:
        Refused: ``calendar_invalid``, ``closure_undecided`` or what `DayException` and `require_fit` refuse.
    """
    day = row.get("day")
    if not isinstance(day, date):
        try:
            day = date.fromisoformat(str(day))
        except ValueError:
            invalid(f"{where}: “{day}” không phải là ngày; hãy ghi dạng 2019-05-04.", "day")
    where = f"{where}, ngày {day:%d/%m/%Y}"
    name = text_of(row, "name", where)
    source = text_of(row, "source", where) if "source" in row else source
    if kind is DayKind.CLOSED:
        source = f"Quyết định {_decision(row, where)}"
    exception = DayException(day, _hours(row, kind, day, week, where), name, source)
    require_fit(exception, kind, week)
    return exception


def sessions_of(rows: object, where: str, *, counts: bool = True) -> Sessions:
    """Sessions in the order in which they are written; `counts` is what holds where a session does not say.

    Raises:
        Refused: ``calendar_invalid`` or ``session_malformed``.
    """
    if not isinstance(rows, list):
        invalid(f"{where}: các ca phải là danh sách.", "hours")
    return tuple(_session(row, where, counts) for row in rows)


def _decision(row: Table, where: str) -> str:
    """Whoever closes an office on a working day does so by a decision that people may ask to see."""
    value = row.get("decision")
    if not isinstance(value, str) or not value.strip():
        raise Refused("closure_undecided", f"{where}: đóng cửa tại địa phương phải ghi số quyết định.", "decision")
    return value.strip()


def _hours(row: Table, kind: DayKind, day: date, week: WeekPattern, where: str) -> Sessions:
    match kind:
        case DayKind.OFF:
            return ()
        case DayKind.MAKE_UP:
            return _made_up(row, week, where)
        case DayKind.COUNTER:
            return week.days[day.weekday()] + sessions_of(row.get("sessions") or [], where, counts=False)
        case _:
            return sessions_of(row.get("sessions") or [], where)


def _made_up(row: Table, week: WeekPattern, where: str) -> Sessions:
    if ("like" in row) == ("sessions" in row):
        invalid(f"{where}: ghi giờ làm việc bằng like (như thứ nào) hoặc sessions (các ca), chỉ một trong hai.")
    if "sessions" in row:
        return sessions_of(row["sessions"], where)
    if row["like"] not in WEEKDAYS:
        invalid(f"{where}: like phải là một thứ từ monday đến sunday.")
    sessions = week.days[WEEKDAYS.index(row["like"])]
    if not sessions:
        invalid(f"{where}: like trỏ đến {row['like']}, là ngày nghỉ hằng tuần.")
    return sessions


def _session(row: object, where: str, counts: bool) -> Session:
    if not isinstance(row, Mapping) or not {"from", "to"} <= set(row) <= {"from", "to", "counts"}:
        invalid(f"{where}: mỗi ca ghi from, to và nếu cần counts.", "hours")
    try:
        start, end = (time.fromisoformat(row[key]) for key in ("from", "to"))
    except (TypeError, ValueError):
        invalid(f'{where}: giờ “{row["from"]}–{row["to"]}” không đúng; hãy ghi trong dấu nháy, dạng "07:30".', "hours")
    said = row.get("counts", counts)
    if not isinstance(said, bool):
        invalid(f"{where}: counts phải là true hoặc false.", "hours")
    try:
        return Session(start, end, said)
    except Refused as refused:
        raise Refused(refused.code, f"{where}: {refused.sentence}", "hours") from refused
