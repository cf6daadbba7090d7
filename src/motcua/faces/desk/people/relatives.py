"""One's own page of relatives: whose dossiers go to somebody else; and the identity number put right by another."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from motcua.agencies import orders, relatives
from motcua.agencies.actors import actor_of
from motcua.agencies.models import Holding
from motcua.agencies.seats import running
from motcua.dossiers.passing_on import pass_on_own
from motcua.faces.common.formats import local_day
from motcua.faces.desk.decorators import officer
from motcua.faces.desk.people.forms import CorrectIdentityForm, IdentityForm, RelativeForm
from motcua.faces.desk.people.guard import allow, manager, post_for
from motcua.faces.desk.people.orders import both, carried_out, order_page


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The relatives declared, and the forms to declare another or one's own number."""
    sent = request.POST if request.method == "POST" else None
    own = IdentityForm(sent if sent and "own" in sent else None)
    relative = RelativeForm(sent if sent and "own" not in sent else None)

    def declare_own() -> str:
        relatives.declare_identity(request.actor, own.cleaned_data["identity_number"], at=request.now)
        return f"Đã ghi số định danh của bạn.{_passed_on(request)}"

    def declare() -> str:
        typed = relative.cleaned_data
        relatives.declare_relative(
            request.actor,
            name=typed["name"],
            number=typed["identity_number"],
            relation=typed["relation"],
            at=request.now,
        )
        told = f"Đã kê khai {typed['name']}. Hồ sơ của người này sẽ do cán bộ khác giải quyết."
        return f"{told}{_passed_on(request)}"

    if done := carried_out(own, declare_own) or carried_out(relative, declare):
        messages.success(request, done)
        return redirect("desk:relatives")
    context = {
        "own": own,
        "number": relatives.masked(request.user.identity_number),
        "form": relative,
        "declared": relatives.declared_by(request.actor),
    }
    return render(request, "desk/people/relatives.html", context, status=422 if sent else 200)


def _passed_on(request: HttpRequest) -> str:
    """Give away what the actor must keep away from by now, and say so."""
    given, stay = pass_on_own(request.actor, request.now)
    told = f" {given} hồ sơ bạn đang thụ lý đã chuyển cho cán bộ khác." if given else ""
    return told + (f" {stay} hồ sơ do lãnh đạo phòng xử lý thay bạn." if stay else "")


@officer
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a declaration back."""
    relatives.withdraw_relative(request.actor, pk, at=request.now)
    messages.success(request, "Đã rút lại kê khai.")
    return redirect("desk:relatives")


@manager
@both
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the identity number of the holder of a post right."""
    allow(orders.may_appoint(request.actor))
    post, today = post_for(request, pk), local_day(request.now)
    holding = Holding.objects.filter(running(today), post=post).select_related("holder").first()
    if holding is None:
        raise Http404("nobody holds it")
    holder = holding.holder
    form = CorrectIdentityForm(request.POST if request.method == "POST" else None)

    def put_right() -> str:
        number = form.cleaned_data["identity_number"]
        relatives.correct_identity(holder, number, by=request.actor, at=request.now)
        holder.refresh_from_db()
        given, _ = pass_on_own(actor_of(holder, today), request.now)
        told = f" {given} hồ sơ đã chuyển cho cán bộ khác." if given else ""
        return f"Đã ghi số định danh của {holder.full_name}.{told}"

    if done := carried_out(form, put_right):
        messages.success(request, done)
        return redirect("desk:people_post", post.pk)
    now = f"đang ghi {relatives.masked(holder.identity_number)}" if holder.identity_number else "chưa ghi số định danh"
    told = f"{holder.full_name} {now}. Hồ sơ nộp với số này do cán bộ khác giải quyết."
    title = "Sửa số định danh"
    return order_page(request, form, post=post, agency=post.agency, title=title, button="Ghi số định danh", told=told)
