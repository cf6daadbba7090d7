"""Answers that are the same for everybody: kept by browsers and proxies, and asked for again by their tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

FIVE_MINUTES = 300
"""Seconds for which an answer is good unasked: a decision may change any of it at any time."""
Body = bytes | Iterable[bytes]


def shared(
    request: HttpRequest,
    body: Callable[[], Body],
    *,
    tag: str,
    content_type: str,
    changed: datetime | None = None,
    filename: str = "",
    max_age: int = FIVE_MINUTES,
) -> HttpResponse | StreamingHttpResponse:
    """An answer for everybody; `body` is made only where the asker does not have it already (by its `tag`).

    Args:
        tag: changes as soon as the body does.
        changed: told, but never compared: data that were loaded from files do not say when they came.
        filename: under which name browsers offer to keep it.
    """
    etag = f'"{tag}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        made = body()
        kind = HttpResponse if isinstance(made, bytes) else StreamingHttpResponse
        response = kind(made, content_type=content_type)
    response["ETag"] = etag
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    if filename:
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    patch_cache_control(response, public=True, max_age=max_age)
    response["Access-Control-Allow-Origin"] = "*"
    # who asks makes no difference here, although every request looks whether somebody is signed in
    request.session.accessed = False
    return response
