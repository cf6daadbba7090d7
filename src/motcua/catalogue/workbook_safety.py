"""Opening a workbook that somebody sent: only a plain .xlsx of a reasonable size, and nothing in it is executed."""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile, ZipInfo

from motcua.law.refusal import Refused

MOST_BYTES = 40 * 1024 * 1024
_MOST_UNPACKED = 600 * 1024 * 1024
_MOST_OF_A_PLAIN_PART = 20 * 1024 * 1024
"""Of what is read whole: styles, the list of sheets. Sheets and texts are read as a stream."""
_MOST_RATIO = 200
"""Workbooks of long tables are packed 10 to 40 times smaller; a bomb, a thousand times."""
_SMALL = 1024 * 1024
"""Below this size the ratio does not matter."""
_MOST_PARTS = 2_000
_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = b"macroEnabled"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""First bytes of the old binary files of Office, and of files with a password."""
_HEAD = 64 * 1024

_BROKEN = "Tệp Excel bị hỏng hoặc không đúng quy cách; hãy mở bằng Excel rồi lưu lại với định dạng .xlsx."


def require_workbook(data: bytes) -> None:
    """Make sure that a file is a workbook that can be opened.

    Raises:
        Refused: ``workbook_other`` for another kind of file, ``workbook_macros``, ``workbook_bomb`` when it unpacks to
            more than is reasonable, ``workbook_broken``.
    """
    if data.startswith(_OLE):
        raise Refused(
            "workbook_other",
            "Tệp có mật khẩu hoặc là tệp Excel kiểu cũ (.xls); hãy bỏ mật khẩu rồi lưu với định dạng .xlsx.",
        )
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("workbook_other", "Tệp không phải là tệp Excel (.xlsx); hãy mở bằng Excel rồi lưu lại.")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            _require_parts(archive.infolist())
            _require_kind(archive)
            for part in archive.infolist():
                _require_no_declarations(archive, part)
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as wrong:
        raise broken() from wrong


def broken() -> Refused:
    """The refusal of a file that cannot be opened."""
    return Refused("workbook_broken", _BROKEN)


def _require_parts(parts: list[ZipInfo]) -> None:
    whole = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or whole > _MOST_UNPACKED:
        raise _bomb()
    for part in parts:
        streamed = part.filename.startswith("xl/worksheets/") or part.filename.casefold() == "xl/sharedstrings.xml"
        if part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
            raise _bomb()
        if part.filename.endswith((".xml", ".rels")) and not streamed and part.file_size > _MOST_OF_A_PLAIN_PART:
            raise _bomb()


def _bomb() -> Refused:
    return Refused(
        "workbook_bomb",
        "Tệp Excel giải nén ra quá lớn so với một danh mục thủ tục nên không được mở; hãy dùng tệp xuất từ hệ thống.",
    )


def _require_kind(archive: ZipFile) -> None:
    names = {name.casefold() for name in archive.namelist()}
    if "[content_types].xml" not in names:
        raise Refused("workbook_other", "Tệp là tệp nén, không phải là tệp Excel (.xlsx).")
    types = archive.read(next(name for name in archive.namelist() if name.casefold() == "[content_types].xml"))
    if _MACROS in types or any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise Refused("workbook_macros", "Tệp Excel có macro nên không được mở; hãy lưu lại với định dạng .xlsx.")
    if _MAIN not in types:
        raise Refused("workbook_other", "Tệp không phải là tệp Excel (.xlsx), có thể là tệp Word; hãy chọn tệp khác.")


def _require_no_declarations(archive: ZipFile, part: ZipInfo) -> None:
    """No part declares entities: office programs never do, and they can grow without end."""
    if part.filename.endswith((".xml", ".rels")):
        with archive.open(part) as stream:
            if b"<!DOCTYPE" in stream.read(_HEAD):
                raise broken()
