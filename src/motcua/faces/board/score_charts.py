"""What `board.js` draws of the 766 index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from motcua.reports.scores.watch import Day


def index_trend(days: Sequence[Day]) -> dict[str, Any]:
    """Points by day, beside the most that could be counted."""
    return {
        "kind": "line",
        "categories": [f"{day.day:%d/%m}" for day in days],
        "series": [
            {"name": "Điểm", "values": [float(day.points) for day in days], "tone": "info"},
            {"name": "Điểm tối đa đo được", "values": [float(day.measurable) for day in days], "tone": "neutral"},
        ],
    }
