"""What the e-mail of a monthly notice says: figures and causes, and a list of dossiers by code; no applicant's name."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import msgspec
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from motcua.agencies.people import unit_names
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle.state import LateCause
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports.drill import DossierList, Figure
from motcua.reports.lateness import late_steps_of
from motcua.reports.measures import MEASURES
from motcua.reports.models_mails import NoticeMail
from motcua.reports.monthly_figures import MonthFigures
from motcua.reports.span import Span

SHOWN = ("total", "carried", "new", "resolved", "early", "on_time", "late", "pending", "within", "overdue")
MOST = 5000
"""Dossiers that the attachment names."""
HEADS = (
    "Mã hồ sơ", "Thủ tục", "Tình trạng", "Tiếp nhận", "Hẹn trả", "Kết thúc", "Nguyên nhân", "Bước quá hạn",
)  # fmt: skip


def message_of(mail: NoticeMail) -> EmailMultiAlternatives:
    """The message: plain text, the same as HTML, and the list of late and overdue dossiers as CSV."""
    notice = mail.notice
    month, figures = notice.month, msgspec.convert(notice.figures, MonthFigures)
    period = Period.month(month.year, month.month)
    listed = list_of(notice.agency_id, Span(period, period.end))
    units = unit_names(notice.agency_id)
    causes = sorted(figures.causes.items(), key=lambda cause: -cause[1])
    context = {
        "agency": notice.agency.name,
        "centre": settings.CENTRE_NAME,
        "month": f"{month:%m/%Y}",
        "rows": [(MEASURES[key].label, figures.counts.get(key, 0)) for key in SHOWN],
        "causes": [(LateCause(code).label, number) for code, number in causes],
        "units": [
            (units.get(line.unit, line.unit) or "Bộ phận một cửa và lãnh đạo cơ quan", line.late)
            for line in figures.units
            if line.late
        ],
        "listed": len(listed),
        "link": _link(notice.agency.code, f"{month:%Y-%m}"),
    }
    message = EmailMultiAlternatives(
        subject=f"Kết quả giải quyết hồ sơ tháng {month:%m/%Y}: {notice.agency.short_name}",
        body=render_to_string("reports/notice_mail.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.address],
        # the same for every attempt: a second copy is recognised
        headers={"Message-ID": f"<thong-bao-{month:%Y%m}-{mail.pk}@{_domain()}>"},
    )
    message.attach_alternative(render_to_string("reports/notice_mail.html", context), "text/html")
    if listed:
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows([HEADS, *listed])
        name = f"ho-so-tre-han-{notice.agency.code}-{month:%Y-%m}.csv"
        message.attach(name, "\ufeff" + text.getvalue(), "text/csv")
    return message


def list_of(agency_id: int, span: Span) -> list[tuple[str, ...]]:
    """The dossiers that were resolved late in the span, then those overdue at its end, with the steps that ran out."""
    scope, found = frozenset({agency_id}), []
    for key, label in (("late", "Giải quyết trễ hạn"), ("overdue", "Đang quá hạn")):
        lines = DossierList(span, Figure(MEASURES[key]), scope)[:MOST]
        found += [(line, label) for line in lines]
    rows = Dossier.objects.filter(code__in=[line.code for line, _ in found]).only("pk", "code", "late_cause")
    causes = {row.code: row.late_cause for row in rows}
    steps = late_steps_of(rows, now=span.as_of)
    return [
        (
            line.code,
            line.procedure,
            label,
            _written(line.accepted_at),
            _written(line.due_at),
            _written(line.ended_at),
            LateCause(causes[line.code]).label if line.ended_at and causes[line.code] else "",
            "; ".join(f"{step.unit}: {step.step}" for step in steps.get(line.code, ()) if step.due_at < span.as_of),
        )
        for line, label in found
    ]


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">") or "motcua.invalid"


def _written(at: datetime | None) -> str:
    return f"{local(at):%d/%m/%Y %H:%M}" if at else ""


def _link(agency: str, month: str) -> str:
    """The page of the notice, where the address of the system is known."""
    origins = settings.CSRF_TRUSTED_ORIGINS
    return f"{origins[0]}/dieu-hanh/thong-bao-thang/{agency}/{month}" if origins else ""
