"""Counts that only the narrative report needs: channels and delivery by agency, months, consultations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Count, F, Q

from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier, Task
from motcua.law.lifecycle.state import Delivery
from motcua.reports.counting import counted, counted_of, month_names, months_of
from motcua.reports.narrative.totals import with_total
from motcua.reports.span import Span
from motcua.reports.table import Column, Row, Table

CHANNELS = ("new", "new_counter", "new_post", "new_online_partial", "new_online_full")
_MONTHLY = ("new", "new_online_full", "new_online_partial", "resolved", "late")


def channels_table(span: Span, agencies: Iterable[int] | None = None) -> Table:
    """New dossiers by agency and channel, and how many results were delivered by post (three queries)."""
    scope = None if agencies is None else frozenset(agencies)
    new = {row.code: tuple(row.counts[key] for key in CHANNELS) for row in counted(span, CHANNELS, agencies=scope).rows}
    posted = _posted(span, scope)
    nothing = (0,) * len(CHANNELS)
    body = tuple(
        Row(agency.code, agency.name, (*new.get(agency.code, nothing), *posted.get(agency.pk, (0, 0))))
        for agency in Agency.objects.order_by("order", "code")
        if agency.pk in posted or any(new.get(agency.code, nothing))
    )
    labels = ("Trực tiếp", "Bưu chính", "Trực tuyến một phần", "Trực tuyến toàn trình")
    columns = (
        Column("new", "Tổng số", "Tiếp nhận mới", measure="new", share_of="new"),
        *(
            Column(key, label, "Tiếp nhận mới", measure=key, share_of="new")
            for key, label in zip(CHANNELS[1:], labels, strict=True)
        ),
        Column("returned", "Tổng số", "Trả kết quả"),
        Column("returned_post", "Qua bưu chính", "Trả kết quả", share_of="returned"),
    )
    title = "Hình thức nộp hồ sơ và trả kết quả"
    return with_total(Table("channels", title, span, "Cơ quan", columns, body, by="agency"))


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


def months_table(span: Span, agencies: Iterable[int] | None = None) -> Table:
    """Received, of which online, resolved and late by month of the period (two queries)."""
    months = months_of(span)
    found = counted_of(months, _MONTHLY, agencies=agencies)
    columns = (
        Column("new", "Tiếp nhận mới", measure="new"),
        Column("online", "Nộp trực tuyến"),
        Column("resolved", "Đã giải quyết", measure="resolved"),
        Column("late", "Trễ hạn", measure="late"),
    )
    body = tuple(
        Row(key, name, _month(one.total), span=month, behind=())
        for month, one in zip(months, found, strict=True)
        for key, name, _ in (month_names(month.period),)
    )
    title = "Tiếp nhận, nộp trực tuyến và giải quyết theo tháng"
    return with_total(Table("months", title, span, "Tháng", columns, body, by="month"))


def _month(total: Mapping[str, int]) -> tuple[int, ...]:
    """The online filings of a month are those received in it, in whichever way they are online."""
    return total["new"], total["new_online_full"] + total["new_online_partial"], total["resolved"], total["late"]


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
