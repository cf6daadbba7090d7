"""How numbers, moments and durations are written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from motcua.faces.common import formats

SEVENTEEN = datetime(2019, 2, 5, 10, 0, tzinfo=UTC)  # 17:00 in Vietnam


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (50229, "50.229"),
        (1_234_567, "1.234.567"),
        (999, "999"),
        (0, "0"),
        (-1500, "−1.500"),
        (Decimal("3.50"), "3,5"),
        (None, "–"),
    ],
)
def test_thousands_are_separated_by_points_and_decimals_by_a_comma(value: object, written: str) -> None:
    assert formats.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("96.985"), "96,99 %"),
        (Decimal("96.9849"), "96,98 %"),
        (0.125, "0,13 %"),
        (100, "100,00 %"),
        (None, "–"),
    ],
)
def test_a_percentage_is_rounded_half_up_to_two_decimals(value: object, written: str) -> None:
    assert formats.percent(value) == written


def test_a_percentage_can_have_one_decimal() -> None:
    assert formats.percent(Decimal("12.25"), 1) == "12,3 %"


def test_a_share_is_computed_from_the_two_counts() -> None:
    assert formats.share(1, 8) == "12,50 %"
    assert formats.share(2, 3) == "66,67 %"


def test_a_share_of_nothing_is_a_dash() -> None:
    assert formats.share(0, 0) == "–"


def test_money_is_in_whole_dong() -> None:
    assert formats.money(1000) == "1.000 đồng"
    assert formats.money(0) == "0 đồng"


def test_a_moment_is_written_as_on_a_receipt_in_local_time() -> None:
    assert formats.moment(SEVENTEEN) == "17 giờ 00 ngày 05/02/2019"


def test_a_short_moment_fits_a_table() -> None:
    assert formats.short_moment(SEVENTEEN) == "05/02/2019 17:00"


def test_the_day_of_an_instant_is_the_local_day() -> None:
    assert formats.day(datetime(2019, 12, 31, 17, 0, tzinfo=UTC)) == "01/01/2020"


def test_a_date_is_written_as_it_is() -> None:
    assert formats.day(date(2019, 12, 16)) == "16/12/2019"
    assert formats.long_day(date(2019, 12, 16)) == "Thứ Hai, 16/12/2019"


@pytest.mark.parametrize("write", [formats.moment, formats.short_moment, formats.day, formats.money])
def test_what_is_not_known_is_a_dash(write) -> None:  # type: ignore[no-untyped-def]
    assert write(None) == "–"


@pytest.mark.parametrize(
    ("minutes", "standard_day", "written"),
    [
        (2 * 480 + 180, 480, "còn 2 ngày 3 giờ"),
        (2 * 480 + 199, 480, "còn 2 ngày 3 giờ"),
        (480, 480, "còn 1 ngày"),
        (95, 480, "còn 1 giờ 35 phút"),
        (45, 480, "còn 45 phút"),
        (-(420 + 120), 420, "quá 1 ngày 2 giờ"),
        (0, 480, "vừa đến hạn"),
    ],
)
def test_the_working_time_left_is_in_days_of_the_agency(minutes: int, standard_day: int, written: str) -> None:
    assert formats.remaining(minutes, standard_day) == written
