"""What the rows of a table may be: agencies, fields, procedures, officers, counters, channels, communes; or months."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.accounts.models import Staff
from motcua.agencies.models import Agency
from motcua.catalogue.directory import procedure_id, procedure_names
from motcua.law.alphabet import in_alphabet
from motcua.law.lifecycle.state import Channel
from motcua.law.refusal import Refused

Value = int | str | None
"""Of a column of the facts; None where a dossier has none."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a value is called: `key` in addresses and data files, full and short words."""

    key: str
    name: str
    short_name: str


Names = Callable[[Collection[Value], Collection[int] | None], dict[Value, Name]]
"""Names of the values found, in the order of their rows, and of those that stand in the table though nothing was found;
within the agencies (ids; None for all)."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One kind of rows.

    Attributes:
        label: heading over the names of the rows.
        column: of the facts, whose values the rows are.
        complete: whether every dossier says it; else rows of unknown value are told apart, never left out.
    """

    key: str
    label: str
    column: str
    names: Names
    complete: bool = True


UNKNOWN = "khong-ro"
"""Key of the row of the dossiers that do not say."""


def _agencies(found: Collection[Value], scope: Collection[int] | None) -> dict[Value, Name]:
    """The agencies of the province, with dossiers or without; those of other levels once they have any.

    Those of other levels are many, and most have nothing at the centre. Somebody who sees some agencies only sees
    all of these.
    """
    listed = Agency.objects.filter(kind=Agency.Kind.DEPARTMENT).order_by("order", "code")
    shown = (
        agency
        for agency in listed
        if agency.pk in found or (agency.pk in scope if scope is not None else agency.level == Agency.Level.PROVINCE)
    )
    return {agency.pk: Name(agency.code, agency.name, agency.short_name) for agency in shown}


def _procedures(found: Collection[Value], scope: Collection[int] | None) -> dict[Value, Name]:
    named = procedure_names(value for value in found if isinstance(value, int))
    return {pk: Name(code, f"{code} – {name}", code) for pk, (code, name) in named.items()}


def _staff(found: Collection[Value], scope: Collection[int] | None) -> dict[Value, Name]:
    people = Staff.objects.filter(pk__in=[value for value in found if value is not None]).order_by("full_name", "pk")
    return {person.pk: Name(person.username, person.full_name, person.full_name) for person in people}


def _channels(found: Collection[Value], scope: Collection[int] | None) -> dict[Value, Name]:
    return {channel.value: Name(channel.value, channel.label, channel.label) for channel in Channel}


def _words(found: Collection[Value], scope: Collection[int] | None) -> dict[Value, Name]:
    """Values that are their own names, by alphabet."""
    words = sorted((str(value) for value in found if value), key=in_alphabet)
    return {word: Name(word, word, word) for word in words}


DIMENSIONS: Mapping[str, Dimension] = {
    dimension.key: dimension
    for dimension in (
        Dimension("agency", "Cơ quan", "agency_id", _agencies),
        Dimension("field", "Lĩnh vực", "field", _words),
        Dimension("procedure", "Thủ tục", "procedure_id", _procedures),
        Dimension("officer", "Người tiếp nhận", "received_by", _staff, complete=False),
        Dimension("counter", "Quầy", "counter", _words, complete=False),
        Dimension("channel", "Hình thức nộp", "channel", _channels),
        Dimension("commune", "Xã, phường của người nộp", "commune", _words, complete=False),
    )
}


MONTH = "month"
"""What rows are that each have a span of their own: a month of the period. No column of the facts."""


def row_label(by: str) -> str:
    """The heading over the names of the rows; by a dimension, or by month."""
    return "Tháng" if by == MONTH else DIMENSIONS[by].label


def dimension_named(key: str) -> Dimension:
    """The dimension with this key.

    Raises:
        Refused: there is none (field ``by``).
    """
    if key not in DIMENSIONS:
        raise Refused("unknown_dimension", "Báo cáo không chia dòng theo cách này; hãy chọn lại.", field="by")
    return DIMENSIONS[key]


def named(dimension: Dimension, found: Iterable[Any], scope: Collection[int] | None) -> dict[Value, Name]:
    """The rows of a table by value, in order; the row of those that do not say stands last (one query at most)."""
    values = {value or None for value in found}
    names = dimension.names(values - {None}, scope)
    if None in values:
        names[None] = Name(UNKNOWN, f"Không ghi {dimension.label[0].lower()}{dimension.label[1:]}", "Không ghi")
    return names


def value_of(dimension: Dimension, key: str) -> Value:
    """The value that a key in an address names.

    Raises:
        Refused: there is none (field ``key``).
    """
    if key == UNKNOWN:
        return None
    found = _FIND.get(dimension.key, str)(key)
    if found is None:
        raise Refused("unknown_row", f"Không có {dimension.label.lower()} “{key[:60]}”; hãy chọn lại.", field="key")
    return found


def _procedure(code: str) -> Value:
    return procedure_id(code)


def _person(username: str) -> Value:
    return Staff.objects.filter(username=username).values_list("pk", flat=True).first()


def _agency(code: str) -> Value:
    return Agency.objects.filter(code=code).values_list("pk", flat=True).first()


_FIND: Mapping[str, Callable[[str], Value]] = {"agency": _agency, "procedure": _procedure, "officer": _person}
