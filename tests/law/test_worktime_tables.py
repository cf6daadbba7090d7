"""The shipped tables, and two other opinions about whole days: NumPy and the library `holidays`."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.calendars import NATIONAL, WEEK
from motcua.agencies.calendars import (
    calendar_from,
    read_plain,
    shipped_table,
    shipped_week,
    shipped_years,
    week_pattern,
    year_table,
)
from motcua.law.refusal import Refused
from motcua.law.worktime import VIETNAM

EVERY_DAY = [date(2018, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2018, 1, 1)).days)]
OFF = [day for day in EVERY_DAY if day.weekday() < 5 and not NATIONAL.is_working_day(day)]
MAKE_UP = [day for day in EVERY_DAY if day.weekday() >= 5 and NATIONAL.is_working_day(day)]

# The days on which the library `holidays` 0.108 says otherwise than the approved tables.
KNOWN_DIFFERENCES = {
    date(2026, 1, 2): "off by Công văn 12729/VPCP-KGVX; the library has it as a working day",
    date(2026, 1, 10): "works for 02/01/2026; the library has it as a Saturday like any other",
}


def test_the_years_2018_to_2026_are_shipped() -> None:
    assert shipped_years() == tuple(range(2018, 2027))


def test_the_make_up_saturdays_are_those_of_the_swaps() -> None:
    assert [
        date(2019, 1, 5),
        date(2019, 5, 4),
        date(2024, 5, 4),
        date(2025, 4, 26),
        date(2026, 1, 10),
        date(2026, 8, 22),
    ] == MAKE_UP


@pytest.mark.parametrize("year", range(2018, 2027))
def test_each_year_has_five_days_of_tet_and_a_source(year: int) -> None:
    table = shipped_table(year)
    assert sum(row["name"] == "Tết Nguyên đán" for row in table["off"]) == 5
    assert table["source"]


def test_years_compared_with_the_official_document_are_told_from_the_others() -> None:
    assert [year for year in shipped_years() if shipped_table(year)["status"] == "sourced"] == [
        2024,
        2025,
        2026,
    ]


def test_the_day_of_vietnamese_culture_is_off_since_2026() -> None:
    assert NATIONAL.why_off(date(2026, 11, 24)) == "Ngày Văn hóa Việt Nam"
    assert NATIONAL.is_working_day(date(2025, 11, 24))


def test_the_library_holidays_agrees_but_for_the_known_differences() -> None:
    library = holidays.country_holidays("VN", years=range(2018, 2027))
    different = {day for day in EVERY_DAY if library.is_working_day(day) != NATIONAL.is_working_day(day)}
    assert different == set(KNOWN_DIFFERENCES)


@given(st.sampled_from(EVERY_DAY[:-70]), st.integers(0, 40), st.integers(0, 23))
def test_numpy_agrees_on_whole_working_days(day: date, n: int, hour: int) -> None:
    accepted = datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM)
    first = NATIONAL.first_working_instant(accepted).astimezone(VIETNAM).date()
    # NumPy knows no working Saturdays, so whole weeks "work" and every other weekend day is a holiday.
    weekend = [d for d in EVERY_DAY if d.weekday() >= 5 and d not in MAKE_UP]
    expected = np.busday_offset(first, n, roll="forward", weekmask="1111111", holidays=OFF + weekend)
    assert NATIONAL.add_working_days(accepted, n) == NATIONAL.end_of_office(expected.item())


def test_numpy_agrees_on_the_first_working_day_of_every_day() -> None:
    plain = [day for day in EVERY_DAY[:-1] if not any(abs((day - extra).days) < 7 for extra in MAKE_UP)]
    rolled = np.busday_offset(plain, 0, roll="forward", holidays=OFF)
    ours = [day if NATIONAL.is_working_day(day) else NATIONAL.next_working_day(day) for day in plain]
    assert rolled.astype(object).tolist() == ours


def test_a_table_survives_the_way_through_json() -> None:
    tables = [json.loads(json.dumps(shipped_table(year))) for year in shipped_years()]
    calendar = calendar_from(json.loads(json.dumps(shipped_week())), tables)
    assert calendar.lines == NATIONAL.lines


def test_off_is_a_word_and_an_hour_is_no_number() -> None:
    assert read_plain("off: [{day: 2019-05-01, from: 13:00, counts: false, year: 2019}]") == {
        "off": [{"day": "2019-05-01", "from": "13:00", "counts": False, "year": 2019}]
    }


def test_text_that_is_not_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(Refused, match="dòng 2"):
        read_plain("year: 2019\noff: [")


def test_a_year_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(Refused, match="2027"):
        shipped_table(2027)


def table(**changes: Any) -> dict[str, Any]:
    rows = {"year": 2021, "source": "Thông báo", "status": "sourced", "off": [], "work": []}
    return {key: value for key, value in (rows | changes).items() if value is not None}


def row(day: str = "2021-03-06", **more: Any) -> dict[str, Any]:
    return {"day": day, "name": "làm bù"} | more


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (table(year=None), "phải ghi năm"),
        (table(year="2021"), "phải ghi năm"),
        (table(source=" "), "thiếu nguồn"),
        (table(status="guessed"), "trạng thái"),
        (table(holidays=[]), "không hiểu mục holidays"),
        (table(off="2021-03-01"), "danh sách"),
        (table(off=[{"day": "2021-03-01"}]), "thiếu tên ngày"),
        (table(off=[row("01/03/2021")]), "“01/03/2021” không phải là ngày"),
        (table(off=[row("2021-02-29")]), "không phải là ngày"),
        (table(off=[row("2021-03-06")]), "vốn là ngày nghỉ hằng tuần"),
        (table(off=[row("2020-03-02")]), "không thuộc lịch làm việc năm 2021"),
        (table(off=[row("2021-03-01"), row("2021-03-01")]), "ghi 2 lần"),
        (table(work=[row()]), "chỉ một trong hai"),
        (table(work=[row(like="monday", sessions=[])]), "chỉ một trong hai"),
        (table(work=[row(like="Thứ Hai")]), "một thứ từ monday"),
        (table(work=[row(like="sunday")]), "ngày nghỉ hằng tuần"),
        (table(work=[row(sessions="07:30")]), "phải là danh sách"),
        (table(work=[row(sessions=[{"from": "07:30"}])]), "mỗi ca ghi from, to"),
        (table(work=[row(sessions=[{"from": 450, "to": 690}])]), "không đúng"),
        (table(work=[row(sessions=[{"from": "07:30", "to": "11:30", "counts": "no"}])]), "true hoặc false"),
        (table(work=[row(sessions=[{"from": "11:30", "to": "07:30"}])]), "giờ kết thúc phải sau"),
    ],
)
def test_a_wrong_table_is_refused_with_what_is_wrong(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused) as refusal:
        year_table(wrong, WEEK)
    assert says in refusal.value.sentence


def test_a_half_day_is_a_row_with_its_own_sessions() -> None:
    half = table(work=[row("2021-03-01", sessions=[{"from": "07:30", "to": "11:30"}])])
    (exception,) = year_table(half, WEEK).exceptions
    assert [str(session) for session in exception.sessions] == ["07:30–11:30"]


def test_a_week_names_its_days_in_english() -> None:
    with pytest.raises(Refused, match="“thứ hai” không phải là thứ"):
        week_pattern({"thứ hai": []})
