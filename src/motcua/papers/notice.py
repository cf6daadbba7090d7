"""What the notice of a procedure says (niêm yết): everything in words, ready to be set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """A component on the notice; `place` is its number in the whole list, numbers of sheets are words."""

    place: int
    name: str
    originals: str
    copies: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticePapers:
    """Components of a case, "" for every case."""

    case: str
    papers: tuple[NoticePaper, ...]


@dataclass(frozen=True, slots=True)
class NoticeLimit:
    """A time limit in words; `label` says for which case and way of filing, "" for all."""

    label: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeFee:
    """A fee or charge, its amount in words."""

    name: str
    amount: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeFees:
    """Fees of a case, "" for every case."""

    case: str
    fees: tuple[NoticeFee, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of a procedure for the wall (niêm yết), everything in words.

    Attributes:
        decision: by which decision it holds, since when, as a sentence.
        warning: what has to be seen first, such as that nothing is taken in at present; "" for nothing.
        where: where else than at the centre it is handed in, "" for nowhere.
        facts: (name, value), such as the agency and the result.
        address: where the QR code leads: to the page of the procedure.
        look_at: the same, short enough to be typed.
        printed_on: the local day of printing.
    """

    issuer: str
    name: str
    code: str
    field: str
    decision: str
    warning: str
    papers: tuple[NoticePapers, ...]
    sets: int
    limits: tuple[NoticeLimit, ...]
    fees: tuple[NoticeFees, ...]
    ways: tuple[tuple[str, str], ...]
    where: str
    steps: tuple[str, ...]
    conditions: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    bases: tuple[str, ...]
    address: str
    look_at: str
    printed_on: date
