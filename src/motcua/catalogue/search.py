"""The words of the catalogue: which there are, how rare each is, and which one was meant by a slip of the hand."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db import connection
from django.db.models import Count, Max
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from motcua.catalogue.models import ProcedureVersion

CODE = re.compile(r"\d\.\d{1,6}(\.[\w.]*)?", re.ASCII)
"""A procedure code, perhaps unfinished."""
_TYPO_FROM = 4
"""Shorter words are one letter away from too many others."""
_MOST_GUESSES = 12
_UNKNOWN = 1.0
"""What a word says that nobody uses: it may be chatter as well as the point, and tells no two procedures apart."""
_TELEX = (
    (re.compile(r"dd"), "d"),
    (re.compile(r"([aeo])([a-z]*?)\1"), r"\1\2"),  # aa, ee, oo, also with letters in between: “giayas”
    (re.compile(r"(?<=[uoa])w"), ""),
    (re.compile(r"(?<=[aeiouy])([a-z]*?)[sfrxj]([a-z]*)$"), r"\1\2"),  # the tone, the last thing typed or not
)


@dataclass(frozen=True)
class Vocabulary:
    """All words of the catalogue without accents, sorted, and in how many of its `versions` each occurs.

    `spoken` says the same of the words with accents, those that have none among them.
    """

    words: tuple[str, ...]
    uses: tuple[int, ...]
    spoken: Mapping[str, int]
    versions: int

    def has(self, word: str) -> bool:
        """Whether some procedure uses this very word."""
        return self._used(word) > 0

    def starts(self, beginning: str) -> bool:
        """Whether some word starts with `beginning`."""
        place = bisect_left(self.words, beginning)
        return place < len(self.words) and self.words[place].startswith(beginning)

    def rarity(self, word: str, *, spoken: str = "", unfinished: bool = False) -> float:
        """How much a word says: near nothing for one that all versions have, the more the fewer have it.

        Args:
            spoken: the word with its accents, where they are known; accents that nobody uses are a slip.
            unfinished: it is the beginning of a word.
        """
        used = self.spoken.get(spoken, 0) or self._used(word)
        if unfinished:
            used = sum(self._uses_of_beginning(word))
        return math.log(1 + self.versions / used) if used else _UNKNOWN

    def near(self, word: str) -> tuple[str, ...]:
        """Words one letter away: another one, one more, one less, or two neighbours swapped."""
        if len(word) < _TYPO_FROM or word[0].isdigit():
            return ()
        found = extract(word, self._letters, scorer=OSA.distance, score_cutoff=1, limit=_MOST_GUESSES)
        return tuple(near for near, _distance, _place in found if near != word)

    def parted(self, word: str) -> tuple[str, str] | None:
        """The two words that `word` is when a space was forgotten; None when it is not."""
        parts = ((word[:place], word[place:]) for place in range(2, len(word) - 1))
        both = [(left, right) for left, right in parts if self.has(left) and self.has(right)]
        # of several readings the one of the more usual words
        return min(both, key=lambda pair: self.rarity(pair[0]) + self.rarity(pair[1]), default=None)

    def without_keys(self, word: str) -> str:
        """The word of the catalogue that `word` is when the keys of an accent were left in it, else ""."""
        bare = re.sub(r"\d", "", word) if not word.isdigit() else word  # VNI: “gia6y1”
        for pattern, instead in _TELEX:
            bare = pattern.sub(instead, bare, count=1)
            if bare != word and self.has(bare):
                return bare
        return ""

    @cached_property
    def _place(self) -> dict[str, int]:
        return {word: place for place, word in enumerate(self.words)}

    @cached_property
    def _letters(self) -> list[str]:
        """Words that are no numbers or codes, which are as many as there are procedures."""
        return [word for word in self.words if not word[0].isdigit()]

    def _used(self, word: str) -> int:
        place = self._place.get(word)
        return 0 if place is None else self.uses[place]

    def _uses_of_beginning(self, beginning: str) -> Iterator[int]:
        for place in range(bisect_left(self.words, beginning), len(self.words)):
            if not self.words[place].startswith(beginning):
                return
            yield self.uses[place]


def vocabulary() -> Vocabulary:
    """The words of the catalogue as it stands; read again only after versions were added, by whatever process.

    The text of a version never changes and versions are not taken away, so their number and the newest tell them all
    apart; the number, because of two that are added at once the newer one may be there first.
    """
    state = ProcedureVersion.objects.aggregate(newest=Max("pk"), count=Count("pk"))
    return _vocabulary(state["newest"] or 0, state["count"])


@lru_cache(maxsize=2)
def _vocabulary(newest: int, count: int) -> Vocabulary:
    plain = sorted(_uses("ac").items())
    return Vocabulary(tuple(word for word, _ in plain), tuple(uses for _, uses in plain), _uses("bd"), count)


def _uses(labels: str) -> dict[str, int]:
    """In how many versions each word with one of these labels occurs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ndoc FROM ts_stat('SELECT words FROM catalogue_procedureversion', %s)", (labels,))
        return dict(cursor.fetchall())
