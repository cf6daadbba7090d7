"""Filters and tags of every template, without `{% load %}`: Vietnamese formats, assets, components."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils.safestring import SafeString

from motcua.faces.common import assets, components, formats

register = template.Library()

register.filter("number", formats.number)
register.filter("percent", formats.percent)
register.filter("money", formats.money)
register.filter("moment", formats.moment)
register.filter("short_moment", formats.short_moment)
register.filter("day", formats.day)
register.filter("long_day", formats.long_day)
register.filter("clock_time", formats.clock_time)
register.filter("working_time", formats.working_time)
register.filter("remaining", formats.remaining)
register.simple_tag(formats.share, name="share")
register.simple_tag(assets.asset_url, name="asset")


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """`{% icon "search" %}`: an inline SVG of `frontend/icons.json`, beside words, never instead of them."""
    return assets.icon_svg(name, css_class)


@register.inclusion_tag("common/partials/field.html")
def field(bound: BoundField, hint: str = "", width: str = "", label: str = "") -> dict[str, Any]:
    """`{% field form.name %}`: label, hint, control and error of one field, tied together for screen readers.

    `width` is "" (the whole column), "short" (a number, a date) or "medium" (a name).
    """
    return components.field_parts(bound, hint=hint, width=width, label=label)


@register.inclusion_tag("common/partials/status.html")
def status_badge(status: object, label: str = "") -> dict[str, str]:
    """`{% status_badge dossier.status %}`: colour, icon and word of a status (value or member)."""
    return components.status_parts(status, label)


@register.inclusion_tag("common/partials/deadline.html", takes_context=True)
def deadline(
    context: template.Context,
    minutes: int | None,
    due: datetime | None = None,
    standard_day: int = 480,
    href: str = "",
) -> dict[str, Any]:
    """`{% deadline minutes due standard_day %}`: “còn 2 ngày 3 giờ” of working time, as a chip.

    `minutes` of working time are left until `due` (negative: overdue); `href` leads to the arithmetic.
    """
    return components.deadline_parts(minutes, due, standard_day, context.get("now"), href)


@register.inclusion_tag("common/partials/pages.html", takes_context=True)
def pages(context: template.Context, page: Page, name: str = "trang") -> dict[str, Any]:
    """`{% pages page_obj %}`: links to the other pages of a list, keeping the query of the address."""
    return {"page": page, "links": list(_page_links(context["request"], page, name))}


@register.inclusion_tag("common/partials/empty.html")
def empty(title: str, text: str = "", icon: str = "inbox", href: str = "", action: str = "") -> dict[str, str]:
    """`{% empty "Chưa có hồ sơ nào" "…" %}`: what stands in place of an empty list."""
    return {"title": title, "text": text, "icon": icon, "href": href, "action": action}


@register.inclusion_tag("common/partials/stat.html")
def stat(
    label: str,
    value: object,
    note: str = "",
    tone: str = "",
    href: str = "",
    icon: str = "",
    current: bool = False,
) -> dict[str, Any]:
    """`{% stat "Quá hạn" 12 tone="danger" href="?loc=qua-han" %}`: one figure in `<div class="stats">`.

    `tone` is "", "info", "success", "warning" or "danger"; `current` marks the filter that is applied.
    """
    shown = value if isinstance(value, str) else formats.number(value)
    return {
        "label": label,
        "value": shown,
        "note": note,
        "tone": tone,
        "href": href,
        "icon": icon,
        "current": current,
    }


@register.inclusion_tag("common/partials/crumbs.html")
def crumbs(*steps: str) -> dict[str, Any]:
    """`{% crumbs "Tra cứu hồ sơ" "/ban-lam-viec/ho-so/" dossier.code %}`: words and address, …, this page."""
    *links, here = steps
    return {"links": list(zip(links[::2], links[1::2], strict=True)), "here": here}


@register.inclusion_tag("common/partials/bar.html")
def bar(part: object, whole: object, tone: str = "info", label: str = "") -> dict[str, Any]:
    """`{% bar early resolved %}`: a thin bar of a share, with its percentage in words for screen readers."""
    ratio = min(max(float(part or 0) / float(whole), 0), 1) if whole else 0
    return {"width": f"{ratio * 100:.2f}", "tone": tone, "words": formats.share(part, whole), "label": label}


@register.simple_block_tag
def table_wrap(content: str, label: str) -> SafeString:
    """`{% table_wrap "Danh sách hồ sơ" %}<table class="table">…</table>{% endtable_wrap %}`.

    The table scrolls sideways on a small screen, by keyboard too, and keeps its head in sight.
    """
    return components.scrolling(content, label)


@register.filter
def is_today(value: date | datetime | None, now: datetime) -> bool:
    """Whether a day or an instant falls on the local day of `now`."""
    return bool(value) and formats.local_day(value) == formats.local_day(now)


@register.filter
def initials(name: str) -> str:
    """Two letters of a Vietnamese name, family and given: “Nguyễn Thị Ánh Tuyết” → “NT”."""
    words = name.split()
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else ""


def _page_links(request: Any, page: Page, name: str) -> Iterator[dict[str, Any]]:
    """Links of the page numbers worth showing; a gap has no address."""
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if not isinstance(number, int):
            yield {"gap": True}
            continue
        query = request.GET.copy()
        query[name] = str(number)
        yield {"number": number, "url": f"?{query.urlencode()}", "current": number == page.number}
