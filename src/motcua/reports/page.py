"""The reference page of the measures, made from their definitions (see `HEAD` for how to run it)."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.reports.measures import DEFINITIONS, IDENTITIES, LIVE, MEASURES, ON_TIME_RATE, SUBSETS, Measure
from motcua.reports.one_stop import COLUMNS

HEAD = f"""# Measures of reports

Generated from `motcua.reports.measures` (definitions, version {DEFINITIONS}); change the definitions there, then run
`python -m motcua.reports.page > docs/reference/measures.md`. What the words mean together is told in
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
        "## Measures of the day\n",
        "Shown on the board, no part of a report.\n",
        _measures(LIVE.values()),
        "## Table of one-stop results\n",
        _columns(),
        "## Rates\n",
        f"- `{ON_TIME_RATE.key}`, {ON_TIME_RATE.label}: ({' + '.join(ON_TIME_RATE.parts)}) ÷ {ON_TIME_RATE.whole}\n",
        "## Identities\n",
        "Checked for every row and the total on every run; a broken one is shown with the figures and in files.\n",
        "\n".join(f"- {identity.whole} = {' + '.join(identity.parts)}" for identity in IDENTITIES)
        + "\n"
        + "\n".join(f"- {part} ≤ {whole}" for part, whole in SUBSETS)
        + "\n",
    ]
    return "\n".join(parts)


def _measures(measures: Iterable[Measure]) -> str:
    rows = [f"| `{measure.key}` | {measure.label} | {measure.definition} | {measure.source} |" for measure in measures]
    return "\n".join(["| key | tên | định nghĩa | căn cứ |", "|---|---|---|---|", *rows, ""])


def _columns() -> str:
    rows = [
        f"| `{column.name}` | {f'{column.group}: ' if column.group else ''}{column.label} | `{column.measure}` "
        f"| `{column.share_of}` |"
        for column in COLUMNS
    ]
    head = ["| column in files | heading | measure | its share is of |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    print(page(), end="")
