"""Reads of frozen reports for screens, within what a person may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.dossiers.access import visible_to
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import TimelineEntry, told_since
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports.access import frozen_for, may_approve_report, may_check_report, may_draw_up
from motcua.reports.freezing.behind import row_id
from motcua.reports.freezing.differences import (
    CellChange,
    DossierChange,
    cells_changed,
    dossiers_changed,
    with_dossiers,
)
from motcua.reports.freezing.reading import FrozenHeader, behind_of, header_of, tables_of
from motcua.reports.freezing.reminding import due_of
from motcua.reports.freezing.signing import WORDS
from motcua.reports.models import FrozenReminder, FrozenReport, FrozenStep, FrozenVersion
from motcua.reports.table import Table
from motcua.reports.tables import TABLES

State = FrozenReport.State
LISTED = 400
TOLD = 50
"""Dossiers of a comparison that are told one by one; their number is told in full."""


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """A line of the list.

    Attributes:
        next: who has to do what; "" once it is signed.
        mine: whether that is the actor.
        due: last local day of it; None where no rule asks for one.
    """

    report: FrozenReport
    title: str
    next: str
    mine: bool
    due: date | None
    late: bool

    @property
    def period(self) -> Period:
        """What it covers."""
        return Period(self.report.first, self.report.last)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as a sentence."""

    at: datetime
    sentence: str
    kind: str


@dataclass(frozen=True, slots=True)
class FrozenPage:
    """A version of a report, and what the actor may do with the report now."""

    line: FrozenLine
    version: FrozenVersion
    header: FrozenHeader
    tables: tuple[Table, ...]
    versions: tuple[FrozenVersion, ...]
    steps: tuple[StepLine, ...]
    possible: frozenset[str]
    """Of ``submit``, ``check``, ``approve``, ``sign``, ``return``, ``recount``."""


@dataclass(frozen=True, slots=True)
class ToldDossier:
    """A dossier that makes a difference: what has become of it, and what its log says since the older version."""

    code: str
    procedure: str
    sentence: str
    events: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a version changes against the one before.

    Attributes:
        changed: how many dossiers count otherwise; None where a version keeps no dossiers.
        dossiers: those of them that are told, of the cell asked for.
        hidden: those that the actor may not see.
        more: those that the actor may see beyond the ones told.
    """

    before: FrozenVersion
    after: FrozenVersion
    tables: tuple[Table, ...]
    cells: tuple[CellChange, ...]
    changed: int | None
    dossiers: tuple[ToldDossier, ...]
    hidden: int
    more: int

    @property
    def definitions(self) -> str:
        """That the definitions are others, in words; "" when they are the same."""
        old, new = self.before.definitions, self.after.definitions
        if old == new:
            return ""
        return f"Định nghĩa chỉ tiêu đổi từ phiên bản {old} sang phiên bản {new}: số liệu có thể khác vì cách tính."

    @property
    def as_of(self) -> bool:
        """Whether the newer version shows a later knowledge."""
        return self.before.as_of != self.after.as_of


def frozen_list(actor: Actor, *, now: datetime, limit: int = LISTED) -> list[FrozenLine]:
    """The reports that the actor may see, the latest period first (one query)."""
    rows = frozen_for(actor).order_by("-last", "-first", "agency__order", "agency__code", "table")[:limit]
    return [line_of(actor, report, now) for report in rows]


def reminders_for(actor: Actor, *, now: datetime) -> list[FrozenLine]:
    """The reports on which the actor has to act and was reminded of the last day, the nearest first.

    No query for who has no part in reports; else one.
    """
    if not actor.roles & {Role.LEADER, Role.PROCEDURE_CONTROL, Role.CENTRE_DIRECTOR}:
        return []
    given = FrozenReminder.objects.filter(report=OuterRef("pk"), state=OuterRef("state"))
    rows = frozen_for(actor).filter(Exists(given), due_on__isnull=False).exclude(state=State.SIGNED)
    lines = [line_of(actor, report, now) for report in rows]
    mine = [line for line in lines if line.mine and line.due is not None]
    return sorted(mine, key=lambda line: (line.due or date.max, line.report.code))


def line_of(actor: Actor, report: FrozenReport, now: datetime) -> FrozenLine:
    """A report as the list shows it."""
    due = due_of(report)
    return FrozenLine(
        report=report,
        title=TABLES[report.table].title if report.table in TABLES else report.table,
        next=next_of(report),
        mine=bool(possible(actor, report) & {"submit", "check", "approve", "sign"}),
        due=due,
        late=due is not None and report.state != State.SIGNED and local(now).date() > due,
    )


def next_of(report: FrozenReport) -> str:
    """Who has to do what with a report now; "" once it is signed."""
    sender = f"Lãnh đạo {report.agency.short_name}" if report.agency else "Kiểm soát thủ tục hành chính"
    return {
        State.DRAFT: f"{sender} xem và gửi",
        State.SUBMITTED: "Kiểm soát thủ tục hành chính kiểm tra",
        State.CHECKED: "Giám đốc trung tâm phê duyệt",
        State.APPROVED: "Giám đốc trung tâm ký",
    }.get(State(report.state), "")


def possible(actor: Actor, report: FrozenReport) -> frozenset[str]:
    """What the actor may do with a report as it stands."""
    draws_up = may_draw_up(actor, report.agency_id)
    checks, approves = may_check_report(actor, report), may_approve_report(actor, report)
    found = {
        "submit": report.state == State.DRAFT and draws_up,
        "recount": report.state in (State.DRAFT, State.SIGNED) and draws_up,
        "check": report.state == State.SUBMITTED and checks,
        "approve": report.state == State.CHECKED and approves,
        "sign": report.state == State.APPROVED and approves,
    }
    found["return"] = found["check"] or found["approve"] or found["sign"]
    return frozenset(name for name, may in found.items() if may)


def report_for(actor: Actor, code: str) -> FrozenReport:
    """A report.

    Raises:
        Http404: there is none, or not for this actor.
    """
    report = frozen_for(actor).filter(code=code).first()
    if report is None:
        raise Http404(f"no frozen report {code} for {actor.username}")
    return report


def frozen_page(actor: Actor, code: str, number: int | None = None, *, now: datetime) -> FrozenPage:
    """A version of a report; None: the newest (5 queries).

    Raises:
        Http404: there is none, or not for this actor.
    """
    report = report_for(actor, code)
    rows = report.versions.select_related("made_by").defer("behind", "figures")
    versions = tuple(rows.order_by("-number"))
    version = _version(report, number or report.number)
    return FrozenPage(
        line=line_of(actor, report, now),
        version=version,
        header=header_of(version),
        tables=tables_of(version),
        versions=versions,
        steps=tuple(
            StepLine(step.at, step_sentence(step, report), step.kind)
            for step in report.steps.select_related("actor").order_by("seq")
        ),
        possible=possible(actor, report) if version.number == report.number else frozenset(),
    )


def _version(report: FrozenReport, number: int) -> FrozenVersion:
    version = FrozenVersion.objects.filter(report=report, number=number).defer("behind").first()
    if version is None:
        raise Http404(f"no version {number} of {report.code}")
    version.report = report
    return version


def step_sentence(step: FrozenStep, report: FrozenReport) -> str:
    """A step in words: who did what with which version, and why."""
    who = f"{step.actor.full_name} ({step.title})" if step.actor and step.title else str(step.actor or "Hệ thống")
    number = step.number
    signed = WORDS.get((step.signature or {}).get("kind", ""), "")
    done = {
        "prepared": f"lập dự thảo, bản {number}",
        "recounted": f"đếm lại, lập bản {number}",
        "submitted": f"gửi bản {number} để kiểm tra" if report.agency_id else f"trình bản {number} để phê duyệt",
        "checked": f"kiểm tra, đồng ý bản {number}",
        "approved": f"phê duyệt bản {number}",
        "signed": f"ký bản {number} ({signed})",
        "returned": f"trả lại bản {number} để sửa",
    }[step.kind]
    note = f": {step.note}" if step.note else ""
    sentence = f"{who} {done}{note}"
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def dossiers_of(actor: Actor, code: str, number: int, measure: str, row: str = "") -> QuerySet[Dossier]:
    """The dossiers of a figure of a version, as far as the actor may see them, by acceptance.

    Args:
        row: as `behind.row_id` calls it; "" for the total.

    Raises:
        Http404: there is no such report or version, not for this actor, or it keeps no dossiers.
    """
    kept = behind_of(_version(report_for(actor, code), number))
    if kept is None:
        raise Http404(f"{code} keeps no dossiers")
    rows = visible_to(actor).filter(pk__in=kept.of(measure, row))
    return rows.select_related("agency", "procedure_version").order_by("accepted_at", "code")


def comparison(actor: Actor, code: str, number: int, *, measure: str = "", row: str = "") -> Comparison:
    """What a version changes against the one before, and why.

    Args:
        measure, row: the figure whose dossiers are told (row "": of the total); measure "" for all that count
            otherwise.

    Raises:
        Http404: there is no such report or version, it is the first, or not for this actor.
    """
    report = report_for(actor, code)
    if number < 2:
        raise Http404(f"version {number} of {code} has none before it")
    old, new = _version(report, number - 1), _version(report, number)
    tables = tables_of(new)
    cells = cells_changed(tables_of(old), tables)
    kept_old, kept_new = behind_of(old), behind_of(new)
    if kept_old is None or kept_new is None:
        return Comparison(old, new, tables, tuple(cells), None, (), 0, 0)
    changes = dossiers_changed(kept_old, kept_new)
    whole, count = tuple(with_dossiers(cells, changes, tables)), len(changes)
    if measure:
        cell = (row, measure)
        changes = [change for change in changes if cell in change.cells_entered() | change.cells_left()]
    seen = {dossier.pk: dossier for dossier in _readable(actor, changes)}
    names = {row_id(one): one.name for table in (*tables_of(old), *tables) for one in table.body}
    told = _told([change for change in changes if change.dossier in seen][:TOLD], seen, names, old)
    return Comparison(old, new, tables, whole, count, told, len(changes) - len(seen), max(0, len(seen) - TOLD))


def _readable(actor: Actor, changes: Sequence[DossierChange]) -> QuerySet[Dossier]:
    wanted: list[UUID] = [change.dossier for change in changes]
    return visible_to(actor).filter(pk__in=wanted).select_related("applicant", "procedure_version")


def _told(
    changes: Sequence[DossierChange], rows: dict[UUID, Dossier], names: dict[str, str], old: FrozenVersion
) -> tuple[ToldDossier, ...]:
    events = told_since([rows[change.dossier] for change in changes], old.made_at)
    return tuple(
        ToldDossier(
            rows[change.dossier].reference,
            rows[change.dossier].procedure_version.name,
            change.sentence(names, old.number),
            events.get(change.dossier, ()),
        )
        for change in changes
    )
