"""Writes of kept files: streamed to disk while they are measured, hashed and looked into."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import filetype
from django.conf import settings

from motcua.law.refusal import Refused
from motcua.papers.models import Blob
from motcua.papers.queries import path_of

_CHUNK = 64 * 1024


class Readable(Protocol):
    """Anything that gives bytes piece by piece: an open file, an upload of Django."""

    def read(self, size: int, /) -> bytes: ...


def keep(stream: Readable, *, name: str) -> Blob:
    """Keep the content of `stream` and return what it is known by; the same content is kept once.

    At no time is more than a chunk in memory, and a file appears under its name only when it is whole.

    Args:
        name: the file's name, for the sentences only.

    Raises:
        Refused: the file is empty, too large, or by its content not a PDF, JPEG, PNG or TIFF.
    """
    folder = Path(settings.PAPERS_FOLDER) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    shown = _shown(name)
    handle, path = tempfile.mkstemp(dir=folder)
    temporary = Path(path)
    try:
        with os.fdopen(handle, "wb") as target:
            sha256, size, media_type = _copy(stream, target.write, shown)
            target.flush()
            os.fsync(target.fileno())
        final = path_of(sha256)
        final.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):  # the same content is here already: never written over
            os.link(temporary, final)
    finally:
        temporary.unlink(missing_ok=True)
    blob, _ = Blob.objects.get_or_create(sha256=sha256, defaults={"size": size, "media_type": media_type})
    return blob


class _Writes(Protocol):
    def __call__(self, piece: bytes, /) -> int: ...


def _copy(stream: Readable, write: _Writes, shown: str) -> tuple[str, int, str]:
    """Copy `stream` piece by piece; returns SHA-256, length in bytes and media type."""
    digest, size, media_type = hashlib.sha256(), 0, ""
    while piece := stream.read(_CHUNK):
        if not size:
            media_type = _media_type(piece, shown)
        size += len(piece)
        if size > settings.PAPERS_MAX_BYTES:
            raise Refused(
                "paper_too_large",
                f"Tệp {shown} lớn hơn {settings.PAPERS_MAX_BYTES // 1024 // 1024} MB. "
                "Hãy quét lại với độ phân giải thấp hơn hoặc tách thành nhiều tệp.",
                "scans",
            )
        digest.update(piece)
        write(piece)
    if not size:
        raise Refused("paper_empty", f"Tệp {shown} không có nội dung. Hãy chọn lại tệp khác.", "scans")
    return digest.hexdigest(), size, media_type


def _media_type(head: bytes, shown: str) -> str:
    """Media type by the first bytes, whatever the name or the browser says."""
    found = filetype.guess_mime(head)
    if found not in Blob.MediaType.values:
        raise Refused(
            "paper_type",
            f"Tệp {shown} không phải PDF, JPEG, PNG hoặc TIFF. Hãy quét hoặc lưu lại tệp ở một trong các dạng đó.",
            "scans",
        )
    return str(found)


def _shown(name: str) -> str:
    """The name in quotation marks: without folders, and short."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].strip() or "không tên"
    return f"“{last if len(last) <= 80 else last[:60] + '…' + last[-15:]}”"
