"""Dossiers of the tests of reports: moments written straight into the real tables, and a slow way to count them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from motcua.accounts.models import Staff
from motcua.agencies.models import Agency
from motcua.catalogue.models import InternalProcess, ProcedureVersion
from motcua.dossiers.models import Applicant, Dossier, DueDate
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
