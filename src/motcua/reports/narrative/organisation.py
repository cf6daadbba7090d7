"""The organisation in figures: procedures in force, what changed in the period, who receives dossiers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, F, Q

from motcua.accounts.roles import Role
from motcua.agencies.models import Agency, Holding, PostHandover, StandIn
from motcua.catalogue.models import OnlineLevel, ProcedureVersion
from motcua.catalogue.queries import level_on, versions_on
from motcua.reports.narrative.totals import with_total
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Column, Row, RowKind, Table

_LEVELS = (OnlineLevel.FULL, OnlineLevel.PARTIAL, OnlineLevel.NONE)
ORGANISATION = (
    ("procedures_first", "Thủ tục có hiệu lực đầu kỳ"),
    ("added", "Thủ tục công bố mới trong kỳ"),
    ("amended", "Thủ tục được sửa đổi, bổ sung trong kỳ"),
    ("repealed", "Thủ tục bị bãi bỏ trong kỳ"),
    ("decisions", "Quyết định công bố có hiệu lực trong kỳ"),
    ("reception", "Công chức một cửa cuối kỳ"),
    ("post_clerks", "Nhân viên bưu điện cuối kỳ"),
    ("home_agencies", "Cơ quan cử công chức một cửa cuối kỳ"),
    ("stand_ins", "Lượt công chức dự phòng thay thế trong kỳ"),
    ("handed_over", "Cơ quan chuyển giao tiếp nhận cho Bưu điện cuối kỳ"),
)


def procedures_table(span: Span, agencies: Iterable[int] | None = None) -> Table:
    """Procedures in force on the last day of the period, by agency and online level (two queries)."""
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    versions = versions_on(span.period.last)
    if agencies is not None:
        versions = versions.filter(procedure__agency_id__in=sorted(agencies))
    levels = versions.annotate(level=level_on(span.period.last)).order_by()
    for agency, level, number in levels.values_list("procedure__agency_id", "level").annotate(number=Count("pk")):
        found[agency][level] += number
    columns = (
        Column("total", "Tổng số", share_of="total"),
        *(Column(level.value, level.label, "Mức độ trực tuyến", share_of="total") for level in _LEVELS),
    )
    body = tuple(
        Row(agency.code, agency.name, (found[agency.pk].total(), *(found[agency.pk][level.value] for level in _LEVELS)))
        for agency in Agency.objects.filter(pk__in=found).order_by("order", "code")
    )
    title = "Thủ tục hành chính có hiệu lực cuối kỳ"
    return with_total(Table("procedures", title, span, "Cơ quan", columns, body, by="agency"))


def organisation_table(span: Span, agencies: Iterable[int] | None = None) -> Table:
    """Changes of the catalogue in the period and staff on its last day: one row, the total."""
    scope = None if agencies is None else sorted(agencies)
    counts = {**_changes(span, scope), **_staff(span.period.last, scope), **_stand_ins(span, scope)}
    columns = tuple(Column(key, label) for key, label in ORGANISATION)
    row = Row("", TOTAL_LABEL, tuple(counts[column.key] for column in columns), RowKind.TOTAL)
    return Table("organisation", "Tổ chức tiếp nhận", span, "", columns, (row,))


def _changes(span: Span, scope: list[int] | None) -> dict[str, int]:
    """What publication decisions did in the period; what holds from its first day on is a change of it."""
    first, last = span.period.first, span.period.last
    whose = Q() if scope is None else Q(procedure__agency_id__in=scope)
    begun = ProcedureVersion.objects.filter(whose, valid_from__gte=first, valid_from__lte=last)
    ended = ProcedureVersion.objects.filter(
        whose, repealed_by__isnull=False, valid_until__gte=first, valid_until__lte=last
    )
    new = begun.filter(number=1).count()
    decisions = set(begun.values_list("decision", flat=True)) | set(ended.values_list("repealed_by", flat=True))
    # the day before: what begins on the first day was not there before the period
    before = versions_on(first - timedelta(days=1)).filter(whose)
    return {
        "procedures_first": before.count(),
        "added": new,
        "amended": begun.count() - new,
        "repealed": ended.count(),
        "decisions": len(decisions),
    }


def _staff(day: date, scope: list[int] | None) -> dict[str, int]:
    """Who receives dossiers on a day: people, not posts."""
    holdings = Holding.objects.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)
    if scope is not None:
        holdings = holdings.filter(post__agency_id__in=scope)
    reception = holdings.filter(post__role=Role.RECEPTION)
    return {
        "reception": reception.values("holder").distinct().count(),
        "post_clerks": holdings.filter(post__role=Role.POST_CLERK).values("holder").distinct().count(),
        "home_agencies": reception.values("post__agency").distinct().count(),
    }


def _stand_ins(span: Span, scope: list[int] | None) -> dict[str, int]:
    first, last = span.period.first, span.period.last
    stood = StandIn.objects.filter(post__role=Role.RECEPTION, since__lte=last, until__gt=first)
    handed = PostHandover.objects.filter(Q(until__isnull=True) | Q(until__gt=F("since")), since__lte=last).exclude(
        until__lte=last
    )
    if scope is not None:
        stood, handed = stood.filter(post__agency_id__in=scope), handed.filter(agency_id__in=scope)
    return {"stand_ins": stood.count(), "handed_over": handed.values("agency").distinct().count()}
