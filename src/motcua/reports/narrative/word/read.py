"""Reading a Word document that people have edited: its content controls and the words around them.

The file comes from outside: nothing in it is executed or fetched, entities are not expanded, sizes are bounded.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from motcua.law.refusal import Refused

MOST_BYTES = 20 * 1024 * 1024
"""Largest file, and largest part of it when unpacked (each)."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/document.xml", "word/header", "word/footer")


@dataclass(slots=True)
class Edited:
    """What stands in a document.

    Attributes:
        controls: (tag, words, the paragraph it stands in) of each content control with a tag; in a table, no paragraph.
        paragraphs: the words of each paragraph of the body outside tables, those of controls among them.
        free: the same without the words of controls.
    """

    controls: list[tuple[str, str, str]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    free: list[str] = field(default_factory=list)


def read_docx(stream: BinaryIO) -> Edited:
    """The document, as it would be printed: what is deleted under track changes is gone.

    Raises:
        Refused: ``not_docx``: it is no Word document; ``docx_too_large``.
    """
    edited = Edited()
    try:
        with zipfile.ZipFile(stream) as archive:
            for name in _part_names(archive):
                _read_part(_tree(archive, name), edited, body=name == _PARTS[0])
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, NotImplementedError, RuntimeError, OSError):
        raise _not_docx() from None
    return edited


def _part_names(archive: zipfile.ZipFile) -> list[str]:
    names = [info for info in archive.infolist() if info.filename.startswith(_PARTS) and info.filename.endswith(".xml")]
    if _PARTS[0] not in {info.filename for info in names}:
        raise _not_docx()
    if sum(info.file_size for info in names) > MOST_BYTES:
        raise Refused("docx_too_large", "Tệp Word quá lớn; hãy bỏ bớt hình ảnh hoặc tách tệp rồi thử lại.")
    return [info.filename for info in names]


def _tree(archive: zipfile.ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    with archive.open(name) as stream:
        data = stream.read(MOST_BYTES + 1)  # what the directory of the archive says of its size may be a lie
    if len(data) > MOST_BYTES or b"<!DOCTYPE" in data:
        raise _not_docx()
    return etree.fromstring(data, parser)


def _not_docx() -> Refused:
    return Refused("not_docx", "Tệp này không phải tài liệu Word (.docx); hãy lưu lại dưới dạng .docx rồi thử lại.")


def _read_part(root: Any, edited: Edited, *, body: bool) -> None:
    for control in root.iter(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        if tag is not None and not _deleted(control):
            words = _words(control)
            if words or tag.get(f"{_W}val"):
                edited.controls.append((tag.get(f"{_W}val", ""), words, _around(control)))
    if not body:
        return
    for paragraph in root.iter(f"{_W}p"):
        if not _in_figures(paragraph):
            text = _words(paragraph)
            if text.strip():
                edited.paragraphs.append(text)
                edited.free.append(_words(paragraph, without_controls=True))


def _deleted(element: Any) -> bool:
    return any(True for _ in element.iterancestors(f"{_W}del", f"{_W}moveFrom"))


def _around(control: Any) -> str:
    """The words of the paragraph in which a control stands; in a table what the control itself is called."""
    paragraph = next(control.iterancestors(f"{_W}p"), None)
    if paragraph is None or next(control.iterancestors(f"{_W}tbl"), None) is not None:
        alias = control.find(f"{_W}sdtPr/{_W}alias")
        return "" if alias is None else str(alias.get(f"{_W}val", ""))
    return _words(paragraph)


def _in_figures(paragraph: Any) -> bool:
    """Whether a paragraph stands in a table with borders: those of the layout have none of figures."""
    table = next(paragraph.iterancestors(f"{_W}tbl"), None)
    return table is not None and next(table.iter(f"{_W}sdt"), None) is not None


def _words(element: Any, *, without_controls: bool = False) -> str:
    return "".join(_texts(element, without_controls))


def _texts(element: Any, without_controls: bool) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br"):
            yield " "
        elif child.tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}sdtPr", f"{_W}pPr", f"{_W}rPr"):
            continue
        elif child.tag == f"{_W}sdt" and without_controls:
            yield " "
        else:
            yield from _texts(child, without_controls)
