"""Where the tables of a grid begin and end, and which of their lines are headings.

Nothing is taken from positions: a table may begin anywhere, have titles and a letterhead above, headings of several
lines with merged cells, a line of column numbers, notes below, and another table below or beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from motcua.law.tables.grid import Grid
from motcua.law.tables.numbers import is_nothing, is_number
from motcua.law.tables.ordinals import RowKind, kind_of
from motcua.law.tables.words import fold

_INDEX = re.compile(r"((?:\(?\s*(?:\d{1,2}|[A-ZĐ])\s*\)?(?:,\s*(?=\S))?)+)(?:\s*=.*)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTERHEAD = re.compile(r"cong hoa xa hoi|doc lap tu do|don vi tinh|^so \d|bieu so|^don vi bao cao|^don vi nhan")
_ROW_HEADS = re.compile(
    r"^(?:stt|tt|so tt|so thu tu|co quan|don vi|ten (?:co quan|don vi)|linh vuc|noi dung|agency|field|so nganh"
    r"|chi tieu)\b"
)
_LABELLED = 2
"""Cells with words that a line of figures may have: its number and its name."""
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Region:
    """A table in a grid.

    Attributes:
        title: the lines of words above it.
        head: lines of the heading.
        index: the line of column numbers below the heading; None where there is none.
        body: lines of figures, sections, totals, in order.
        left, right: its first and last column.
    """

    title: tuple[str, ...]
    head: tuple[int, ...]
    index: int | None
    body: tuple[int, ...]
    left: int
    right: int


def regions(grid: Grid) -> list[Region]:
    """The tables of a grid, from top to bottom; one without a heading has an empty `head`."""
    found: list[Region] = []
    for left, right in _blocks(grid):
        found += _Scan(grid, left, right).regions()
    return sorted(found, key=lambda region: (region.body[0], region.left))


def _blocks(grid: Grid) -> Iterator[tuple[int, int]]:
    """Spans of columns between empty columns, when each looks like a table of its own; else the whole width."""
    used = sorted({at for row in grid.rows for at, cell in enumerate(row) if cell.text})
    if not used:
        return
    cuts = [(before, after) for before, after in pairwise(used) if after > before + 1]
    starts = [used[0], *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), used[-1]]
    blocks = list(zip(starts, ends, strict=True))
    if len(blocks) > 1 and all(_stands_alone(grid, left, right) for left, right in blocks):
        yield from blocks
    else:
        yield used[0], used[-1]


def _stands_alone(grid: Grid, left: int, right: int) -> bool:
    lines = [_line(grid, at, left, right) for at in range(len(grid.rows))]
    figures = [line for line in lines if line.is_figures]
    return right > left and any(line.texts >= 2 for line in lines) and any(line.texts for line in figures)


@dataclass(frozen=True, slots=True)
class _Line:
    """How many cells of a line hold words, figures, a sign for nothing; and its different words."""

    texts: int
    numbers: int
    nothings: int
    words: tuple[str, ...]
    years: bool
    index: bool

    @property
    def is_blank(self) -> bool:
        return not (self.texts or self.numbers or self.nothings)

    @property
    def is_figures(self) -> bool:
        if self.index or self.years:
            return False
        figures = self.numbers + self.nothings
        if self.numbers >= 2 or figures >= 3:
            return figures >= self.texts - 1
        return self.numbers == 1 and 1 <= self.texts <= _LABELLED

    @property
    def is_heading(self) -> bool:
        """Whether it can only be a heading of columns."""
        if self.index or self.is_figures or self.numbers > self.texts:
            return False
        starts = any(_ROW_HEADS.search(fold(word)) for word in self.words[:2])
        return len(self.words) >= 3 or (len(self.words) == 2 and starts)


def _line(grid: Grid, at: int, left: int, right: int) -> _Line:
    cells = [grid.cell(at, column) for column in range(left, right + 1)]
    written = [cell.text for cell in cells if cell.text]
    numbers = [text for text in written if is_number(text)]
    nothings = [text for text in written if is_nothing(text)]
    words = [text for text in written if not is_number(text) and not is_nothing(text)]
    return _Line(
        len(words),
        len(numbers),
        len(nothings),
        tuple(dict.fromkeys(words)),
        bool(words) and bool(numbers) and all(_YEAR.fullmatch(text) for text in numbers) and len(words) >= 1,
        _is_index(written),
    )


def _is_index(written: list[str]) -> bool:
    """Whether a line numbers the columns: "A, B, 1, 2, 3=4+5" or "(1) (2) (3)"."""
    found = [_INDEX.fullmatch(text) for text in written]
    if len(found) < 3 or not all(found):
        return False
    numbers = [int(number) for match in found if match for number in re.findall(r"\d+", match[1])]
    steps = [after - before for before, after in pairwise(numbers)]
    marked = any("(" in text or "=" in text for text in written)
    lettered = sum(not re.search(r"\d", match[1]) for match in found if match)
    plain = bool(numbers) and numbers[0] in (0, 1, 2, 3) and all(step == 1 for step in steps)
    return plain if len(numbers) >= 2 else marked and lettered > 0


class _Scan:
    """One pass over the lines of a block."""

    def __init__(self, grid: Grid, left: int, right: int) -> None:
        self.grid, self.left, self.right = grid, left, right
        self.lines = [_line(grid, at, left, right) for at in range(len(grid.rows))]
        self.buffer: list[int] = []
        self.body: list[int] = []
        self.head: list[int] = []
        self.index: int | None = None
        self.title: tuple[str, ...] = ()
        self.found: list[Region] = []

    def regions(self) -> list[Region]:
        for at, line in enumerate(self.lines):
            if line.is_blank:
                if not self.body:
                    self.buffer.append(at)
                continue
            if self.body and self._another_begins(at):
                self._close()
            if self.body:
                if not self._repeats_the_head(at):
                    self.body.append(at)
            elif line.is_figures:
                self._open(at)
            else:
                self.buffer.append(at)
        self._close()
        return self.found

    def _another_begins(self, at: int) -> bool:
        """Whether the head of another table begins here: a heading before any figures."""
        if self.lines[at].is_figures:
            return False
        for ahead in range(at, min(at + _AHEAD + 1, len(self.lines))):
            line = self.lines[ahead]
            if line.is_figures:
                return False
            if line.is_heading:
                # the same heading again is a further page, unless the table before had ended
                return not self._repeats_the_head(ahead) or ahead > at or self._has_ended()
        return False

    def _has_ended(self) -> bool:
        """Whether the last line of figures was a total or a share row."""
        last = next(at for at in reversed(self.body) if self.lines[at].is_figures)
        ends = (RowKind.TOTAL, RowKind.SHARE)
        return any(kind_of(word, has_figures=True) in ends for word in self.lines[last].words[:2])

    def _repeats_the_head(self, at: int) -> bool:
        """Whether the line is the heading again, as at the top of a further page."""
        written = self._texts(at)
        return bool(written) and any(
            written == self._texts(head) for head in (*self.head, self.index) if head is not None
        )

    def _texts(self, at: int) -> tuple[str, ...]:
        return tuple(self.grid.cell(at, column).text for column in range(self.left, self.right + 1))

    def _open(self, at: int) -> None:
        """The first line of figures: what stands above is section, heading or title."""
        above = self.buffer
        sections: list[int] = []
        while above and self._is_section(above[-1]):
            sections.insert(0, above.pop())
        if not any(self.lines[line].is_heading or len(self.lines[line].words) > 1 for line in above[-6:]):
            above, sections = above + sections, []
        head: list[int] = []
        index = None
        while len(above) > 1 and self.lines[above[-1]].is_blank and self.lines[above[-2]].is_heading:
            above.pop()  # the second line of a heading whose cells are all merged
        while above:
            line = self.lines[above[-1]]
            if line.index and not head and index is None:
                index = above.pop()
                continue
            if not self._belongs_to_head(above[-1], head):
                break
            head.insert(0, above.pop())
        self.head, self.index = head, index
        self.title = tuple(word for line in above for word in self.lines[line].words)
        self.body, self.buffer = [*sections, at], []

    def _is_section(self, at: int) -> bool:
        """Whether a line above the first figures names a section: words in the first two columns only."""
        line = self.lines[at]
        if line.is_blank or line.index or line.is_heading or not 1 <= line.texts <= 2 or line.numbers > 1:
            return False
        places = [c for c in range(self.left, self.right + 1) if self.grid.cell(at, c).text]
        numbered = re.fullmatch(r"[IVX]+|[A-D]|\d+", self.grid.cell(at, places[0]).text.rstrip(".)")) is not None
        spelled = re.match(r"(?:[IVX]+|[A-D])[.)]\s", self.grid.cell(at, places[0]).text) is not None
        below_head = any(self.lines[other].is_heading for other in self.buffer if other < at)
        return places[-1] <= self.left + 1 and (numbered or spelled) and below_head

    def _belongs_to_head(self, at: int, head: list[int]) -> bool:
        line = self.lines[at]
        if line.is_blank or line.index:
            return False
        if _LETTERHEAD.search(fold(" ".join(line.words))):
            return False
        if len(line.words) >= 2 or line.years:
            return True
        # one word alone: a single sub-heading, or a group over part of the columns; a title covers them all
        merged = self._span(at)
        if not head:
            return line.texts == 1 and any(self.lines[a].is_heading for a in self.buffer if a < at)
        return line.texts == 1 and 1 < merged <= (self.right - self.left + 1) * 2 // 3 and self._starts_late(at)

    def _span(self, at: int) -> int:
        return max((m.right - m.left + 1 for m in self.grid.merges if m.top <= at <= m.bottom), default=1)

    def _starts_late(self, at: int) -> bool:
        return not self.grid.cell(at, self.left).text

    def _close(self) -> None:
        body = self.body
        while body and not self.lines[body[-1]].is_figures:
            body.pop()
        if body:
            self.found.append(Region(self.title, tuple(self.head), self.index, tuple(body), self.left, self.right))
        self.body, self.head, self.index, self.title = [], [], None, ()
