"""Pages of the desk."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def work_list(request: HttpRequest, **named: Any) -> HttpResponse:
    raise Http404
