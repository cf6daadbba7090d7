"""What a narrative report consists of, whichever file it becomes: headings, paragraphs with bound figures, tables."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from motcua.reports.narrative.figures import Figure
from motcua.reports.table import Table

Part = str | Figure
Sentence = tuple[Part, ...]


def say(template: str, **parts: Part | Sentence) -> Sentence:
    """A sentence with figures in their places: `say("Có {late} hồ sơ trễ hạn.", late=figure)`.

    Raises:
        KeyError: a place of the template has no figure.
    """
    found: list[Part] = []
    for words, name, _, _ in string.Formatter().parse(template):
        if words:
            found.append(words)
        if name is not None:
            part = parts[name]
            found.extend(part if isinstance(part, tuple) else (part,))
    return tuple(found)


def joined(sentences: list[Sentence], between: str = ", ", last: str = " và ") -> Sentence:
    """Parts of an enumeration as one: a, b và c."""
    found: list[Part] = []
    for place, sentence in enumerate(sentences):
        if place:
            found.append(last if place == len(sentences) - 1 else between)
        found.extend(sentence)
    return tuple(found)


def text_of(sentence: Sentence) -> str:
    """A sentence as plain words."""
    return "".join(part if isinstance(part, str) else part.text for part in sentence)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is "I. TỔ CHỨC", level 2 "1. Kết quả chung"."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that follow one another; `dash` sets it as a line of a list.

    Attributes:
        no_data: it says that a source has no figures.
    """

    sentences: tuple[Sentence, ...]
    dash: bool = False
    no_data: bool = False

    @property
    def parts(self) -> Sentence:
        """Its words and figures, with a space between sentences."""
        return joined(list(self.sentences), " ", " ")

    @property
    def text(self) -> str:
        """Its words."""
        return text_of(self.parts)


Block = Heading | Paragraph


@dataclass(frozen=True, slots=True)
class Annex:
    """A table behind the report, with its number in Roman numerals."""

    number: str
    table: Table

    @property
    def title(self) -> str:
        """The title of the table; that of ratings is their questionnaire."""
        rated = self.table.name.startswith("ratings")
        return f"Kết quả đánh giá theo {self.table.title}" if rated else self.table.title

    @property
    def wide(self) -> bool:
        """Whether it needs the paper sideways."""
        return len(self.table.columns) > 6


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the report, and to whom it goes (NĐ 30/2020/NĐ-CP Phụ lục I).

    Attributes:
        superior: the body above the issuer; "" for none.
        number: of the document; "" leaves room for it.
        sign: letters after the number, such as "BC-TTPVHCC".
        day: when it was written; None leaves room for day and month.
        position, signer: of who signs; the name may be "".
        copies: where it is kept, the last line of the recipients.
    """

    superior: str
    issuer: str
    number: str
    sign: str
    place: str
    year: int
    position: str
    signer: str
    recipients: tuple[str, ...]
    copies: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the figures come from: words for people, each with a tag that the check of a document reads.

    Attributes:
        parts: (words, tag): period and as-of instant; then code, version and digest where the report is frozen.
    """

    parts: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """The sentence at the foot of the pages, without its full stop."""
        return "".join(words for words, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    head: Letterhead
    subject: str
    bases: tuple[str, ...]
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...]
    origin: Origin
    title: str = "BÁO CÁO"
    warnings: tuple[str, ...] = field(default=())

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of the text."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
