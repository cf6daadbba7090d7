"""The public page of a procedure for other faces: shown at the desk before it is published."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from motcua.catalogue.pages import ProcedurePage
from motcua.faces.portal.procedures import page_context

register = template.Library()


@register.simple_tag(takes_context=True)
def procedure_preview(context: template.Context, page: ProcedurePage, back: str) -> SafeString:
    """`{% procedure_preview page back %}`: the whole page as citizens will see it, with the way back to the desk.

    Templates of the portal know by `preview` that nobody can file yet: links that make no sense are left out.
    """
    more = {"preview": True, "back": back, "face": "portal"}
    shown = page_context(page, context["now"]) | more
    return render_to_string("portal/procedure_preview.html", shown, context["request"])
