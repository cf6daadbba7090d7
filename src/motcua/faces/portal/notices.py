"""The notice of a procedure for the wall and the counter (niêm yết), as PDF."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import count

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.agencies.queries import calendar_for
from motcua.catalogue.pages import ProcedurePage
from motcua.faces.common.formats import day, local_day, number
from motcua.faces.portal.addresses import day_asked, found_or_404
from motcua.faces.portal.presenting import (
    Paper,
    Standing,
    decided,
    facts,
    fee_groups,
    paper_groups,
    standing_of,
    ways,
    where_handled,
)
from motcua.faces.portal.sharing import shared
from motcua.faces.portal.times import TimeOption, reduced, time_options
from motcua.papers import printing
from motcua.papers.notice import (
    Notice,
    NoticeFee,
    NoticeFees,
    NoticeLimit,
    NoticePaper,
    NoticePapers,
)

KEPT = 3_600
"""Seconds for which a notice that was set is kept: setting one takes a good part of a second."""


@require_safe
def notice_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The notice as in force today, or on the day asked for (`?ngay=`)."""
    on, form = day_asked(request)
    if not form.is_valid():
        return HttpResponse(f"{' '.join(form.errors['ngay'])}\n", status=422, content_type="text/plain; charset=utf-8")
    page, elsewhere = found_or_404(request, code, on, "portal:notice")
    if elsewhere:
        return elsewhere
    options = time_options(page, calendar_for(page.agency_id), request.now)
    address = request.build_absolute_uri(reverse("portal:procedure", args=[page.code]))
    notice = notice_of(page, options, on, address=address, printed_on=local_day(request.now))
    tag = hashlib.sha256(repr(notice).encode()).hexdigest()[:20]
    return shared(
        request,
        lambda: cache.get_or_set(f"portal:notice:{tag}", lambda: printing.render_notice(notice), KEPT),
        tag=tag,
        content_type="application/pdf",
        filename=f"niem-yet-{page.code}.pdf",
    )


def notice_of(
    page: ProcedurePage, options: tuple[TimeOption, ...], on: date, *, address: str, printed_on: date
) -> Notice:
    """What the notice of a procedure says on a local day."""
    return Notice(
        issuer=settings.CENTRE_NAME,
        name=page.name,
        code=page.code,
        field=page.field,
        decision=decided(page),
        warning=_warning(page, on),
        papers=_papers(page),
        sets=page.sets,
        limits=tuple(_limit(option, alone=len(options) == 1) for option in options),
        fees=_fees(page, on),
        ways=tuple((way.title, way.note) for way in ways(page)),
        where=where_handled(page),
        steps=page.steps,
        conditions=tuple(filter(None, (line.strip() for line in page.conditions.splitlines()))),
        facts=tuple(facts(page)),
        bases=page.legal_bases,
        address=address,
        look_at=address.partition("://")[2],
        printed_on=printed_on,
    )


def _warning(page: ProcedurePage, on: date) -> str:
    match standing_of(page, on):
        case Standing.SUSPENDED:
            span = page.suspended
            until = f" đến trước ngày {day(span.ends_on)}" if span.ends_on else " cho đến khi có thông báo mới"
            why = f" Lý do: {span.reason}" if span.reason else ""
            return f"Tạm ngừng tiếp nhận từ ngày {day(span.starts_on)}{until}.{why}"
        case Standing.NOT_YET:
            return f"Chưa có hiệu lực; có hiệu lực từ ngày {day(page.valid_from)}."
        case Standing.REPEALED:
            return f"Đã bãi bỏ từ ngày {day(page.valid_until)} theo Quyết định số {page.repealed_by}."
        case Standing.ENDED:
            return f"Hết hiệu lực từ ngày {day(page.valid_until)}."
        case _ if page.next_version:
            return f"Từ ngày {day(page.next_version.valid_from)} áp dụng bản mới; hãy quét mã QR để xem."
        case _:
            return ""


def _papers(page: ProcedurePage) -> tuple[NoticePapers, ...]:
    numbers = count(1)
    return tuple(
        NoticePapers(group.case, tuple(_paper(next(numbers), paper) for paper in group.papers))
        for group in paper_groups(page, None)
    )


def _paper(place: int, paper: Paper) -> NoticePaper:
    line, notes = paper.line, tuple(sentence for _icon, sentence in paper.remarks)
    return NoticePaper(place, line.name, _sheets(line.originals), _sheets(line.copies), notes)


def _sheets(sheets: int) -> str:
    return number(sheets) if sheets else "–"


def _limit(option: TimeOption, *, alone: bool) -> NoticeLimit:
    said = (reduced(option), option.words, option.note)
    label = "" if alone and not option.case else option.label
    return NoticeLimit(label, option.limit.label, tuple(filter(None, said)))


def _fees(page: ProcedurePage, on: date) -> tuple[NoticeFees, ...]:
    return tuple(
        NoticeFees(group.case, tuple(NoticeFee(price.line.name, price.amount, price.remarks) for price in group.prices))
        for group in fee_groups(page, None, on)
    )
