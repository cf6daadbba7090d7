"""When the answer to a complaint is owed (QĐ 766, indicator 5.2)."""

from __future__ import annotations

from law.calendars import NATIONAL, at, shown
from motcua.law.scoring.complaints import complaint_due


def test_fifteen_working_days_from_sending() -> None:
    assert shown(complaint_due(at("04/03/2019 10:00"), None, NATIONAL)) == "25/03/2019 17:00"


def test_a_province_may_promise_less() -> None:
    promised = at("18/03/2019 17:00")
    assert complaint_due(at("04/03/2019 10:00"), promised, NATIONAL) == promised
