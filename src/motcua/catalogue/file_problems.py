"""What a file of procedures brings, or all that is wrong with it, each with the place where to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from motcua.catalogue.spec import Content

MOST_PROBLEMS = 100
"""More are counted but not listed: who has so many to mend begins with the first ones."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Something that keeps a file from being read.

    Attributes:
        text: what is wrong and what to do, for the person; begins in small letters where a place goes before it.
        sheet: name of the sheet of a workbook.
        row: number of the row as Excel shows it, from 1.
        column: heading of the column of a workbook, or the way to a value of a JSON file (`limits[0].value`).
        item: which procedure of a JSON file, in words.
    """

    text: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    item: str = ""

    @property
    def sentence(self) -> str:
        """The problem with its place: “Sheet “Thời hạn”, dòng 7, cột “Số”: …”."""
        column = f"mục “{self.column}”" if self.item else f"cột “{self.column}”"
        places = (
            self.item,
            f"sheet “{self.sheet}”" if self.sheet else "",
            f"dòng {self.row}" if self.row else "",
            column if self.column else "",
        )
        place = ", ".join(part for part in places if part)
        return f"{place[:1].upper()}{place[1:]}: {self.text}" if place else self.text


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file says: procedures, or problems. A file with a problem brings nothing: half of it is another file.

    Attributes:
        contents: procedures in the order of the file; those that name their decision are `spec.VersionSpec`.
        problems: in the order of the file, `MOST_PROBLEMS` at most.
        unlisted: how many problems there are beyond those.
    """

    contents: tuple[Content, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    unlisted: int = 0


@dataclass
class Problems:
    """Problems as they are found."""

    found: list[FileProblem] = field(default_factory=list)
    unlisted: int = 0

    def add(self, problem: FileProblem) -> None:
        """Keep a problem, or count it when there are too many."""
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(problem)
        else:
            self.unlisted += 1

    def __bool__(self) -> bool:
        return bool(self.found)

    def reading(self, contents: Iterable[Content]) -> FileReading:
        """What the file brings: these procedures, unless something is wrong."""
        if self.found:
            return FileReading((), tuple(self.found), self.unlisted)
        return FileReading(tuple(contents))
