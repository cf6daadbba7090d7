"""What an audit says: findings about cells, and how the table was understood."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell that is named.

    Attributes:
        row, column: in the grid, from zero.
        place: in words.
        row_label, column_label: what stands before its row and over its column.
        printed: what stands there.
        expected: what must stand there, as it would be printed; "" where that cannot be told.
        slip, explanation: the slip that turns one into the other, for programs and in words; "" where none does.
    """

    row: int
    column: int
    place: str
    row_label: str
    column_label: str
    printed: str
    expected: str = ""
    slip: str = ""
    explanation: str = ""

    @property
    def words(self) -> str:
        """The cell in words: "dòng “Sở Y tế”, cột “Trễ hạn” (ô H7)"."""
        row = f"dòng “{self.row_label}”, " if self.row_label else ""
        return f"{row}cột “{self.column_label}” ({self.place.partition(', cột')[0]})"


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction.

    Attributes:
        code: of the rule, for programs.
        sentence: the whole of it, for people.
        spot: the cell at fault; None where it cannot be decided, or where no single cell is.
        candidates: the cells of which one is at fault, where it cannot be decided.
        rules: what does not hold as printed, in words.
    """

    code: str
    sentence: str
    spot: Spot | None = None
    candidates: tuple[Spot, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a table was read.

    Attributes:
        shape, shape_label: key and words of the shape taken.
        certainty: from 0 to 1.
        reasons: sentences why.
    """

    shape: str
    shape_label: str
    certainty: Decimal
    reasons: tuple[str, ...] = ()

    @property
    def sure(self) -> str:
        """The certainty in words."""
        if self.certainty >= Decimal("0.9"):
            return "chắc chắn"
        return "khá chắc" if self.certainty >= Decimal("0.6") else "không chắc"
