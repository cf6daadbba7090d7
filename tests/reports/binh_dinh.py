"""Facts of 2023 such that the printed tables of the centre of Bình Định come out: rows written at once, no life cycle.

Of each row the counts are printed; how many dossiers bear a mark follows from the printed rate. Where several numbers
give the same rate, those are taken that bring the rate of the total to what is printed, if any do.
"""

from __future__ import annotations

import csv
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from importlib import resources

from django.db import connection

from motcua.agencies.models import Agency
from motcua.catalogue.models import InternalProcess, ProcedureVersion
from motcua.dossiers.models import Applicant, Dossier
from motcua.law.periods import Period
from motcua.reports.span import Span

PERIOD = Period(date(2023, 1, 1), date(2023, 12, 25))
SPAN = Span(PERIOD, PERIOD.end)
FEES_NAME = {"BQL Khu kinh tế tỉnh": "Ban Quản lý khu kinh tế"}
"""Agencies that the table of fees calls otherwise."""
# what the report prints under its two tables
_COUNTS = ("total", "newly_received", "online", "carried_over", "resolved", "early_or_on_time", "late", "pending")
TOTAL = {
    **dict(zip(_COUNTS, ("99364", "96047", "63629", "3317", "95207", "95161", "46", "4157"), strict=True)),
    "within": "4157",
    "overdue": "0",
    "rate_online": "66.2",
    "rate_paid_online": "46.4",
    "rate_identity": "94.3",
    "rate_digitised": "85.4",
    "rate_electronic_result": "95.6",
}
FEES_TOTAL = (26133, 10_998_351_456, 33351, 14_206_183_957)
MARKED = {
    "rate_identity": ("identity", "newly_received"),
    "rate_digitised": ("digitised", "newly_received"),
    "rate_electronic_result": ("e_result", "resolved"),
}
"""Rate → the mark that it asks for, and the dossiers that it is a share of."""
Printed = Mapping[str, str]


def printed(name: str) -> list[Printed]:
    """The rows of a printed table as they ship."""
    text = (resources.files("motcua.scenario") / "data" / f"binh-dinh-2023-{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def rate(part: int, whole: int) -> Decimal:
    """Per cent to one decimal, half up."""
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def counts_for(wanted: str, whole: int) -> list[int]:
    """Every number of `whole` whose share is printed as this rate, by trying those near it; none: no number is."""
    near = int(Decimal(wanted) * whole / 100)
    reach = whole // 500 + 3
    tried = range(max(0, near - reach), min(whole, near + reach) + 1)
    return [part for part in tried if rate(part, whole) == Decimal(wanted).quantize(Decimal("0.1"))]


def nearest(wanted: str, whole: int) -> int:
    """The number whose share comes nearest to the rate."""
    return min(range(whole + 1), key=lambda part: abs(Decimal(part) * 100 / whole - Decimal(wanted)))


@dataclass
class Chosen:
    """How many dossiers of each row bear a mark, and which printed rates no numbers give.

    Attributes:
        impossible: (agency, rate) that no number of dossiers gives; agency "" for a total that no numbers of the rows
            give together.
    """

    parts: dict[str, list[int]] = field(default_factory=dict)
    impossible: set[tuple[str, str]] = field(default_factory=set)


def chosen(rows: list[Printed]) -> Chosen:
    """The numbers for identity, digitised papers and electronic results."""
    found = Chosen()
    for key, (_, of) in MARKED.items():
        wholes = [int(row[of]) for row in rows]
        options = [counts_for(row[key], whole) for row, whole in zip(rows, wholes, strict=True)]
        found.impossible |= {(row["agency"], key) for row, some in zip(rows, options, strict=True) if not some}
        choices = [some or [nearest(row[key], whole)] for row, some, whole in zip(rows, options, wholes, strict=True)]
        parts = _towards(TOTAL[key], [(some[0], some[-1]) for some in choices], sum(wholes))
        if rate(sum(parts), sum(wholes)) != Decimal(TOTAL[key]):
            found.impossible.add(("", key))
        found.parts[key] = parts
    return found


def _towards(wanted: str, bounds: list[tuple[int, int]], whole: int) -> list[int]:
    """Numbers within bounds whose sum is as near to the rate of the total as it can be."""
    parts = [low for low, _ in bounds]
    missing = int(Decimal(wanted) * whole / 100) - sum(parts)
    for place, (low, high) in enumerate(bounds):
        more = max(0, min(high - low, missing))
        parts[place] += more
        missing -= more
    return parts


def fee_dossiers(rows: list[Printed]) -> list[tuple[int, int]]:
    """(with a fee, paid online) of each row, such that each rate and that of the total is as printed.

    How many dossiers bore a fee is not printed: each row takes as many of its new dossiers as the search below leaves
    it, beginning with all of them.
    """
    wanted = Decimal(TOTAL["rate_paid_online"])
    found = [_with_fee(row, int(row["newly_received"])) for row in rows]
    # rows above the wanted rate give up dossiers, largest first, until the total is no higher than it may be; or below
    too_high = _total_rate(found) > wanted
    order = sorted(range(len(rows)), key=lambda place: -found[place][0])
    for place in order:
        above = Decimal(rows[place]["rate_paid_online"]) > wanted
        whole = found[place][0]
        while _total_rate(found) != wanted and above == too_high and whole > 50:
            whole = whole * 19 // 20
            found[place] = _with_fee(rows[place], whole)
    return found


def _total_rate(found: list[tuple[int, int]]) -> Decimal:
    return rate(sum(paid for _, paid in found), sum(whole for whole, _ in found))


def _with_fee(row: Printed, whole: int) -> tuple[int, int]:
    """The most dossiers up to `whole` of which some number gives the rate; one, not paid online, where it is zero."""
    wanted = row["rate_paid_online"]
    if Decimal(wanted) == 0:
        return 1, 0
    return next((size, some[0]) for size in range(whole, 0, -1) if (some := counts_for(wanted, size)))


def agencies(rows: list[Printed]) -> list[Agency]:
    """The agencies of the printed table, in its order."""
    return Agency.objects.bulk_create(
        Agency(
            code=f"BD{number:02}.H08",
            name=f"{FEES_NAME.get(row['agency'], row['agency'])} tỉnh Bình Định",
            short_name=row["agency"],
            order=500 + number,
        )
        for number, row in enumerate(rows, start=1)
    )


def synthesise(rows: list[Printed], listed: list[Agency], marks: Chosen) -> None:
    """Write dossiers and their marks: the database multiplies one dossier.

    The first of a row were received in the period, the others are carried over; the first are filed online, the first
    have ended, the first of these late.
    """
    pattern = _pattern(listed[0])
    fees = fee_dossiers(rows)
    columns = [one.column for one in Dossier._meta.concrete_fields]
    into = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(DIFFERING.get(column, f't."{column}"') for column in columns)
    multiply = f"""INSERT INTO dossiers_dossier ({into}) SELECT {values}
        FROM dossiers_dossier AS t, generate_series(0, %(total)s - 1) AS n WHERE t.id = %(pattern)s"""
    with connection.cursor() as cursor:
        for place, (row, agency) in enumerate(zip(rows, listed, strict=True)):
            assert int(row["overdue"]) == 0
            numbers = {key: int(row[key]) for key in ("total", "newly_received", "online", "resolved", "late")}
            told = {"agency": agency.pk, "code": agency.code, "start": PERIOD.start, "end": PERIOD.end}
            cursor.execute(multiply, {**numbers, **told, "pattern": pattern.id})
            with_fee, paid = fees[place]
            bearing = {"fee": with_fee, "paid_online": paid}
            bearing |= {kind: marks.parts[key][place] for key, (kind, _) in MARKED.items()}
            for kind, number in bearing.items():
                cursor.execute(MARK, {"kind": kind, "agency": agency.pk, "code": agency.code, "number": number})
    pattern.delete()


_ACCEPTED = """(CASE WHEN n < %(newly_received)s THEN %(start)s::timestamptz + n * interval '15 minutes'
    ELSE %(start)s::timestamptz - interval '20 days' END)"""
_ENDED = f"({_ACCEPTED} + interval '31 days')"
_DUE = f"""(CASE WHEN n >= %(resolved)s THEN %(end)s::timestamptz + interval '9 days'
    WHEN n < %(late)s THEN {_ENDED} - interval '1 day' ELSE {_ENDED} + interval '1 day' * (n %% 2) END)"""
# new ones come first and carried over ones last: a mark is borne by the first dossiers of what it is a share of
DIFFERING = {
    "id": "gen_random_uuid()",
    "code": "%(code)s || '-' || n",
    "agency_id": "%(agency)s",
    "channel": "CASE WHEN n < %(online)s THEN 'online_full' ELSE 'counter' END",
    "status": "CASE WHEN n < %(resolved)s THEN 'returned' ELSE 'processing' END",
    "accepted_at": _ACCEPTED,
    "submitted_at": _ACCEPTED,
    "due_since": _ACCEPTED,
    "due_at": _DUE,
    "due_original": _DUE,
    "ended_at": f"CASE WHEN n < %(resolved)s THEN {_ENDED} END",
    "ended_as": "CASE WHEN n < %(resolved)s THEN 'finished' ELSE '' END",
    "late_cause": "CASE WHEN n < %(late)s THEN 'overload' ELSE '' END",
}
MARK = """INSERT INTO dossiers_mark (dossier_id, kind, at) SELECT id, %(kind)s, accepted_at FROM dossiers_dossier
    WHERE agency_id = %(agency)s AND substr(code, length(%(code)s) + 2)::int < %(number)s"""
PAY = """INSERT INTO reports_paymentfact (agency_id, paid_at, online, amount, reference)
    SELECT %(agency)s, %(start)s::timestamptz + n * interval '8 minutes', %(online)s,
        %(amount)s::bigint / %(number)s + CASE WHEN n = 0 THEN %(amount)s::bigint %% %(number)s ELSE 0 END,
        %(code)s || %(online)s || n
    FROM generate_series(0, %(number)s - 1) AS n"""


def _pattern(agency: Agency) -> Dossier:
    version = ProcedureVersion.objects.order_by("pk").first()
    applicant = Applicant.objects.create(identity_number="052000000001", name="Võ Thị Sáu", updated_at=PERIOD.end)
    return Dossier.objects.create(
        id=uuid.uuid4(),
        code=f"{agency.code}-999999",  # no mark reaches it
        lookup_code="T",
        procedure_id=version.procedure_id,
        procedure_version=version,
        process=InternalProcess.objects.order_by("pk").first(),
        agency=agency,
        regime="2018",
        applicant=applicant,
        applicant_name=applicant.name,
        channel="counter",
        status="processing",
        money="nothing_owed",
        submitted_at=PERIOD.start,
        accepted_at=PERIOD.start,
        due_at=PERIOD.end,
        due_since=PERIOD.start,
        due_original=PERIOD.end,
        state={},
        last_hash=b"",
    )


def pay(listed: list[Agency]) -> None:
    """Payments with the printed numbers and sums: all of one size, the first makes up the rest."""
    rows = {row["agency"]: row for row in printed("fees")}
    with connection.cursor() as cursor:
        for agency in listed:
            row = rows[FEES_NAME.get(agency.short_name, agency.short_name)]
            for way in ("online", "counter"):
                number, amount = int(row[f"{way}_count"]), int(row[f"{way}_amount"])
                told = {"agency": agency.pk, "code": agency.code, "start": PERIOD.start, "online": way == "online"}
                if number:
                    cursor.execute(PAY, {**told, "number": number, "amount": amount})
