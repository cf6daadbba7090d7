"""The tabs of the board."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from motcua.faces.board.tabs import SECTIONS

register = template.Library()


@register.inclusion_tag("board/partials/tabs.html", takes_context=True)
def board_tabs(context: template.Context) -> dict[str, Any]:
    """`{% board_tabs %}`: the sections, and the pages of the one that is open."""
    request = context["request"]
    here, period = request.resolver_match.url_name, context.get("query_string", "")

    def shown(tab: Any) -> dict[str, Any]:
        address = reverse(f"board:{tab.names[0]}")
        return {
            "label": tab.label,
            "icon": tab.icon,
            "url": address + (period if tab.keeps_period else ""),
            "current": here in tab.names,
        }

    sections, pages = [], []
    for section in SECTIONS:
        tabs = [shown(tab) for tab in section.for_actor(request.actor)]
        if not tabs:
            continue
        current = section.holds(here)
        sections.append({**tabs[0], "label": section.label, "icon": section.icon, "current": current})
        if current and len(tabs) > 1:
            pages = tabs
    return {"sections": sections, "pages": pages}
