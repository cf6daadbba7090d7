"""The public page of a procedure for other faces: shown at the desk before it is published."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from motcua.agencies.queries import calendar_for
from motcua.catalogue.pages import ProcedurePage
from motcua.faces.portal.procedures import told

register = template.Library()


@register.simple_tag(takes_context=True)
def procedure_preview(context: template.Context, page: ProcedurePage, back: str) -> SafeString:
    """`{% procedure_preview page back %}`: the whole page as citizens will see it, with the way back to the desk.

    As on its first day; promises, history and open data, which only a published procedure has, are left out.
    """
    request = context["request"]
    case = request.GET.get("truong-hop", "")
    shown = told(page, page.valid_from, calendar_for(page.agency_id), context["now"], case=case)
    more = {"preview": True, "is_today": True, "back": back, "face": "portal"}
    return render_to_string("portal/procedure_preview.html", shown | more, request)
