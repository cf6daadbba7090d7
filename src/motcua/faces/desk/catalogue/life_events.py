"""The pages of life events, kept by procedure control: list, new, change, delete."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import life_events
from motcua.catalogue.access import may_write_catalogue
from motcua.catalogue.directory import hits_by_code
from motcua.catalogue.life_event_lines import read_lines
from motcua.catalogue.models import LifeEvent, LifeEventEntry
from motcua.faces.common.formats import local_day
from motcua.faces.desk.catalogue.guard import controller, writer
from motcua.faces.desk.forms.base import Text
from motcua.law.refusal import Refused

ICONS = {
    "file-text": "Giấy tờ",
    "baby-carriage": "Em bé",
    "heart": "Trái tim",
    "home": "Ngôi nhà",
    "building-cottage": "Nhà đang xây",
    "car": "Xe",
    "candle": "Nến",
    "umbrella": "Ô che",
    "old": "Người già",
    "school": "Mũ tốt nghiệp",
    "stethoscope": "Ống nghe",
    "world": "Địa cầu",
    "building-skyscraper": "Tòa nhà",
    "building-store": "Cửa hàng",
    "building-factory": "Nhà máy",
    "transfer": "Mũi tên hai chiều",
    "world-share": "Ra thế giới",
    "truck-delivery": "Xe tải",
    "trees": "Cây",
    "briefcase": "Cặp",
}
"""Icons to choose from, in words."""


class LifeEventForm(forms.Form):
    """A life event as it is written."""

    use_required_attribute = False
    title = Text("Tên sự kiện", max_length=200, help_text="Như người dân gọi, ví dụ: Sinh con.")
    audience = forms.ChoiceField(label="Dành cho", choices=LifeEvent.Audience.choices)
    icon = forms.ChoiceField(label="Hình", choices=list(ICONS.items()))
    intro = Text(
        "Lời dẫn", rows=2, optional=True, max_length=600, help_text="Một hai câu: làm gì trước, trong bao lâu."
    )
    lines = Text(
        "Các thủ tục",
        rows=16,
        max_length=20_000,
        help_text="Mỗi dòng một thủ tục: mã | khi nào cần, một câu. Dòng bắt đầu bằng # mở một nhóm mới.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def text(self) -> life_events.Text:
        """What was filled in."""
        said = self.cleaned_data
        return life_events.Text(said["title"], said["intro"], said["lines"], said["audience"], said["icon"])


@require_safe
@controller
def event_list(request: HttpRequest) -> HttpResponse:
    """All life events, with what in them is not in force today."""
    entries: dict[int, list[str]] = {}
    for event_id, code in LifeEventEntry.objects.order_by("order").values_list("event_id", "code"):
        entries.setdefault(event_id, []).append(code)
    in_force = hits_by_code(sorted({code for codes in entries.values() for code in codes}), local_day(request.now))
    lines = [
        (event, len(entries.get(event.pk, ())), [code for code in entries.get(event.pk, ()) if code not in in_force])
        for event in life_events.life_events()
    ]
    context = {"lines": lines, "may_write": may_write_catalogue(request.actor)}
    return render(request, "desk/catalogue/life_events.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def new(request: HttpRequest) -> HttpResponse:
    """Write a life event that is not there yet."""
    form = LifeEventForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (event := _saved(request, form)):
        messages.success(request, f"Đã thêm trang “{event.title}”.")
        return redirect("desk:life_events")
    return _form(request, form, {})


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a life event."""
    event = _event_or_404(slug)
    if request.method != "POST":
        text = life_events.text_of(event)
        initial = {name: getattr(text, name) for name in ("title", "audience", "icon", "intro", "lines")}
        return _form(
            request, LifeEventForm(initial=initial | {"seen": life_events.revision_of(event)}), {"event": event}
        )
    form = LifeEventForm(request.POST)
    if form.is_valid() and (saved := _saved(request, form, slug)):
        messages.success(request, f"Đã lưu trang “{saved.title}”.")
        return redirect("desk:life_events")
    return _form(request, form, {"event": event})


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a life event off the portal, after a question."""
    event = _event_or_404(slug)
    if request.method == "POST":
        life_events.delete_life_event(slug, actor=request.actor)
        messages.success(request, f"Đã xóa trang “{event.title}”.")
        return redirect("desk:life_events")
    return render(request, "desk/catalogue/life_event_delete.html", {"event": event})


def _saved(request: HttpRequest, form: LifeEventForm, slug: str = "") -> LifeEvent | None:
    """The life event as saved; None where it was refused, which the form then says beside the field."""
    try:
        return life_events.save_life_event(form.text(), actor=request.actor, slug=slug, seen=form.cleaned_data["seen"])
    except Refused as refused:
        problems = read_lines(form.cleaned_data["lines"])[1] if refused.field else ()
        for problem in problems:  # all of them at once, each with its line
            form.add_error("lines", problem)
        if refused.field != "lines" or not problems:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        if refused.code == "life_event_changed":  # told once; who saves again has seen it
            form.data = form.data.copy()
            form.data["seen"] = life_events.revision_of(_event_or_404(slug))
        return None


def _form(request: HttpRequest, form: LifeEventForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "desk/catalogue/life_event.html", context | {"form": form}, status=status)


def _event_or_404(slug: str) -> LifeEvent:
    event = life_events.life_event(slug)
    if event is None:
        raise Http404(f"no life event {slug}")
    return event
