"""Targets of a year: what an indicator is to reach, by a decision, for the province or one agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from motcua.agencies.actors import Actor
from motcua.agencies.models import Agency
from motcua.law.moments import in_full
from motcua.law.refusal import Refused
from motcua.law.scoring.indicators import INDICATORS as OF_766
from motcua.law.scoring.rates import in_vietnamese
from motcua.reports.access import used_key
from motcua.reports.measures import INDICATORS, ON_TIME_RATE, Rate
from motcua.reports.models import Target
from motcua.reports.scores.access import require_target_setter

LONGEST_DECISION = 100
FIRST_YEAR, LAST_YEAR = 2018, 2199


@dataclass(frozen=True, slots=True)
class Targeted:
    """A rate that can have a target; `group` is the heading that it stands under."""

    key: str
    label: str
    group: str


YEARLY, INDEX = "Kết quả năm", "Bộ chỉ số 766"
RATES: Mapping[str, Rate] = {rate.key: rate for rate in (ON_TIME_RATE, *INDICATORS)}
"""The rates of the yearly results, by key."""
TOTAL, OF_INDEX = "index_766", "766."
"""Key of the total of the index; what the keys of its indicators begin with."""
TARGETED: Mapping[str, Targeted] = {
    one.key: one
    for one in (
        *(Targeted(rate.key, rate.label, YEARLY) for rate in RATES.values()),
        Targeted(TOTAL, "Tổng điểm Bộ chỉ số 766 (% phần đo được)", INDEX),
        *(Targeted(f"{OF_INDEX}{one.key}", one.label, INDEX) for one in OF_766.values()),
    )
}
"""All that can have a target."""


def set_target(
    *,
    actor: Actor,
    at: datetime,
    key: UUID,
    year: int,
    indicator: str,
    value: Decimal,
    decision: str,
    agency: Agency | None = None,
) -> Target:
    """Set what an indicator is to reach in a year; a target that was there ends and stays in the history.

    Args:
        at: now, UTC.
        key: of the command; the same key again changes nothing.
        value: per cent, to two decimals.
        decision: number of the decision or plan that sets it.
        agency: whose target it is; None: of the province, and of agencies without one of their own.

    Raises:
        Refused: ``forbidden``; ``unknown_indicator``, ``target_value``, ``target_decision``, ``target_year``,
            ``nothing_new`` beside their fields; ``changed_meanwhile``; ``used_key``: the key set another target.
    """
    require_target_setter(actor)
    decision = " ".join(decision.split())
    _require_target(year, indicator, value, decision)
    try:
        with transaction.atomic():
            if done := Target.objects.filter(key=key).first():
                return _same(done, year, indicator, agency, value, decision)
            _end_present(actor, at, year, indicator, agency, value, decision)
            return Target.objects.create(
                year=year,
                indicator=indicator,
                agency=agency,
                value=value,
                decision=decision,
                set_at=at,
                set_by_id=actor.staff_id,
                key=key,
            )
    except IntegrityError as taken:
        if done := Target.objects.filter(key=key).first():  # the same command, twice at the same moment
            return _same(done, year, indicator, agency, value, decision)
        raise Refused("changed_meanwhile", "Chỉ tiêu này vừa được người khác đặt; hãy xem lại rồi nhập.") from taken


def _same(done: Target, year: int, indicator: str, agency: Agency | None, value: Decimal, decision: str) -> Target:
    """What the key has set, if it is what is asked for now."""
    wanted = (year, indicator, agency.pk if agency else None, value, decision)
    if (done.year, done.indicator, done.agency_id, done.value, done.decision) != wanted:
        raise used_key()
    return done


def _end_present(
    actor: Actor, at: datetime, year: int, indicator: str, agency: Agency | None, value: Decimal, decision: str
) -> None:
    present = _in_force(year).filter(indicator=indicator, agency=agency).select_for_update(of=("self",)).first()
    if present is None:
        return
    if (present.value, present.decision) == (value, decision):
        raise Refused("nothing_new", "Chỉ tiêu này đã được đặt đúng như vậy.", "value")
    _end(present, actor, at)


def end_target(target_id: int, *, actor: Actor, at: datetime) -> None:
    """End a target: there is none from now on; it stays in the history. Ended already: nothing happens.

    Raises:
        Refused: ``forbidden``, ``no_target``.
    """
    require_target_setter(actor)
    with transaction.atomic():
        target = Target.objects.select_for_update(of=("self",)).filter(pk=target_id).first()
        if target is None:
            raise Refused("no_target", "Chỉ tiêu này không còn; hãy xem lại danh sách.")
        if target.ended_at is None:
            _end(target, actor, at)


def _end(target: Target, actor: Actor, at: datetime) -> None:
    target.ended_at, target.ended_by_id = at, actor.staff_id
    target.save(update_fields=["ended_at", "ended_by"])


def _require_target(year: int, indicator: str, value: Decimal, decision: str) -> None:
    if indicator not in TARGETED:
        raise Refused("unknown_indicator", "Không có chỉ tiêu này; hãy chọn lại.", "indicator")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("target_year", f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.", "year")
    if not value.is_finite() or not 0 < value <= 100 or value != round(value, 2):
        raise Refused("target_value", "Mức phải đạt là tỷ lệ lớn hơn 0 và không quá 100, tối đa hai số lẻ.", "value")
    if not decision:
        raise Refused("target_decision", "Hãy ghi số văn bản giao chỉ tiêu.", "decision")
    if len(decision) > LONGEST_DECISION:
        raise Refused("target_decision", f"Số văn bản không dài quá {LONGEST_DECISION} ký tự.", "decision")


def _in_force(year: int) -> QuerySet[Target]:
    return Target.objects.filter(year=year, ended_at__isnull=True)


def targets_for(year: int, agency: int | None = None) -> dict[str, Decimal]:
    """The targets of an agency (id) or the province (None) in a year, by key of indicator (one query).

    An agency without a target of its own has that of the province.
    """
    rows = _in_force(year).filter(Q(agency__isnull=True) | Q(agency=agency))
    ordered = sorted(rows, key=lambda row: row.agency_id is not None)
    return {row.indicator: row.value for row in ordered}


def targets_of(year: int) -> list[Target]:
    """All targets in force in a year, of the province first, then in the order of the agencies (one query)."""
    place = {key: number for number, key in enumerate(TARGETED)}
    rows = _in_force(year).select_related("agency", "set_by")
    return sorted(rows, key=lambda row: (_of_agency(row.agency), place.get(row.indicator, len(place))))


def _of_agency(agency: Agency | None) -> tuple[int, str]:
    return (-1, "") if agency is None else (agency.order, agency.code)


def history_of(year: int, *, limit: int = 200) -> list[str]:
    """What was done with the targets of a year, as sentences, the latest first (one query)."""
    rows = Target.objects.filter(year=year).select_related("agency", "set_by", "ended_by")
    lines = [(row.set_at, row.pk, _set_sentence(row)) for row in rows]
    replaced = {(row.indicator, row.agency_id, row.set_at) for row in rows}
    lines += [
        (row.ended_at, row.pk, _ended_sentence(row))
        for row in rows
        if row.ended_at and (row.indicator, row.agency_id, row.ended_at) not in replaced
    ]
    return [sentence for *_, sentence in sorted(lines, reverse=True)[:limit]]


def _set_sentence(row: Target) -> str:
    return (
        f"{in_full(row.set_at)}: {row.set_by.full_name} đặt “{_label(row)}” của {_whose(row)} là "
        f"{in_vietnamese(row.value)}% theo {row.decision}."
    )


def _ended_sentence(row: Target) -> str:
    assert row.ended_at is not None
    assert row.ended_by is not None
    return f"{in_full(row.ended_at)}: {row.ended_by.full_name} bỏ chỉ tiêu “{_label(row)}” của {_whose(row)}."


def _label(row: Target) -> str:
    return TARGETED[row.indicator].label if row.indicator in TARGETED else row.indicator


def _whose(row: Target) -> str:
    return row.agency.name if row.agency else "toàn tỉnh"


def met(value: Decimal | None, target: Decimal | None) -> bool | None:
    """Whether a value reaches its target; None where either is not there."""
    return None if value is None or target is None else value >= target
