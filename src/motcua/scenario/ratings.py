"""Ratings whose table over a period equals a given one."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from motcua.agencies.models import Agency
from motcua.agencies.queries import calendar_for
from motcua.feedback.models import Questionnaire
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.scenario.copy import copy_rows
from motcua.scenario.table import count, require_columns

CHOICES_2019 = (
    ("satisfied_service", "Hài lòng về chất lượng phục vụ"),
    ("satisfied_attitude", "Hài lòng về thái độ phục vụ"),
    ("dissatisfied_skill", "Không hài lòng về chuyên môn, nghiệp vụ"),
    ("dissatisfied_time", "Không hài lòng về thời gian giải quyết"),
    ("comment", "Ý kiến khác"),
)
"""The kiosk's questionnaire of 2019: columns of the printed table, in its order."""


@dataclass(frozen=True, slots=True)
class AgencyRatings:
    """One row: how often each choice was made about an agency."""

    agency: str
    counts: dict[str, int]


def read_ratings(path: Path) -> tuple[AgencyRatings, ...]:
    """The rows of a CSV file with the columns `agency`, the choices, `total`.

    Raises:
        Refused: a column is missing, a cell is not a count, or a total is not the sum of its row.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader, rows = csv.DictReader(stream), []
        require_columns(reader, ("agency", *dict(CHOICES_2019), "total"))
        for line in reader:
            counts = {choice: count(line["agency"], choice, line[choice]) for choice, _ in CHOICES_2019}
            if sum(counts.values()) != count(line["agency"], "total", line["total"]):
                raise Refused(
                    "table_identity",
                    f"Dòng “{line['agency']}”, cột “total”: ghi {line['total']} nhưng tổng là {sum(counts.values())}.",
                )
            rows.append(AgencyRatings(line["agency"], counts))
        return tuple(rows)


def make_ratings(rows: tuple[AgencyRatings, ...], period: Period, *, seed: int = 1) -> int:
    """Make the ratings of all rows at working moments of the period, in one transaction; returns how many.

    Raises:
        Refused: an agency is unknown.
    """
    with transaction.atomic():
        questionnaire, _ = Questionnaire.objects.get_or_create(
            code="kiosk-2019",
            defaults={
                "title": "Phiếu đánh giá tại màn hình cảm ứng năm 2019",
                "since": date(2019, 1, 1),
                "choices": [{"code": code, "label": label} for code, label in CHOICES_2019],
            },
        )
        made = 0
        for row in rows:
            agency = Agency.objects.filter(name=row.agency).first()
            if agency is None:
                raise Refused("unknown_agency", f"Dòng “{row.agency}”: không có cơ quan này trong danh mục.")
            made += _of_agency(row, agency.pk, questionnaire.pk, period, random.Random(f"{seed}/{row.agency}"))
    return made


def _of_agency(row: AgencyRatings, agency_id: int, questionnaire_id: int, period: Period, rng: random.Random) -> int:
    calendar = calendar_for(agency_id)
    minutes = calendar.minutes_between(period.start, period.end)
    choices = [choice for choice, count in row.counts.items() for _ in range(count)]
    copy_rows(
        "feedback_rating",
        ("questionnaire_id", "agency_id", "choice", "given_at"),
        (
            (questionnaire_id, agency_id, choice, calendar.add_minutes(period.start, rng.randrange(1, minutes)))
            for choice in choices
        ),
    )
    return len(choices)
