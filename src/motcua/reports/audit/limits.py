"""How large a table may be."""

from __future__ import annotations

from motcua.catalogue.workbook_safety import MOST_BYTES
from motcua.law.refusal import Refused

MOST_ROWS = 200_000
MOST_CELLS = 3_000_000


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


def require_size(rows: int, cells: int) -> None:
    """Refuse a table that no person wrote.

    Raises:
        Refused: ``table_too_large``.
    """
    if rows > MOST_ROWS or cells > MOST_CELLS:
        raise Refused(
            "table_too_large",
            f"Bảng có hơn {MOST_ROWS // 1000}.000 dòng hoặc {MOST_CELLS // 1_000_000} triệu ô;"
            " hãy tách ra thành nhiều tệp.",
            field="file",
        )
