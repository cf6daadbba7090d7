"""Results of closed periods for everybody: small counts are left out, and cannot be found by subtracting."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from motcua.law.periods import Period
from motcua.reports.one_stop import one_stop
from motcua.reports.open_data import PARTS, closed_periods, results_for_all
from motcua.reports.span import Span
from motcua.reports.table import RowKind
from reports.histories import FIRST, SECOND, at, history, put

pytestmark = pytest.mark.django_db
YEAR = Period.year(2019)  # 15/12/2018 to 14/12/2019


def filled() -> None:
    early = history("2019-02-04 08:00", "2019-02-12 17:00", "2019-02-10 09:00")
    put(
        history("2019-02-04 08:00", "2019-02-12 17:00", "2019-02-10 09:00", agency=a)
        for a in [FIRST] * 9 + [SECOND] * 8
    )
    put([early, history("2019-02-04 08:00", "2019-02-12 17:00", "2019-02-20 09:00", agency=SECOND)])


def test_small_counts_are_left_out_and_everything_else_is_the_table(province: None) -> None:
    filled()
    table, whole = results_for_all(YEAR), one_stop(Span(YEAR, YEAR.end))
    shown = {row.key: table.figures(row) for row in table.body}
    assert shown[SECOND]["late"] is None
    for row in whole.rows:
        for key, cell in shown[row.code].items():
            measure = "sent_back" if key == "returned" else key
            assert cell is None or cell == row.counts[measure]
            assert cell is not None or row.counts[measure] != 0


def test_the_only_late_dossier_is_not_found_by_subtracting(province: None) -> None:
    filled()
    table = results_for_all(YEAR)
    figures = {row.key: table.figures(row) for row in table.body}
    assert figures[SECOND]["late"] is None
    assert figures[SECOND]["early"] is None or figures[SECOND]["resolved"] is None
    total = next(table.figures(row) for row in table.rows if row.kind is RowKind.TOTAL)
    others = [one["late"] for key, one in figures.items() if key != SECOND]
    assert total["late"] is None or None in others


def test_every_column_of_the_table_says_which_sums_it_is_part_of(province: None) -> None:
    assert list(PARTS) == [column.key for column in results_for_all(YEAR).columns]


def test_only_reporting_periods_that_are_over_are_published(province: None) -> None:
    filled()
    assert closed_periods(at("2019-12-14 23:59")) == []
    assert closed_periods(at("2020-02-01 00:00")) == [YEAR]
    assert closed_periods(YEAR.end)[0] == YEAR


def test_anybody_may_take_them_as_csv_and_json(province: None, client: Client) -> None:
    filled()
    where = {"first": str(YEAR.first), "last": str(YEAR.last)}
    told = client.get(reverse("portal:open_results", kwargs={**where, "kind": "csv"}))
    rows = {row["agency"]: row for row in csv.DictReader(io.StringIO(told.content.decode("utf-8-sig")))}
    assert "" in {row["late"] for row in rows.values()}
    data = json.loads(client.get(reverse("portal:open_results", kwargs={**where, "kind": "json"})).content)
    assert data["notes"] and data["report"] == "one-stop"
    page = client.get(reverse("portal:open_data"))
    assert all(period.label in page.content.decode() for period in page.context["periods"])
    assert page.context["periods"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_other_periods_and_formats_are_not_found(province: None, client: Client, kind: str) -> None:
    filled()
    first, last = ("2018-12-15", "2019-03-14") if kind == "xlsx" else ("2019-02-04", "2019-02-04")
    assert client.get(reverse("portal:open_results", args=[first, last, kind])).status_code == 404


def test_no_figure_of_a_year_follows_from_those_of_another(province: None) -> None:
    filled()
    keys = [column.key for column in results_for_all(YEAR).columns]
    # what is carried over is what was pending before: with it a hidden count of one year could be had from the next
    assert not {"carried", "new"} & set(keys)
    years = closed_periods(at("2026-01-01 00:00"))
    assert all(later.first > earlier.last for later, earlier in pairwise(years))
