"""The queries behind warnings go by the indexes on due dates: what is not due is not read."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from law.calendars import at as moment
from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier, Task
from motcua.notices.commands import dossiers_due, intake_due, overdue_steps, tasks_due
from notices.many import fill

pytestmark = pytest.mark.django_db

NOW = moment("08/03/2019 08:00")
LATER = moment("08/03/2019 13:30")
MANY, DUE = 20_000, 20


@pytest.fixture
def agencies(province: None) -> tuple[int, ...]:
    """All agencies, over which many open dossiers lie of which few are due."""
    fill(MANY, due=DUE, now=NOW)
    return tuple(Agency.objects.values_list("pk", flat=True))


def nodes(plan: dict) -> list[dict]:
    """All nodes of a plan."""
    return [plan, *(node for below in plan.get("Plans", ()) for node in nodes(below))]


QUERIES = {
    "tasks of dossiers that are due": lambda agencies: tasks_due(
        agencies, after=NOW, until=LATER, kind="near_due_hours"
    ),
    "tasks of dossiers that were due": lambda agencies: tasks_due(agencies, after=None, until=NOW, kind="overdue"),
    "dossiers that were due": lambda agencies: dossiers_due(agencies, after=None, until=NOW, kind="overdue"),
    "filings to be answered": lambda agencies: intake_due(agencies, after=NOW, until=LATER, kind="intake_alert"),
    "steps out of time": lambda agencies: overdue_steps(NOW),
}


@pytest.mark.parametrize("name", QUERIES)
def test_what_is_not_due_is_not_read(name, agencies):
    found = QUERIES[name](agencies)
    plan = json.loads(found.explain(analyze=True, format="json"))[0]["Plan"]
    scans = [node for node in nodes(plan) if "Relation Name" in node]
    of_dossiers = [node for node in scans if node["Relation Name"] in (Dossier._meta.db_table, Task._meta.db_table)]
    assert of_dossiers
    assert not [node["Relation Name"] for node in of_dossiers if node["Node Type"] == "Seq Scan"]
    read = [
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"] for node in of_dossiers
    ]
    assert max(read) <= 4 * DUE, plan


def test_the_dossiers_that_are_due_are_found(agencies):
    assert len(tasks_due(agencies, after=None, until=NOW, kind="overdue")) == DUE
    assert len(dossiers_due(agencies, after=None, until=NOW, kind="overdue")) == DUE


def test_the_due_supplements_are_found_by_their_index(agencies):
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT id FROM dossiers_dossier WHERE close_on < '2019-03-08' AND ended_at IS NULL")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "dossier_by_end_of_supplement" in plan
