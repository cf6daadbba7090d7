"""How the due date of a dossier came about, day by day and move by move, and the three readings of its time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.dossiers import queries
from motcua.dossiers.explanations import DossierExplained, explain_dossier, readings_of
from motcua.faces.desk import present
from motcua.faces.desk.decorators import officer
from motcua.law.readings import Readings, Verdict
from motcua.law.readings_words import disagreement, sentence_of

TONES = {
    Verdict.EARLY: ("success", "circle-check"),
    Verdict.ON_TIME: ("success", "circle-check"),
    Verdict.LATE: ("danger", "alert-triangle"),
    Verdict.WITHIN: ("info", "clock"),
    Verdict.OVERDUE: ("danger", "alert-triangle"),
}
"""Tone and icon of each verdict; the word stands beside them."""


@require_safe
@officer
def explanation(request: HttpRequest, reference: str) -> HttpResponse:
    """The due date with its reasons, for whoever may see the dossier."""
    page = queries.dossier_page(request.actor, reference, now=request.now)
    told = explain_dossier(page.row, page.state, page.rules)
    read = readings_of(page.row, page.state, page.rules, at=request.now) if told else None
    context = {
        "page": page,
        "row": page.row,
        "state": page.state,
        "clock": page.clock,
        "minutes": present.minutes_left(page, request.now),
        "standard_day": page.rules.calendar.standard_day,
        "told": told,
        "summary": _summary(told) if told else (),
        "days": _days(told) if told else (),
        "counts_minutes": told is not None and told.told.limit.limit.to_the_minute,
        "readings": _readings(read) if read else (),
        "disagreement": disagreement(read) if read else None,
    }
    return render(request, "desk/dossier/explanation.html", context)


def _days(told: DossierExplained) -> list[dict[str, object]]:
    """The days of the limit as rows, with the running total."""
    used, days = 0, []
    for day in told.told.limit.days:
        used += day.minutes
        _, _, words = day.sentence.partition(": ")
        days.append({"day": day, "words": words[:1].upper() + words[1:], "used": used if day.minutes else None})
    return days


def _summary(told: DossierExplained) -> tuple[str, ...]:
    """The sentences without those of the single days and moves, which stand in tables."""
    in_tables = {day.sentence for day in told.told.limit.days} | {move.sentence for move in told.told.moves}
    return tuple(sentence for sentence in told.sentences if sentence not in in_tables)


def _readings(read: Readings) -> list[dict[str, object]]:
    return [
        {
            "reading": reading,
            "tone": TONES[reading.verdict][0],
            "icon": TONES[reading.verdict][1],
            "sentence": sentence_of(read, reading.way),
        }
        for reading in read.all
    ]
