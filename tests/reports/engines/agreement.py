"""What the tests of agreement have in common: dossiers with everything that facts tell, exported from the test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection
from hypothesis import strategies as st

from motcua.accounts.models import Staff
from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier, Mark
from motcua.reports.counting import Counted
from motcua.reports.dimensions import DIMENSIONS
from motcua.reports.engines.export import export_from
from motcua.reports.engines.places import Folder
from reports.histories import FIRST, SECOND, History, put
from reports.strategies import SPANS, histories

LATER = datetime(2021, 1, 1, tzinfo=UTC)
MARKED = st.sets(st.tuples(st.integers(0, 11), st.sampled_from(Mark.Kind.values), st.integers(0, 2000)), max_size=12)

ANYTHING_ASKED = (
    st.lists(histories(), max_size=12),
    MARKED,
    st.lists(SPANS, min_size=1, max_size=3),
    st.sampled_from(sorted(DIMENSIONS)),
    st.integers(0, 3),
)
"""Dossiers with their marks; and what is asked of them: spans, the dimension of the rows, the place of a scope."""


def put_marked(past: list[History], marked: set[tuple[int, str, int]]) -> None:
    """The histories as dossiers with officers, communes and marks: (number, kind, hours after acceptance)."""
    rows = put(past)
    officers = Staff.objects.order_by("pk").values_list("pk", flat=True)[:2]
    for number, row in enumerate(rows):
        row.received_by_id = [*officers, None][number % 3]
        row.commune = ["", "Xã An Lạc Thôn", "Phường 1"][number % 3]
        row.subject = 'Nhiều dòng\n"trong ngoặc", và dấu phẩy'
    Dossier.objects.bulk_update(rows, ["received_by", "commune", "subject"])
    first = {(number, kind): hours for number, kind, hours in sorted(marked) if number < len(rows)}
    Mark.objects.bulk_create(
        Mark(dossier=rows[number], kind=kind, at=rows[number].accepted_at + timedelta(hours=hours))
        for (number, kind), hours in first.items()
    )


def export(place: Folder, known_until: datetime = LATER) -> None:
    """What the open transaction sees, as files."""
    export_from(connection.connection, place, known_until=known_until)


def scopes() -> list[set[int] | None]:
    """All agencies, none, one, two."""
    first, second = Agency.objects.get(code=FIRST).pk, Agency.objects.get(code=SECOND).pk
    return [None, set(), {first}, {first, second}]


def figures(found: list[Counted]) -> list[object]:
    """What has to be equal."""
    return [[(row.value, row.counts) for row in one.rows] + [one.total, one.broken] for one in found]
