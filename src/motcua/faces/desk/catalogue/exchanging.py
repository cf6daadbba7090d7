"""Files of procedures: one that is brought in becomes proposals; what a list shows goes out as a workbook or JSON."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.catalogue_list import procedures
from motcua.catalogue.export_json import export_json
from motcua.catalogue.export_versions import export_versions
from motcua.catalogue.export_xlsx import export_xlsx
from motcua.catalogue.file_proposals import propose_from_file
from motcua.catalogue.import_files import read_file
from motcua.catalogue.models import ProcedureVersion, Proposal
from motcua.faces.common.formats import local_day
from motcua.faces.desk.catalogue.forms import FileForm
from motcua.faces.desk.catalogue.guard import controller, writer
from motcua.law.refusal import Refused

_IN_MEMORY = 4 * 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def import_file(request: HttpRequest) -> HttpResponse:
    """Bring a file in: what it changes waits for a decision, what is wrong with it is said with its place."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    context: dict[str, object] = {"form": form, "origin": Proposal.Origin.FILE}
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        context |= {"reading": (reading := read_file(file.name, file)), "name": file.name}
        if not reading.problems:
            try:
                report = propose_from_file(reading.contents, actor=request.actor, at=request.now)
            except Refused as refused:
                form.add_error("file", refused.sentence)
            else:
                return render(request, "desk/catalogue/imported.html", context | {"report": report})
    return render(request, "desk/catalogue/import.html", context, status=422 if form.is_bound else 200)


@require_safe
@controller
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the list shows, each procedure in its version in force, else the next, else the last.

    Raises:
        Http404: no such format.
    """
    today = local_day(request.now)
    words, only = " ".join(request.GET.get("q", "").split()), request.GET.get("loc", "")
    contents = export_versions(_shown_versions(procedures(words, on=today, only=only), request))
    name = f"thu-tuc-{today:%Y-%m-%d}.{kind}"
    if kind == "json":
        response = StreamingHttpResponse(export_json(contents), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    if kind != "xlsx":
        raise Http404(f"no format {kind}")
    book = cast(BinaryIO, SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - the response closes it
    export_xlsx(contents, book)
    book.seek(0)
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)


def _shown_versions(ids: list[int], request: HttpRequest) -> QuerySet[ProcedureVersion]:
    today = local_day(request.now)
    near = Case(
        When(valid_from__gt=today, then=Value(1)),
        When(valid_until__lte=today, then=Value(2)),
        default=Value(0),
        output_field=IntegerField(),
    )
    own = ProcedureVersion.objects.filter(procedure=OuterRef("procedure"))
    # of those to come the first, of those that ended the last
    first = own.annotate(near=near).order_by("near", Case(When(near=1, then="valid_from")), "-valid_from")
    return ProcedureVersion.objects.filter(procedure__in=ids, pk=Subquery(first.values("pk")[:1]))
