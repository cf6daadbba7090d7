"""What people really type is answered: the right procedure stands among the first three."""

from __future__ import annotations

import pytest

from catalogue.questions import QUESTIONS
from motcua.catalogue.finding import search
from province import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

FIRST = 3
SHARE = 0.9


def test_nine_in_ten_questions_find_the_right_procedure_among_the_first_three() -> None:
    told = [(typed, code, [hit.code for hit in search(typed, on=TODAY, limit=FIRST)]) for typed, code in QUESTIONS]
    missed = [line for line in told if line[1] not in line[2]]
    share = 1 - len(missed) / len(told)
    print(f"\n{len(told) - len(missed)} of {len(told)} questions, {share:.1%}; missed:")
    for typed, code, found in missed:
        print(f"  {typed!r} wants {code}, finds {', '.join(found) or 'nothing'}")
    assert share >= SHARE
