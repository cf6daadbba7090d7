"""Fills a database that holds the province: four agencies with 190 dossiers, ratings, warnings, a monthly notice."""

from __future__ import annotations

import os
from datetime import datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

import django

django.setup()

from motcua.law.worktime import VIETNAM  # noqa: E402
from motcua.notices.commands import give_warnings  # noqa: E402
from motcua.reports.monthly import make_monthly_notices  # noqa: E402
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

if __name__ == "__main__":
    synthesize(ROWS, PERIOD)
    make_ratings(
        tuple(AgencyRatings(row.agency, {"satisfied_service": 7, "dissatisfied_time": 1}) for row in ROWS), RATED
    )
    file_online(6)
    give_warnings(now=MORNING)
    make_monthly_notices(now=MORNING)
