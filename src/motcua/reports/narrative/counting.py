"""Counts that only the narrative report needs: channels and delivery by agency, months, consultations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import ibis
from django.db.models import Count, F, Q

from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier, Task
from motcua.law.lifecycle.state import Delivery
from motcua.law.periods import Period
from motcua.reports.facts import dossiers_known, facts, local_day
from motcua.reports.measures import MEASURES
from motcua.reports.narrative.totals import with_total
from motcua.reports.running import compiled, rows_of
from motcua.reports.span import Span
from motcua.reports.table import Column, Row, Table

CHANNELS = ("new", "new_counter", "new_post", "new_online_partial", "new_online_full")
_MONTHLY = ("new", "online", "resolved", "late")


def channels_table(span: Span, agencies: Iterable[int] | None = None) -> Table:
    """New dossiers by agency and channel, and how many results were delivered by post (two queries)."""
    scope = None if agencies is None else frozenset(agencies)
    counts = {row[0]: tuple(map(int, row[1:])) for row in rows_of(_channels_sql(scope is not None), span, scope)}
    posted = _posted(span, scope)
    columns = (
        Column("new", "Tổng số", "Tiếp nhận mới", measure="new", share_of="new"),
        *(
            Column(key, label, "Tiếp nhận mới", measure=key, share_of="new")
            for key, label in zip(
                CHANNELS[1:], ("Trực tiếp", "Bưu chính", "Trực tuyến một phần", "Trực tuyến toàn trình"), strict=True
            )
        ),
        Column("returned", "Tổng số", "Trả kết quả", share_of="returned"),
        Column("returned_post", "Qua bưu chính", "Trả kết quả", share_of="returned"),
    )
    nothing = (0,) * len(CHANNELS)
    rows = [
        Row(agency.code, agency.name, (*counts.get(agency.pk, nothing), *posted.get(agency.pk, (0, 0))))
        for agency in _in_order(counts.keys() | posted.keys())
    ]
    title = "Hình thức nộp hồ sơ và trả kết quả"
    return with_total(Table("channels", title, span, "Cơ quan", columns, tuple(rows), by="agency"))


@lru_cache(maxsize=2)
def _channels_sql(scoped: bool) -> str:
    known = facts(scoped=scoped)
    counts = {key: known.count(where=MEASURES[key].where(known)) for key in CHANNELS}
    return compiled(known.group_by("agency_id").agg(**counts).filter(lambda t: t.new > 0))


def _posted(span: Span, scope: frozenset[int] | None) -> dict[int, tuple[int, int]]:
    """Agency → results handed out in the period, and those of them that the post delivered."""
    period = span.period
    returned = Dossier.objects.filter(
        returned_at__gte=period.start, returned_at__lt=period.end, returned_at__lte=span.as_of
    )
    if scope is not None:
        returned = returned.filter(agency_id__in=scope)
    by_post = Count("pk", filter=Q(state__delivery=Delivery.POST.value))
    rows = returned.values_list("agency_id").annotate(all=Count("pk"), posted=by_post).order_by()
    return {agency: (number, posted) for agency, number, posted in rows}


def _in_order(agencies: Iterable[int]) -> list[Agency]:
    return list(Agency.objects.filter(pk__in=list(agencies)).order_by("order", "code"))


def months_table(span: Span, agencies: Iterable[int] | None = None) -> Table:
    """Received, of which online, resolved and late by calendar month of the period (one query)."""
    scope = None if agencies is None else frozenset(agencies)
    found = {
        (year, month): tuple(map(int, more))
        for year, month, *more in rows_of(_months_sql(scope is not None), span, scope)
    }
    columns = (
        Column("new", "Tiếp nhận mới", measure="new"),
        Column("online", "Nộp trực tuyến"),
        Column("resolved", "Đã giải quyết", measure="resolved"),
        Column("late", "Trễ hạn", measure="late"),
    )
    nothing = (0,) * len(_MONTHLY)
    rows = [
        Row(f"{day:%Y-%m}", f"Tháng {day:%m/%Y}", found.get((day.year, day.month), nothing))
        for day in months_of(span.period)
    ]
    title = "Tiếp nhận, nộp trực tuyến và giải quyết theo tháng"
    return with_total(Table("months", title, span, "Tháng", columns, tuple(rows), by="month"))


def months_of(period: Period) -> list[date]:
    """The first days of the calendar months that the period touches."""
    first = period.first.year * 12 + period.first.month - 1
    last = period.last.year * 12 + period.last.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1)]


@lru_cache(maxsize=2)
def _months_sql(scoped: bool) -> str:
    known = facts(scoped=scoped)
    accepted = dossiers_known(scoped=scoped)
    received = accepted.filter(MEASURES["new"].where(accepted))
    resolved = known.filter(MEASURES["resolved"].where(known))

    def one(condition: object) -> object:
        return ibis.ifelse(condition, 1, 0)

    # a dossier may be received in one month and resolved in another: two lists of moments, counted together
    moments = received.select(
        day=local_day(received.accepted_at),
        new=1,
        online=one(MEASURES["online"].where(received)),
        resolved=0,
        late=0,
    ).union(
        resolved.select(
            day=local_day(resolved.ended_at), new=0, online=0, resolved=1, late=one(MEASURES["late"].where(resolved))
        )
    )
    by_month = moments.group_by(year=moments.day.year(), month=moments.day.month())
    return compiled(by_month.agg(**{key: moments[key].sum() for key in _MONTHLY}))


def consultations_table(span: Span, agencies: Iterable[int] | None = None) -> Table:
    """Opinions asked of other agencies in the period, by the agency that was asked (one query).

    Answered in time, late, and still open are those of the ones asked, as known at the as-of instant.
    """
    period = span.period
    asked = Task.objects.filter(kind=Task.Kind.CONSULT, opened_at__gte=period.start, opened_at__lt=period.end)
    asked = asked.filter(opened_at__lte=span.as_of)
    if agencies is not None:
        asked = asked.filter(agency_id__in=sorted(agencies))
    answered = Q(closed_at__lt=period.end, closed_at__lte=span.as_of)
    late = answered & Q(closed_at__gt=F("due_at"))
    rows = asked.values("agency__code", "agency__name").annotate(
        asked=Count("pk"), answered=Count("pk", filter=answered), late=Count("pk", filter=late)
    )
    columns = (
        Column("asked", "Số lượt hỏi", share_of="asked"),
        Column("answered", "Đã trả lời", share_of="asked"),
        Column("in_time", "Trả lời đúng hạn", share_of="answered"),
        Column("late", "Trả lời trễ hạn", share_of="answered"),
        Column("open", "Chưa trả lời", share_of="asked"),
    )
    body = tuple(
        Row(
            row["agency__code"],
            row["agency__name"],
            (row["asked"], row["answered"], row["answered"] - row["late"], row["late"], row["asked"] - row["answered"]),
        )
        for row in rows.order_by("agency__order", "agency__code")
    )
    title = "Lấy ý kiến phối hợp giải quyết"
    return with_total(Table("consultations", title, span, "Cơ quan được hỏi", columns, body, by="agency"))
