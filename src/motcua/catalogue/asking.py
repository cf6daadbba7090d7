"""From what a person types to what is looked for: terms, each with the ways to say it and how much it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from motcua.catalogue.chatter import chatter
from motcua.catalogue.folding import Word, typed_words
from motcua.catalogue.search import Vocabulary

LONGEST_SYNONYM = 6
"""So many words at most are looked up together."""
_MOST_WORDS = 24
_LIGHT = 0.1
"""What a word counts that is there only to make a sentence."""
_OTHERS = 0.25
"""What the further words of a way add to its rarity."""
MENDED = 0.9
"""How sure a way is that forgives what cannot have been meant as typed."""
_GUESSED = 0.6

Meanings = Callable[[Sequence[str]], Mapping[str, Sequence[tuple[str, Sequence[str]]]]]
"""Which of these folded phrases are synonyms: for each, how it is written with accents and what it means then."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to say a term: words that all have to be there, or stand in this order side by side.

    `words` are folded; `accented` are the same with accents, empty where none are known. `sure` is 1 for what was
    typed, less for what may have been meant.
    """

    words: tuple[str, ...]
    accented: tuple[str, ...] = ()
    side_by_side: bool = False
    unfinished: bool = False
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is looked for, in any of its ways; without any, nobody in the catalogue speaks of it.

    `light` ones need not be there.
    """

    ways: tuple[Way, ...]
    weight: float
    light: bool = False

    @property
    def sure_ways(self) -> tuple[Way, ...]:
        """The ways that a full answer may have it in."""
        return tuple(way for way in self.ways if way.sure >= MENDED)


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for; `text` is what was typed, folded."""

    text: str = ""
    terms: tuple[Term, ...] = field(default=())

    @property
    def needed(self) -> tuple[Term, ...]:
        """The terms that a full answer has; all where nothing but chatter was typed."""
        return tuple(term for term in self.terms if not term.light) or self.terms

    @property
    def spoken_of(self) -> float:
        """The share of what is needed, by rarity, that some version speaks of."""
        total = sum(term.weight for term in self.needed)
        return sum(term.weight for term in self.needed if term.ways) / total if total else 0.0


def question(text: str, known: Vocabulary, meanings: Meanings) -> Question:
    """What `text` looks for, in the words of the catalogue.

    Accents count when there are any: who types some has typed the rest without because it has none.
    """
    words = _joined(typed_words(text)[:_MOST_WORDS], known)
    if not words:
        return Question()
    found = meanings(list(_phrases(words)))
    typed = any(word.typed != word.plain for word in words)
    return Question(" ".join(word.plain for word in words), tuple(_terms(words, known, found, accents=typed)))


def _joined(words: list[Word], known: Vocabulary) -> list[Word]:
    """The words, two of them as one where that is a word and one of them alone is none: “kara oke”."""
    found: list[Word] = []
    for word in words:
        before = found[-1] if found else None
        if before and not (known.has(before.plain) and known.has(word.plain)) and known.has(before.plain + word.plain):
            found[-1] = Word(before.plain + word.plain, before.typed + word.typed)
        else:
            found.append(word)
    return found


def _phrases(words: list[Word]) -> Iterator[str]:
    plain = [word.plain for word in words]
    for start in range(len(plain)):
        for end in range(start + 1, min(start + LONGEST_SYNONYM, len(plain)) + 1):
            yield " ".join(plain[start:end])
    for one, other in pairwise(plain):
        yield one + other


def _terms(
    words: list[Word],
    known: Vocabulary,
    found: Mapping[str, Sequence[tuple[str, Sequence[str]]]],
    *,
    accents: bool,
) -> Iterator[Term]:
    """The terms from left to right; of the synonyms that begin at a word the longest is taken."""
    place, light = 0, chatter(words)
    while place < len(words):
        for end in range(min(place + LONGEST_SYNONYM, len(words)), place, -1):
            if means := _meaning(words[place:end], found):
                yield _synonym(words[place:end], means, known, accents=accents)
                place = end
                break
        else:
            last = place == len(words) - 1
            yield _word(words[place], known, light=place in light, unfinished=last, accents=accents)
            place += 1


def _meaning(typed: list[Word], found: Mapping[str, Sequence[tuple[str, Sequence[str]]]]) -> list[str]:
    """What these words mean beside themselves.

    A single word has the accents of the synonym, or none: “chưa” is not “chùa”. In a phrase they are forgiven.
    """
    plain = [word.plain for word in typed]
    rows = found.get(" ".join(plain), ()) or (found.get("".join(plain), ()) if len(plain) == 2 else ())  # “pass port”
    return [
        one for written, means in rows if len(typed) > 1 or typed[0].may_be(typed_words(written)[0]) for one in means
    ]


def _synonym(typed: list[Word], means: Sequence[str], known: Vocabulary, *, accents: bool) -> Term:
    """What was typed, side by side, or one of its meanings; as rare as the rarest word of the commonest meaning."""
    ways = [
        Way(*_spelled(words, accents=True))
        for words in map(typed_words, means)
        if words and all(known.has(word.plain) for word in words)
    ]
    if all(known.has(word.plain) for word in typed):
        ways.insert(0, Way(*_spelled(typed, accents=accents), side_by_side=True))
    return Term(tuple(ways), min((_rarity(way, known) for way in ways), default=known.rarity("")))


def _rarity(way: Way, known: Vocabulary) -> float:
    """That of the rarest word, and a part of the others': all together are rarer than each."""
    spoken = way.accented or ("",) * len(way.words)
    rarities = [known.rarity(word, spoken=said) for word, said in zip(way.words, spoken, strict=True)]
    return (1 - _OTHERS) * max(rarities) + _OTHERS * sum(rarities)


def _spelled(words: Sequence[Word], *, accents: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words without and, where there are `accents`, with them."""
    return tuple(word.plain for word in words), tuple(word.typed for word in words) if accents else ()


def _word(word: Word, known: Vocabulary, *, light: bool, unfinished: bool, accents: bool) -> Term:
    """A word as typed, or its beginning where it may go on; where nobody uses it, as it may have been meant."""
    part = _LIGHT if light else 1.0
    spelled = _spelled([word], accents=accents)
    typed = [Way(*spelled)] if known.has(word.plain) else []
    if unfinished and known.starts(word.plain):
        typed.append(Way(*spelled, unfinished=True, sure=MENDED))
    if typed:
        rarity = _rarity(typed[0], known) if known.has(word.plain) else known.rarity(word.plain, unfinished=True)
        return Term((*typed, *_guesses(word.plain, known)), part * rarity, light)
    ways = tuple(_mended(word.plain, known))
    rarity = max((_rarity(way, known) for way in ways), default=known.rarity(word.plain))
    return Term(ways, part * rarity, light)


def _mended(word: str, known: Vocabulary) -> Iterator[Way]:
    """What a word may be that nobody uses: keys of accents left in it, a space forgotten, a letter wrong."""
    if plain := known.without_keys(word):
        yield Way((plain,), sure=MENDED)
    elif known.has(other := word[:-1] + {"i": "y", "y": "i"}.get(word[-1], word[-1])):
        yield Way((other,), sure=MENDED)  # kí for ký
    elif parts := known.parted(word):
        yield Way(parts, side_by_side=True, sure=MENDED)
    else:
        for near in known.near(word):
            yield Way((near,), sure=MENDED)


def _guesses(word: str, known: Vocabulary) -> Iterator[Way]:
    """Words that a word in use may have been meant for: looked for only when nothing has all as typed."""
    for near in known.near(word):
        yield Way((near,), sure=_GUESSED)
