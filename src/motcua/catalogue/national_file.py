"""The file of the national portal's records: JSON lines, compressed or not, read line by line."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from motcua.catalogue.national_import import Line
from motcua.law.refusal import Refused

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes of one record; the longest that the portal publishes is a tenth of that."""
MOST_BYTES = 1024 * 1024 * 1024
"""Bytes of a file, unpacked: what is larger is no catalogue."""
_GZIP = b"\x1f\x8b"


def read_lines(path: Path) -> Iterator[Line]:
    """The records of a file, one a line; blank lines are passed over.

    Raises:
        Refused: ``file_missing``, ``file_damaged``, ``file_too_large``, ``line_too_long``.
    """
    try:
        with path.open("rb") as stream:
            packed = stream.read(2) == _GZIP
        with gzip.open(path) if packed else path.open("rb") as content:
            yield from _lines(content)
    except FileNotFoundError:
        raise Refused("file_missing", f"Không có tệp {path}.") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Refused("file_damaged", f"Tệp {path.name} bị hỏng hoặc bị cắt; hãy tải lại.") from None


def _lines(content: IO[bytes] | gzip.GzipFile) -> Iterator[Line]:
    size, number = 0, 0
    while text := content.readline(LONGEST_LINE + 1):
        number, size = number + 1, size + len(text)
        if len(text) > LONGEST_LINE:
            raise Refused("line_too_long", f"Dòng {number} dài hơn 4 MB; tệp phải có mỗi thủ tục một dòng.")
        if size > MOST_BYTES:
            raise Refused("file_too_large", "Tệp lớn hơn 1 GB sau khi giải nén; không phải là danh mục thủ tục.")
        if text.strip():
            yield _line(number, text)


def _line(number: int, text: bytes) -> Line:
    try:
        record = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Line(number, None, "Dòng này không phải là một bản ghi JSON.")
    if not isinstance(record, dict):
        return Line(number, None, "Dòng này không phải là một bản ghi JSON có tên trường.")
    return Line(number, record)
