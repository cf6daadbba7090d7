"""From what is looked for to PostgreSQL: text queries that find versions, and expressions that say how near they are.

Words are folded, so that they hold letters, digits and dots only and may stand in a text query as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL

from motcua.catalogue.asking import MENDED, Question, Term, Way

_WORDS = '"catalogue_procedureversion"."words"'
_NAME = '"catalogue_procedureversion"."folded_name"'
_IN_NAME = "A"
_BEGINS = 0.1
"""What it counts that a name begins with the very words typed."""
LEAST_COVERED = 0.4
"""An answer that is not full has at least so much of what was typed, by rarity."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum of SQL expressions with their parameters."""

    parts: tuple[tuple[str, tuple[object, ...]], ...]

    def times(self, factor: float) -> _Sum:
        """Every part of the sum so many times."""
        return _Sum(tuple((f"%s * ({sql})", (factor, *params)) for sql, params in self.parts))

    def plus(self, other: _Sum) -> _Sum:
        """Both sums in one."""
        return _Sum((*self.parts, *other.parts))

    def expression(self) -> RawSQL:
        """The sum for a query over versions."""
        sql = " + ".join(f"({sql})" for sql, _ in self.parts) or "0"
        params = tuple(param for _, params in self.parts for param in params)
        return RawSQL(f"({sql})::float8", params, output_field=FloatField())


def has_all(question: Question) -> RawSQL:
    """The condition that a version has every needed term, as typed or mended."""
    return _matches(" & ".join(f"({_any(_sure(term))})" for term in question.needed))


def has_most(question: Question) -> RawSQL:
    """The condition that a version may have enough: it has one of the terms without which there is not enough."""
    needed = sorted(question.needed, key=lambda term: -term.weight)
    left = sum(term.weight for term in needed)
    enough = LEAST_COVERED * left
    telling: list[Term] = []
    for term in needed:
        if left < enough:
            break
        left -= term.weight
        telling.append(term)
    ways = [way for term in telling for way in term.ways]
    return _matches(_any(ways)) if ways else RawSQL("false", (), output_field=BooleanField())


def covered(question: Question) -> RawSQL:
    """The share of what was typed, by rarity, that a version has anywhere: 0 to 1."""
    return _covered(question).expression()


def closeness(question: Question, *, whole: bool) -> RawSQL:
    """How near a version is: by the words in its name, and those that stand side by side there; 0 to 2.1.

    `whole`: all versions that are asked have everything; else what they have of it counts first, once more.
    """
    ways = {term: _sure(term) if whole else term.ways for term in question.terms}
    total = sum(term.weight for term in question.terms) or 1.0
    named = _Sum(tuple(_worth(ways[term], term.weight, _IN_NAME) for term in question.terms if ways[term]))
    found = named.times(1 / total)
    if beside := tuple(_beside(question.terms, ways)):
        most = sum(weight for _, weight in beside)
        pairs = tuple((f"CASE WHEN {_WORDS} @@ %s::tsquery THEN %s ELSE 0 END", pair) for pair in beside)
        found = found.plus(_Sum(pairs).times(1 / most))
    begins = _Sum(
        ((f"CASE WHEN left({_NAME}, %s) = %s THEN %s ELSE 0 END", (len(question.text), question.text, _BEGINS)),)
    )
    found = found.plus(begins)
    return (found if whole else found.times(0.5).plus(_covered(question))).expression()


def _covered(question: Question) -> _Sum:
    total = sum(term.weight for term in question.needed) or 1.0
    return _Sum(tuple(_worth(term.ways, term.weight, "") for term in question.needed if term.ways)).times(1 / total)


def _worth(ways: Iterable[Way], weight: float, label: str) -> tuple[str, tuple[object, ...]]:
    """The weight of a term where a version has it, less where only by a less sure way."""
    surest_first = sorted(ways, key=lambda way: -way.sure)
    cases = [(_any(same, label), sure * weight) for sure, same in groupby(surest_first, key=lambda way: way.sure)]
    sql = " ".join([f"WHEN {_WORDS} @@ %s::tsquery THEN %s"] * len(cases))
    return f"CASE {sql} ELSE 0 END", tuple(param for case in cases for param in case)


def _beside(terms: tuple[Term, ...], ways: dict[Term, tuple[Way, ...]]) -> Iterator[tuple[str, float]]:
    """Text queries for neighbours that are neighbours in a name too, each with what that counts."""
    for term in terms:
        if phrases := [way for way in ways[term] if len(way.words) > 1]:
            yield " | ".join(_phrase(way) for way in phrases), term.weight
    for one, other in pairwise(terms):
        if ways[one] and ways[other]:
            left, right = (" | ".join(_phrase(way) for way in ways[term]) for term in (one, other))
            yield f"({left}) <-> ({right})", (one.weight + other.weight) / 2


def _sure(term: Term) -> tuple[Way, ...]:
    return tuple(way for way in term.ways if way.sure >= MENDED)


def _matches(query: str) -> RawSQL:
    return RawSQL(f"{_WORDS} @@ %s::tsquery", (query,), output_field=BooleanField())


def _any(ways: Iterable[Way], label: str = "") -> str:
    return " | ".join(f"({_one(way, label)})" for way in ways)


def _one(way: Way, label: str) -> str:
    return (" <-> " if way.side_by_side else " & ").join(_lexemes(way, label))


def _phrase(way: Way) -> str:
    return "(" + " <-> ".join(_lexemes(way, _IN_NAME)) + ")"


def _lexemes(way: Way, label: str) -> Iterator[str]:
    for place, word in enumerate(way.words, start=1):
        star = "*" if way.unfinished and place == len(way.words) else ""
        yield f"'{word}'" + (f":{star}{label}" if star or label else "")
