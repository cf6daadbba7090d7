"""Making dossiers whose report over a period equals a given table, figure for figure."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from django.db import connection, transaction

from motcua.agencies.models import Agency, Holding
from motcua.agencies.queries import calendar_for
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries import channels_at, level_on
from motcua.catalogue.rules import rules_of
from motcua.dossiers.models import Applicant, CodeCounter
from motcua.law.addresses import commune_of
from motcua.law.codes import AgencyCode, DossierCode
from motcua.law.lifecycle import Channel, Rules
from motcua.law.lifecycle.state import LateCause
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.law.regimes import regime_on
from motcua.law.worktime import Calendar
from motcua.scenario.copy import Loader, Pinned, copy_rows, lookup_code
from motcua.scenario.fate import Fate, Moments, Span
from motcua.scenario.people import People, Person
from motcua.scenario.play import Crew, Part, play
from motcua.scenario.province import weights
from motcua.scenario.table import CauseCount, Figures

CHUNK = 2000
"""Dossiers that are in memory at a time."""
_TRIES = 400
_SUPPLEMENTED = 0.03


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure version that dossiers can be made of."""

    version_id: int
    process_id: int
    procedure_id: int
    case: str
    weight: float
    channels: tuple[Channel, ...]
    rules: Rules

    @property
    def online(self) -> Channel | None:
        """The channel by which it can be filed online, or None."""
        return next((channel for channel in self.channels if channel.online), None)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the table wants of one dossier."""

    fate: Fate
    carried: bool
    online: bool
    rejected: bool
    cause: LateCause | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A dossier before it has a code: wish, procedure and moments."""

    wish: Wish
    offer: Offer
    moments: Moments
    channel: Channel


def synthesize(
    rows: tuple[Figures, ...],
    period: Period,
    *,
    seed: int = 1,
    causes: tuple[CauseCount, ...] = (),
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Make the dossiers of all rows, in one transaction; the same seed gives the same dossiers.

    Args:
        period: local days; the table over exactly this period is met.
        causes: how many late dossiers of an agency have which cause; drawn at random where nothing is said.
        progress: told how many dossiers were made since it was last told.

    Returns:
        The number of dossiers.

    Raises:
        Refused: an agency is unknown or has no procedures, or dossiers with these figures cannot be found.
    """
    with transaction.atomic():
        people = People(random.Random(seed), first=Applicant.objects.count() + 1)
        made = 0
        for place, row in enumerate(rows):
            making = AgencyMaking(row, period, random.Random(f"{seed}/{place}/{row.agency}"), people, causes)
            made += making.make(progress)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


class AgencyMaking:
    """Makes the dossiers of one row of the table."""

    def __init__(
        self,
        row: Figures,
        period: Period,
        rng: random.Random,
        people: People,
        causes: tuple[CauseCount, ...],
    ) -> None:
        self.row, self.period, self.rng, self.people = row, period, rng, people
        self.agency = self._agency()
        self.calendar = calendar_for(self.agency.pk)
        self.span = Span(self.calendar, period, rng)
        self.offers = offers_of(self.agency, period.first, self.calendar)
        self.crew = crew_of(self.agency, period.first)
        self.causes = [item.cause for item in causes if item.agency == row.agency for _ in range(item.count)]

    def _agency(self) -> Agency:
        agency = Agency.objects.filter(name=self.row.agency).first()
        if agency is None:
            raise Refused("unknown_agency", f"Dòng “{self.row.agency}”: không có cơ quan này trong danh mục.")
        return agency

    def make(self, progress: Callable[[int], None]) -> int:
        """Plan all dossiers, number them in the order of acceptance, play and load them."""
        drafts = sorted((self._draft(wish) for wish in self._wishes()), key=lambda draft: draft.moments.accepted_at)
        applicants = self._applicants(len(drafts))
        loader, counters = Loader(), self._counters()
        for place, draft in enumerate(drafts, start=1):
            self._play(draft, applicants, counters, loader)
            if place % CHUNK == 0 or place == len(drafts):
                loader.flush()
                progress(CHUNK if place % CHUNK == 0 else place % CHUNK)
        self._save(counters)
        return len(drafts)

    def _wishes(self) -> list[Wish]:
        """One wish for each dossier of the row: fates shuffled, carried-over ones first among those that ended."""
        row, rng = self.row, self.rng
        fates = [
            fate
            for fate, count in (
                (Fate.EARLY, row.early),
                (Fate.ON_TIME, row.on_time),
                (Fate.LATE, row.late),
                (Fate.OVERDUE, row.overdue),
                (Fate.WITHIN, row.within),
            )
            for _ in range(count)
        ]
        resolved = [place for place, fate in enumerate(fates) if fate.resolved]
        rejected = set(rng.sample(resolved, row.returned))
        pending = [place for place, fate in enumerate(fates) if not fate.resolved]
        carried = set((resolved + pending)[: row.carried])
        online = set(rng.sample([place for place in range(len(fates)) if place not in carried], row.online))
        causes = self._late_causes()
        return [
            Wish(
                fate, place in carried, place in online, place in rejected, next(causes) if fate is Fate.LATE else None
            )
            for place, fate in enumerate(fates)
        ]

    def _late_causes(self) -> Iterator[LateCause]:
        if len(self.causes) > self.row.late:
            raise Refused(
                "too_many_causes",
                f"Dòng “{self.row.agency}”: nêu {len(self.causes)} nguyên nhân cho {self.row.late} hồ sơ trễ hạn.",
            )
        return chain(self.causes, iter(lambda: self.rng.choice(list(LateCause)), None))

    def _draft(self, wish: Wish) -> Draft:
        offers = [offer for offer in self.offers if offer.online or not wish.online]
        if not offers:
            raise Refused(
                "no_online", f"Dòng “{self.row.agency}”, cột “online”: cơ quan không có thủ tục nào nộp trực tuyến."
            )
        weights = [offer.weight for offer in offers]
        for _ in range(_TRIES):
            offer = self.rng.choices(offers, weights)[0]
            channel = self._channel(offer, wish)
            limit = offer.rules.procedure.limit_for(channel)
            supplement = not wish.carried and self.rng.random() < _SUPPLEMENTED
            moments = self.span.draw(wish.fate, limit, carried=wish.carried, supplement=supplement)
            if moments is not None:
                return Draft(wish, offer, moments, channel)
        raise Refused(
            "cannot_be",
            f"Dòng “{self.row.agency}”, cột “{wish.fate}”: trong kỳ {self.period} không thể có hồ sơ nào như vậy.",
        )

    def _channel(self, offer: Offer, wish: Wish) -> Channel:
        if wish.online and offer.online:
            return offer.online
        by_post = Channel.POST in offer.channels and self.rng.random() < 0.04
        return Channel.POST if by_post else Channel.COUNTER

    def _applicants(self, count: int) -> list[tuple[int, Person]]:
        """About two applicants for three dossiers: people come again."""
        drawn = [self.people.draw() for _ in range(max(1, count * 2 // 3))]
        columns = ("identity_number", "kind", "name", "address", "phone", "email", "updated_at")
        copy_rows(
            "dossiers_applicant",
            columns,
            ((p.identity_number, p.kind, p.name, p.address, p.phone, "", self.period.start) for p in drawn),
        )
        numbers = [person.identity_number for person in drawn]
        ids = dict(Applicant.objects.filter(identity_number__in=numbers).values_list("identity_number", "pk"))
        return [(ids[person.identity_number], person) for person in drawn]

    def _play(
        self, draft: Draft, applicants: list[tuple[int, Person]], counters: dict[date, int], loader: Loader
    ) -> None:
        applicant_id, person = self.rng.choice(applicants)
        accepted = draft.moments.accepted_at
        day = local(accepted).date()
        counters[day] = counters.get(day, 0) + 1
        offer = draft.offer
        rules = Rules(offer.rules.procedure, offer.rules.process, self.calendar, regime_on(day), person.identity_number)
        part = Part(
            fate=draft.wish.fate,
            moments=draft.moments,
            channel=draft.channel,
            code=str(DossierCode(AgencyCode.parse(self.agency.code), day, counters[day])),
            rejected=draft.wish.rejected,
            cause=draft.wish.cause,
            now=self.period.end,
        )
        game = play(part, rules, self.crew, self.rng)
        pinned = Pinned(
            id=UUID(int=self.rng.getrandbits(128), version=4),
            procedure_id=offer.procedure_id,
            version_id=offer.version_id,
            process_id=offer.process_id,
            agency_id=self.agency.pk,
            case=offer.case,
            regime=rules.regime.code,
            applicant_id=applicant_id,
            applicant_name=person.name,
            commune=commune_of(person.address),
            wanted_delivery="counter",
            lookup_code=lookup_code(self.rng),
        )
        loader.add(pinned, game)

    def _counters(self) -> dict[date, int]:
        issued = CodeCounter.objects.filter(agency_code=self.agency.code)
        return dict(issued.values_list("day", "last"))

    def _save(self, counters: dict[date, int]) -> None:
        CodeCounter.objects.bulk_create(
            [CodeCounter(agency_code=self.agency.code, day=day, last=last) for day, last in counters.items()],
            update_conflicts=True,
            unique_fields=["agency_code", "day"],
            update_fields=["last"],
        )


def offers_of(agency: Agency, on: date, calendar: Calendar) -> list[Offer]:
    """The procedures of an agency that are in force on a day and can be run.

    Raises:
        Refused: there is none.
    """
    versions = (
        ProcedureVersion.objects.filter(procedure__agency=agency, valid_from__lte=on, processes__isnull=False)
        .exclude(valid_until__lte=on)
        .select_related("procedure")
        .prefetch_related("processes", "cases")
        .annotate(level=level_on(on))
        .distinct()
        .order_by("procedure__code")
    )
    offers, weight = [], weights()
    for version in versions:
        process_id = version.processes.all()[0].pk
        channels = channels_at(version.channels, version.online_level, version.level)
        cases = [case.key for case in version.cases.all()] or [""]
        for case in cases:
            procedure, process = rules_of(version.pk, process_id, case)
            rules = Rules(procedure, process, calendar, regime_on(on))
            share = weight.get(version.procedure.code, 1) / len(cases)
            offers.append(Offer(version.pk, process_id, version.procedure_id, case, share, channels, rules))
    if not offers:
        raise Refused("no_procedures", f"Dòng “{agency.name}”: cơ quan chưa có thủ tục nào để tạo hồ sơ.")
    return offers


def crew_of(agency: Agency, on: date) -> Crew:
    """Who holds which post of an agency on a day."""
    holders: dict[tuple[str, str], tuple[int, ...]] = {}
    names: dict[int, str] = {}
    held = Holding.objects.filter(post__agency=agency, since__lte=on).exclude(until__lte=on)
    for holding in held.select_related("post__unit", "holder").order_by("pk"):
        place = (holding.post.role, holding.post.unit.code if holding.post.unit else "")
        holders[place] = (*holders.get(place, ()), holding.holder_id)
        names[holding.holder_id] = holding.holder.full_name
    return Crew(holders, names)
