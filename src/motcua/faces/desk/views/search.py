"""Pages of the desk."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def search(request: HttpRequest, **named: Any) -> HttpResponse:
    raise Http404


def open_by_code(request: HttpRequest, **named: Any) -> HttpResponse:
    raise Http404
