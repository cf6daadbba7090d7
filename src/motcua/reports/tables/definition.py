"""What a table of a report is asked for with, and how each is described."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from motcua.reports.engines import LIVE, Engine
from motcua.reports.span import Span
from motcua.reports.table import Table

ROWS = ("agency", "field", "procedure", "officer", "counter", "channel", "commune", "month")
"""All that the rows of a table of dossiers may be."""


class Covers(StrEnum):
    """For whom a table is drawn up."""

    ANY = "any"
    """Whatever agencies are asked for."""
    AGENCY = "agency"
    """One agency for itself."""
    PROVINCE = "province"
    """The province: all agencies, never some."""


CENTRE, FORMS, LISTS = "Báo cáo của Trung tâm", "Biểu mẫu quốc gia", "Danh sách, sổ theo dõi"
"""Headings that tables stand under in the list of tables."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a table.

    Attributes:
        agencies: ids of the agencies whose figures are wanted; None for all.
        by: key of the dimension of the rows.
    """

    span: Span
    agencies: frozenset[int] | None = None
    by: str = "agency"
    engine: Engine = field(default=LIVE)


@dataclass(frozen=True, slots=True)
class Definition:
    """A table that can be asked for.

    Attributes:
        name: on the command line and in addresses.
        number: of the table in the list of reports; "07a" for a form of the law.
        source: what requires or shows it, in Vietnamese.
        make: the tables of what is asked; several where the period has several (ratings), none where there is nothing.
        dimensions: keys of what its rows may be; the first is the usual one.
        group: heading that it stands under in the list of tables.
        covers: for whom it is drawn up.
        comparable: whether its figures may stand beside those of another period.
        personal: whether it names applicants; such a table is never open data.
    """

    name: str
    number: str
    title: str
    source: str
    make: Callable[[Asked], tuple[Table, ...]]
    dimensions: tuple[str, ...] = ("agency",)
    group: str = CENTRE
    covers: Covers = Covers.ANY
    personal: bool = False
    comparable: bool = False
