"""Text as people type it in a hurry: without accents, in lower case."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_GAPS = re.compile(r"[^\w.]+|_+")
_DOTS = re.compile(r"(?<!\d)\.+|\.+(?!\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and as it was typed but for capitals."""

    plain: str
    typed: str

    def may_be(self, accented: str) -> bool:
        """Whether it was meant as the word `accented`: typed so, or typed without any accent."""
        return self.typed == accented or (self.typed == self.plain and self.plain == fold(accented))


def fold(text: str) -> str:
    """`text` without accents and punctuation, in lower case, words parted by single spaces.

    A dot between digits stays, so that a procedure code remains one word. Folding twice changes nothing.
    """
    # compatibility forms first: some become capitals, which casefold then lowers
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    # đ is a letter of its own, not a d with an accent
    return " ".join(_DOTS.sub(" ", _GAPS.sub(" ", bare.replace("đ", "d"))).split())


def words_of(text: str) -> list[str]:
    """The words of `text`, folded, in order."""
    return fold(text).split()


def typed_words(text: str) -> list[Word]:
    """The words of `text`, folded and with the accents they were typed with, in order."""
    plain = words_of(text)
    typed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    parts = _DOTS.sub(" ", _GAPS.sub(" ", typed)).split()
    if [fold(part) for part in parts] != plain:  # letters that fall into several words: accents cannot be told
        parts = plain
    return [Word(*pair) for pair in zip(plain, parts, strict=True)]
