"""From what is looked for to PostgreSQL: text queries that find versions, and expressions that say how near they are.

In the column `words` the name has the label A without accents and B with them, everything else C and D. Words hold
letters, digits and dots only, so that they may stand in a text query as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from motcua.catalogue.asking import Question, Term, Way

_WORDS = '"catalogue_procedureversion"."words"'
_ANYWHERE, _IN_NAME = ("AC", "BD"), ("A", "B")
"""Labels of words without and with accents."""
_OTHER_ACCENTS = 0.5
"""What a word counts that has other accents than were typed: it may be another word, or the accents a slip."""
_BEGINS = 0.1
"""What it counts that a name begins with the very words typed."""
LEAST_COVERED = (0.5, 0.25)
"""So much of what was typed, by rarity, an answer has that is not full; the second where the first finds none."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What is counted where a text query matches; of several cases the one that counts most."""

    query: str
    worth: float


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum of SQL expressions with their parameters."""

    parts: tuple[tuple[str, tuple[Any, ...]], ...] = ()

    def plus(self, cases: Iterable[_Case]) -> _Sum:
        """The sum and the best of these cases."""
        best_first = sorted(cases, key=lambda case: -case.worth)
        if not best_first:
            return self
        sql = " ".join(["WHEN version.words @@ %s::tsquery THEN %s"] * len(best_first))
        params = tuple(param for case in best_first for param in (case.query, case.worth))
        return _Sum((*self.parts, (f"CASE {sql} ELSE 0 END", params)))

    def times(self, factor: float) -> _Sum:
        """The whole sum so many times."""
        sql, params = self.sql()
        return _Sum(((f"%s * {sql}", (factor, *params)),))

    def sql(self) -> tuple[str, tuple[Any, ...]]:
        """The sum between brackets, and its parameters."""
        sql = " + ".join(part for part, _ in self.parts) or "0"
        return f"({sql})", tuple(param for _, params in self.parts for param in params)


@dataclass(frozen=True, slots=True)
class Score:
    """A number about a version, as SQL over its `words` and folded `name` in a table called `version`."""

    sql: str
    params: tuple[Any, ...] = ()

    def over(self, table: str) -> str:
        """The number for a row of `table`, its words fetched once.

        They lie apart from their row, and each `@@` on the column would fetch them anew.
        """
        once = f"SELECT {table}.words || ''::tsvector AS words, {table}.folded_name AS name OFFSET 0"
        return f"(SELECT {self.sql}::float8 FROM ({once}) AS version)"


ALL_COVERED = Score("1")


def has_all(question: Question) -> RawSQL:
    """The condition that a version has every needed term that anybody speaks of, as typed or mended."""
    return _matches(" & ".join(f"({_any(term.sure_ways)})" for term in question.needed if term.ways))


def has_most(question: Question, least: float) -> RawSQL:
    """The condition that a version may have `least`: it has one of the terms without which there is less."""
    needed = sorted(question.needed, key=lambda term: -term.weight)
    left = sum(term.weight for term in needed)
    enough = least * left
    telling: list[Term] = []
    for term in needed:
        if left < enough:
            break
        left -= term.weight
        telling.append(term)
    ways = [way for term in telling for way in term.sure_ways]
    return _matches(_any(ways)) if ways else RawSQL("false", (), output_field=BooleanField())


def covered(question: Question) -> Score:
    """The share of what was typed, by rarity, that a version has anywhere: 0 to 1."""
    found = _Sum()
    for term in question.needed:
        found = found.plus(_cases(term.ways, _ANYWHERE, term.weight))
    return Score(*found.times(1 / (sum(term.weight for term in question.needed) or 1.0)).sql())


def nearness(question: Question) -> Score:
    """How near the name of a version is: by the words in it, and those that stand side by side there; 0 to 2.1."""
    named = _Sum()
    for term in question.needed:
        named = named.plus(_cases(term.sure_ways, _IN_NAME, term.weight))
    beside, most = _Sum(), 0.0
    for cases in _beside(question.terms):
        beside, most = beside.plus(cases), most + max(case.worth for case in cases)
    total = sum(term.weight for term in question.needed) or 1.0
    begins = ("CASE WHEN left(version.name, %s) = %s THEN %s ELSE 0 END", (len(question.text), question.text, _BEGINS))
    return Score(*_Sum((*named.times(1 / total).parts, *beside.times(1 / (most or 1.0)).parts, begins)).sql())


def _cases(ways: Iterable[Way], labels: tuple[str, str], weight: float) -> Iterator[_Case]:
    """A term in any of its ways; ways of the same worth in one text query."""
    by_worth: dict[float, list[str]] = {}
    for way in ways:
        if way.accented:
            by_worth.setdefault(way.sure, []).append(_one(way, labels, accented=True))
            by_worth.setdefault(way.sure * _OTHER_ACCENTS, []).append(_one(way, labels))
        else:
            by_worth.setdefault(way.sure, []).append(_one(way, labels))
    for sure, queries in by_worth.items():
        yield _Case(" | ".join(f"({query})" for query in queries), weight * sure)


def _beside(terms: tuple[Term, ...]) -> Iterator[list[_Case]]:
    """Cases for neighbours that are neighbours in a name too; of chatter only beside something that is meant."""
    for term in terms:
        if phrases := [way for way in term.sure_ways if len(way.words) > 1]:
            yield _both([phrases], term.weight)
    for one, other in pairwise(terms):
        if one.sure_ways and other.sure_ways and not (one.light and other.light):
            yield _both([one.sure_ways, other.sure_ways], (one.weight + other.weight) / 2)


def _both(groups: list[Iterable[Way]], weight: float) -> list[_Case]:
    """Groups of ways one after another, with their accents, or for less without."""
    groups = [tuple(group) for group in groups]
    plain = _Case(_in_a_row(groups), weight)
    if not any(way.accented for group in groups for way in group):
        return [plain]
    return [_Case(_in_a_row(groups, accented=True), weight), _Case(plain.query, weight * _OTHER_ACCENTS)]


def _in_a_row(groups: Iterable[Iterable[Way]], *, accented: bool = False) -> str:
    said = (" | ".join(_phrase(way, accented=accented) for way in group) for group in groups)
    return " <-> ".join(f"({group})" for group in said)


def _matches(query: str) -> RawSQL:
    return RawSQL(f"{_WORDS} @@ %s::tsquery", (query,), output_field=BooleanField())


def _any(ways: Iterable[Way]) -> str:
    return " | ".join(f"({_one(way, _ANYWHERE)})" for way in ways)


def _one(way: Way, labels: tuple[str, str], *, accented: bool = False) -> str:
    return (" <-> " if way.side_by_side else " & ").join(_lexemes(way, labels, accented=accented))


def _phrase(way: Way, *, accented: bool) -> str:
    return "(" + " <-> ".join(_lexemes(way, _IN_NAME, accented=accented and bool(way.accented))) + ")"


def _lexemes(way: Way, labels: tuple[str, str], *, accented: bool) -> Iterator[str]:
    words, label = (way.accented, labels[1]) if accented else (way.words, labels[0])
    for place, word in enumerate(words, start=1):
        star = "*" if way.unfinished and place == len(words) else ""
        yield f"'{word}':{star}{label}"
