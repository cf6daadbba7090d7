"""Pages of receptions handed over to the post enterprise."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.accounts.roles import Role
from motcua.agencies import handovers, orders
from motcua.agencies.models import Agency, Post
from motcua.agencies.models_posts import PostHandover
from motcua.catalogue.queries import procedures_of
from motcua.faces.common.formats import local_day
from motcua.faces.desk.people import forms
from motcua.faces.desk.people.guard import agency_for, allow, manager
from motcua.faces.desk.people.orders import both, carried_out, order_page


@manager
@both
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the reception of an agency, or of one procedure, over to a post clerk."""
    allow(orders.may_appoint(request.actor))
    agency, today = agency_for(request, code), local_day(request.now)
    posts = {str(one.pk): one for one in Post.objects.filter(role=Role.POST_CLERK).select_related("agency")}
    form = forms.HandOverForm(
        request.POST if request.method == "POST" else None,
        today=today,
        posts=[(key, f"{one.title}, {one.agency.name}") for key, one in posts.items()],
        procedures=[(hit.code, f"{hit.code} {hit.name}") for hit in procedures_of([agency.pk], today)],
        initial={"since": today, "post": next(iter(posts), "") if len(posts) == 1 else ""},
    )

    def order() -> str:
        chosen, since = form.cleaned_data, form.cleaned_data["since"]
        procedure = "" if chosen["procedure"] == forms.ALL else chosen["procedure"]
        handovers.hand_over_reception(
            agency,
            posts[chosen["post"]],
            since=since,
            procedure=procedure,
            order=form.order(request.actor, request.now),
        )
        what = f"thủ tục {procedure}" if procedure else "mọi thủ tục"
        return f"Đã bàn giao tiếp nhận {what} của {agency.name} từ {since:%d/%m/%Y}."

    if done := carried_out(form, order):
        messages.success(request, done)
        return redirect("desk:people_agency", agency.code)
    told = (
        "Từ ngày bàn giao, hồ sơ mới do nhân viên bưu điện tiếp nhận. Hồ sơ đã tiếp nhận trước đó vẫn do bộ phận "
        "tiếp nhận của cơ quan làm tiếp và trả kết quả."
    )
    title = "Bàn giao tiếp nhận cho bưu điện"
    return order_page(request, form, agency=agency, title=title, button="Ghi nhận bàn giao", told=told)


@manager
@both
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a reception back to the agency's own desk."""
    allow(orders.may_appoint(request.actor))
    found = PostHandover.objects.select_related("agency", "post__agency").filter(pk=pk).first()
    if found is None:
        raise Http404(f"no hand-over {pk}")
    agency: Agency = found.agency
    today = local_day(request.now)
    form = forms.EndHandoverForm(
        request.POST if request.method == "POST" else None, today=today, initial={"until": today}
    )

    def order() -> str:
        until = form.cleaned_data["until"]
        handovers.end_handover(found, until=until, order=form.order(request.actor, request.now))
        return f"{agency.name} tự tiếp nhận lại từ {until:%d/%m/%Y}."

    if done := carried_out(form, order):
        messages.success(request, done)
        return redirect("desk:people_agency", agency.code)
    what = f"thủ tục {found.procedure}" if found.procedure else "mọi thủ tục"
    told = (
        f"Đang bàn giao {what} cho {found.post.agency.name} từ {found.since:%d/%m/%Y} theo Quyết định {found.decision}."
    )
    return order_page(
        request, form, agency=agency, title="Kết thúc bàn giao tiếp nhận", button="Kết thúc bàn giao", told=told
    )
