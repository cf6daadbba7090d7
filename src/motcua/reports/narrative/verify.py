"""Checking a document that an officer has edited: which bound figures are no longer what the report says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO

from motcua.reports.narrative.content import Document, Heading
from motcua.reports.narrative.figures import Figure, Figures, cells_of
from motcua.reports.narrative.letter import day_words, number_words, recipient_lines, reference
from motcua.reports.narrative.numbers import numbers_in, read
from motcua.reports.narrative.origin import Told, read_origin
from motcua.reports.narrative.word.read import Bound, Edited, mark_of, read_docx


@dataclass(frozen=True, slots=True)
class Changed:
    """A bound figure that is not what the report says; `expected` is "" where the report has no such figure."""

    tag: str
    found: str
    expected: str
    place: str

    @property
    def sentence(self) -> str:
        """What is wrong, for people."""
        where = f" trong câu “{self.place}”" if self.place else ""
        if not self.expected:
            return f"Tệp ghi {self.found or 'chỗ trống'}{where} nhưng báo cáo không có số liệu này."
        return f"Tệp ghi {self.found or 'chỗ trống'}, báo cáo là {self.expected}{where}."


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        told: what the document says its figures were taken from.
        figures: how many bound figures it has.
        changed: those that differ.
        removed: figures of the document as it was made that are gone, as often as they are: with their sentences, or
            typed over without their control.
        unbound: numbers that stand free in the text and are no figure of the report, each with its sentence.
        rewritten: paragraphs whose words are no longer those proposed.
    """

    told: Told
    figures: int
    changed: tuple[Changed, ...]
    removed: tuple[Figure, ...]
    unbound: tuple[tuple[str, str], ...]
    rewritten: int

    @property
    def sound(self) -> bool:
        """Whether every bound figure is what the report says, and no number stands free that it does not have."""
        return not self.changed and not self.unbound


Source = Callable[[Told], tuple[Figures, Document]]
"""The figures that a document was made from and the document as it was made, by what it tells of its origin."""


def verify(stream: BinaryIO, source: Source) -> Checked:
    """Check a Word document against the figures that it was made from.

    Raises:
        Refused: it is no such document, or its origin is not known.
    """
    edited = read_docx(stream)
    told = read_origin(edited.keywords.replace(",", " ").split())
    figures, made = source(told)
    proposed = {figure.tag: figure for figure in figures_of(made)}
    by_mark = {mark_of(tag): tag for tag in proposed}
    bound = [replace(one, tag=one.tag or by_mark.get(one.mark, "")) for one in edited.bound]
    changed = [wrong for one in bound if (wrong := _compared(figures, one)) is not None]
    present = Counter(one.tag for one in bound)
    return Checked(
        told,
        len(bound),
        tuple(changed),
        tuple(_removed(made, present)),
        tuple(_unbound(edited, made)),
        len({_plain(text) for text in edited.paragraphs} - _words_of(made)),
    )


def _removed(made: Document, present: Counter[str]) -> Iterable[Figure]:
    left = present.copy()
    for figure in figures_of(made):
        if not left[figure.tag]:
            yield figure
        else:
            left[figure.tag] -= 1


def figures_of(document: Document) -> Iterable[Figure]:
    """Every figure of a document, those of its annexes too."""
    for block in document.paragraphs:
        yield from (part for part in block.parts if isinstance(part, Figure))
    for annex in document.annexes:
        yield from (figure for _, _, figure in cells_of(annex.table) if figure is not None)


def _compared(figures: Figures, bound: Bound) -> Changed | None:
    try:
        expected = figures.of_tag(bound.tag)
    except ValueError:
        expected = None
    if expected is None:
        return Changed(bound.tag, bound.text, "", bound.place)
    if read(bound.text) == read(expected.text) is not None:  # in a share row the heading says that it is per cent
        return None
    return Changed(bound.tag, bound.text, expected.text, bound.place)


def _unbound(edited: Edited, made: Document) -> Iterable[tuple[str, str]]:
    """Numbers in free words that neither stood in the proposed words nor are a figure of the report."""
    known = {number for text in _free_words(made) for number in numbers_in(text)}
    values = {read(figure.text) for figure in figures_of(made)}
    for text, free in zip(edited.paragraphs, edited.free, strict=True):
        for number in numbers_in(free):
            if number not in known and read(number) not in values:
                yield number, text


def _free_words(made: Document) -> Iterable[str]:
    yield from (made.subject, *made.bases, made.origin.words)
    for block in made.blocks:
        if isinstance(block, Heading):
            yield block.text
        else:
            yield from (part for part in block.parts if isinstance(part, str))
    for annex in made.annexes:
        yield annex.title
        yield from annex.table.notes


def _words_of(made: Document) -> set[str]:
    """The paragraphs as they were proposed."""
    head = made.head
    found = [made.title, made.subject, *made.bases, head.superior, head.issuer, head.position, head.signer]
    found += [block.text for block in made.blocks]
    found += ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Nơi nhận", *recipient_lines(head)]
    found += [f"Số: {number_words(head)}/{head.sign}", f"{head.place}, {day_words(head)}", reference(head)]
    for annex in made.annexes:
        found += [f"Phụ lục {annex.number}", annex.title, *annex.table.notes]
    return {_plain(text) for text in found}


def _plain(text: str) -> str:
    """Words without regard to capitals, spaces and the sign at their end."""
    words = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split()).casefold()
    return words.removeprefix("- ").rstrip(" .;:,/…")
