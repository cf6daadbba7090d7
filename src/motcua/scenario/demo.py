"""The demonstration "Sóc Trăng 2019": everything that `make demo` puts into the database."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from pathlib import Path
from uuid import UUID

from django.db.models import Max

from motcua.agencies.models import Agency
from motcua.agencies.queries import calendar_for
from motcua.catalogue.commands import record_uses
from motcua.dossiers.applicants import ApplicantDetails
from motcua.dossiers.commands import Filing, submit
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.popular import uses
from motcua.feedback.models import Rating
from motcua.law.lifecycle import Channel
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import PaperReceived
from motcua.law.periods import Period
from motcua.law.worktime import VIETNAM
from motcua.scenario.people import People
from motcua.scenario.province import load_province
from motcua.scenario.ratings import make_ratings, read_ratings
from motcua.scenario.synthesize import offers_of, synthesize
from motcua.scenario.table import read_causes, read_results

PERIOD = Period(date(2019, 1, 1), date(2019, 12, 15))
RATED = Period(date(2019, 1, 4), date(2019, 12, 15))
OPENING = datetime(2019, 12, 16, 8, 0, tzinfo=VIETNAM)
"""Monday morning after the report's last day: here the clock of the demonstration starts."""
ONLINE_WAITING = 14
"""Online filings of the weekend that wait to be accepted."""

Told = Callable[[str, int, int], None]
"""`told(what, done, of)`: how far the work is."""


def data_file(name: str) -> Path:
    """A file of public figures that ships with the scenario."""
    return Path(str(resources.files("motcua.scenario") / "data" / name))


def load_demo(told: Told = lambda what, done, of: None) -> None:
    """Load what is missing of the demonstration; each part is loaded whole or not at all."""
    if not Agency.objects.exists():
        told("Cơ quan, lịch làm việc, thủ tục", 0, 1)
        load_province(demo=True)
        told("Cơ quan, lịch làm việc, thủ tục", 1, 1)
    if not Dossier.objects.exists():
        rows = read_results(data_file("soc-trang-2019-results.csv"))
        total, done = sum(row.total for row in rows), 0

        def progress(more: int) -> None:
            nonlocal done
            done += more
            told("Hồ sơ của 16 cơ quan", done, total)

        synthesize(rows, PERIOD, causes=read_causes(data_file("soc-trang-2019-late-causes.csv")), progress=progress)
        record_uses(uses(OPENING))
    if not Rating.objects.exists():
        told("Đánh giá mức độ hài lòng", 0, 1)
        make_ratings(read_ratings(data_file("soc-trang-2019-ratings.csv")), RATED)
        told("Đánh giá mức độ hài lòng", 1, 1)
    if not Dossier.objects.filter(accepted_at__isnull=True).exists():
        file_online(ONLINE_WAITING)


def clock_start() -> datetime:
    """Where the clock of the demonstration stands when it is served: never before what the log already holds."""
    last = Event.objects.aggregate(last=Max("at"))["last"]
    return max(OPENING.astimezone(UTC), last + timedelta(minutes=1)) if last else OPENING.astimezone(UTC)


def file_online(count: int) -> None:
    """File so many dossiers on Sunday evening, by the command that filings from the national portal will come by."""
    rng = random.Random("online")
    people = People(rng, first=Dossier.objects.count() + 500_000)
    # the agencies of the yearly table: with the others nothing was filed at the centre
    agencies = list(Agency.objects.filter(kind=Agency.Kind.DEPARTMENT, level=Agency.Level.PROVINCE))
    offers = [
        offer
        for agency in agencies
        for offer in offers_of(agency, PERIOD.last, calendar_for(agency.pk))
        if offer.online
    ]
    # at least one waits at the desk whose people the sign-in page offers
    first = [offer for offer in offers if offer.rules.procedure.code == "2.000488"]
    for place, offer in enumerate([*first, *rng.sample(offers, count - len(first))]):
        person = people.draw()
        applicant = ApplicantDetails(
            person.identity_number, person.name, person.kind, address=person.address, phone=person.phone
        )
        channel = offer.online or Channel.ONLINE_PARTIAL
        papers = tuple(PaperReceived(item.key, 0, 1) for item in offer.rules.procedure.components if item.mandatory)
        submit(
            UUID(int=rng.getrandbits(128), version=4),
            Filing(offer.rules.procedure.code, applicant, channel, case=offer.case),
            c.Submit(channel, papers),
            at=OPENING.astimezone(UTC) - timedelta(minutes=700 - 40 * place),
        )
