"""From what a person types to text queries: folded words, the last perhaps unfinished, one letter wrong."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Max
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from motcua.catalogue.folding import words_of
from motcua.catalogue.models import ProcedureVersion

CODE = re.compile(r"\d\.\d{1,6}(\.[\w.]*)?", re.ASCII)
"""A procedure code, perhaps unfinished."""
_TYPO_FROM = 4
"""Shorter words are one letter away from too many others."""
_MOST_GUESSES = 12


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of the catalogue, sorted."""

    words: tuple[str, ...]

    def has(self, word: str) -> bool:
        """Whether some procedure uses this very word."""
        return self.starts(word, whole=True)

    def starts(self, beginning: str, *, whole: bool = False) -> bool:
        """Whether some word starts with (or, `whole`, is) `beginning`."""
        place = bisect_left(self.words, beginning)
        if place == len(self.words):
            return False
        return self.words[place] == beginning if whole else self.words[place].startswith(beginning)

    def near(self, word: str) -> tuple[str, ...]:
        """Words one letter away: another one, one more, one less, or two neighbours swapped."""
        if len(word) < _TYPO_FROM or word.isdigit():
            return ()
        found = extract(word, self.words, scorer=OSA.distance, score_cutoff=1, limit=_MOST_GUESSES)
        return tuple(near for near, _distance, _place in found if near != word)


def vocabulary() -> Vocabulary:
    """The words of the catalogue as it stands; read again only after a version was added."""
    return _vocabulary(ProcedureVersion.objects.aggregate(newest=Max("pk"))["newest"] or 0)


@lru_cache(maxsize=2)
def _vocabulary(newest: int) -> Vocabulary:
    """The words up to version `newest`, which stands for the revision of the catalogue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM ts_stat('SELECT words FROM catalogue_procedureversion')")
        return Vocabulary(tuple(sorted(word for (word,) in cursor.fetchall())))


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A query over everything that is said about a procedure, and the same over its name alone."""

    anywhere: SearchQuery
    in_name: SearchQuery


def queries_for(text: str) -> Iterator[TextQuery]:
    """Text queries for `text`, the strictest first; the first that finds something is the answer.

    The strict one forgives only words that no procedure has; the second forgives a letter in every word.
    """
    words = words_of(text)
    if not words:
        return
    known = vocabulary()
    for generous in (False, True):
        parts = [
            _alternatives(word, known, unfinished=place == len(words), generous=generous)
            for place, word in enumerate(words, start=1)
        ]
        if all(parts):
            yield TextQuery(_query(parts, "CA"), _query(parts, "A"))


def _query(parts: list[list[str]], weights: str) -> SearchQuery:
    every = (" | ".join(alternative + weights for alternative in part) for part in parts)
    return SearchQuery(" & ".join(f"({one})" for one in every), search_type="raw", config="simple")


def _alternatives(word: str, known: Vocabulary, *, unfinished: bool, generous: bool) -> list[str]:
    """What may stand for `word`, each as a term of a text query that waits for its weights."""
    found = [f"'{word}':*"] if unfinished and known.starts(word) else []
    if not unfinished and known.has(word):
        found = [f"'{word}':"]
    if generous or not found:
        found += [f"'{near}':" for near in known.near(word)]
    return found
