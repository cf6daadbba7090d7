"""Targets of a year: set by procedure control with the number of a decision, changed without forgetting."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

import pytest

import cast
from law.calendars import at as moment
from motcua.agencies.models import Agency
from motcua.law.refusal import Refused
from motcua.reports.models import Target
from motcua.reports.scores.targets import end_target, history_of, met, set_target, targets_for, targets_of
from reports.histories import FIRST

pytestmark = pytest.mark.django_db
MORNING, NOON = moment("04/03/2019 08:00"), moment("04/03/2019 12:00")


def give(**more: Any) -> Target:
    wanted: dict[str, Any] = {
        "actor": cast.person("procedure_control"),
        "at": MORNING,
        "key": uuid.uuid4(),
        "year": 2019,
        "indicator": "rate_online",
        "value": Decimal("40"),
        "decision": "12/KH-UBND",
    }
    return set_target(**{**wanted, **more})


def first() -> Agency:
    return Agency.objects.get(code=FIRST)


def test_a_target_of_the_province_holds_for_every_agency_without_its_own(province: None) -> None:
    give()
    give(indicator="on_time_rate", value=Decimal("98.5"))
    give(agency=first(), value=Decimal("60"))
    assert targets_for(2019) == {"rate_online": 40, "on_time_rate": Decimal("98.5")}
    assert targets_for(2019, first().pk) == {"rate_online": 60, "on_time_rate": Decimal("98.5")}
    assert targets_for(2020) == {}


def test_a_new_target_ends_the_one_before_and_both_stay_in_the_history(province: None) -> None:
    give()
    give(at=NOON, value=Decimal("45.5"), decision="20/KH-UBND")
    assert targets_for(2019) == {"rate_online": Decimal("45.5")}
    name = cast.person("procedure_control").name
    assert history_of(2019) == [
        f"12 giờ 00 ngày 04/03/2019: {name} đặt “Tỷ lệ hồ sơ nộp trực tuyến” của toàn tỉnh là 45,5% theo 20/KH-UBND.",
        f"08 giờ 00 ngày 04/03/2019: {name} đặt “Tỷ lệ hồ sơ nộp trực tuyến” của toàn tỉnh là 40% theo 12/KH-UBND.",
    ]


def test_a_target_can_be_ended_and_ending_it_twice_changes_nothing(province: None) -> None:
    target = give(agency=first())
    for when in (NOON, moment("05/03/2019 08:00")):
        end_target(target.pk, actor=cast.person("procedure_control"), at=when)
    assert targets_for(2019, first().pk) == {}
    assert history_of(2019)[0].startswith("12 giờ 00 ngày 04/03/2019")
    assert "bỏ chỉ tiêu “Tỷ lệ hồ sơ nộp trực tuyến” của Sở" in history_of(2019)[0]


def test_the_same_command_twice_sets_it_once(province: None) -> None:
    key = uuid.uuid4()
    assert give(key=key) == give(key=key)
    assert Target.objects.count() == 1


def test_the_province_comes_before_its_agencies(province: None) -> None:
    give(agency=first())
    give(indicator="766.on_time")
    give()
    assert [(row.agency_id is None, row.indicator) for row in targets_of(2019)] == [
        (True, "rate_online"),
        (True, "766.on_time"),
        (False, "rate_online"),
    ]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"indicator": "x"}, "unknown_indicator", "indicator"),
        ({"value": Decimal(0)}, "target_value", "value"),
        ({"value": Decimal("100.01")}, "target_value", "value"),
        ({"value": Decimal("1.234")}, "target_value", "value"),
        ({"value": Decimal("NaN")}, "target_value", "value"),
        ({"decision": "  "}, "target_decision", "decision"),
        ({"decision": "x" * 101}, "target_decision", "decision"),
        ({"year": 1999}, "target_year", "year"),
    ],
)
def test_what_cannot_be_a_target_is_refused_beside_its_field(
    province: None, wrong: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        give(**wrong)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Target.objects.exists()


def test_setting_the_same_again_is_refused(province: None) -> None:
    give()
    with pytest.raises(Refused, match="đúng như vậy"):
        give(at=NOON)


@pytest.mark.parametrize("part", ["director", "agency_head", "receptionist"])
def test_only_procedure_control_sets_and_ends_targets(province: None, part: str) -> None:
    target = give()
    with pytest.raises(Refused, match="Chỉ công chức kiểm soát"):
        give(actor=cast.person(part), value=Decimal(1))
    with pytest.raises(Refused, match="Chỉ công chức kiểm soát"):
        end_target(target.pk, actor=cast.person(part), at=NOON)


def test_ending_what_is_not_there_is_refused(province: None) -> None:
    with pytest.raises(Refused, match="không còn"):
        end_target(0, actor=cast.person("procedure_control"), at=NOON)


@pytest.mark.parametrize(
    ("value", "target", "said"), [("40", "40", True), ("39.99", "40", False), (None, "40", None), ("40", None, None)]
)
def test_a_target_is_met_from_its_value_on(value: str | None, target: str | None, said: bool | None) -> None:
    assert met(value and Decimal(value), target and Decimal(target)) is said


def test_a_form_gone_back_to_and_changed_is_refused_not_taken_for_done(province: None) -> None:
    key = uuid.uuid4()
    assert give(key=key) == give(key=key)
    with pytest.raises(Refused) as refused:
        give(key=key, indicator="on_time_rate")
    assert refused.value.code == "used_key"
    assert targets_for(2019) == {"rate_online": 40}
