"""Opening an office file that somebody sent: plain .xlsx or .docx of a reasonable size; nothing in it is executed."""

from __future__ import annotations

import io
from dataclasses import dataclass
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
_MACROS = b"macroEnabled"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""First bytes of the old binary files of Office, and of files with a password."""
_HEAD = 64 * 1024


@dataclass(frozen=True, slots=True)
class Program:
    """An office program, and how its plain files are known.

    Attributes:
        main: media type of the main part.
        streamed: beginnings of the names of parts that are read as a stream, or that its tables make long.
        meant: what a file is compared with when it unpacks to too much.
    """

    name: str
    ending: str
    old: str
    other: str
    main: bytes
    streamed: tuple[str, ...]
    meant: str

    @property
    def broken(self) -> Refused:
        """The refusal of a file that cannot be opened."""
        return Refused(
            "workbook_broken",
            f"Tệp {self.name} bị hỏng hoặc không đúng quy cách; hãy mở bằng {self.name} rồi lưu lại"
            f" với định dạng {self.ending}.",
        )


_OOXML = b"application/vnd.openxmlformats-officedocument."
EXCEL = Program(
    "Excel",
    ".xlsx",
    ".xls",
    "Word",
    _OOXML + b"spreadsheetml.sheet.main+xml",
    ("xl/worksheets/", "xl/sharedstrings.xml"),
    " so với một danh mục thủ tục",
)
WORD = Program("Word", ".docx", ".doc", "Excel", _OOXML + b"wordprocessingml.document.main+xml", (), "")


def require_workbook(data: bytes) -> None:
    """Make sure that a file is a workbook that can be opened.

    Raises:
        Refused: ``workbook_other`` for another kind of file, ``workbook_macros``, ``workbook_bomb`` when it unpacks to
            more than is reasonable, ``workbook_broken``.
    """
    require_office(data, EXCEL)


def require_office(data: bytes, program: Program) -> None:
    """Make sure that a file is a plain file of an office program that can be opened.

    Raises:
        Refused: as `require_workbook`.
    """
    if data.startswith(_OLE):
        raise Refused(
            "workbook_other",
            f"Tệp có mật khẩu hoặc là tệp {program.name} kiểu cũ ({program.old}); hãy bỏ mật khẩu rồi lưu"
            f" với định dạng {program.ending}.",
        )
    if not data.startswith(b"PK\x03\x04"):
        raise Refused(
            "workbook_other",
            f"Tệp không phải là tệp {program.name} ({program.ending}); hãy mở bằng {program.name} rồi lưu lại.",
        )
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            _require_parts(archive.infolist(), program)
            _require_kind(archive, program)
            for part in archive.infolist():
                _require_no_declarations(archive, part, program)
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as wrong:
        raise program.broken from wrong


def broken() -> Refused:
    """The refusal of a workbook that cannot be opened."""
    return EXCEL.broken


def _require_parts(parts: list[ZipInfo], program: Program) -> None:
    whole = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or whole > _MOST_UNPACKED:
        raise _bomb(program)
    for part in parts:
        streamed = part.filename.casefold().startswith(program.streamed) if program.streamed else False
        if part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(part.compress_size, 1):
            raise _bomb(program)
        if part.filename.endswith((".xml", ".rels")) and not streamed and part.file_size > _MOST_OF_A_PLAIN_PART:
            raise _bomb(program)


def _bomb(program: Program) -> Refused:
    return Refused(
        "workbook_bomb",
        f"Tệp {program.name} giải nén ra quá lớn{program.meant} nên không được mở; hãy dùng tệp xuất từ hệ thống.",
    )


def _require_kind(archive: ZipFile, program: Program) -> None:
    names = {name.casefold() for name in archive.namelist()}
    if "[content_types].xml" not in names:
        raise Refused("workbook_other", f"Tệp là tệp nén, không phải là tệp {program.name} ({program.ending}).")
    types = archive.read(next(name for name in archive.namelist() if name.casefold() == "[content_types].xml"))
    if _MACROS in types or any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise Refused(
            "workbook_macros",
            f"Tệp {program.name} có macro nên không được mở; hãy lưu lại với định dạng {program.ending}.",
        )
    if program.main not in types:
        raise Refused(
            "workbook_other",
            f"Tệp không phải là tệp {program.name} ({program.ending}), có thể là tệp {program.other};"
            " hãy chọn tệp khác.",
        )


def _require_no_declarations(archive: ZipFile, part: ZipInfo, program: Program) -> None:
    """No part declares entities: office programs never do, and they can grow without end."""
    if part.filename.endswith((".xml", ".rels")):
        with archive.open(part) as stream:
            if b"<!DOCTYPE" in stream.read(_HEAD):
                raise program.broken
