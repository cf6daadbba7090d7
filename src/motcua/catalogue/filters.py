"""Filters of a list of procedures, and how many there would be with each of their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from motcua.catalogue.models import ProcedureVersion, Subject
from motcua.catalogue.queries import level_on

PERSON, ORGANISATION = "person", "organisation"
_PERSONS = [Subject.CITIZEN, Subject.OVERSEAS, Subject.FOREIGNER, Subject.OFFICIAL, Subject.PARTY_MEMBER]
_SUBJECTS = {
    PERSON: _PERSONS,
    ORGANISATION: [subject for subject in Subject if subject not in _PERSONS],
}
_SUBJECT_WORDS = {
    PERSON: r"cá nhân|công dân|người|hộ gia đình|hộ kinh doanh|cán bộ|đảng viên",
    ORGANISATION: r"tổ chức|doanh nghiệp|hợp tác xã|cơ quan|đơn vị|công ty|thương nhân|cơ sở",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of procedures is narrowed to; empty values narrow nothing.

    Attributes:
        agencies: ids of agencies; None for all.
        field: the name of a field (lĩnh vực).
        subject: `PERSON` or `ORGANISATION`; procedures that do not say for whom they are count as both.
        online: an online level on the day that is looked at, a value of `OnlineLevel`.
    """

    agencies: Collection[int] | None = None
    field: str = ""
    subject: str = ""
    online: str = ""


ALL = Filters()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many procedures there would be with each value of a filter, the other filters as they are."""

    agencies: Mapping[int, int]
    fields: Mapping[str, int]
    subjects: Mapping[str, int]
    online: Mapping[str, int]


def narrowed(versions: QuerySet[ProcedureVersion], filters: Filters, on: date | None) -> QuerySet[ProcedureVersion]:
    """Only the versions that pass the filters on a local day."""
    if filters.agencies is not None:
        versions = versions.filter(procedure__agency_id__in=list(filters.agencies))
    if filters.field:
        versions = versions.filter(procedure__field=filters.field)
    if filters.subject in _SUBJECTS:
        versions = versions.filter(_is_for(filters.subject))
    if filters.online:
        versions = versions.alias(level_now=level_on(on)).filter(level_now=filters.online)
    return versions


def _is_for(subject: str) -> Q:
    """Versions for persons or for organisations: by the national list, else by the words; those that do not say too."""
    listed = Q(subjects__overlap=_SUBJECTS[subject])
    said = Q(subjects=[]) & (Q(subject="") | Q(subject__iregex=_SUBJECT_WORDS[subject]))
    return listed | said


@dataclass(frozen=True, slots=True)
class _Group:
    """So many versions that are alike for every filter."""

    agency: int
    field: str
    online: str
    subjects: tuple[str, ...]
    number: int

    def passes(self, filters: Filters) -> bool:
        return (
            (filters.agencies is None or self.agency in filters.agencies)
            and filters.field in ("", self.field)
            and filters.online in ("", self.online)
            and (filters.subject not in _SUBJECTS or filters.subject in self.subjects)
        )


def count(versions: QuerySet[ProcedureVersion], filters: Filters, on: date | None) -> Counts:
    """Counts for the versions before they are narrowed (one query)."""
    for_whom = {f"for_{subject}": _flag(_is_for(subject)) for subject in _SUBJECTS}
    alike: dict[str, Any] = {
        "agency": F("procedure__agency_id"),
        "area": F("procedure__field"),
        "level": level_on(on),
        **for_whom,
    }
    rows: Iterable[Any] = versions.order_by().values(**alike).annotate(number=Count("pk"))
    groups = [
        _Group(
            row["agency"],
            row["area"],
            row["level"],
            tuple(subject for subject in _SUBJECTS if row[f"for_{subject}"]),
            row["number"],
        )
        for row in rows
    ]
    return Counts(
        agencies=_tally(groups, replace(filters, agencies=None), lambda group: [group.agency]),
        fields=_tally(groups, replace(filters, field=""), lambda group: [group.field]),
        subjects=_tally(groups, replace(filters, subject=""), lambda group: group.subjects),
        online=_tally(groups, replace(filters, online=""), lambda group: [group.online]),
    )


Key = TypeVar("Key")


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _tally(groups: Iterable[_Group], others: Filters, values: Callable[[_Group], Iterable[Key]]) -> Mapping[Key, int]:
    found: Counter[Key] = Counter()
    for group in groups:
        if group.passes(others):
            for value in values(group):
                found[value] += group.number
    return found
