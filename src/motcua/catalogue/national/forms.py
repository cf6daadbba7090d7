"""Tells the name of a paper from the file names of its forms, which follow it without a separator."""

from __future__ import annotations

import re

from motcua.catalogue.national.cells import LOWER, UPPER

EXTENSION = r"(?i:\.(?>docx?|pdf|xlsx?|rtf|jpe?g|png|zip|rar|7z|pptx?|tiff?|odt|txt))"
"""How the name of a form's file ends."""

LONGEST = 160
"""No file name is longer; a longer one has swallowed a part of the paper's name."""

_FILE_END = re.compile(rf"{EXTENSION}(?!{EXTENSION}|[{LOWER} .;:,)\]])")
_RUNS_ON = re.compile(rf"{EXTENSION}(?=[{LOWER}])")
_FORM = (
    r"(?:[Mm]ẫu|MẪU|[Mm]au|MAU|Phụ lục|PHỤ LỤC|[Pp]hu ?luc|PHU LUC|Biểu|BIỂU|Phiếu|PL|BM|TK|Tờ khai|Đơn|ĐƠN|Don)"
    rf"(?![{LOWER}])"
)
_MEETING = re.compile(
    rf"(?<=[{LOWER}])(?=[{UPPER}\d])|(?<=[;:)”\"])(?=[{UPPER}{LOWER}\d])|(?<=[{LOWER}{UPPER}\d)]{{2}}\.)(?=[{UPPER}])"
    rf"|(?<=\d)(?=[{UPPER}][{LOWER}])|(?<=[{UPPER}]{{2}})(?=[{UPPER}][{LOWER}])"
    rf"|(?<=[{LOWER}{UPPER}\d)])(?={_FORM})"
)
"""Where the name's cell may meet the first file's: places at which prose would have a space."""

_FORM_WORD = re.compile(_FORM)
_ONE_WORD = re.compile(r"VNeID|VssID|VNĐ|\dx\d")
_COUNTER = re.compile(r" ?\(\d+\)$")
_ACCENTED = re.compile(r"[^\x00-\x7f]")
_PROSE = re.compile(r";|\b(?:ban hành|nghị định|thông tư|quy định|nếu có|bản sao|bản chính)\b", re.IGNORECASE)


def split_forms(cell: str) -> tuple[str, tuple[str, ...] | None]:
    """The name and the file names of one row.

    Files after the first are certain, as each ends with its extension. Where the first begins is certain only if
    there is one place where cells can meet; otherwise the whole cell is returned as the name, with `None`.
    """
    text = cell.rstrip()
    ends = [found.end() for found in _FILE_END.finditer(text)]
    if not ends or ends[-1] != len(text) or _RUNS_ON.search(text):
        return cell, (None if ends else ())
    first = text[: ends[0]]
    boundary = _boundary(first)
    if boundary is None:
        return cell, None
    files = [text[start:end] for start, end in zip([boundary, *ends[:-1]], ends, strict=True)]
    return text[:boundary], tuple(files)


def _boundary(text: str) -> int | None:
    """Where the file name begins in a text of a name and one file name, if that is certain."""
    stem = _COUNTER.sub("", text[: text.rindex(".")])
    one_words = [found.span() for found in _ONE_WORD.finditer(stem)]
    meetings = [
        found.start()
        for found in _MEETING.finditer(stem)
        if not any(start < found.start() < end for start, end in one_words)
    ]
    if not meetings:
        return None
    if _FORM_WORD.match(text, meetings[0]) and len(text) - meetings[0] <= LONGEST:
        return meetings[0]
    if len(meetings) == 1 and len(text) - meetings[0] <= LONGEST and not _PROSE.search(stem, meetings[0]):
        return meetings[0]
    return _after_the_accents(stem, meetings)


def _after_the_accents(stem: str, meetings: list[int]) -> int | None:
    """A file name without accents and spaces begins at the first meeting after the last accented word."""
    accents = [found.end() for found in _ACCENTED.finditer(stem)]
    if not accents or " " in stem[accents[-1] :]:
        return None
    return next((place for place in meetings if place >= accents[-1]), None)
