"""Reading a Word document that people have edited: its content controls and the words around them.

The file comes from outside: nothing in it is executed or fetched; it is opened as every office file is.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from motcua.catalogue.workbook_safety import WORD, require_office
from motcua.law.refusal import Refused

MOST_BYTES = 20 * 1024 * 1024
"""Largest file."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY, _PROPERTIES = "word/document.xml", "docProps/core.xml"
BOOKMARK = "sl_"
"""What the names of the bookmarks around figures begin with; a mark of the tag follows, and a number."""


def mark_of(tag: str) -> str:
    """A short mark of a tag for the name of a bookmark, which has no room and no signs for the tag."""
    return sha256(tag.encode()).hexdigest()[:12]


@dataclass(slots=True)
class Edited:
    """What stands in a document.

    Attributes:
        bound: the figures that are bound.
        keywords: of its properties, where its origin is told.
        paragraphs: the words of each paragraph of the body outside tables of figures.
        free: the same without the words that are bound.
    """

    bound: list[Bound] = field(default_factory=list)
    keywords: str = ""
    paragraphs: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bound:
    """Words bound to a tag.

    Attributes:
        tag: "" where a program has forgotten it and only the mark of the bookmark is left.
        place: the paragraph in which they stand; in a table what the control is called.
    """

    tag: str
    mark: str
    text: str
    place: str


def read_docx(stream: BinaryIO) -> Edited:
    """The document, as it would be printed: what is deleted under track changes is gone.

    Raises:
        Refused: ``docx_too_large``, or as `require_office` refuses.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused("docx_too_large", "Tệp Word lớn hơn 20 MB; hãy bỏ bớt hình ảnh rồi thử lại.")
    require_office(data, WORD)
    edited = Edited()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _read_body(_tree(archive, _BODY), edited)
            if _PROPERTIES in archive.namelist():
                words = _tree(archive, _PROPERTIES).iter("{*}keywords")
                edited.keywords = " ".join(found.text or "" for found in words)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, OSError):
        raise WORD.broken from None
    return edited


def _tree(archive: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _read_body(root: Any, edited: Edited) -> None:
    for paragraph in root.iter(f"{_W}p"):
        inside = list(_bound(paragraph))
        edited.bound.extend(inside)
        if next(paragraph.iterancestors(f"{_W}tbl"), None) is None or not _in_figures(paragraph):
            text, free = _words(paragraph), "".join(_free(paragraph))
            if text.strip():
                edited.paragraphs.append(text)
                edited.free.append(free)


def _bound(paragraph: Any) -> Iterator[Bound]:
    """What is bound in a paragraph: by a tag, else by a bookmark."""
    text = _words(paragraph)
    for control in paragraph.iter(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        if tag is not None and not _deleted(control):
            alias = control.find(f"{_W}sdtPr/{_W}alias")
            called = "" if alias is None else str(alias.get(f"{_W}val", ""))
            value = str(tag.get(f"{_W}val", ""))
            yield Bound(value, mark_of(value), _words(control), called if _in_figures(paragraph) else text)
    for start in paragraph.iter(f"{_W}bookmarkStart"):
        name = str(start.get(f"{_W}name", ""))
        inside = list(_between(start))
        tagged = any(True for one in inside for _ in one.iter(f"{_W}tag"))
        if name.startswith(BOOKMARK) and not tagged and not _deleted(start):
            words = "".join(_words_or_text(one) for one in inside)
            yield Bound("", name.removeprefix(BOOKMARK).partition("_")[0], words, text)


def _between(start: Any) -> Iterator[Any]:
    """What stands between the two ends of a bookmark in its paragraph."""
    number = start.get(f"{_W}id")
    for element in start.itersiblings():
        if element.tag == f"{_W}bookmarkEnd" and element.get(f"{_W}id") == number:
            return
        yield element


def _free(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph that are not bound."""
    within: set[str] = set()
    for child in paragraph:
        if child.tag == f"{_W}bookmarkStart" and str(child.get(f"{_W}name", "")).startswith(BOOKMARK):
            within.add(str(child.get(f"{_W}id")))
        elif child.tag == f"{_W}bookmarkEnd":
            within.discard(str(child.get(f"{_W}id")))
        elif within or child.tag == f"{_W}sdt":
            yield " "
        else:
            yield _words_or_text(child)


def _deleted(element: Any) -> bool:
    return any(True for _ in element.iterancestors(f"{_W}del", f"{_W}moveFrom"))


def _in_figures(paragraph: Any) -> bool:
    """Whether a paragraph stands in a table of figures; the tables that only lay out the head have none."""
    table = next(paragraph.iterancestors(f"{_W}tbl"), None)
    return table is not None and next(table.iter(f"{_W}sdt"), None) is not None


_SKIPPED = tuple(f"{_W}{name}" for name in ("del", "moveFrom", "sdtPr", "pPr", "rPr", "instrText"))


def _words(element: Any) -> str:
    return "".join(map(_words_or_text, element))


def _words_or_text(element: Any) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in (f"{_W}tab", f"{_W}br"):
        return " "
    return "" if element.tag in _SKIPPED else _words(element)
