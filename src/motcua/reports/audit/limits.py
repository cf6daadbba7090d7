"""How large a table may be."""

from __future__ import annotations

from motcua.catalogue.workbook_safety import MOST_BYTES
from motcua.law.refusal import Refused

MOST_ROWS = 50_000
MOST_CELLS = 1_000_000
MOST_ROWS_OF_A_PAGE = 5_000
"""On a screen a person waits: some seconds for as many lines."""


def require_bytes(size: int) -> None:
    """Refuse a file of more than 40 MB.

    Raises:
        Refused: ``table_too_large``.
    """
    if size > MOST_BYTES:
        raise Refused(
            "table_too_large",
            f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB; hãy chỉ giữ lại trang tính có bảng cần kiểm tra.",
            field="file",
        )


def require_size(rows: int, cells: int, most_rows: int = MOST_ROWS) -> None:
    """Refuse a table that no person wrote.

    Raises:
        Refused: ``table_too_large``.
    """
    if rows > most_rows or cells > MOST_CELLS:
        raise Refused(
            "table_too_large",
            f"Bảng có hơn {most_rows // 1000}.000 dòng hoặc {MOST_CELLS // 1_000_000} triệu ô; hãy tách ra nhiều tệp.",
            field="file",
        )
