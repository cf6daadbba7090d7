"""What an engine does: run the expressions of reports for spans, within agencies."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

import ibis

from motcua.law.moments import local
from motcua.law.refusal import Refused
from motcua.reports.span import Span

Make = Callable[..., Any]
"""Makes an expression from plain arguments; a function of a module, so that its text is compiled once."""


@dataclass(frozen=True, slots=True)
class Question:
    """An expression to be run: the function that makes it, and its arguments."""

    make: Make
    arguments: tuple[Hashable, ...] = ()


class Engine(Protocol):
    """Where figures are counted.

    Attributes:
        name: "postgresql", "duckdb" or "spark", as reports print it.
    """

    name: str

    def rows(self, question: Question, spans: Sequence[Span], agencies: Iterable[int] | None) -> list[tuple[Any, ...]]:
        """The rows of an expression.

        Args:
            spans: what `report_span` holds, in this order; none may reach beyond `known_until`.
            agencies: ids that `report_scope` holds; None: the expression is not scoped.
        """
        ...

    def known_until(self, now: datetime) -> datetime:
        """Until when (UTC) the facts of this engine are known, asked at `now`."""
        ...


def known_span(span: Span, engine: Engine) -> Span:
    """The span as far as the facts of an engine reach: one that asks for more is cut back to what is known.

    Raises:
        Refused: nothing of the period is known (field ``as_of``).
    """
    known_until = engine.known_until(span.as_of)
    if span.as_of <= known_until:
        return span
    if known_until < span.period.start:
        raise Refused(
            "facts_too_old",
            f"Kho số liệu mới có đến {local(known_until):%H giờ %M ngày %d/%m/%Y}, trước kỳ báo cáo; "
            "hãy xuất lại số liệu.",
            field="as_of",
        )
    return Span(span.period, known_until)


@lru_cache(maxsize=512)
def compiled(question: Question, dialect: str) -> str:
    """The text of an expression in SQL; compiling costs more than running it."""
    return str(ibis.to_sql(question.make(*question.arguments), dialect=dialect))
