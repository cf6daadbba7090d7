"""What a record of the national portal says, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Part(StrEnum):
    """The part of a record that a mark is about."""

    TIMES = "times"
    FEES = "fees"
    WAYS = "ways"
    COMPONENTS = "components"
    BASES = "bases"
    RESULTS = "results"
    SUBJECTS = "subjects"
    LEVELS = "levels"
    AGENCIES = "agencies"


class Channel(StrEnum):
    """How a dossier is handed in."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class TimeUnit(StrEnum):
    """In what the portal counts time; unlike the law's units it also knows hours of the clock."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    WORKING_HOUR = "working_hour"
    HOUR = "hour"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something left to a person.

    Attributes:
        part: which part of the record it is about.
        reason: a stable code from `reasons.SENTENCES`.
        sentence: what the person should look at, in Vietnamese.
        verbatim: the words of the record, whole.
    """

    part: Part
    reason: str
    sentence: str
    verbatim: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A time limit as stated: `value` is greater than zero and counted in `unit`."""

    value: Decimal
    unit: TimeUnit


@dataclass(frozen=True, slots=True)
class StatedFee:
    """An amount as stated.

    Attributes:
        amount: in đồng.
        kind: ``fee`` (phí), ``charge`` (lệ phí), or "" where the text does not say.
        words: the note in brackets beside it, word for word; it may hold a condition ("xe trên 10 chỗ").
    """

    amount: int
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Free:
    """The portal says “Miễn phí” and nothing beside it says otherwise; `words` is its note (“Không có”)."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Something stands there that cannot be read with certainty; `reason` is the code of its mark."""

    reason: str
    verbatim: str


@dataclass(frozen=True, slots=True)
class Way:
    """One row of the table of ways: a channel with its time and fees; `None` means that none is stated."""

    channel: Channel
    time: Stated | Unread | None
    fees: tuple[StatedFee, ...] | Free | Unread | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReadComponent:
    """One row of a table of components.

    Attributes:
        group: the heading of its table, "" for “--”.
        name: word for word.
        forms: file names of the column of forms; `None` where name and files cannot be told apart (`name` then
            holds both).
        originals: how many originals are asked for; `None` where a digit of the name runs into the number.
        copies: how many copies; `None` as above. Neither asked often means a heading or a remark.
    """

    group: str
    name: str
    forms: tuple[str, ...] | None = ()
    originals: int | None = 0
    copies: int | None = 0


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis: its number as written and its title."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Result:
    """A result of the procedure: its name and code; `None` where something stands there that is no code."""

    name: str
    code: str | None = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One record, read.

    Attributes:
        subjects: the portal's names of subjects; `levels` likewise.
        others: fields that no other attribute holds, with their words, so that nothing is lost.
        counted_limits: how many times in days or hours a naive count of the raw table of ways finds; only a
            measure for `tally`, never a value.
        marks: what is left to a person.
    """

    code: str
    name: str
    decision: str = ""
    levels: tuple[str, ...] = ()
    field: str = ""
    kind: str = ""
    subjects: tuple[str, ...] = ()
    executing_agency: str = ""
    competent_agency: str = ""
    steps: str = ""
    conditions: str = ""
    ways: tuple[Way, ...] = ()
    components: tuple[ReadComponent, ...] = ()
    bases: tuple[Basis, ...] = ()
    results: tuple[Result, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    counted_limits: int = 0
    marks: tuple[Mark, ...] = ()

    def marks_of(self, part: Part) -> Iterator[Mark]:
        """The marks about one part, in the order of the record."""
        return (mark for mark in self.marks if mark.part == part)
