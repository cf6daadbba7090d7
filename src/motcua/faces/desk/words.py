"""Words that several pages of the desk share."""

from __future__ import annotations


def counted(originals: int, copies: int) -> str:
    """“1 bản chính, 2 bản sao”; "" for none."""
    parts = [f"{originals} bản chính"] * bool(originals) + [f"{copies} bản sao"] * bool(copies)
    return ", ".join(parts)
