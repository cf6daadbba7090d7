"""Vietnamese headings, made comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GAPS = re.compile(r"[^\w%]+|_+")


@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """`text` without accents and punctuation, in lower case, words parted by single spaces; per cent signs stay."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_GAPS.sub(" ", bare.replace("đ", "d")).split())


def shortened(text: str, most: int = 60) -> str:
    """`text` on one line, cut at a word when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
