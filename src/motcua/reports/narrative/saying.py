"""Turns of phrase that the sections share: parts with their shares, changes, the first of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from motcua.law.periods import Period
from motcua.reports.narrative.config import Thresholds
from motcua.reports.narrative.content import Block, Paragraph, Sentence, joined, say
from motcua.reports.narrative.figures import Figure, Figures
from motcua.reports.table import Row


@dataclass(frozen=True, slots=True)
class Telling:
    """What every section is made from.

    Attributes:
        annexes: name of table → number of the annex in which it stands.
        comparable: whether the period before says enough to be compared with.
    """

    figures: Figures
    thresholds: Thresholds
    period: Period
    annexes: dict[str, str]
    comparable: bool

    def get(self, table: str, expression: str, row: str = "") -> Figure | None:
        """A figure; None where there is no data."""
        return self.figures.get(table, expression, row)

    def sure(self, table: str, expression: str, row: str = "") -> Figure:
        """A figure that is there, because what it is made of was asked for before."""
        figure = self.figures.get(table, expression, row)
        assert figure is not None, f"{table}/{row}/{expression}"
        return figure

    def annex(self, table: str) -> str:
        """ " (Phụ lục II)" where the table stands in an annex, else ""."""
        number = self.annexes.get(table)
        return f" (Phụ lục {number})" if number else ""

    def ranked(self, table: str, expression: str) -> list[tuple[Row, Figure]]:
        """The rows of a table in which the figure is above nought, the greatest first."""
        found = [
            (row, figure)
            for row in self.figures.rows(table)
            if (figure := self.get(table, expression, row.key)) is not None
        ]
        return sorted((one for one in found if one[1].value > 0), key=lambda one: -one[1].value)


def paragraph(*sentences: Sentence) -> Paragraph:
    """A paragraph of these sentences."""
    return Paragraph(tuple(sentences))


def line(sentence: Sentence) -> Paragraph:
    """A line of a list."""
    return Paragraph((sentence,), dash=True)


def no_data(what: str) -> Paragraph:
    """The one sentence of a section whose source has no figures: "Chưa có số liệu về …"."""
    return Paragraph(((f"Chưa có số liệu về {what}.",),), no_data=True)


def shared(
    telling: Telling, table: str, parts: Iterable[tuple[str, str]], whole: str, row: str = "", unit: str = "hồ sơ"
) -> Sentence:
    """Parts of a whole with their shares: "47.715 hồ sơ trước hạn (97,95 %), 834 hồ sơ đúng hạn (1,71 %)".

    Parts of nought are "không có hồ sơ trễ hạn".

    Args:
        parts: (column, words behind the unit).
    """
    told = []
    for key, words in parts:
        figure = telling.sure(table, key, row)
        if figure.value:
            share = telling.get(table, f"{key}%{whole}", row)
            words = f" {unit} {words}".rstrip()
            told.append(say("{figure}{words} ({share})", figure=figure, words=words, share=share or ""))
        else:
            told.append((f"không có {unit} {words}".rstrip(),))
    return joined(told)


def changed(telling: Telling, table: str, expression: str, unit: str = "hồ sơ", row: str = "") -> Sentence | None:
    """ "tăng 1.200 hồ sơ (2,45 %)": against the period before; None where that has no figure."""
    change = telling.get(table, f"{expression}~", row)
    if change is None:
        return None
    if change.value == 0:
        return ("không thay đổi",)
    grown = telling.get(table, f"{expression}~%", row)
    words = direction(change)
    if grown is None:
        return say("{words} {change} {unit}", words=words, change=change, unit=unit)
    return say("{words} {change} {unit} ({grown})", words=words, change=change, unit=unit, grown=grown)


def changed_points(telling: Telling, table: str, expression: str, row: str = "") -> Sentence | None:
    """ "giảm 0,51 điểm phần trăm": of a rate, against the period before."""
    change = telling.get(table, f"{expression}~", row)
    if change is None:
        return None
    if change.value == 0:
        return ("không thay đổi",)
    return say("{words} {change} điểm phần trăm", words=direction(change), change=change)


def direction(change: Figure) -> str:
    """ "tăng" or "giảm"."""
    return "tăng" if change.value > 0 else "giảm"


def most_of_change(telling: Telling, table: str, column: str) -> Sentence | None:
    """The row that explains most of a change, in the direction of the total; None where none does."""
    total = telling.get(table, f"{column}~")
    if total is None or total.value == 0:
        return None
    rows = [(row, telling.get(table, f"{column}~", row.key)) for row in telling.figures.rows(table)]
    same = [(row, change) for row, change in rows if change is not None and change.value * total.value > 0]
    if not same:
        return None
    row, change = max(same, key=lambda one: abs(Decimal(one[1].value)))
    return say("{name} {words} nhiều nhất, {change} hồ sơ", name=row.name, words=direction(change), change=change)


def listed(rows: Iterable[tuple[Row, Figure]], unit: str = "hồ sơ", most: int = 3) -> Sentence:
    """ "Sở A (12 hồ sơ), Sở B (3 hồ sơ)": the first rows with their figures."""
    first = list(rows)[:most]
    return joined([say("{name} ({figure} {unit})", name=row.name, figure=figure, unit=unit) for row, figure in first])


def at_least(figure: Figure | None, threshold: float) -> bool:
    """Whether there is a figure, and it reaches a threshold."""
    return figure is not None and Decimal(figure.value) >= Decimal(str(threshold))


def below(figure: Figure | None, threshold: float) -> bool:
    """Whether there is a figure, and it stays under a threshold."""
    return figure is not None and Decimal(figure.value) < Decimal(str(threshold))


Section = list[Block]
