"""What people really type is answered: the right procedure stands among the first three."""

from __future__ import annotations

import pytest

from catalogue.questions import QUESTIONS, UNSEEN
from motcua.catalogue.finding import search
from motcua.catalogue.models import Synonym
from province import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

FIRST = 3
SHARE = 0.9


def share_of(what: str, questions: tuple[tuple[str, str], ...]) -> float:
    """The share of questions whose procedure is among the first; prints it, and those that miss."""
    told = [(typed, code, [hit.code for hit in search(typed, on=TODAY, limit=FIRST)]) for typed, code in questions]
    missed = [line for line in told if line[1] not in line[2]]
    share = 1 - len(missed) / len(told)
    print(f"\n{what}: {len(told) - len(missed)} of {len(told)} in the first {FIRST}, {share:.1%}")
    for typed, code, found in missed:
        print(f"  {typed!r} wants {code}, finds {', '.join(found) or 'nothing'}")
    return share


def test_nine_in_ten_of_the_questions_that_taught_us_are_answered() -> None:
    assert share_of("known", QUESTIONS) >= SHARE


def test_nine_in_ten_of_the_questions_that_changed_nothing_are_answered() -> None:
    assert share_of("unseen", UNSEEN) >= SHARE


def test_synonyms_are_worth_their_keeping() -> None:
    with_them = share_of("unseen, with synonyms", UNSEEN)
    Synonym.objects.all().delete()
    assert share_of("unseen, without synonyms", UNSEEN) < with_them


def test_every_question_is_asked_once() -> None:
    typed = [typed for typed, _ in (*QUESTIONS, *UNSEEN)]
    assert len(set(typed)) == len(typed)
