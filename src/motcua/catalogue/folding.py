"""Text as people type it in a hurry: without accents, in lower case; and with accents, each spelled in one way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_GAPS = re.compile(r"[^\w.]+|_+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_LATE = re.compile(rf"((?:^|[^q])(?:o(?=[ae])|u(?=y)))([aey])([{_TONES}])$")
_Y_ALONE = re.compile(rf"^([hklmst])y([{_TONES}])$")
_DOTS = re.compile(r"(?<!\d)\.+|\.+(?!\d)")


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


def accented(text: str) -> str:
    """`text` in lower case without punctuation, its accents kept and put where the new spelling puts them.

    “Thuỷ” and “thủy”, “hoà” and “hòa”, “lý” and “lí” become one; a word falls where `fold` lets it fall.
    """
    return " ".join(map(_one_spelling, _lower(text)))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and with the accents it was typed with."""

    plain: str
    typed: str

    def may_be(self, said: Word) -> bool:
        """Whether it was meant as the word `said`: typed so, or typed without any accent."""
        return self.typed == said.typed or self.typed == self.plain == said.plain


def typed_words(text: str) -> list[Word]:
    """The words of `text`, folded and with the accents they were typed with, in order."""
    plain = words_of(text)
    lower = _lower(text)
    if [fold(word) for word in lower] != plain:  # letters that fall into several words: accents cannot be told
        lower = plain
    return [Word(word, _one_spelling(said)) for word, said in zip(plain, lower, strict=True)]


def _lower(text: str) -> list[str]:
    """The words of `text` in lower case, their accents kept."""
    lower = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _DOTS.sub(" ", _GAPS.sub(" ", lower)).split()


def _one_spelling(word: str) -> str:
    """The tone on the first of oa, oe, uy at the end (not after q), and i for y after h, k, l, m, s, t."""
    letters = unicodedata.normalize("NFD", word)
    if not letters.isascii():
        letters = _TONE_LATE.sub(r"\1\3\2", letters)
    return unicodedata.normalize("NFC", _Y_ALONE.sub(r"\1i\2", letters))
