"""Reading an XML file from outside: small, well formed, without declarations of its own; elements by their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from motcua.law.refusal import Refused

MOST_BYTES = 2 * 1024 * 1024
_MOST_ELEMENTS = 50_000
_DEEPEST = 60


def read_xml(xml: bytes) -> Element:
    """The root element.

    Raises:
        Refused: ``bpmn_too_large``, ``bpmn_malformed``, ``bpmn_doctype``.
    """
    if len(xml) > MOST_BYTES:
        raise Refused("bpmn_too_large", "Tệp lớn hơn 2 MB; một quy trình không cần nhiều như vậy.")
    parser = _Parser()
    try:
        parser.expat.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding that does not exist
        line = f" (dòng {error.lineno})" if isinstance(error, expat.ExpatError) else ""
        raise Refused("bpmn_malformed", f"Tệp không phải là XML đúng quy cách{line}; hãy xuất lại tệp BPMN.") from error
    return parser.builder.close()


class _Parser:
    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.depth = self.count = 0
        self.expat = expat.ParserCreate(namespace_separator="}")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self.builder.data
        self.expat.StartDoctypeDeclHandler = self._doctype

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth, self.count = self.depth + 1, self.count + 1
        if self.depth > _DEEPEST or self.count > _MOST_ELEMENTS:
            raise Refused("bpmn_too_large", "Tệp có quá nhiều phần tử hoặc lồng nhau quá sâu để là một quy trình.")
        self.builder.start(_braced(name), {_braced(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_braced(name))

    def _doctype(self, *_: object) -> NoReturn:
        raise Refused("bpmn_doctype", "Tệp có khai báo DOCTYPE; tệp BPMN không được có khai báo này.")


def _braced(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def namespace(element: Element) -> str:
    """The namespace of an element, "" when it has none."""
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def children(element: Element, uri: str) -> Iterator[Element]:
    """The children of an element in a namespace."""
    return (child for child in element if namespace(child) == uri)


def one_line(text: str) -> str:
    """A name as people read it: blanks and breaks made one blank."""
    return " ".join(text.split())


def called(element: Element) -> str:
    """An element in words: its kind, its name, its id."""
    name = one_line(element.get("name", ""))[:80]
    quoted = f" “{name}”" if name else ""
    return f"{local_name(element)}{quoted} (id {element.get('id', '')[:80] or 'không có'})"


def unsupported(element: Element, why: str = "") -> Refused:
    """The refusal that names an element of a file."""
    return Refused("bpmn_unsupported", f"Chưa hỗ trợ phần tử {called(element)}{': ' + why if why else ''}.")
