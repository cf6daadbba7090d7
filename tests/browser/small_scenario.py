"""Fills a database that holds the province: four agencies with 190 dossiers, ratings, warnings, a notice, scores."""

from __future__ import annotations

import os
import uuid
from datetime import datetime
from decimal import Decimal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

import django

django.setup()

from motcua.accounts.models import Staff  # noqa: E402
from motcua.agencies.actors import actor_of  # noqa: E402
from motcua.agencies.queries import agency_by_name  # noqa: E402
from motcua.law.periods import Period  # noqa: E402
from motcua.law.worktime import VIETNAM  # noqa: E402
from motcua.notices.commands import give_warnings  # noqa: E402
from motcua.reports.monthly import make_monthly_notices  # noqa: E402
from motcua.reports.scores.scoring import begin  # noqa: E402
from motcua.reports.scores.targets import set_target  # noqa: E402
from motcua.reports.scores.watch import keep_days  # noqa: E402
from motcua.scenario.demo import PERIOD, RATED, file_online  # noqa: E402
from motcua.scenario.ratings import AgencyRatings, make_ratings  # noqa: E402
from motcua.scenario.synthesize import synthesize  # noqa: E402
from motcua.scenario.table import Figures  # noqa: E402

MORNING = datetime(2019, 12, 16, 8, 0, tzinfo=VIETNAM)
ROWS = (
    Figures("Sở Tư pháp", 100, 2, 98, 70, 60, 5, 5, 30, 26, 4, 2, 20),
    Figures("Sở Giao thông vận tải", 50, 0, 50, 40, 35, 5, 0, 10, 9, 1, 1, 5),
    Figures("Sở Y tế", 30, 0, 30, 25, 20, 4, 1, 5, 5, 0, 0, 3),
    Figures("Công an tỉnh", 10, 0, 10, 8, 7, 1, 0, 2, 2, 0, 0, 0),
)


def scores() -> None:
    """The index of a month of days, targets of the year, and a scoring that an agency has begun."""
    keep_days(now=MORNING)
    control, head = (actor_of(Staff.objects.get(username=name), MORNING.date()) for name in ("thuy.dtb", "phuoc.nh"))
    for indicator, value in (("on_time_rate", "99"), ("766.on_time", "90.5"), ("rate_online", "40")):
        set_target(
            actor=control, at=MORNING, key=uuid.uuid4(), year=2019, indicator=indicator, value=Decimal(value),
            decision="25/KH-UBND",
        )  # fmt: skip
    justice = agency_by_name("Sở Tư pháp")
    assert justice
    begin(actor=head, at=MORNING, key=uuid.uuid4(), agency=justice, period=Period.quarter(2019, 4))


if __name__ == "__main__":
    synthesize(ROWS, PERIOD)
    make_ratings(
        tuple(AgencyRatings(row.agency, {"satisfied_service": 7, "dissatisfied_time": 1}) for row in ROWS), RATED
    )
    file_online(6)
    give_warnings(now=MORNING)
    make_monthly_notices(now=MORNING)
    scores()
