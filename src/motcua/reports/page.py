"""The reference page of the measures, made from their definitions (`HEAD` says how)."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.reports.ageing import AGES
from motcua.reports.measures import (
    BY_WAY,
    DEFINITIONS,
    IDENTITIES,
    INDICATED,
    INDICATORS,
    LIVE,
    MEASURES,
    ON_TIME_RATE,
    ON_TIME_SHARE,
    SUBSETS,
    WAYS,
    Measure,
)
from motcua.reports.one_stop import COLUMNS

HEAD = f"""Generated from `motcua.reports.measures` (definitions, version {DEFINITIONS}); change the definitions
there, then run `python docs/generate.py`. What the words mean together is told in
[How figures are computed](../explanation/figures.md).

A measure is a count of dossiers (unit: *hồ sơ*) over a period of local days, both ends included, as known at the
as-of instant.
"""


def page() -> str:
    """The whole page."""
    parts = [
        HEAD,
        "## Measures of a period\n",
        _measures(MEASURES.values()),
        "## Measures that indicators are made of\n",
        "What they ask is recorded only since the day that the centre declares; before it there is no data.\n",
        _measures(INDICATED.values()),
        "## Measures of one way of filing\n",
        "Each counts the dossiers of the measure named behind the way, where they were filed in it:\n",
        "\n".join(
            f"- {words}: {', '.join(f'`{key}`' for key in BY_WAY if key.startswith(f'{way}_'))}"
            for way, (words, _) in WAYS.items()
        )
        + "\n",
        "## Measures of the day\n",
        "Shown on the board, no part of a report.\n",
        _measures(LIVE.values()),
        "## Ageing of pending dossiers\n",
        "Shown on the board, in local calendar days; no part of a report.\n",
        _measures(AGES.values()),
        "## Table of one-stop results\n",
        _columns(),
        "## Rates\n",
        "\n".join(
            f"- `{rate.key}`, {rate.label}: ({' + '.join(rate.parts)}) ÷ {rate.whole}"
            for rate in (ON_TIME_RATE, ON_TIME_SHARE, *INDICATORS)
        )
        + "\n",
        "## Identities\n",
        "Checked for every row and the total on every run; a broken one is shown with the figures and in files.\n",
        "\n".join(
            f"- {identity.whole} = {' + '.join(identity.parts)}"
            for identity in IDENTITIES
            if identity.whole not in BY_WAY
        )
        + "\n"
        + "\n".join(f"- {part} ≤ {whole}" for part, whole in SUBSETS if part not in BY_WAY)
        + "\n\nThe same holds within each way of filing.\n",
    ]
    return "\n".join(parts)


def _measures(measures: Iterable[Measure]) -> str:
    rows = [f"| `{measure.key}` | {measure.label} | {measure.definition} | {measure.source} |" for measure in measures]
    return "\n".join(["| key | tên | định nghĩa | căn cứ |", "|---|---|---|---|", *rows, ""])


def _columns() -> str:
    rows = [
        f"| `{column.key}` | {f'{column.group}: ' if column.group else ''}{column.label} | `{column.measure}` "
        f"| `{column.share_of}` |"
        for column in COLUMNS
    ]
    head = ["| column in files | heading | measure | its share is of |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])
