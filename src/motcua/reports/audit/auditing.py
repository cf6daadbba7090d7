"""The audit of a file, or of pasted text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from motcua.law.refusal import Refused
from motcua.law.tables.audit import TableAudit, audit_grid, tables_of
from motcua.law.tables.findings import Finding
from motcua.law.tables.grid import Grid
from motcua.law.tables.table import ReadTable
from motcua.reports.audit.document import grids_of_document
from motcua.reports.audit.limits import require_bytes
from motcua.reports.audit.text import decoded, grid_of_text
from motcua.reports.audit.workbook import grids_of_workbook

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found in a file.

    Attributes:
        tables: its tables, each with its findings.
        refused: sentences about tables that could not be read beside others that could.
    """

    tables: tuple[TableAudit, ...]
    refused: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, table by table."""
        return tuple(finding for table in self.tables for finding in table.findings)

    @property
    def is_clean(self) -> bool:
        """Whether every table was read and none contradicts itself."""
        return not self.findings and not self.refused


def read_grids(data: bytes, name: str = "") -> list[Grid]:
    """The grids of a file; what it is is told by its content, not by its name.

    Raises:
        Refused: it is no table, or none that may be opened; the sentence says why.
    """
    require_bytes(len(data))
    if data.startswith(_OLE):
        ending = name.rpartition(".")[2].lower()
        kind = ".docx" if ending in ("doc", "dot") else ".xlsx"
        raise Refused(
            "table_old",
            f"Tệp có mật khẩu hoặc là tệp Office kiểu cũ; hãy bỏ mật khẩu rồi lưu với định dạng {kind}.",
            field="file",
        )
    if data.startswith(b"%PDF"):
        text = "Tệp PDF không giữ bảng thành ô; hãy chép bảng từ tệp gốc rồi dán vào, hoặc dùng Excel, Word."
        raise Refused("table_pdf", text, field="file")
    if data.startswith(b"PK"):
        return grids_of_document(data) if _is_document(data) else grids_of_workbook(data)
    return [grid_of_text(decoded(data))]


def _is_document(data: bytes) -> bool:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith("word/") for name in archive.namelist())
    except BadZipFile:
        return False


def audit_file(data: bytes, name: str = "", *, previous: Sequence[ReadTable] = (), sheet: str = "") -> Audit:
    """Audit a file.

    Args:
        name: of the file.
        previous: the tables of the period before (`tables_in`).
        sheet: title of the only sheet to look at, or number of the only table of a document; "" for all.

    Raises:
        Refused: nothing in it could be audited; the sentence says why.
    """
    return audit_grids(_chosen(read_grids(data, name), sheet), previous=previous)


def audit_text(text: str, *, previous: Sequence[ReadTable] = ()) -> Audit:
    """Audit pasted text.

    Raises:
        Refused: as `audit_file`.
    """
    require_bytes(len(text.encode(errors="replace")))
    return audit_grids([grid_of_text(text)], previous=previous)


def audit_grids(grids: Sequence[Grid], *, previous: Sequence[ReadTable] = ()) -> Audit:
    """Audit every table of some grids.

    Raises:
        Refused: there is no table in them, or none that could be read.
    """
    tables: list[TableAudit] = []
    refused: list[Refused] = []
    for grid in grids:
        try:
            tables += audit_grid(grid, previous)
        except Refused as wrong:
            refused.append(wrong)
    if not tables and refused:
        raise refused[0]
    if not tables:
        raise Refused("table_none", "Không thấy bảng số liệu nào: cần một dòng tiêu đề cột và các dòng số bên dưới.")
    return Audit(tuple(tables), tuple(one.sentence for one in refused))


def tables_in(data: bytes, name: str = "", *, sheet: str = "") -> list[ReadTable]:
    """The tables of the file of the period before.

    Raises:
        Refused: as `audit_file`.
    """
    found = [table for grid in _chosen(read_grids(data, name), sheet) for table in tables_of(grid)]
    if not found:
        raise Refused("table_none", "Không thấy bảng số liệu nào trong tệp của kỳ trước.", field="previous")
    return found


def _chosen(grids: list[Grid], sheet: str) -> list[Grid]:
    if not sheet:
        return grids
    wanted = sheet.strip()
    chosen = [grid for grid in grids if f"“{wanted}”" in grid.name or grid.name == f"bảng thứ {wanted} của văn bản"]
    if not chosen and len(grids) == 1 and not grids[0].name:
        return grids
    if not chosen:
        names = "; ".join(grid.name for grid in grids if grid.name)
        raise Refused("table_no_sheet", f"Không có trang tính hay bảng “{wanted}” trong tệp; tệp có: {names}.")
    return chosen
