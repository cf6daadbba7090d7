"""Importing what the national portal publishes: records are kept verbatim, changes become proposals, never versions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from motcua.agencies.models import Agency
from motcua.catalogue.comparing import Section, sheet_changes
from motcua.catalogue.folding import fold
from motcua.catalogue.locking import one_at_a_time
from motcua.catalogue.models import NationalRecord, ProcedureVersion, Proposal
from motcua.catalogue.national import Reading, Tally, read_record, tally
from motcua.catalogue.national_sheet import NationalSheet, national_sheet
from motcua.catalogue.proposals import content_of_version, newest_versions
from motcua.catalogue.sheet import Mark, Sheet, empty_sheet, sheet_of, tidy
from motcua.law.refusal import Refused

BATCH = 500
Publish = Proposal.Action.PUBLISH
National = Proposal.Origin.NATIONAL


@dataclass(frozen=True, slots=True)
class Line:
    """A record of the file: where it stands, and what was read of it or why it was not."""

    number: int
    record: Mapping[str, Any] | None
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A procedure whose record is another than the one imported before; `sections` are what differs."""

    code: str
    name: str
    sections: tuple[Section, ...]


@dataclass
class ImportReport:
    """What an import did.

    Attributes:
        lines: records in the file, read or not.
        new, changed, unchanged: records by what was kept of them before.
        proposed: proposals that were made or brought up to date.
        left: codes whose proposal a person has touched, and which was therefore not changed.
        refused: (line, sentence) of what is no record.
        repeated: codes that stand in the file more than once; the last one counts.
    """

    lines: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    proposed: int = 0
    left: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    tally: Tally | None = None


@transaction.atomic
def import_national(
    lines: Iterable[Line], *, at: datetime, progress: Callable[[int], None] = lambda more: None
) -> ImportReport:
    """Keep the records of a file of the national portal, and propose what they change in the catalogue.

    Nothing comes into force by it. A second time the same file changes nothing. What a person has written into a
    proposal is never overwritten.

    Args:
        at: now, UTC.
        progress: told how many more records were looked at.
    """
    one_at_a_time(Proposal)
    report, readings, records = ImportReport(), [], {}
    for line in lines:
        report.lines += 1
        try:
            if line.record is None:
                raise Refused("not_a_record", line.wrong)
            reading = read_record(line.record)
        except Refused as refused:
            report.refused.append((line.number, refused.sentence))
            continue
        readings.append(reading)
        if reading.code in records:
            report.repeated.append(reading.code)
        records[reading.code] = (reading, dict(line.record))
        progress(1)
    codes = sorted(records)
    keeper = _Keeper(report, at)
    for start in range(0, len(codes), BATCH):
        keeper.keep({code: records[code] for code in codes[start : start + BATCH]})
    report.tally = tally(readings)
    return report


class _Keeper:
    """Keeps records batch by batch, with what they need looked up once."""

    def __init__(self, report: ImportReport, at: datetime) -> None:
        self.report, self.at = report, at
        self.agencies = {fold(agency.name): agency.code for agency in Agency.objects.all()}

    def keep(self, batch: Mapping[str, tuple[Reading, dict[str, Any]]]) -> None:
        known = {one.code: one for one in NationalRecord.objects.select_for_update().filter(code__in=batch)}
        new, changed = [], []
        for code, (_reading, record) in batch.items():
            digest = digest_of(record)
            if code not in known:
                new.append(self._record(code, record, digest))
            elif known[code].digest != digest:
                changed.append((known[code], record, digest))
        self.report.new += len(new)
        self.report.changed += len(changed)
        self.report.unchanged += len(batch) - len(new) - len(changed)
        for row, record, digest in changed:
            self._note_change(row, batch[row.code][0])
            row.record, row.digest, row.changed_at = record, digest, self.at
        NationalRecord.objects.bulk_create(new)
        NationalRecord.objects.bulk_update([row for row, _, _ in changed], ["record", "digest", "changed_at"])
        self._propose([batch[one.code][0] for one in new] + [batch[row.code][0] for row, _, _ in changed])

    def _record(self, code: str, record: dict[str, Any], digest: str) -> NationalRecord:
        return NationalRecord(code=code, record=record, digest=digest, first_seen=self.at, changed_at=self.at)

    def _note_change(self, row: NationalRecord, reading: Reading) -> None:
        before = national_sheet(read_record(row.record), self.agencies).stated
        after = national_sheet(reading, self.agencies).stated
        self.report.changes.append(Change(row.code, reading.name, sheet_changes(before, after)))

    def _propose(self, readings: list[Reading]) -> None:
        codes = [reading.code for reading in readings]
        waiting = {
            one.code: one
            for one in Proposal.objects.select_for_update(of=("self",)).filter(code__in=codes, action=Publish)
        }
        versions = newest_versions(codes)
        new, other = [], []
        for reading in readings:
            made = self._proposal(reading, versions.get(reading.code))
            present = waiting.get(reading.code)
            if made is None:
                continue
            if present is None:
                new.append(made)
            elif present.author_id is not None or present.origin != National:
                self.report.left.append(reading.code)
            else:
                present.name, present.content, present.marks = made.name, made.content, made.marks
                present.based_on, present.updated_at = made.based_on, self.at
                present.revision += 1
                other.append(present)
        Proposal.objects.bulk_create(new)
        Proposal.objects.bulk_update(other, ["name", "content", "marks", "based_on", "updated_at", "revision"])
        self.report.proposed += len(new) + len(other)

    def _proposal(self, reading: Reading, version: ProcedureVersion | None) -> Proposal | None:
        """What a record proposes; None when the catalogue says all that it states already."""
        found = national_sheet(reading, self.agencies)
        sheet, marks = proposed_sheet(found, version)
        if version is not None and not sheet_changes(tidy(sheet_of(content_of_version(version))), sheet):
            return None
        return Proposal(
            code=reading.code,
            action=Publish,
            origin=National,
            name=reading.name,
            based_on=version,
            content=sheet,
            marks=list(marks),
            updated_at=self.at,
        )


def proposed_sheet(found: NationalSheet, version: ProcedureVersion | None) -> tuple[Sheet, tuple[Mark, ...]]:
    """A sheet with what the record states over what our version says; without a version over an empty one.

    What only the province knows (the agency that answers, the field of ours, the route, the online level) stays as
    our version says it.
    """
    if version is None:
        base = empty_sheet(found.stated["code"]) | {
            "channels": [], "online_level": "", "route": "", "components": [], "limits": [], "steps": []
        }  # fmt: skip
        return tidy(base | found.stated | {"valid_from": ""}), found.marks
    ours = sheet_of(content_of_version(version))
    ours.pop("process", None)
    kept = {name: ours[name] for name in ("agency", "field", "online_level") if ours.get(name)}
    online = [channel for channel in ours["channels"] if channel.startswith("online")]
    sheet = ours | found.stated | kept | {"valid_from": ""}
    if "channels" in found.stated:
        sheet["channels"] = [*found.stated["channels"], *online]
    settled = {"agency_not_ours", "online_level_unstated"}
    return tidy(sheet), tuple(mark for mark in found.marks if mark["reason"] not in settled)


def digest_of(record: Mapping[str, Any]) -> str:
    """SHA-256 of a record, whatever the order of its fields."""
    return hashlib.sha256(msgspec.json.encode(dict(record), order="deterministic")).hexdigest()
