"""Who sits where: the agencies, the posts of one, the history of a post."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.agencies import orders
from motcua.agencies.models import Agency, Post
from motcua.agencies.rosters import agency_lines, handover_lines, history, post_lines
from motcua.faces.common.formats import local_day
from motcua.faces.desk.people.guard import agency_for, manager, post_for


@manager
@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """All agencies, for administrators; leaders go on to their own."""
    if not orders.may_appoint(request.actor):
        own = Agency.objects.filter(pk__in={seat.agency_id for seat in request.actor.seats_as("leader")})
        if len(own) == 1:
            return redirect("desk:people_agency", own[0].code)
        return render(request, "desk/people/agencies.html", {"own": own})
    lines = agency_lines(local_day(request.now))
    return render(request, "desk/people/agencies.html", {"lines": [line for line in lines if line.posts]})


@manager
@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """The posts of an agency today, and the receptions handed over."""
    found, today = agency_for(request, code), local_day(request.now)
    context = {
        "agency": found,
        "posts": post_lines(Post.objects.filter(agency=found), today),
        "handovers": handover_lines(found, today),
        "appoints": orders.may_appoint(request.actor),
        "hands_over": orders.may_appoint(request.actor) and found.kind == Agency.Kind.DEPARTMENT,
        "today": today,
    }
    return render(request, "desk/people/agency.html", context)


@manager
@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A post: who holds it, who stands in, and everybody before."""
    found, today = post_for(request, pk), local_day(request.now)
    (line,) = post_lines(Post.objects.filter(pk=pk), today)
    spells = history(found, today)
    context = {
        "post": found,
        "line": line,
        "history": spells,
        "ends": [spell for spell in spells if spell.kind == "stand_in" and spell.state != "past"],
        "appoints": orders.may_appoint(request.actor),
        "sends": orders.may_send_stand_in(request.actor, found),
        "vacant_after": not any(spell.kind == "holding" and spell.last is None for spell in spells),
    }
    return render(request, "desk/people/post.html", context)
