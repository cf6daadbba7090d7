"""Reads of publication decisions for those who write and approve them: typed rows, bounded, few queries."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from django.db.models import Count, Q, QuerySet

from motcua.accounts.models import Staff
from motcua.agencies.models import Agency
from motcua.catalogue.models import (
    IntakeSuspension,
    ProcedureVersion,
    Proposal,
    PublicationDecision,
    PublicationEntry,
)
from motcua.catalogue.proposals import content_of_version
from motcua.catalogue.publishing import fits, process_before
from motcua.catalogue.sheet import first_day
from motcua.catalogue.sheet_checks import check_sheet, known_agencies
from motcua.catalogue.sheet_values import day_from
from motcua.catalogue.spec import Content

PAGE = 50
MOST_OPEN = 100
Stage, Action = PublicationDecision.Stage, Proposal.Action


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in a list; `procedures` counts what it brings, `writers` are ids of all who wrote of it."""

    id: int
    number: str
    signed_on: date
    issuer: str
    title: str
    stage: PublicationDecision.Stage
    author: str
    procedures: int
    updated_at: datetime | None
    sent_back: str
    writers: frozenset[int] = frozenset()


def open_decisions() -> tuple[DecisionLine, ...]:
    """Decisions not yet published: first those that wait for approval, the one waiting longest on top (two queries)."""
    found = PublicationDecision.objects.exclude(stage=Stage.PUBLISHED).annotate(procedures=Count("proposals"))
    rows = list(found.select_related("author").order_by("stage", "updated_at", "pk")[:MOST_OPEN])
    wrote: dict[int, set[int]] = {row.pk: {row.author_id} if row.author_id else set() for row in rows}
    for decision, writers in Proposal.objects.filter(decision__in=wrote).values_list("decision_id", "writers"):
        wrote[decision].update(writers)
    return tuple(_line(row, row.procedures, wrote[row.pk]) for row in rows)


def _line(row: PublicationDecision, procedures: int, writers: Collection[int] = ()) -> DecisionLine:
    return DecisionLine(
        id=row.pk,
        number=row.number,
        signed_on=row.signed_on,
        issuer=row.issuer,
        title=row.title,
        stage=Stage(row.stage),
        author=row.author.full_name if row.author else "",
        procedures=procedures,
        updated_at=row.updated_at,
        sent_back=row.sent_back,
        writers=frozenset(writers),
    )


def published(words: str = "") -> QuerySet[PublicationDecision]:
    """Published decisions, the newest first; with words only those whose number or title has them."""
    rows = PublicationDecision.objects.filter(stage=Stage.PUBLISHED).select_related("author", "approver")
    for word in words.split()[:10]:
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return rows.annotate(procedures=Count("versions", distinct=True)).order_by("-signed_on", "-pk")


def decision_named(decision_id: int) -> PublicationDecision | None:
    """A decision with its author and approver; None when there is none."""
    return PublicationDecision.objects.filter(pk=decision_id).select_related("author", "approver").first()


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal in the table of its decision.

    Attributes:
        problems: how much keeps it from being published; `marks` how much of an import nobody has looked at.
        since: its first day, None while it says none.
    """

    id: int
    code: str
    name: str
    action: Proposal.Action
    is_new: bool
    problems: int
    marks: int
    author: str
    updated_at: datetime
    since: date | None
    origin: Proposal.Origin

    @property
    def ready(self) -> bool:
        """Whether nothing is left to do."""
        return not self.problems and not self.marks


def proposals_of(decision: PublicationDecision) -> QuerySet[Proposal]:
    """The proposals of a decision, by code."""
    return decision.proposals.select_related("author").order_by("code", "action")


def proposal_lines(rows: Iterable[Proposal], decision: PublicationDecision, today: date) -> tuple[ProposalLine, ...]:
    """These proposals of a decision with what is wrong with each (one query)."""
    agencies = known_agencies()
    return tuple(_proposal_line(row, decision, today, agencies) for row in rows)


def _proposal_line(row: Proposal, decision: PublicationDecision, today: date, agencies: frozenset[str]) -> ProposalLine:
    return ProposalLine(
        id=row.pk,
        code=row.code,
        name=row.name,
        action=Action(row.action),
        is_new=row.based_on_id is None,
        problems=_wrong(row, decision.signed_on, today, agencies),
        marks=unseen_marks(row),
        author=row.author.full_name if row.author else "",
        updated_at=row.updated_at,
        since=first_day(row.content),
        origin=Proposal.Origin(row.origin),
    )


def _wrong(row: Proposal, signed_on: date, today: date, agencies: Container[str]) -> int:
    if row.action == Action.PUBLISH:
        return len(check_sheet(row.content, signed_on=signed_on, today=today, agencies=agencies)[1])
    asked = ["valid_from"] if row.action == Action.REPEAL else ["valid_from", "reason"]
    return sum(not str(row.content.get(name) or "").strip() for name in asked)


def unseen_marks(row: Proposal) -> int:
    """How many marks of an import nobody has looked at yet."""
    return sum(not mark.get("settled") for mark in row.marks)


def entries_of(decision: PublicationDecision) -> list[PublicationEntry]:
    """The log of a decision, the newest first."""
    return list(decision.entries.select_related("actor").order_by("-at", "-id")[:200])


def names_of(staff: Collection[int]) -> list[str]:
    """The names of these members of staff, in order (one query)."""
    return list(Staff.objects.filter(pk__in=staff).order_by("full_name").values_list("full_name", flat=True))


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision that waits for approval does with one procedure.

    Attributes:
        before: what the version says that the new one replaces; None for a new procedure.
        after: what the new one says; None where it is repealed or suspended, or cannot be read.
        keeps_process: whether the internal process in force goes on; None where there is none to go on.
    """

    proposal: Proposal
    since: date | None
    until: date | None
    before: Content | None
    after: Content | None
    problems: int
    keeps_process: bool | None = None

    @property
    def reason(self) -> str:
        """Why intake is suspended."""
        return str(self.proposal.content.get("reason") or "")


def agency_names() -> dict[str, str]:
    """The name of every agency of ours by what a procedure may call it, code or name (one query)."""
    rows = list(Agency.objects.values_list("code", "name"))
    return dict(rows) | {name: name for _, name in rows}


def readable(content: Content, names: Mapping[str, str], *, whole: bool = False) -> Content:
    """A procedure to be read and compared: its agency called by name; not `whole`, without the internal process.

    An amendment does not touch the process: that is written and approved on its own page.
    """
    process = content.process if whole else None
    return msgspec.structs.replace(content, agency=names.get(content.agency, content.agency), process=process)


def effects_of(rows: Iterable[Proposal], decision: PublicationDecision, today: date) -> tuple[Effect, ...]:
    """What these proposals of a decision change (three queries)."""
    proposals = list(rows)
    names = agency_names()
    versions = _versions_by_code([row.code for row in proposals])
    return tuple(_effect(row, decision.signed_on, today, names, versions.get(row.code, [])) for row in proposals)


def _effect(
    row: Proposal, signed_on: date, today: date, agencies: Mapping[str, str], versions: list[ProcedureVersion]
) -> Effect:
    since = first_day(row.content)
    until = day_from(str(row.content.get("until") or ""))
    replaced = version_before(versions, since)
    before = readable(content_of_version(replaced), agencies) if replaced else None
    if row.action != Action.PUBLISH:
        return Effect(row, since, until, before, None, _wrong(row, signed_on, today, agencies))
    after, problems = check_sheet(row.content, signed_on=signed_on, today=today, agencies=agencies)
    running = process_before(replaced, since) if replaced and since else None
    kept = fits(running, after.limits) if running and after else None
    said = readable(after, agencies, whole=replaced is None) if after else None
    return Effect(row, since, until, before, said, len(problems), kept)


def version_before(versions: Iterable[ProcedureVersion], since: date | None) -> ProcedureVersion | None:
    """The version that one from a local day on replaces: the last that begins before it; else the newest."""
    in_order = sorted(versions, key=lambda version: version.valid_from)
    earlier = [version for version in in_order if since is None or version.valid_from < since]
    return next(reversed(earlier or in_order), None)


def _versions_by_code(codes: Collection[str]) -> Mapping[str, list[ProcedureVersion]]:
    rows = ProcedureVersion.objects.filter(procedure__code__in=codes).select_related("procedure")
    found: dict[str, list[ProcedureVersion]] = {}
    for row in rows.prefetch_related("processes").defer("words", "folded", "folded_name").order_by("valid_from"):
        found.setdefault(row.procedure.code, []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class Done:
    """What a published decision did with one procedure, in a word."""

    code: str
    name: str
    what: str
    since: date
    until: date | None = None
    number: int | None = None


def done_by(decision: PublicationDecision) -> tuple[Done, ...]:
    """What a published decision brought, by code (three queries)."""
    done = []
    for version in decision.versions.select_related("procedure").defer("words", "folded", "source"):
        what = "Công bố mới" if version.number == 1 else "Sửa đổi, bổ sung"
        done.append(
            Done(version.procedure.code, version.name, what, version.valid_from, version.valid_until, version.number)
        )
    for version in decision.repealed.select_related("procedure").defer("words", "folded", "source"):
        assert version.valid_until is not None  # the table holds it
        done.append(Done(version.procedure.code, version.name, "Bãi bỏ", version.valid_until))
    spans = list(decision.suspensions.select_related("procedure"))
    names = _newest_names([span.procedure_id for span in spans]) if spans else {}
    done += [_suspended(span, names) for span in spans]
    return tuple(sorted(done, key=lambda one: (one.code, one.since)))


def _suspended(span: IntakeSuspension, names: Mapping[int, str]) -> Done:
    name = names.get(span.procedure_id, "")
    return Done(span.procedure.code, name, "Tạm ngừng tiếp nhận", span.starts_on, span.ends_on)


def _newest_names(procedures: Collection[int]) -> dict[int, str]:
    rows = ProcedureVersion.objects.filter(procedure__in=procedures).order_by("valid_from")
    return dict(rows.values_list("procedure_id", "name"))
