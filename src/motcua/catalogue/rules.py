"""The rules that a dossier of a procedure is judged by, from the rows of its pinned version and process."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, JSONField, OuterRef, QuerySet

from motcua.catalogue.loading import process_from
from motcua.catalogue.models import Fee, IntakeSuspension, InternalProcess, Limit, ProcedureVersion
from motcua.law.deadline import Counting, TimeLimit, Unit
from motcua.law.lifecycle.rules import ComponentRule, FeeRule, ProcedureRules
from motcua.law.process import Process


def rules_of(version_id: int, process_id: int, case: str = "") -> tuple[ProcedureRules, Process]:
    """The rules of a pinned version and process, of one case where the version has cases.

    What a version asks for never changes and is kept in memory; when it may be taken in does change (it is
    superseded, or intake is suspended), so that is read each time (one query).

    Raises:
        ProcedureVersion.DoesNotExist, InternalProcess.DoesNotExist: there is none of that number.
        Refused: the version has cases and this is none of them.
    """
    rules, process = _rules(version_id, process_id, case)
    return replace(rules, **_intake_of(version_id)), process


def _intake_of(version_id: int) -> dict[str, Any]:
    """The last day on which a version is taken in, and the spans without intake of its procedure."""
    spans = IntakeSuspension.objects.filter(procedure__versions=OuterRef("pk"))
    rows = ProcedureVersion.objects.filter(pk=version_id).values_list("valid_until", ArraySubquery(_as_json(spans)))
    until, found = rows.get()
    return {
        "intake_until": _day_before(until),
        "suspensions": tuple((date.fromisoformat(first), _day_before(_day(end))) for first, end in found),
    }


def _as_json(spans: QuerySet[IntakeSuspension]) -> QuerySet[Any, Any]:
    pair = Func(F("starts_on"), F("ends_on"), function="jsonb_build_array", output_field=JSONField())
    return spans.order_by("starts_on").annotate(pair=pair).values("pair")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=4096)
def _rules(version_id: int, process_id: int, case: str) -> tuple[ProcedureRules, Process]:
    version = (
        ProcedureVersion.objects.select_related("procedure")
        .prefetch_related("components__case", "limits__case", "fees__case", "cases")
        .get(pk=version_id)
    )
    process = InternalProcess.objects.get(pk=process_id, version=version_id)
    limits = [(row.case.key if row.case else "", row.channel, limit_from(row)) for row in version.limits.all()]
    rules = ProcedureRules(
        code=version.procedure.code,
        name=version.name,
        components=tuple(
            ComponentRule(
                part.key, part.name, part.originals, part.copies, part.mandatory, part.case.key if part.case else ""
            )
            for part in version.components.all()
        ),
        limits=tuple((channel, limit) for of, channel, limit in limits if not of),
        fees=tuple(_fee_rule(fee) for fee in version.fees.all() if fee.amount is not None),
        intake_from=version.valid_from,
        cases=tuple((case.key, case.name) for case in version.cases.all()),
        case_limits=tuple((of, channel, limit) for of, channel, limit in limits if of),
    )
    return rules.for_case(case), process_from(process.spec)


def _fee_rule(fee: Fee) -> FeeRule:
    assert fee.amount is not None
    return FeeRule(
        name=fee.name,
        amount=fee.amount,
        due_at_intake=fee.due_at_intake,
        case=fee.case.key if fee.case else "",
        online_amount=fee.online_amount,
        since=fee.valid_from,
        last=_day_before(fee.valid_until),
    )


def limit_from(row: Limit) -> TimeLimit:
    """A stored time limit, as the law reckons with it."""
    return TimeLimit(row.value, Unit(row.unit), Counting(row.counting), row.cutoff)


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None
