"""A table as a document of the administration: a short letter with the table as its annex, as DOCX or PDF."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from motcua.law.moments import local
from motcua.law.refusal import Refused
from motcua.reports.exports import lines_above
from motcua.reports.narrative.config import config
from motcua.reports.narrative.content import Annex, Document, Paragraph
from motcua.reports.narrative.files import MAKERS
from motcua.reports.narrative.origin import origin_of
from motcua.reports.table import Table

MOST_ROWS = 2_000
"""Lines of a table in a document; a longer one belongs into a workbook."""


def write_document(table: Table, kind: str, stream: BinaryIO) -> None:
    """Write a table as ``docx`` or ``pdf``, in the layout of NĐ 30/2020/NĐ-CP.

    Raises:
        Refused: ``table_too_long`` for a document.
    """
    rows = tuple(islice(table.all_rows(), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        most = f"{MOST_ROWS:,}".replace(",", ".")
        raise Refused(
            "table_too_long",
            f"Bảng có hơn {most} dòng, quá dài cho văn bản; hãy tải dạng Excel hoặc CSV.",
        )
    table = replace(table, rows=rows, every=None)
    stream.write(MAKERS[kind].make(_letter(table), at=table.span.as_of))


def _letter(table: Table) -> Document:
    """Says what the table is and where its figures come from; it leaves room for number, day and signature."""
    origin = origin_of(table.span, None)
    year = local(table.span.as_of).year
    head = config().letterhead_of(year)
    said = [
        f"{head.issuer} lập biểu “{table.title}” (Phụ lục I kèm theo).",
        *(f"{line}." for line in lines_above(table)),
    ]
    said += [f"Số liệu mâu thuẫn, chưa được dùng để báo cáo: {sentence}." for sentence in table.broken]
    return Document(
        head=head,
        subject=table.title,
        bases=(),
        blocks=tuple(Paragraph(((sentence,),)) for sentence in said),
        annexes=(Annex("I", table),),
        origin=origin,
        title="BIỂU SỐ LIỆU",
    )
