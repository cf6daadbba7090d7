"""Finding procedures by what people type and by filters, best first, with counts for the filters.

How it ranks is explained in `docs/explanation/search.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, overload

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, QuerySet, Window

from motcua.catalogue.asking import Question, question
from motcua.catalogue.filters import ALL, ORGANISATION, PERSON, Counts, Filters, count, narrowed
from motcua.catalogue.matching import ALL_COVERED, LEAST_COVERED, Score, covered, has_all, has_most, nearness
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries import ProcedureHit, _hits, _in_force
from motcua.catalogue.search import CODE, vocabulary
from motcua.catalogue.synonyms import meanings

__all__ = ["ALL", "MOST", "ORGANISATION", "PERSON", "Counts", "Filters", "Found", "find", "search"]

MOST = 500
"""So many procedures are listed at most; what comes later nobody leafs to."""
_LONGEST_QUERY = 200
_NATIONAL_CODE = 8
"""Signs of a national code: `1.004238`. What follows it is the suffix of a ministry or province."""
_FALLS_OFF = 0.6
"""Answers that are not full are told as long as they are so near as the best, at least."""


@dataclass(frozen=True)
class Found(Sequence[ProcedureHit]):
    """Procedures that were found, best first, as a sequence that reads only the lines asked for.

    Attributes:
        ids: ids of the versions; at most as many as were asked for.
        total: how many there are altogether.
        whole: whether each has all that was asked for; else they are the nearest, and none has all.
    """

    ids: tuple[int, ...]
    total: int
    whole: bool
    _on: date | None
    _filters: Filters
    _everything: QuerySet[ProcedureVersion] = field(repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, lines: int) -> ProcedureHit: ...
    @overload
    def __getitem__(self, lines: slice) -> list[ProcedureHit]: ...
    def __getitem__(self, lines: int | slice) -> ProcedureHit | list[ProcedureHit]:
        if isinstance(lines, int):
            return _lines((self.ids[lines],), self._on)[0]
        return _lines(self.ids[lines], self._on)

    @cached_property
    def counts(self) -> Counts:
        """Counts for each filter (one query); of answers that are not whole, among those within the filters."""
        return count(self._everything, self._filters, self._on)


def search(
    words: str, *, on: date | None = None, agencies: Collection[int] | None = None, limit: int = 20
) -> list[ProcedureHit]:
    """Procedures for what a person typed, best first; at most `limit`. Nothing typed finds nothing.

    Args:
        on: the local day whose versions are looked at; None for those without an end.
        agencies: ids of agencies to look at; None for all.
    """
    return find(words, on=on, filters=Filters(agencies=agencies), limit=limit)[:] if words.strip() else []


def find(words: str, *, on: date | None = None, filters: Filters = ALL, limit: int = MOST) -> Found:
    """Procedures for what a person typed within the filters; without words all, by agency, field and name.

    Accents, capitals and punctuation do not matter, the last word may be unfinished, a word of four letters and more
    may have one letter wrong. Words that only ask (“làm ở đâu”) are passed over, synonyms are understood. When nothing
    has all the words, those that have most come, by how rare the words are. A procedure code, or its beginning, finds
    the procedure, with or without a suffix.

    Args:
        on: the local day whose versions are looked at; None for those without an end.
    """
    typed = words[:_LONGEST_QUERY].strip()
    everything = _in_force(on, None)
    if not typed:
        order = ("procedure__agency__order", "procedure__field", "name", "pk")
        return _found(everything, order, on, filters, limit)
    if CODE.fullmatch(typed):
        return _found(_by_code(everything, typed), ("procedure__code",), on, filters, limit)
    asked = question(typed, vocabulary(), meanings)
    if asked.spoken_of >= _WORTH_ASKING:
        matching = everything.filter(has_all(asked))
        ranked = _ranked(matching, filters, on, limit, near=nearness(asked), covered=ALL_COVERED)
        if ranked:
            ids = tuple(one.id for one in ranked)
            return Found(ids, ranked[0].total, asked.spoken_of == 1, on, filters, matching)
    return _nearest(everything, asked, on, filters, limit)


_WORTH_ASKING = 0.5
"""Where nobody speaks of more than the rest, what is left is not what was asked for."""
_NAME_AGAIN = 0.5
"""What nearness of the name counts where not everything is covered; where it is, nearness alone tells apart."""


class _Ranked(NamedTuple):
    id: int
    closeness: float
    total: int


def _ranked(
    versions: QuerySet[ProcedureVersion],
    filters: Filters,
    on: date | None,
    limit: int,
    *,
    near: Score,
    covered: Score,
    least: float = 0.0,
    name: float = 1.0,
) -> list[_Ranked]:
    """The first within the filters by `covered`, of which they have at `least` so much, and `name` times `near`.

    Of what is about as near, first what is used most. Each query stands apart (OFFSET 0), so that a version is compared
    with the question once, and its name only when it has enough.
    """
    columns = {"filed": F("procedure__filed"), "code": F("procedure__code")}
    rows = narrowed(versions, filters, on).order_by().values("id", "words", "folded_name", **columns)
    try:
        matching, params = rows.query.sql_with_params()
    except EmptyResultSet:  # a filter that nothing passes
        return []
    sql = f"""
        SELECT id, closeness, count(*) OVER () AS total
        FROM (SELECT *, covered + %s * {near.over("enough")} AS closeness
              FROM (SELECT *, {covered.over("found")} AS covered
                    FROM ({matching} OFFSET 0) AS found OFFSET 0) AS enough
              WHERE covered >= %s OFFSET 0) AS ranked
        ORDER BY round(closeness * 10) DESC, filed DESC, closeness DESC, length(folded_name), code
        LIMIT %s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, (name, *near.params, *covered.params, *params, least, limit))
        return [_Ranked(*row) for row in cursor.fetchall()]


def _by_code(versions: QuerySet[ProcedureVersion], typed: str) -> QuerySet[ProcedureVersion]:
    """Versions by a code or its beginning; with a suffix that we do not have, by the national code."""
    exact = versions.filter(procedure__code__istartswith=typed)
    if len(typed) > _NATIONAL_CODE and not exact.exists():
        return versions.filter(procedure__code__istartswith=typed[:_NATIONAL_CODE])
    return exact


def _found(
    matching: QuerySet[ProcedureVersion], order: tuple[Any, ...], on: date | None, filters: Filters, limit: int
) -> Found:
    rows = narrowed(matching, filters, on).annotate(total=Window(Count("*"))).order_by(*order)
    found = list(rows.values_list("pk", "total")[:limit])
    return Found(tuple(pk for pk, _ in found), found[0][1] if found else 0, True, on, filters, matching)


def _nearest(
    versions: QuerySet[ProcedureVersion], asked: Question, on: date | None, filters: Filters, limit: int
) -> Found:
    """What has most of what was asked for, down to where it falls off."""
    ranked: list[_Ranked] = []
    for least in LEAST_COVERED:
        if not ranked:
            may_do = versions.filter(has_most(asked, least))
            scores = {"near": nearness(asked), "covered": covered(asked)}
            ranked = _ranked(may_do, filters, on, limit, **scores, least=least, name=_NAME_AGAIN)
    best = max((one.closeness for one in ranked), default=0.0)
    ids = tuple(one.id for one in ranked if one.closeness >= _FALLS_OFF * best)
    return Found(ids, len(ids), False, on, filters, versions.filter(pk__in=ids))


def _lines(ids: Sequence[int], on: date | None) -> list[ProcedureHit]:
    if not ids:
        return []
    place = {version: index for index, version in enumerate(ids)}
    return sorted(
        _hits(ProcedureVersion.objects.filter(pk__in=ids).order_by(), on), key=lambda hit: place[hit.version_id]
    )
