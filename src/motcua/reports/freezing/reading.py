"""A frozen version as it is read by other parts: its tables, and what is said over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.law.moments import in_full
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.freezing.behind import Behind, unpacked
from motcua.reports.freezing.codec import from_json
from motcua.reports.models import FrozenReport, FrozenVersion
from motcua.reports.table import Table

SHORT = 16
"""Digits of a hash that people compare by eye."""


@dataclass(frozen=True, slots=True)
class FrozenHeader:
    """What a document says of the frozen figures that it quotes.

    Attributes:
        number: of the version.
        hash: of the version, in hexadecimal.
        final: whether this version was signed.
        agency: name of the agency; "" for all.
    """

    code: str
    number: int
    hash: str
    state: FrozenReport.State
    final: bool
    table: str
    by: str
    agency: str
    period: Period
    as_of: datetime
    made_at: datetime
    definitions: int
    engine: str

    @property
    def sentence(self) -> str:
        """Code, version, as-of instant and hash, as printed under figures."""
        return (
            f"Báo cáo {self.code}, bản {self.number}, số liệu chốt lúc {in_full(self.as_of)}, "
            f"mã kiểm chứng {self.hash[:SHORT]}"
        )


def frozen_version(code: str, number: int | None = None) -> FrozenVersion:
    """A version of a report with its report; None: the newest (two queries at most).

    Raises:
        Refused: ``no_report``, ``no_version``.
    """
    versions = FrozenVersion.objects.select_related("report__agency").defer("behind").filter(report__code=code)
    found = versions.filter(number=number).first() if number else versions.order_by("-number").first()
    if found is None:
        if number and versions.exists():
            raise Refused("no_version", f"Báo cáo này không có bản {number}; hãy chọn lại.", "version")
        raise Refused("no_report", "Không có báo cáo này; hãy xem lại danh sách.")
    return found


def frozen_tables(code: str, version: int | None = None) -> tuple[Table, ...]:
    """The tables of a frozen version, exactly as they were counted; None: the newest version.

    Raises:
        Refused: ``no_report``, ``no_version``.
    """
    return tables_of(frozen_version(code, version))


def frozen_table(code: str, version: int | None = None) -> Table:
    """The first of `frozen_tables`, which is the only one of most reports.

    Raises:
        Refused: ``no_report``, ``no_version``.
    """
    return frozen_tables(code, version)[0]


def frozen_header(code: str, version: int | None = None) -> FrozenHeader:
    """What is said over the figures of a frozen version; None: the newest version.

    Raises:
        Refused: ``no_report``, ``no_version``.
    """
    return header_of(frozen_version(code, version))


def header_of(found: FrozenVersion) -> FrozenHeader:
    """The same of a version that was read."""
    report = found.report
    return FrozenHeader(
        code=report.code,
        number=found.number,
        hash=bytes(found.hash).hex(),
        state=FrozenReport.State(report.state),
        final=report.steps.filter(number=found.number, kind="signed").exists(),
        table=report.table,
        by=report.by,
        agency=report.agency.name if report.agency else "",
        period=Period(report.first, report.last),
        as_of=found.as_of,
        made_at=found.made_at,
        definitions=found.definitions,
        engine=found.engine,
    )


def tables_of(version: FrozenVersion) -> tuple[Table, ...]:
    """The tables of a version that was read."""
    return tuple(from_json(table) for table in version.figures)


def behind_of(version: FrozenVersion) -> Behind | None:
    """The dossiers behind the figures of a version; None: not kept."""
    return None if version.behind is None else unpacked(bytes(version.behind))[0]
