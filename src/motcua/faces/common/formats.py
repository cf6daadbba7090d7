"""Numbers, moments and durations as Vietnamese documents write them; pure functions behind the filters.

Instants are aware and shown in Asia/Ho_Chi_Minh. Nothing (None or an empty string) is shown as an en dash.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from motcua.law.worktime import VIETNAM

NOTHING = "–"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def number(value: object, places: int | None = None) -> str:
    """`50229` → “50.229”, `Decimal("3.5")` → “3,5”; `places` fixes the decimals, rounded half up."""
    exact = _decimal(value)
    if exact is None:
        return NOTHING
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{exact:f}".partition(".")
    rest = rest if places is not None else rest.rstrip("0")
    sign, whole = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped}{',' + rest if rest else ''}"


def percent(value: object, places: int = 2) -> str:
    """A percentage (`96.989`, not the ratio 0.96989) → “96,99 %”, rounded half up."""
    return NOTHING if _decimal(value) is None else f"{number(value, places)} %"


def share(part: object, whole: object, places: int = 2) -> str:
    """What `part` is of `whole`, computed exactly from the two counts: `share(48717, 50229)` → “96,99 %”."""
    upper, lower = _decimal(part), _decimal(whole)
    if upper is None or not lower:
        return NOTHING
    return percent(upper * 100 / lower, places)


def money(value: object) -> str:
    """An amount in đồng: `1000` → “1.000 đồng”."""
    return NOTHING if _decimal(value) is None else f"{number(value)} đồng"


def moment(value: datetime | None) -> str:
    """“17 giờ 00 ngày 05/02/2019”, as receipts and decisions write an instant."""
    return f"{value.astimezone(VIETNAM):%H giờ %M ngày %d/%m/%Y}" if value else NOTHING


def short_moment(value: datetime | None) -> str:
    """“05/02/2019 17:00”, for tables."""
    return f"{value.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if value else NOTHING


def day(value: date | datetime | None) -> str:
    """“05/02/2019”: the local day of an instant, or a date as it is."""
    return f"{local_day(value):%d/%m/%Y}" if value else NOTHING


def long_day(value: date | datetime | None) -> str:
    """“Thứ Ba, 05/02/2019”."""
    return f"{WEEKDAYS[local_day(value).weekday()]}, {day(value)}" if value else NOTHING


def clock_time(value: datetime | None) -> str:
    """“17 giờ 00”."""
    return f"{value.astimezone(VIETNAM):%H giờ %M}" if value else NOTHING


def local_day(value: date | datetime) -> date:
    """The day in Vietnam on which an instant falls."""
    return value.astimezone(VIETNAM).date() if isinstance(value, datetime) else value


def working_time(minutes: int, standard_day: int = 480) -> str:
    """Minutes of working time in words: `1140` of days of 480 minutes → “2 ngày 3 giờ”.

    `standard_day` is the length of the agency's working day in minutes. A day or more is given in days and
    hours (an hour begun is not counted), less than a day in hours and minutes.
    """
    days, rest = divmod(abs(minutes), standard_day)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} ngày {hours} giờ" if hours else f"{days} ngày"
    if hours:
        return f"{hours} giờ {left} phút" if left else f"{hours} giờ"
    return f"{left} phút"


def remaining(minutes: int | None, standard_day: int = 480) -> str:
    """“còn 2 ngày 3 giờ”, “quá 1 ngày 2 giờ” (negative minutes) or “vừa đến hạn”, in working time."""
    if minutes is None:
        return NOTHING
    if minutes == 0:
        return "vừa đến hạn"
    return f"{'còn' if minutes > 0 else 'quá'} {working_time(minutes, standard_day)}"


def _decimal(value: object) -> Decimal | None:
    """The exact value of a number; floats by their printed digits, so that 0.145 rounds up as written."""
    if value is None or value == "":
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))
