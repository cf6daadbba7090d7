"""Tables of a DOCX document as grids, each with the paragraphs above it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from motcua.catalogue.workbook_safety import WORD, require_office
from motcua.law.refusal import Refused
from motcua.law.tables.grid import EMPTY, Cell, Grid, Merge
from motcua.reports.audit.limits import require_size

_ABOVE = 3
"""Paragraphs before a table among which its title is."""


def grids_of_document(data: bytes) -> list[Grid]:
    """The tables of a document.

    Raises:
        Refused: the file is no plain document (`workbook_safety`), or ``table_too_large``.
    """
    require_office(data, WORD)
    try:
        document = docx.Document(io.BytesIO(data))
        return _grids(document)
    except Refused:
        raise
    except Exception as wrong:  # whatever part of the library stumbles over a broken file
        raise WORD.broken from wrong


def _grids(document: Any) -> list[Grid]:
    above: list[str] = []
    found: list[tuple[Table, tuple[str, ...]]] = []
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            if words := _words(part._p):
                above.append(words)
        elif isinstance(part, Table):
            found.append((part, tuple(above[-_ABOVE:])))
            above = []
    many = len(found) > 1
    return [
        _grid(table, f"bảng thứ {number} của văn bản" if many else "", words)
        for number, (table, words) in enumerate(found, start=1)
    ]


def _words(element: Any) -> str:
    """The words of a paragraph or a cell, those inside content controls too."""
    lines = (element,) if element.tag == qn("w:p") else element.iter(qn("w:p"))
    return " ".join(" ".join("".join(_signs(line)) for line in lines).split())


def _signs(paragraph: Any) -> Iterator[str]:
    for part in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        yield part.text or "" if part.tag == qn("w:t") else " "


def _grid(table: Table, name: str, above: tuple[str, ...]) -> Grid:
    rows: list[tuple[Cell, ...]] = []
    spans: dict[int, tuple[Any, list[int]]] = {}
    for at, row in enumerate(table.rows):
        cells: list[Cell] = [EMPTY] * row.grid_cols_before
        for cell in row.cells:
            place = len(cells)
            key = id(cell._tc)
            if key in spans:
                span = spans[key][1]
                span[2], span[3] = at, max(span[3], place)
                cells.append(EMPTY)
            else:
                spans[key] = (cell._tc, [at, place, at, place])  # the element is kept, so that its id stays its own
                cells.append(Cell(_words(cell._tc)))
        rows.append(tuple(cells))
        require_size(len(rows), len(spans))
    merges = tuple(Merge(*span) for _, span in spans.values() if span[0] < span[2] or span[1] < span[3])
    return Grid(tuple(rows), name, above=above, merges=merges)
