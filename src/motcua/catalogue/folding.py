"""Text as people type it in a hurry: without accents, in lower case."""

from __future__ import annotations

import re
import unicodedata

_GAPS = re.compile(r"[^\w.]+|_+")
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
