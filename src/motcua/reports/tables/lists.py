"""Lists of dossiers as tables: read a page at a time in the order of acceptance, the first lines for the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Q

from motcua.dossiers.models import Dossier
from motcua.law.moments import local
from motcua.reports.engines import LIVE
from motcua.reports.table import Column, Row, RowKind, Source, Table
from motcua.reports.tables.definition import Asked

SHOWN = 200
"""Lines of a list on a screen; its files have them all."""
PAGE = 1_000
"""Dossiers that are read at a time."""

Record = dict[str, Any]


def long_list(
    asked: Asked,
    lines: Callable[[], Iterator[Row]],
    *,
    name: str,
    title: str,
    row_label: str,
    columns: tuple[Column, ...],
    row_number: str = "",
    notes: tuple[str, ...] = (),
) -> Table:
    """A table of the first lines, which knows how to read all of them.

    Args:
        lines: reads the rows from the beginning, each time it is called.
    """
    first = list(islice(lines(), SHOWN + 1))
    longer = len(first) > SHOWN
    shown = first[:SHOWN]
    while longer and shown and shown[-1].kind is RowKind.SECTION:
        shown.pop()  # a heading without its rows
    if longer:
        notes = (*notes, f"Màn hình chỉ hiện {len(shown)} dòng đầu; tệp Excel, CSV tải về có đủ các dòng.")
    return Table(
        name=name,
        title=title,
        span=asked.span,
        row_label=row_label,
        row_number=row_number,
        columns=columns,
        rows=tuple(shown),
        notes=notes,
        source=Source(LIVE.name, asked.span.as_of),
        every=lines if longer else None,
    )


def accepted(asked: Asked, *columns: str) -> Iterator[list[Record]]:
    """The dossiers accepted in the period, as known at the as-of instant, a page after another (a query each).

    Each record has `id`, `code`, `agency_id` and `accepted_at` besides the columns asked for.
    """
    period = asked.span.period
    found = Dossier.objects.filter(
        accepted_at__gte=period.start, accepted_at__lt=period.end, accepted_at__lte=asked.span.as_of
    )
    if asked.agencies is not None:
        found = found.filter(agency_id__in=sorted(asked.agencies))
    ordered = found.order_by("accepted_at", "id").values("id", "code", "agency_id", "accepted_at", *columns)
    page = list(ordered[:PAGE])
    while page:
        yield page
        if len(page) < PAGE:
            return
        last = page[-1]
        after = Q(accepted_at__gt=last["accepted_at"]) | Q(accepted_at=last["accepted_at"], id__gt=last["id"])
        # the first condition lets the index begin where the last page ended
        page = list(ordered.filter(after, accepted_at__gte=last["accepted_at"])[:PAGE])


def known(at: datetime | None, asked: Asked) -> datetime | None:
    """A moment, if it was known at the as-of instant."""
    return at if at is not None and at <= asked.span.as_of else None


def day(at: datetime | None) -> str | None:
    """A local day: "05/03/2019"."""
    return None if at is None else f"{local(at):%d/%m/%Y}"


def moment(at: datetime | None) -> str | None:
    """A local moment: "05/03/2019 08:15"."""
    return None if at is None else f"{local(at):%d/%m/%Y %H:%M}"
