"""Importing facts that other software recorded: payments, questions, marks of dossiers. Whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import islice
from typing import Any, TextIO

from django.db import transaction

from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier, Mark
from motcua.law.refusal import Refused
from motcua.reports.fact_files import CellRefused, Faults, Line, amount, choice, lines_of, moment, words, yes
from motcua.reports.models import PaymentFact, QuestionFact

BATCH = 2000
LONGEST_REFERENCE = 80
PAYMENTS = ("reference", "agency", "paid_at", "online", "amount")
QUESTIONS = ("reference", "kind", "channel", "received_at")
LATER = ("agency", "due_at", "answered_at", "published_at", "discarded_at")
"""What a question may have, or get later: a file that has it now fills it in."""
MARKS = ("dossier", "kind", "at")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: new facts, those that were completed, those that were there already."""

    new: int = 0
    completed: int = 0
    known: int = 0

    def __add__(self, other: Imported) -> Imported:
        return Imported(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def import_facts(kind: str, stream: TextIO, *, now: datetime) -> Imported:
    """Read a CSV file of facts, in one transaction; the same file again changes nothing.

    Args:
        kind: ``payments``, ``questions`` or ``marks``.
        now: UTC; nothing may have happened after it.

    Raises:
        Refused: ``unknown_fact``; ``facts_file``: its sentences name lines and columns, and nothing was written.
    """
    if kind not in _READERS:
        raise Refused(
            "unknown_fact", f"Không nhập được loại số liệu “{kind[:40]}”; hãy chọn một trong: {', '.join(_READERS)}."
        )
    required, optional, write = _READERS[kind]
    faults, found = Faults(), Imported()
    with transaction.atomic():
        for batch in _batches(lines_of(stream, required, optional)):
            found += write(batch, now, faults)
        faults.refuse()
    return found


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while batch := list(islice(lines, BATCH)):
        yield batch


Cells = Mapping[str, Callable[[str], Any]]


def _read(line: Line, readers: Cells, faults: Faults) -> dict[str, Any] | None:
    """The values of a line; None when one of its cells is no value, which is then a fault."""
    values, whole = {}, True
    for column, reader in readers.items():
        try:
            values[column] = reader(line[column])
        except CellRefused as refused:
            faults.add(line.number, column, str(refused))
            whole = False
    return values if whole else None


def _payments(batch: Sequence[Line], now: datetime, faults: Faults) -> Imported:
    dossiers = _by_code(line["dossier"] for line in batch)
    readers: Cells = {
        "reference": lambda text: words(text, LONGEST_REFERENCE),
        "agency": _agency_reader(),
        "paid_at": lambda text: moment(text, now),
        "online": yes,
        "amount": amount,
        "dossier": lambda text: _of_dossier(dossiers, text) if text else None,
    }
    there = {
        row.reference: row for row in PaymentFact.objects.filter(reference__in=[one["reference"] for one in batch])
    }
    made: dict[str, PaymentFact] = {}
    known = 0
    for line in batch:
        values = _read(line, readers, faults)
        if values is None:
            continue
        values["agency_id"], values["dossier_id"] = values.pop("agency"), values.pop("dossier")
        before = there.get(values["reference"]) or made.get(values["reference"])
        if before is None:
            made[values["reference"]] = PaymentFact(**values)
        elif differing := [name for name, value in values.items() if getattr(before, name) != value]:
            column = differing[0].removesuffix("_id")
            faults.add(line.number, column, f"khoản thu {before.reference} đã có với nội dung khác")
        else:
            known += 1
    if not faults.number:
        PaymentFact.objects.bulk_create(made.values())
    return Imported(new=len(made), known=known)


def _questions(batch: Sequence[Line], now: datetime, faults: Faults) -> Imported:
    agency = _agency_reader()
    maybe: Callable[[str], datetime | None] = lambda text: moment(text, now) if text else None  # noqa: E731
    readers: Cells = {
        "reference": lambda text: words(text, LONGEST_REFERENCE),
        "agency": lambda text: agency(text) if text else None,
        "kind": lambda text: choice(text, _choices(QuestionFact.Kind)),
        "channel": lambda text: choice(text, _choices(QuestionFact.Channel)),
        "received_at": lambda text: moment(text, now),
        # what is due may lie ahead
        "due_at": lambda text: moment(text, _FAR) if text else None,
        "answered_at": maybe,
        "published_at": maybe,
        "discarded_at": maybe,
    }
    there = {
        row.reference: row for row in QuestionFact.objects.filter(reference__in=[one["reference"] for one in batch])
    }
    made: dict[str, QuestionFact] = {}
    completed: dict[str, QuestionFact] = {}
    known = 0
    for line in batch:
        values = _read(line, readers, faults)
        if values is None or not _possible(values, line, faults):
            continue
        values["agency_id"] = values.pop("agency")
        before = there.get(values["reference"]) or made.get(values["reference"])
        if before is None:
            made[values["reference"]] = QuestionFact(**values)
        elif _complete(before, values, line, faults):
            if before.reference not in made:
                completed[before.reference] = before
        else:
            known += 1
    if not faults.number:
        QuestionFact.objects.bulk_create(made.values())
        QuestionFact.objects.bulk_update(completed.values(), _LATER_COLUMNS)
    return Imported(len(made), len(completed), known)


_FAR = datetime.fromisoformat("2200-01-01T00:00:00+00:00")
_LATER_COLUMNS = tuple("agency_id" if name == "agency" else name for name in LATER)


def _complete(row: QuestionFact, values: Mapping[str, Any], line: Line, faults: Faults) -> bool:
    """Fill in what a question did not have yet; whether anything was. What it had is not changed, and may be absent."""
    filled = False
    for name, value in values.items():
        before = getattr(row, name)
        if before == value or (value is None and name in _LATER_COLUMNS):
            continue
        if before is not None:
            faults.add(line.number, name.removesuffix("_id"), f"{row.reference} đã có với nội dung khác")
            return False
        setattr(row, name, value)
        filled = True
    return filled


def _possible(values: Mapping[str, Any], line: Line, faults: Faults) -> bool:
    """Whether the moments of a question follow each other as they must."""
    received, answered = values["received_at"], values["answered_at"]
    if answered and answered < received:
        faults.add(line.number, "answered_at", "trả lời trước khi tiếp nhận")
    elif values["discarded_at"] and values["discarded_at"] < received:
        faults.add(line.number, "discarded_at", "loại bỏ trước khi tiếp nhận")
    elif answered and values["discarded_at"]:
        faults.add(line.number, "discarded_at", "đã trả lời thì không thể bị loại bỏ")
    elif values["published_at"] and (not answered or values["published_at"] < answered):
        faults.add(line.number, "published_at", "công khai trước khi trả lời")
    else:
        return True
    return False


def _marks(batch: Sequence[Line], now: datetime, faults: Faults) -> Imported:
    dossiers = _by_code(line["dossier"] for line in batch)
    readers: Cells = {
        "dossier": lambda text: _of_dossier(dossiers, words(text, LONGEST_REFERENCE)),
        "kind": lambda text: choice(text, _choices(Mark.Kind)),
        "at": lambda text: moment(text, now),
    }
    there = set(Mark.objects.filter(dossier__in=dossiers.values()).values_list("dossier_id", "kind"))
    made: dict[tuple[Any, str], Mark] = {}
    known = 0
    for line in batch:
        values = _read(line, readers, faults)
        if values is None:
            continue
        key = values["dossier"], values["kind"]
        if key in there or key in made:  # the first moment stays
            known += 1
        else:
            made[key] = Mark(dossier_id=values["dossier"], kind=values["kind"], at=values["at"])
    if not faults.number:
        Mark.objects.bulk_create(made.values())
    return Imported(new=len(made), known=known)


def _choices(kinds: Any) -> dict[str, str]:
    return {value: str(label) for value, label in kinds.choices}


def _by_code(codes: Iterable[str]) -> dict[str, Any]:
    wanted = {code for code in codes if code}
    return {str(code): pk for code, pk in Dossier.objects.filter(code__in=wanted).values_list("code", "pk")}


def _of_dossier(dossiers: Mapping[str, Any], code: str) -> Any:
    if code not in dossiers:
        raise CellRefused(f"không có hồ sơ mã {code[:60]}")
    return dossiers[code]


def _agency_reader() -> Callable[[str], int]:
    """Finds agencies by code or by name, full or short."""
    listed = Agency.objects.filter(kind=Agency.Kind.DEPARTMENT)
    known: dict[str, int] = {}
    for agency in listed:
        known.setdefault(agency.short_name.lower(), agency.pk)
    for agency in listed:
        known |= {agency.code.lower(): agency.pk, agency.name.lower(): agency.pk}

    def read(text: str) -> int:
        found = known.get(" ".join(text.split()).lower())
        if found is None:
            raise CellRefused(f"không có cơ quan “{text[:60]}”" if text else "chưa ghi cơ quan")
        return found

    return read


_READERS: Mapping[
    str, tuple[tuple[str, ...], tuple[str, ...], Callable[[Sequence[Line], datetime, Faults], Imported]]
] = {
    "payments": (PAYMENTS, ("dossier",), _payments),
    "questions": (QUESTIONS, LATER, _questions),
    "marks": (MARKS, (), _marks),
}
