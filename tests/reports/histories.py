"""Dossiers of the tests of reports: moments written straight into the real tables, and a slow way to count them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from motcua.accounts.models import Staff
from motcua.agencies.models import Agency
from motcua.catalogue.models import InternalProcess, ProcedureVersion
from motcua.dossiers.models import Applicant, Dossier, DueDate, Mark
from motcua.law.periods import Period
from motcua.reports.span import Span

VIETNAM = timezone(timedelta(hours=7))
FIRST, SECOND = "000.00.01.H51", "000.00.02.H51"
PERIOD = Period(date(2019, 3, 1), date(2019, 3, 31))
AFTERWARDS = datetime(2020, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    """An instant by its local time: `at("2019-03-05 09:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM).astimezone(UTC)


@dataclass
class History:
    """What happened to one dossier, in moments.

    `due` are the due dates as they became known: (known from, due date or None while the clock was stopped).
    """

    accepted: datetime
    due: list[tuple[datetime, datetime | None]]
    ended: datetime | None = None
    ended_as: str = ""
    agency: str = FIRST
    channel: str = "counter"
    commune: str = ""
    procedure: int = 0
    """Place of its procedure among all, from 0."""
    officer: str = ""
    """Username of who accepted it."""
    marks: dict[str, datetime] = field(default_factory=dict)
    """Kind of mark → since when it is true."""
    id: uuid.UUID = field(default_factory=uuid.uuid4)


def history(accepted: str, due: str, ended: str | None = None, how: str = "finished", **more: str) -> History:
    """A history by local times, with one due date."""
    start = at(accepted)
    return History(start, [(start, at(due))], at(ended) if ended else None, how if ended else "", **more)


def put(histories: Iterable[History]) -> list[Dossier]:
    """Write them as rows, as the commands would have left them."""
    histories = list(histories)
    agencies = {agency.code: agency.pk for agency in Agency.objects.all()}
    versions = list(ProcedureVersion.objects.order_by("pk"))
    staff = dict(Staff.objects.values_list("username", "pk"))
    process = InternalProcess.objects.order_by("pk").first()
    applicant, _ = Applicant.objects.get_or_create(
        identity_number="094000000001", defaults={"name": "Trần Thị Bích Ngọc", "updated_at": AFTERWARDS}
    )
    rows = Dossier.objects.bulk_create(
        Dossier(
            id=h.id,
            code=f"T-{h.id}",
            lookup_code="T",
            procedure_id=versions[h.procedure].procedure_id,
            procedure_version=versions[h.procedure],
            process=process,
            agency_id=agencies[h.agency],
            regime="2018",
            applicant=applicant,
            applicant_name=applicant.name,
            channel=h.channel,
            commune=h.commune,
            received_by_id=staff[h.officer] if h.officer else None,
            # reports must not look here: a dossier that ended may have any later status
            status="returned" if h.ended else "processing",
            money="nothing_owed",
            submitted_at=h.accepted,
            accepted_at=h.accepted,
            due_at=h.due[-1][1],
            due_since=h.due[-1][0],
            due_original=h.due[0][1] or h.accepted,
            ended_at=h.ended,
            ended_as=h.ended_as,
            late_cause="overload" if h.ended else "",
            state={},
            last_hash=b"",
        )
        for h in histories
    )
    DueDate.objects.bulk_create(
        DueDate(dossier_id=h.id, known_at=known, seq=seq, due_at=due)
        for h in histories
        for seq, (known, due) in enumerate(h.due, start=1)
    )
    Mark.objects.bulk_create(
        Mark(dossier_id=h.id, kind=kind, at=since) for h in histories for kind, since in h.marks.items()
    )
    return rows


def counted(histories: Iterable[History], span: Span) -> dict[str, int]:
    """The measures of a span by walking each dossier, one question after the other."""
    counts = dict.fromkeys(
        ("total", "carried", "new", "resolved", "early", "on_time", "late", "pending", "within", "overdue"), 0
    ) | {"sent_back": 0, "online": 0}
    for dossier in histories:
        for name in _measures_of(dossier, span):
            counts[name] += 1
    return counts


def indicated(histories: Iterable[History], span: Span) -> dict[str, int]:
    """The measures of the indicators, the sums of table 5 and those of one way of filing, by walking each dossier."""
    counts: dict[str, int] = {}
    for dossier in histories:
        names = set(_measures_of(dossier, span))
        more = set(_indicated_of(dossier, names, span.as_of))
        if names & {"early", "on_time"}:
            more |= {"early_or_on_time"}
        if names & {"late", "overdue"}:
            more |= {"late_or_overdue"}
        if names & {"resolved", "overdue"}:
            more |= {"resolved_or_overdue"}
        way = {"online_full": "online", "online_partial": "online", "post": "post"}.get(dossier.channel)
        more |= {f"{way}_{name}" for name in names - {"online"} if way}
        for name in more:
            counts[name] = counts.get(name, 0) + 1
    return counts


def _indicated_of(dossier: History, names: set[str], known: datetime) -> Iterable[str]:
    true = {kind for kind, since in dossier.marks.items() if since <= known}
    if "new" in names:
        if dossier.channel.startswith("online"):
            yield "new_online"
        if "fee" in true:
            yield "new_fee"
            if "paid_online" in true:
                yield "new_paid_online"
        yield from (f"new_{kind}" for kind in ("identity", "digitised", "reused", "from_store") if kind in true)
    if "resolved" in names and "e_result" in true:
        yield "resolved_e_result"


def _measures_of(dossier: History, span: Span) -> list[str]:
    first, last, known = span.period.first, span.period.last, span.as_of
    if dossier.accepted > known or _day(dossier.accepted) > last:
        return []
    ended = dossier.ended if dossier.ended is not None and dossier.ended <= known else None
    if ended is not None and _day(ended) < first:
        return []
    due = [promised for since, promised in dossier.due if since <= known][-1]
    names = ["total", "carried" if _day(dossier.accepted) < first else "new"]
    if dossier.channel.startswith("online"):
        names.append("online")
    if ended is not None and _day(ended) <= last:
        names.append("resolved")
        if dossier.ended_as != "finished":
            names.append("sent_back")
        return [*names, _how_ended(ended, due)]
    judged_at = min(known, at(f"{last} 00:00") + timedelta(days=1))
    return [*names, "pending", "overdue" if due is not None and due < judged_at else "within"]


def _how_ended(ended: datetime, due: datetime | None) -> str:
    if due is None:
        return "on_time"
    if ended > due:
        return "late"
    return "early" if _day(ended) < _day(due) else "on_time"


def _day(instant: datetime) -> date:
    return instant.astimezone(VIETNAM).date()
