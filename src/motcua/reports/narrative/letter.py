"""Number, day, recipients and reference of a document, as NĐ 30/2020/NĐ-CP Phụ lục I has them written."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.reports.narrative.content import Letterhead

ROOM = "……"
"""Room for what is written in by hand, or when the document is registered."""


def number_words(head: Letterhead) -> str:
    """The number; one under ten with a nought before it."""
    return f"{int(head.number):02d}" if head.number.isdigit() else head.number or ROOM


def day_words(head: Letterhead) -> str:
    """ "ngày 05 tháng 02 năm 2019": days under 10, and January and February, with a nought before."""
    if head.day is None:
        return f"ngày {ROOM} tháng {ROOM} năm {head.year}"
    month = f"{head.day.month:02d}" if head.day.month < 3 else str(head.day.month)
    return f"ngày {head.day.day:02d} tháng {month} năm {head.day.year}"


def recipient_lines(head: Letterhead) -> Iterator[str]:
    """Who receives it, a line each, and where it is kept."""
    yield from (f"- {name};" for name in head.recipients)
    yield f"- Lưu: {head.copies}."


def reference(head: Letterhead) -> str:
    """What stands in brackets under the heading of an annex."""
    return f"(Kèm theo Báo cáo số {number_words(head)}/{head.sign} {day_words(head)} của {head.issuer})"
