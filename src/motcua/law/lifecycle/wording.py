"""Pieces of the sentences of the log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from motcua.law.lifecycle.state import PaperRequest
from motcua.law.moments import local


def moment(at: datetime) -> str:
    """An instant as the forms write it: “16 giờ 00 ngày 05/02/2019”."""
    return f"{local(at):%H giờ %M ngày %d/%m/%Y}"


def closed(text: str) -> str:
    """`text` with a full stop, where it has no end of its own."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def noted(note: str) -> str:
    """A note, to be put before the full stop of a sentence; nothing for none."""
    return f". Ghi chú: {note.rstrip('.')}" if note else ""


def wanted(papers: Iterable[PaperRequest]) -> str:
    """What is asked for, in one breath."""
    return "; ".join(paper.what for paper in papers)


def files_told(files: tuple[str, ...]) -> str:
    """How many files came with it; nothing for none."""
    return f" Kèm {len(files)} tệp." if files else ""


def money(amount: int) -> str:
    """An amount as documents write it: “150.000 đồng”."""
    return f"{amount:,} đồng".replace(",", ".")
