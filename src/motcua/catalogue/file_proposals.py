"""From a file in our own format to proposals: what it says otherwise than the catalogue waits for a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from django.db import transaction

from motcua.agencies.actors import Actor
from motcua.catalogue import access
from motcua.catalogue.locking import one_at_a_time
from motcua.catalogue.models import ProcedureVersion, Proposal
from motcua.catalogue.proposals import content_of_version, newest_versions
from motcua.catalogue.sheet import sheet_of, tidy
from motcua.catalogue.spec import Content
from motcua.law.codes import ProcedureCode
from motcua.law.refusal import Refused

BATCH = 500
Publish = Proposal.Action.PUBLISH
File = Proposal.Origin.FILE


@dataclass
class FileReport:
    """What a file brought, each procedure by its code.

    Attributes:
        new, changed: proposals of procedures that the catalogue does not have, or has with another content.
        unchanged: procedures of which the file says what the catalogue says already.
        refreshed: how many of these proposals were there, untouched, from an earlier file.
        left: procedures with a proposal that is not overwritten: a person has touched it, or another source made it.
        repeated: procedures that stand in the file more than once; the last one counts.
        process_left: procedures whose internal process differs; it is changed on its own page.
        refused: (code, sentence) of what cannot be a procedure.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refreshed: int = 0
    left: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    process_left: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def proposed(self) -> int:
        """How many proposals wait now because of the file."""
        return len(self.new) + len(self.changed)


@transaction.atomic
def propose_from_file(contents: Iterable[Content], *, actor: Actor, at: datetime) -> FileReport:
    """Make proposals of what a file says; the same file again changes nothing.

    Nothing comes into force by it, and what a person has written into a proposal is never overwritten. Who brings
    the file has written what it says, and so does not approve it.

    Raises:
        Refused: ``forbidden``.
    """
    access.require_catalogue_writer(actor)
    one_at_a_time(Proposal)
    report = FileReport()
    wanted = _by_code(contents, report)
    codes = sorted(wanted)
    for start in range(0, len(codes), BATCH):
        _propose([wanted[code] for code in codes[start : start + BATCH]], report, actor, at)
    return report


def _by_code(contents: Iterable[Content], report: FileReport) -> dict[str, Content]:
    """The procedures of a file by their codes as they are written."""
    found: dict[str, Content] = {}
    for content in contents:
        try:
            code = str(ProcedureCode.parse(content.code))
        except Refused as refused:
            report.refused.append((content.code, refused.sentence))
            continue
        if code in found and code not in report.repeated:
            report.repeated.append(code)
        found[code] = msgspec.structs.replace(plain(content), code=code)
    return found


def plain(content: Content) -> Content:
    """A procedure without the decision and the days that a file may tell with it."""
    return Content(**{name: getattr(content, name) for name in Content.__struct_fields__})


def _propose(contents: Collection[Content], report: FileReport, actor: Actor, at: datetime) -> None:
    codes = [content.code for content in contents]
    present = {
        one.code: one for one in Proposal.objects.select_for_update(of=("self",)).filter(code__in=codes, action=Publish)
    }
    versions = newest_versions(codes)
    new, refreshed = [], []
    for content in contents:
        made = _proposal(content, versions.get(content.code), report, actor, at)
        waiting = present.get(content.code)
        if made is None:
            report.unchanged.append(content.code)
        elif waiting is not None and not _untouched(waiting):
            report.left.append(content.code)
        else:
            (report.changed if made.based_on_id else report.new).append(content.code)
            if waiting is None:
                new.append(made)
            elif waiting.content != made.content:
                refreshed.append(_refreshed(waiting, made, actor))
    Proposal.objects.bulk_create(new)
    Proposal.objects.bulk_update(refreshed, ["name", "content", "based_on", "writers", "updated_at", "revision"])
    report.refreshed += len(refreshed)


def _untouched(proposal: Proposal) -> bool:
    return proposal.origin == File and proposal.author_id is None and proposal.decision_id is None


def _refreshed(waiting: Proposal, made: Proposal, actor: Actor) -> Proposal:
    waiting.name, waiting.content, waiting.based_on_id = made.name, made.content, made.based_on_id
    waiting.writers = [*waiting.writers, *({actor.staff_id} - set(waiting.writers))]
    waiting.updated_at, waiting.revision = made.updated_at, waiting.revision + 1
    return waiting


def _proposal(
    content: Content, version: ProcedureVersion | None, report: FileReport, actor: Actor, at: datetime
) -> Proposal | None:
    """What the file proposes for a procedure; None when the catalogue says the same."""
    if version is not None:
        before = content_of_version(version)
        if content.process is not None and content.process != before.process:
            report.process_left.append(content.code)
        content = msgspec.structs.replace(content, process=None)
        if content == msgspec.structs.replace(before, process=None):
            return None
    return Proposal(
        code=content.code,
        action=Publish,
        origin=File,
        name=content.name,
        based_on=version,
        content=tidy(sheet_of(content) | {"valid_from": ""}),
        writers=[actor.staff_id],
        updated_at=at,
    )
