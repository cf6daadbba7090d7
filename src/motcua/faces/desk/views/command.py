"""Pages of the desk."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def carry_out(request: HttpRequest, **named: Any) -> HttpResponse:
    raise Http404
