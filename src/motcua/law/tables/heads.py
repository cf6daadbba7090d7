"""Headings of several lines put together: the words over each column from top to bottom, and its printed formula."""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.law.tables.grid import Grid
from motcua.law.tables.layout import Region

_NUMBERED = re.compile(r"\(?\s*(\d{1,2}|[A-ZĐ])\s*\)?")
_FORMULA = re.compile(r"=\s*((?:\(?\d{1,2}\)?\s*\+\s*)+\(?\d{1,2}\)?)")
_INLINE = re.compile(r"\(?\d{1,2}\)?\s*=\s*\(?\d{1,2}\)?(?:\s*[+=]\s*\(?\d{1,2}\)?)+")


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a column.

    Attributes:
        path: its words from the widest group down to its own, each once.
        number: as the line of column numbers says; "" where there is none.
        formulas: the sums that the heading states, each as numbers of columns.
    """

    path: tuple[str, ...]
    number: str = ""
    formulas: tuple[tuple[str, ...], ...] = ()

    @property
    def label(self) -> str:
        """Its own words, with those of its group where there is one: "Đã giải quyết: Trễ hạn"."""
        return ": ".join(self.path[-2:]) if len(self.path) > 1 else (self.path[0] if self.path else "")


def heads_of(grid: Grid, region: Region) -> list[Head]:
    """The heading of each column of a table, from left to right."""
    filled = [_filled(grid, region, line) for line in range(len(region.head))]
    heads = []
    for offset, column in enumerate(range(region.left, region.right + 1)):
        path: list[str] = []
        for texts in filled:
            words = " ".join(texts[offset].split())
            if words and (not path or path[-1] != words):
                path.append(words)
        index = grid.cell(region.index, column).text if region.index is not None else ""
        numbered = _NUMBERED.match(index)
        stated = " ".join([index, *(found[0] for word in path for found in _INLINE.finditer(word))])
        formulas = tuple(tuple(re.findall(r"\d+", found[1])) for found in _FORMULA.finditer(stated))
        own = _INLINE.search(" ".join(path))
        number = numbered[1] if numbered else (re.findall(r"\d+", own[0])[0] if own else "")
        heads.append(Head(tuple(path), number, formulas))
    return heads


def _filled(grid: Grid, region: Region, line: int) -> list[str]:
    """The texts of a line of the heading, those of merged cells put to every column that they cover."""
    at = region.head[line]
    texts = [grid.cell(at, column).text for column in range(region.left, region.right + 1)]
    merged = [m for m in grid.merges if m.top <= at <= m.bottom and m.right >= region.left and m.left <= region.right]
    for merge in merged:
        text = grid.cell(merge.top, merge.left).text
        for column in range(max(merge.left, region.left), min(merge.right, region.right) + 1):
            texts[column - region.left] = text
    if line + 1 < len(region.head) and not any(m.left < m.right for m in merged):
        _spread(texts, [grid.cell(region.head[line + 1], c).text for c in range(region.left, region.right + 1)])
    return texts


def _spread(texts: list[str], below: list[str]) -> None:
    """Without merged cells a group stands over its first column only: it goes on while there are words below."""
    group = ""
    for column, text in enumerate(texts):
        if text:
            group = text if below[column] else ""
        elif below[column] and group:
            texts[column] = group
        else:
            group = ""
