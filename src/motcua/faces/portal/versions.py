"""The versions of a procedure by their decisions, and two of them side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.catalogue.history import VersionLine, compare_versions, versions_of
from motcua.faces.common.formats import local_day
from motcua.faces.portal.addresses import canonical_or_404, moved


@require_safe
def version_list(request: HttpRequest, code: str) -> HttpResponse:
    """All versions with their decisions and days, and a form to choose two of them."""
    versions = versions_of(code)
    if not versions:
        return moved(request, _other(code), "portal:versions")
    today = local_day(request.now)
    context = {
        "code": code,
        "name": _shown(versions, today).name,
        "versions": [(line, before) for line, before in zip(versions, [*versions[1:], None], strict=True)],
        "today": today,
        "in_force": next((line.number for line in versions if line.holds_on(today)), 0),
        "old": versions[1].number if len(versions) > 1 else 0,
        "new": versions[0].number,
    }
    return render(request, "portal/versions.html", context)


@require_safe
def comparison(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions side by side: what differs, or (`?tat-ca=1`) everything."""
    numbers = [_number(request.GET.get(name, "")) for name in ("cu", "moi")]
    found = compare_versions(code, *numbers) if all(numbers) else None
    if found is None:
        if versions_of(code):
            raise Http404("no such versions")
        return moved(request, _other(code), "portal:compare")
    everything = "tat-ca" in request.GET
    context = {
        "code": code,
        "found": found,
        "everything": everything,
        "sections": found.sections if everything else found.changed,
    }
    return render(request, "portal/compare.html", context)


def _shown(versions: tuple[VersionLine, ...], today: object) -> VersionLine:
    """The version by whose name the procedure goes: the one in force, else the newest."""
    return next((line for line in versions if line.holds_on(today)), versions[0])


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 0


def _other(code: str) -> str:
    """Another spelling of a code under which there is no procedure.

    Raises:
        Http404: there is none.
    """
    known = canonical_or_404(code)
    if known == code:
        raise Http404("no versions")
    return known
