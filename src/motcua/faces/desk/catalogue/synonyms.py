"""The synonyms of the search, kept by procedure control: list, new, change, delete."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue import synonyms
from motcua.catalogue.access import may_keep_synonyms
from motcua.catalogue.finding import find
from motcua.catalogue.models import Synonym
from motcua.faces.common.formats import local_day, number
from motcua.faces.desk.decorators import only
from motcua.faces.desk.forms.base import Text
from motcua.law.refusal import Refused

PER_PAGE = 50
TRIED = 3
"""So many procedures show what a synonym finds today."""


class SynonymForm(forms.Form):
    """A synonym as it is written."""

    use_required_attribute = False
    typed = Text(
        "Người dân gõ",
        max_length=200,
        help_text=f"Dài nhất {synonyms.LONGEST_SYNONYM} tiếng, viết có dấu. Ai gõ không dấu cũng được hiểu.",
    )
    means = Text(
        "Danh mục gọi là",
        rows=2,
        max_length=600,
        help_text="Viết có dấu, như trong tên thủ tục. Nhiều cách gọi thì cách nhau bằng dấu chấm phẩy.",
    )


keeper = only(may_keep_synonyms)
"""Only for those who keep the synonyms."""


@require_safe
@keeper
def synonym_list(request: HttpRequest) -> HttpResponse:
    """All synonyms, or those with the words typed, with words of their meanings that no procedure uses."""
    words = " ".join(request.GET.get("q", "").split())[: synonyms.LONGEST_TYPED]
    page = Paginator(synonyms.list_synonyms(words), PER_PAGE).get_page(request.GET.get("trang"))
    missing = len(synonyms.missing_synonyms())
    return render(request, "desk/catalogue/synonyms.html", {"words": words, "page": page, "missing": missing})


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def new(request: HttpRequest) -> HttpResponse:
    """Write a synonym that is not there yet."""
    form = SynonymForm(request.POST if request.method == "POST" else None)
    if row := _saved(request, form):
        messages.success(request, f"Đã thêm: “{row.typed}” được hiểu là “{row.means}”.")
        return redirect("desk:synonym", row.pk)
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a synonym, and see what it finds today."""
    row = _row_or_404(pk)
    if request.method != "POST":
        return _page(request, SynonymForm(initial={"typed": row.typed, "means": row.means}), row)
    form = SynonymForm(request.POST)
    if saved := _saved(request, form, pk):
        messages.success(request, f"Đã lưu: “{saved.typed}” được hiểu là “{saved.means}”.")
        return redirect("desk:synonym", pk)
    return _page(request, form, row)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a synonym away, after a question."""
    row = _row_or_404(pk)
    if request.method == "POST":
        synonyms.delete_synonym(pk, actor=request.actor)
        messages.success(request, f"Đã xóa từ đồng nghĩa “{row.typed}”.")
        return redirect("desk:synonyms")
    return render(request, "desk/catalogue/synonym_delete.html", {"row": row})


@require_POST
@keeper
def add_shipped(request: HttpRequest) -> HttpResponse:
    """Add the synonyms that ship with the system and are not in the list."""
    added = synonyms.add_shipped(actor=request.actor)
    messages.success(request, f"Đã thêm {number(added)} từ đồng nghĩa có sẵn.")
    return redirect("desk:synonyms")


def _saved(request: HttpRequest, form: SynonymForm, pk: int | None = None) -> Synonym | None:
    """The synonym as saved; None where nothing was sent, or it was refused, which the form then says."""
    if not form.is_bound or not form.is_valid():
        return None
    typed, means = form.cleaned_data["typed"], form.cleaned_data["means"]
    try:
        if pk is None:
            return synonyms.add_synonym(typed, means, actor=request.actor)
        return synonyms.change_synonym(pk, typed, means, actor=request.actor)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return None


def _page(request: HttpRequest, form: SynonymForm, row: Synonym | None = None) -> HttpResponse:
    context: dict[str, object] = {"form": form, "row": row}
    if row:
        found = find(row.typed, on=local_day(request.now), limit=TRIED)
        context |= {"found": found, "line": synonyms.line_of(row)}
    return render(request, "desk/catalogue/synonym.html", context, status=422 if form.is_bound else 200)


def _row_or_404(pk: int) -> Synonym:
    row = Synonym.objects.filter(pk=pk).first()
    if row is None:
        raise Http404(f"no synonym {pk}")
    return row
