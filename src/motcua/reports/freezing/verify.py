"""Checking frozen reports: seals, chains, and the figures counted again from the live facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.exports import cell_shown
from motcua.reports.freezing.behind import Behind, unpacked
from motcua.reports.freezing.counting import count
from motcua.reports.freezing.differences import CellChange, cells_changed, dossiers_changed
from motcua.reports.freezing.reading import tables_of
from motcua.reports.freezing.seal import GENESIS, NOTHING, hash_of, seal_of
from motcua.reports.models import FrozenReport, FrozenStep, FrozenVersion
from motcua.reports.span import Span

SHOWN = 5
"""Cells that are named of a version; their number is told in full."""

_STATE_AFTER = {
    "prepared": "draft",
    "recounted": "draft",
    "returned": "draft",
    "checked": "checked",
    "approved": "approved",
    "signed": "signed",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a report.

    Attributes:
        serious: False for what has an explanation: other definitions, or a version that took its place.
    """

    report: str
    sentence: str
    serious: bool = True


def verify_reports(code: str = "") -> Iterator[Finding]:
    """What is wrong with the frozen reports, or with the one of this code; nothing when all is well.

    One version is held at a time, so memory does not grow with the number of reports.
    """
    rows = FrozenReport.objects.order_by("pk").select_related("agency")
    for report in (rows.filter(code=code) if code else rows).iterator(chunk_size=100):
        yield from [Finding(report.code, sentence) for sentence in _broken(report)]
        yield from _recounted(report)


def _broken(report: FrozenReport) -> list[str]:
    """Broken seals and chains, of one state of the database."""
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        report.refresh_from_db()
        return [*_broken_versions(report), *_broken_steps(report)]


def _versions(report: FrozenReport) -> Iterator[FrozenVersion]:
    yield from FrozenVersion.objects.filter(report=report).order_by("number").iterator(chunk_size=1)


def _broken_versions(report: FrozenReport) -> Iterator[str]:
    previous, number = GENESIS, 0
    for version in _versions(report):
        number += 1
        if version.number != number or bytes(version.previous_hash) != previous:
            yield f"Chuỗi niêm phong bị đứt trước bản {version.number}."
            return
        if hash_of(report.code, version) != bytes(version.hash):
            yield f"Bản {number} đã bị thay đổi: mã kiểm chứng không khớp."
        if _behind_hash(version) != bytes(version.behind_hash):
            yield f"Danh sách hồ sơ của bản {number} đã bị thay đổi."
        previous = bytes(version.hash)
    if number != report.number:
        yield f"Có {number} bản, báo cáo ghi {report.number}: có bản bị mất hoặc thêm."


def _behind_hash(version: FrozenVersion) -> bytes | None:
    if version.behind is None:
        return NOTHING
    try:
        return unpacked(bytes(version.behind))[1]
    except ValueError:
        return None


def _broken_steps(report: FrozenReport) -> Iterator[str]:
    hashes = dict(FrozenVersion.objects.filter(report=report).values_list("number", "hash"))
    previous, seq, state = GENESIS, 0, ""
    for step in FrozenStep.objects.filter(report=report).order_by("seq"):
        seq += 1
        if step.seq != seq or bytes(step.previous_seal) != previous or seal_of(report.code, step) != bytes(step.seal):
            yield f"Bước số {step.seq} đã bị thay đổi, hoặc chuỗi niêm phong bị đứt trước nó."
            return
        if bytes(step.version_hash) != bytes(hashes.get(step.number, b"")):
            yield f"Bước số {seq} nói về số liệu khác với bản {step.number} đang lưu."
        if step.signature and step.signature.get("digest") != bytes(step.version_hash).hex():
            yield f"Chữ ký ở bước số {seq} không phải của bản {step.number}."
        state = _STATE_AFTER.get(step.kind, "checked" if report.agency_id is None else "submitted")
        previous = bytes(step.seal)
    if seq != report.revision or state != report.state:
        yield f"Các bước dẫn đến “{state}” sau {seq} bước, báo cáo ghi “{report.state}” sau {report.revision} bước."


def _recounted(report: FrozenReport) -> Iterator[Finding]:
    """The versions whose figures or dossiers the live facts no longer give."""
    for version in _versions(report):
        span = Span(Period(report.first, report.last), version.as_of)
        try:
            found = count(report, span)
        except Refused as refused:
            yield Finding(report.code, f"Bản {version.number} không đếm lại được: {refused.sentence}")
            continue
        cells = cells_changed(tables_of(version), found.tables)
        moved = _moved(version, found.behind)
        if not cells and not moved:
            continue
        if version.definitions != found.definitions:
            why = f"; định nghĩa chỉ tiêu nay là phiên bản {found.definitions}, khi chốt là {version.definitions}"
        elif version.number < report.number:
            why = f"; đã có bản {version.number + 1} thay thế"
        else:
            why = ""
        yield Finding(report.code, f"Bản {version.number} đếm lại khác: {_told(cells, moved)}{why}.", serious=not why)


def _moved(version: FrozenVersion, now: Behind | None) -> int:
    if version.behind is None or now is None:
        return 0
    try:
        return len(dossiers_changed(unpacked(bytes(version.behind))[0], now))
    except ValueError:
        return 0  # told already: the rows were changed


def _told(cells: list[CellChange], moved: int) -> str:
    told = [
        f"{cell.row.name}, {cell.column.full_label}: {_shown(cell, cell.before)} → {_shown(cell, cell.after)}"
        for cell in cells[:SHOWN]
    ]
    if len(cells) > SHOWN:
        told.append(f"và {len(cells) - SHOWN} ô khác")
    if moved:
        told.append(f"{moved} hồ sơ được tính khác")
    return "; ".join(told)


def _shown(cell: CellChange, value: object) -> str:
    return cell_shown(value, cell.column, cell.row.kind)  # type: ignore[arg-type]
