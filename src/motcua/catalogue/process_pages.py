"""Reads of internal processes: the list of procedures with theirs, one procedure's versions, and its draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from motcua.agencies.models import Unit
from motcua.catalogue.directory import Directory
from motcua.catalogue.finding import search
from motcua.catalogue.loading import process_from
from motcua.catalogue.models import InternalProcess, ProcedureVersion, ProcessDraft
from motcua.catalogue.process_checks import hours_allowed, problems_of
from motcua.catalogue.process_spec import Change, Spec, changes, process_of
from motcua.catalogue.queries import ProcedureHit, _hits
from motcua.law.process import Problem, Process

PAGE = 25


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list; `revision` counts its changes."""

    id: int
    stage: ProcessDraft.Stage
    author_id: int
    author: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ProcessLine:
    """A procedure with the process in force, the one that follows it and the draft, where there are such."""

    hit: ProcedureHit
    current: InternalProcess | None
    next: InternalProcess | None
    draft: DraftLine | None


@dataclass(frozen=True, slots=True)
class ProcessList:
    """A page of the list; `total` counts all that were found."""

    lines: tuple[ProcessLine, ...]
    total: int
    page: int


@dataclass(frozen=True, slots=True)
class ProcessVersion:
    """An approved process; `state` says in words whether dossiers follow it today."""

    row: InternalProcess
    state: str
    is_current: bool
    author: str
    approver: str


@dataclass(frozen=True, slots=True)
class ProcessPage:
    """The processes of one procedure, in the version of it in force (or to come)."""

    version: ProcedureVersion
    code: str
    agency_id: int
    units: dict[str, str]
    hours_allowed: Decimal | None
    versions: tuple[ProcessVersion, ...]
    draft: ProcessDraft | None

    @property
    def current(self) -> ProcessVersion | None:
        """The version that dossiers of today follow."""
        return next((one for one in self.versions if one.is_current), None)


def list_processes(
    words: str, *, on: date, page: int = 1, stage: str = "", agencies: tuple[int, ...] | None = None
) -> ProcessList:
    """Procedures in force on a local day with their processes: all, or those that the words find.

    Args:
        stage: only those with a draft at this stage (`writing`, `proposed`).
    """
    if stage:
        hits = _with_draft(stage)
    elif words.strip():
        hits = search(words, on=on, agencies=agencies, limit=100)
    else:
        directory = Directory(on, agencies)
        total = len(directory)
        page = min(max(page, 1), max(-(-total // PAGE), 1))
        return ProcessList(tuple(_lines(directory[(page - 1) * PAGE : page * PAGE], on)), total, page)
    page = min(max(page, 1), max(-(-len(hits) // PAGE), 1))
    return ProcessList(tuple(_lines(hits[(page - 1) * PAGE : page * PAGE], on)), len(hits), page)


def waiting_drafts() -> dict[str, int]:
    """How many drafts are at each stage."""
    stages = list(ProcessDraft.objects.values_list("stage", flat=True))
    return {stage: stages.count(stage) for stage in ProcessDraft.Stage.values}


def _with_draft(stage: str) -> list[ProcedureHit]:
    """Lines of the procedures with a draft at this stage, the one that waits longest first."""
    versions = ProcedureVersion.objects.filter(process_draft__stage=stage)
    return _hits(versions.order_by("process_draft__updated_at"))


def _lines(hits: list[ProcedureHit], on: date) -> Iterable[ProcessLine]:
    """The processes and drafts of these lines (two queries)."""
    ids = [hit.version_id for hit in hits]
    rows = list(InternalProcess.objects.filter(version__in=ids).defer("spec").order_by("valid_from"))
    drafts = ProcessDraft.objects.filter(version__in=ids).select_related("author").defer("spec")
    by_version = {draft.version_id: _draft_line(draft) for draft in drafts}
    for hit in hits:
        own = [row for row in rows if row.version_id == hit.version_id]
        current = next((row for row in reversed(own) if row.valid_from <= on), None)
        coming = next((row for row in own if row.valid_from > on), None)
        yield ProcessLine(hit, current, coming, by_version.get(hit.version_id))


def _draft_line(draft: ProcessDraft) -> DraftLine:
    return DraftLine(
        draft.pk, ProcessDraft.Stage(draft.stage), draft.author_id, draft.author.full_name, draft.updated_at
    )


def process_page(code: str, on: date) -> ProcessPage | None:
    """The processes of the version of a procedure in force on a local day, else of the next, else of the last.

    None when the code does not exist.
    """
    found = ProcedureVersion.objects.filter(procedure__code__iexact=code.replace("\0", ""))
    rows = list(found.select_related("procedure__agency").defer("folded", "words", "source").order_by("valid_from"))
    if not rows:
        return None
    version = next((row for row in rows if row.valid_until is None or on < row.valid_until), rows[-1])
    processes = list(version.processes.select_related("author", "approver").order_by("-valid_from"))
    for row in processes:
        row.version = version
    draft = ProcessDraft.objects.filter(version=version).select_related("author", "based_on").first()
    if draft:
        draft.version = version
    return ProcessPage(
        version=version,
        code=version.procedure.code,
        agency_id=version.procedure.agency_id,
        units=dict(Unit.objects.filter(agency_id=version.procedure.agency_id).values_list("code", "name")),
        hours_allowed=hours_allowed(version),
        versions=tuple(_versions(processes, on)),
        draft=draft,
    )


def _versions(rows: list[InternalProcess], on: date) -> Iterable[ProcessVersion]:
    """The newest first; the first that has taken effect is the current one."""
    current = next((row for row in rows if row.valid_from <= on), None)
    for row in rows:
        state = "Đang áp dụng" if row is current else "Sắp áp dụng" if row.valid_from > on else "Đã thay thế"
        author = row.author.full_name if row.author else ""
        yield ProcessVersion(row, state, row is current, author, row.approver.full_name if row.approver else "")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was typed, read and checked; `process` is None while it cannot be read.

    Attributes:
        hours: working hours of the longest way; None while they cannot be reckoned.
        reserve: what is left of the procedure's limit; None where it has none in working time.
        changes: against the newest approved process.
    """

    process: Process | None
    problems: tuple[Problem, ...]
    hours: Decimal | None
    allowed: Decimal | None
    changes: tuple[Change, ...] = ()

    @property
    def reserve(self) -> Decimal | None:
        """Working hours between the longest way and the limit."""
        return None if self.hours is None or self.allowed is None else self.allowed - self.hours


def checked(page: ProcessPage, spec: Spec, on: date) -> Checked:
    """A spec on its way to the person who typed it: what it makes, what is wrong, what it changes."""
    process, _ = process_of(spec)
    problems = problems_of(spec, page.version, on)
    before = process_from(page.versions[0].row.spec) if page.versions else None
    changed = changes(before, process) if before and process else ()
    return Checked(process, problems, _hours(process), page.hours_allowed, changed)


def _hours(process: Process | None) -> Decimal | None:
    """The longest way, where every way can be followed."""
    if process is None or not all(process.has(to) for step in process.steps for edge in step.edges for to in edge.to):
        return None
    return process.longest_hours()
