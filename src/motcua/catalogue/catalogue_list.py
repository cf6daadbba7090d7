"""Reads of the catalogue for those who look after it: all procedures with what holds and what is to come, one whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from motcua.catalogue.finding import search
from motcua.catalogue.folding import fold
from motcua.catalogue.models import (
    IntakeSuspension,
    InternalProcess,
    Procedure,
    ProcedureVersion,
    Proposal,
    PublicationDecision,
)
from motcua.catalogue.search import CODE

PAGE = 25
COMING_DAYS = 60
"""A version that takes effect within so many days is announced on the first screen."""
MOST_FOUND = 200
Route = ProcedureVersion.Route


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """A procedure with its version in force and the next one, where there are such; `state` says which, in words.

    Attributes:
        name: that of the version in force, else of the one that is nearest.
        writing: the proposal that is being written about it, None when there is none.
    """

    code: str
    name: str
    field: str
    agency: str
    state: str
    tone: str
    current: ProcedureVersion | None
    next: ProcedureVersion | None
    has_process: bool
    local: bool
    writing: Proposal | None


Rows = QuerySet[Procedure]


def _begun(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))


def _in_force(on: date) -> QuerySet[ProcedureVersion]:
    return ProcedureVersion.objects.filter(_begun(on), procedure=OuterRef("pk"))


def _without_process(rows: Rows, on: date) -> Rows:
    runs = InternalProcess.objects.filter(version=OuterRef("pk"), valid_from__lte=on)
    return rows.filter(Exists(_in_force(on).filter(~Exists(runs), route=Route.LOCAL)))


def _coming(rows: Rows, on: date) -> Rows:
    last = on + timedelta(days=COMING_DAYS)
    versions = ProcedureVersion.objects.filter(procedure=OuterRef("pk"), valid_from__gt=on, valid_from__lte=last)
    return rows.filter(Exists(versions))


def _suspended(rows: Rows, on: date) -> Rows:
    spans = IntakeSuspension.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)
    return rows.filter(Exists(spans.filter(procedure=OuterRef("pk"))))


def _ended(rows: Rows, on: date) -> Rows:
    later = ProcedureVersion.objects.filter(procedure=OuterRef("pk"), valid_from__gt=on)
    return rows.filter(~Exists(_in_force(on)), ~Exists(later))


FILTERS: dict[str, tuple[str, Callable[[Rows, date], Rows]]] = {
    "khong-quy-trinh": ("Chưa có quy trình nội bộ", _without_process),
    "sap-hieu-luc": (f"Có bản mới trong {COMING_DAYS} ngày tới", _coming),
    "tam-ngung": ("Đang tạm ngừng tiếp nhận", _suspended),
    "het-hieu-luc": ("Đã bãi bỏ, hết hiệu lực", _ended),
}
"""What the list can be narrowed to: name in the address → label, and how."""


def counts(on: date) -> dict[str, int]:
    """How many procedures each filter finds on a local day, and how many there are in all (`""`)."""
    rows = Procedure.objects.all()
    return {"": rows.count()} | {name: narrow(rows, on).count() for name, (_, narrow) in FILTERS.items()}


def procedures(words: str, *, on: date, only: str = "") -> list[int]:
    """Ids of the procedures that words find (best first), or of all by agency, field and code.

    Args:
        only: a name of `FILTERS`.
    """
    rows = Procedure.objects.all()
    if only in FILTERS:
        rows = FILTERS[only][1](rows, on)
    if not words.strip():
        return list(rows.order_by("agency__order", "field", "code").values_list("pk", flat=True))
    found = _found(words, on)
    kept = set(rows.filter(pk__in=found).values_list("pk", flat=True))
    return [pk for pk in found if pk in kept]


def _found(words: str, on: date) -> list[int]:
    """What the public search finds, today's and to come, then what has ended: it is looked after too."""
    if CODE.fullmatch(words.strip()):
        rows = Procedure.objects.filter(code__istartswith=words.strip()).order_by("code")
        return list(rows.values_list("pk", flat=True)[:MOST_FOUND])
    hits = [*search(words, on=on, limit=MOST_FOUND), *search(words, on=None, limit=MOST_FOUND)]
    codes = list(dict.fromkeys(hit.code for hit in hits))
    by_code = dict(Procedure.objects.filter(code__in=codes).values_list("code", "pk"))
    ended = ProcedureVersion.objects.filter(valid_until__lte=on)
    for word in fold(words).split()[:10]:
        ended = ended.filter(Q(folded__contains=word) | Q(folded_name__contains=word))
    found = [by_code[code] for code in codes]
    return list(dict.fromkeys([*found, *ended.order_by("procedure_id").values_list("procedure_id", flat=True)[:50]]))


def procedure_lines(ids: Collection[int], on: date) -> list[ProcedureLine]:
    """Lines of these procedures in the order given (five queries)."""
    rows = {row.pk: row for row in _whole(Procedure.objects.filter(pk__in=ids))}
    writing = {
        one.code: one
        for one in Proposal.objects.filter(code__in=[row.code for row in rows.values()])
        .select_related("decision")
        .defer("content", "marks")
    }
    return [_line(rows[pk], on, writing.get(rows[pk].code)) for pk in ids if pk in rows]


def _whole(rows: Rows) -> Rows:
    processes = Prefetch("processes", InternalProcess.objects.defer("spec"))
    versions = ProcedureVersion.objects.defer("words", "folded", "folded_name", "source", "steps", "legal_bases")
    parts = Prefetch("versions", versions.order_by("valid_from").prefetch_related(processes))
    return rows.select_related("agency").prefetch_related(parts, "suspensions")


def _line(row: Procedure, on: date, writing: Proposal | None) -> ProcedureLine:
    versions = list(row.versions.all())
    current = next((one for one in versions if is_in_force(one, on)), None)
    coming = next((one for one in versions if one.valid_from > on), None)
    shown = current or coming or (versions[-1] if versions else None)
    suspended = any(_covers(span, on) for span in row.suspensions.all())
    state, tone = _state(current, coming, suspended=suspended)
    return ProcedureLine(
        code=row.code,
        name=shown.name if shown else "",
        field=row.field,
        agency=row.agency.short_name or row.agency.name,
        state=state,
        tone=tone,
        current=current,
        next=coming,
        has_process=current is not None and any(one.valid_from <= on for one in current.processes.all()),
        local=shown is not None and shown.route == Route.LOCAL,
        writing=writing,
    )


def is_in_force(version: ProcedureVersion, on: date) -> bool:
    """Whether a version is in force on a local day."""
    return version.valid_from <= on and (version.valid_until is None or on < version.valid_until)


def _covers(span: IntakeSuspension, on: date) -> bool:
    return span.starts_on <= on and (span.ends_on is None or on < span.ends_on)


def _state(current: ProcedureVersion | None, coming: ProcedureVersion | None, *, suspended: bool) -> tuple[str, str]:
    if current is None:
        return ("Sắp có hiệu lực", "info") if coming else ("Hết hiệu lực", "neutral")
    return ("Tạm ngừng tiếp nhận", "warning") if suspended else ("Đang có hiệu lực", "success")


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history of a procedure; `state` says in words whether it holds on the day asked for."""

    row: ProcedureVersion
    state: str
    tone: str
    author: str
    approver: str


@dataclass(frozen=True, slots=True)
class ProcedureHistory:
    """A procedure whole: its versions, the newest first, spans without intake, what is being written about it."""

    procedure: Procedure
    line: ProcedureLine
    versions: tuple[VersionLine, ...]
    suspensions: tuple[IntakeSuspension, ...]
    proposals: tuple[Proposal, ...]

    @property
    def current(self) -> ProcedureVersion | None:
        """The version in force."""
        return self.line.current


def procedure_history(code: str, on: date) -> ProcedureHistory | None:
    """A procedure as of a local day; None when there is none of this code (a fixed number of queries)."""
    procedure = Procedure.objects.filter(code__iexact=code.strip()).select_related("agency").first()
    if procedure is None:
        return None
    line = procedure_lines([procedure.pk], on)[0]
    rows = procedure.versions.select_related("decision__author", "decision__approver", "repealed_by")
    proposals = Proposal.objects.filter(code=procedure.code).select_related("decision", "author")
    return ProcedureHistory(
        procedure=procedure,
        line=line,
        versions=tuple(_versions(rows.defer("words", "folded", "folded_name").order_by("-valid_from"), on)),
        suspensions=tuple(procedure.suspensions.select_related("decision").order_by("-starts_on")),
        proposals=tuple(proposals.defer("content")),
    )


def _versions(rows: Iterable[ProcedureVersion], on: date) -> Iterable[VersionLine]:
    for row in rows:
        if is_in_force(row, on):
            state, tone = "Đang có hiệu lực", "success"
        elif row.valid_from > on:
            state, tone = "Sắp có hiệu lực", "info"
        else:
            state, tone = ("Đã bãi bỏ", "danger") if row.repealed_by_id else ("Đã thay thế", "neutral")
        author, approver = row.decision.author, row.decision.approver
        yield VersionLine(row, state, tone, author.full_name if author else "", approver.full_name if approver else "")


def waiting_by_origin() -> dict[str, int]:
    """How many proposals wait for a decision, by origin; nothing of an origin without any."""
    rows = Proposal.objects.filter(decision=None).values_list("origin").annotate(number=Count("pk"))
    return dict(rows.order_by("origin"))


def stages() -> dict[str, int]:
    """How many decisions are at each stage before publication."""
    rows = PublicationDecision.objects.exclude(stage=PublicationDecision.Stage.PUBLISHED).values_list("stage")
    return dict.fromkeys(("writing", "proposed"), 0) | dict(rows.annotate(number=Count("pk")).order_by("stage"))
