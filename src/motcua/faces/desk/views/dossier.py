"""Pages of the desk."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse


def dossier_page(request: HttpRequest, **named: Any) -> HttpResponse:
    raise Http404


def explanation(request: HttpRequest, **named: Any) -> HttpResponse:
    raise Http404


def attachment(request: HttpRequest, **named: Any) -> HttpResponse:
    raise Http404
