"""Pages of the orders about a post: appoint, let leave, send a stand-in, end it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.agencies import orders, posts
from motcua.agencies.models import Holding, Post
from motcua.agencies.models_posts import StandIn
from motcua.agencies.rosters import people_for
from motcua.agencies.seats import running
from motcua.dossiers import leaving
from motcua.faces.common.formats import local_day
from motcua.faces.desk.people import forms
from motcua.faces.desk.people.guard import allow, manager, post_for
from motcua.law.refusal import Refused

both = require_http_methods(["GET", "HEAD", "POST"])


def carried_out(form: Form, order: Callable[[], str]) -> str:
    """What came of a form that was sent: a sentence, or "" when it has errors, which it then shows."""
    if not form.is_bound or not form.is_valid():
        return ""
    try:
        return order()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return ""


def order_page(request: HttpRequest, form: Form, **context: object) -> HttpResponse:
    """The page of an order, with its form as it was filled in."""
    status = 422 if form.is_bound else 200
    return render(request, "desk/people/order.html", {"form": form, **context}, status=status)


def _data(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


@manager
@both
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who holds a post."""
    allow(orders.may_appoint(request.actor))
    post, today = post_for(request, pk), local_day(request.now)
    form = forms.AppointForm(
        _data(request), today=today, people=people_for(post, today, everybody=True), initial={"since": today}
    )

    def order() -> str:
        who, since = form.person(), form.cleaned_data["since"]
        posts.appoint_holder(post, who, since=since, order=form.order(request.actor, request.now))
        return f"{who.full_name} giữ vị trí {post.title} từ {since:%d/%m/%Y}."

    return _answer(request, form, post, order, title="Bổ nhiệm người giữ vị trí", button="Ghi nhận bổ nhiệm")


@manager
@both
def send_stand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who stands in for the holder of a post."""
    post, today = post_for(request, pk), local_day(request.now)
    allow(orders.may_send_stand_in(request.actor, post))
    people = people_for(post, today, everybody=False, besides=request.actor.staff_id)
    form = forms.StandInForm(_data(request), today=today, people=people, initial={"since": today})

    def order() -> str:
        who, since, until = form.person(), form.cleaned_data["since"], form.first_without()
        posts.stand_in(post, who, since=since, until=until, order=form.order(request.actor, request.now))
        last = form.cleaned_data["until"]
        return f"{who.full_name} thay tại vị trí {post.title} từ {since:%d/%m/%Y} đến hết {last:%d/%m/%Y}."

    told = "Người giữ vị trí vẫn làm việc được; nhật ký hồ sơ ghi rõ ai làm, thay ai và theo quyết định nào."
    return _answer(request, form, post, order, title="Phân công người thay", button="Phân công", told=told)


@manager
@both
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the holder leaves a post, and who takes over the open dossiers."""
    allow(orders.may_appoint(request.actor))
    post, today = post_for(request, pk), local_day(request.now)
    holding = Holding.objects.filter(running(today), post=post, until__isnull=True).select_related("holder").first()
    if holding is None:
        raise Http404("nobody to leave")
    form = forms.LeaveForm(
        _data(request),
        today=today,
        successors=[(str(one.staff_id), f"{one.name} – {one.title}") for one in leaving.successors(holding, today)],
        load=leaving.load_of(holding),
        initial={"until": today},
    )

    def order() -> str:
        moved = leaving.leave_post(
            holding,
            until=form.cleaned_data["until"],
            successor=int(form.cleaned_data.get("successor") or 0) or None,
            order=form.order(request.actor, request.now),
        )
        told = f" Đã chuyển {moved} hồ sơ." if moved else ""
        return (
            f"{holding.holder.full_name} thôi giữ vị trí {post.title} từ {form.cleaned_data['until']:%d/%m/%Y}.{told}"
        )

    told = (
        f"{holding.holder.full_name} giữ vị trí này từ {holding.since:%d/%m/%Y}. Khi không còn giữ vị trí nào, mọi "
        "phiên đăng nhập của người này kết thúc."
    )
    return _answer(
        request, form, post, order, title="Ghi nhận thôi giữ vị trí", button="Ghi nhận", told=told, danger=True
    )


@manager
@both
def end_standing(request: HttpRequest, pk: int) -> HttpResponse:
    """End a stand-in earlier."""
    standing = StandIn.objects.select_related("person").filter(pk=pk).first()
    if standing is None:
        raise Http404(f"no stand-in {pk}")
    post, today = post_for(request, standing.post_id), local_day(request.now)
    allow(orders.may_send_stand_in(request.actor, post))
    form = forms.EndForm(_data(request), initial={"until": max(today, standing.since)})

    def order() -> str:
        posts.end_stand_in(standing, until=form.cleaned_data["until"], by=request.actor, today=today)
        return (
            f"{standing.person.full_name} thôi thay tại vị trí {post.title} từ {form.cleaned_data['until']:%d/%m/%Y}."
        )

    last = standing.until - timedelta(days=1)
    told = (
        f"{standing.person.full_name} thay từ {standing.since:%d/%m/%Y} đến hết {last:%d/%m/%Y} "
        f"theo Quyết định {standing.decision}."
    )
    return _answer(request, form, post, order, title="Kết thúc việc thay", button="Kết thúc", told=told, danger=True)


def _answer(request: HttpRequest, form: Form, post: Post, order: Callable[[], str], **context: object) -> HttpResponse:
    """Carry the order out and go back to the post, or show the form."""
    if done := carried_out(form, order):
        messages.success(request, done)
        return redirect("desk:people_post", post.pk)
    return order_page(request, form, post=post, agency=post.agency, **context)
