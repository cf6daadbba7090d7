"""The demonstration: 50,229 dossiers whose tables equal the printed ones, cell by cell and share by share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Count, F

from databases import used
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.verify import verify_log
from motcua.feedback.models import Rating
from motcua.reports.one_stop import one_stop, table_of
from motcua.reports.span import span_of
from motcua.scenario.demo import PERIOD, RATED, data_file, load_demo
from motcua.scenario.ratings import read_ratings
from motcua.scenario.table import read_results
from scenario.printed import figures_of


@pytest.fixture(scope="module", autouse=True)
def soc_trang(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """The whole demonstration, loaded once in a database of its own: other tests shall not walk past what it leaves."""
    with django_db_blocker.unblock(), used(f"soc_trang_{worker_id}"):
        load_demo()
        yield


def test_every_cell_of_the_table_of_results_is_the_printed_one():
    printed = {row.agency: row for row in read_results(data_file("soc-trang-2019-results.csv"))}
    found = figures_of(PERIOD)
    assert {agency: found[agency] for agency in printed} == printed
    assert len(printed) == 16


def test_every_share_is_the_printed_one():
    shares = table_of(one_stop(span_of(PERIOD, now=PERIOD.end))).shares
    printed = "100,00; 0,08; 99,92; 96,99; 97,95; 1,71; 0,34; 3,01; 98,61; 1,39; 0,10; 11,41"
    assert list(shares.values()) == [Decimal(figure.replace(",", ".")) for figure in printed.split("; ")]


def test_every_cell_of_the_table_of_ratings_is_the_printed_one():
    counted = Rating.objects.filter(given_at__gte=RATED.start, given_at__lt=RATED.end)
    found = {
        (agency, choice): count
        for agency, choice, count in counted.values_list("agency__name", "choice").annotate(n=Count("id"))
    }
    printed = {
        (row.agency, choice): count
        for row in read_ratings(data_file("soc-trang-2019-ratings.csv"))
        for choice, count in row.counts.items()
        if count
    }
    assert found == printed
    assert sum(found.values()) == 10_429


def test_a_hundred_and_forty_four_late_dossiers_of_justice_waited_for_another_agency():
    late = Dossier.objects.filter(agency__name="Sở Tư pháp").exclude(ended_at=None).exclude(late_cause="")
    assert late.filter(late_cause="waiting_other_agency").count() == 144


def test_the_log_replays_to_the_rows():
    assert list(verify_log()) == []


def test_all_dossiers_run_through_real_procedures_of_their_agency():
    wrong = Dossier.objects.exclude(procedure__agency_id=F("agency_id"))
    assert not wrong.exists()
    used = Dossier.objects.values("agency").annotate(n=Count("procedure", distinct=True))
    assert all(row["n"] >= 3 for row in used)
    assert Event.objects.count() > 10 * Dossier.objects.count()
