"""The list of dossiers that are read differently: which are in it, why, and how they are found."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from django.db import connection
from openpyxl import load_workbook

import cast
from desk.stage import brought_to, give
from law.calendars import at as moment
from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier
from motcua.law.periods import Period
from motcua.law.readings_words import Cause
from motcua.reports.disagreement_files import HEADS, write
from motcua.reports.disagreements import Disagreements, candidates, disagreements
from notices.many import fill

pytestmark = pytest.mark.django_db
MARCH = Period(date(2019, 3, 1), date(2019, 3, 31))
BEHIND_A_RESTART = moment("13/03/2019 07:45")
"""The five days since a complete supplement have not run, those since acceptance have."""


@pytest.fixture(autouse=True)
def procedure(province: None) -> None:
    cast.load(cast.rules())


def supplemented(number: int = 0) -> Dossier:
    """A dossier that waited for its supplement from Monday 04/03 8:00 to Wednesday 06/03 8:00."""
    row = brought_to("process", number)
    give(row, "case_officer", cast.ask(), "04/03/2019 08:00")
    give(row, "receptionist", cast.bring(), "06/03/2019 08:00")
    return row


def found(now: datetime = BEHIND_A_RESTART, agencies: list[int] | None = None) -> Disagreements:
    return disagreements(MARCH, agencies, now=now)


def test_a_restarted_dossier_is_late_for_the_software_only() -> None:
    row = supplemented()
    (line,) = found().lines
    assert (line.code, line.causes) == (row.code, (Cause.RESTART,))
    assert [reading.verdict.value for reading in line.readings.all] == ["within", "overdue", "overdue"]
    assert "luật tính lại thời hạn từ đầu" in line.why


def test_the_legal_reading_is_the_due_date_of_the_dossier() -> None:
    row = supplemented()
    row.refresh_from_db()
    assert found().lines[0].readings.legal.due_at == row.due_at


def test_while_all_three_say_the_same_nothing_is_listed() -> None:
    supplemented()
    assert found(moment("11/03/2019 08:00")).lines == ()


def test_an_extended_dossier_is_looked_at_and_a_plain_one_is_not() -> None:
    brought_to("process", 1)
    give(brought_to("process", 2), "agency_head", cast.extend())
    assert found().looked_at == 1
    assert found().lines == ()


def test_a_refused_dossier_returned_late_is_late_by_766_only() -> None:
    row = brought_to("decide")
    give(row, "agency_head", cast.reject(), "07/03/2019 08:00")
    give(row, "receptionist", cast.hand_out(), "12/03/2019 08:00")
    (line,) = found().lines
    assert line.causes == (Cause.END,)


def test_counts_are_by_cause_and_lines_can_be_chosen_by_it() -> None:
    supplemented(1)
    supplemented(2)
    told = found()
    assert (told.counts[Cause.RESTART], told.counts[Cause.END]) == (2, 0)
    assert len(told.because(Cause.RESTART)) == len(told.because(None)) == 2
    assert told.because(Cause.END) == ()


def test_dossiers_of_other_agencies_and_other_periods_are_left_out() -> None:
    row = supplemented()
    other = Agency.objects.exclude(pk=row.agency_id).values_list("pk", flat=True)
    assert found(agencies=list(other)).looked_at == 0
    assert disagreements(Period(date(2019, 4, 1), date(2019, 4, 30)), None, now=BEHIND_A_RESTART).looked_at == 0


def test_the_queries_do_not_grow_with_the_dossiers(queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(3):
        supplemented(number)
    with queries(4):
        assert len(found().lines) == 3


def test_the_dossiers_are_found_by_indexes_and_no_log_is_read() -> None:
    fill(200, due=10, now=BEHIND_A_RESTART)  # with statistics: on empty tables either index will do
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for agencies in (None, [1, 2]):
        plan = candidates(MARCH, agencies).explain()
        # which of the two is for the planner to say: since PostgreSQL 18 it may skip the first column of an index
        assert "dossier_by_acceptance" in plan or "dossier_figures" in plan
        assert "due_date_once_per_event" in plan
        assert "Seq Scan" not in plan
        assert "dossiers_event" not in plan


def test_a_file_has_a_row_for_each_dossier_with_real_dates() -> None:
    row = supplemented()
    buffer = io.BytesIO()
    write(found().lines, "xlsx", buffer)
    heads, cells = load_workbook(buffer).active.iter_rows(values_only=True)
    assert heads == HEADS
    assert cells[0] == row.code
    assert cells[6:10] == (datetime(2019, 3, 13, 8), "còn trong hạn", datetime(2019, 3, 12, 8), "quá hạn")  # noqa: DTZ001


def test_a_file_for_programs_says_the_same() -> None:
    row = supplemented()
    buffer = io.BytesIO()
    write(found().lines, "csv", buffer)
    heads, line = buffer.getvalue().decode().splitlines()
    assert heads.startswith("Mã hồ sơ,Thủ tục,")
    assert line.startswith(f"{row.code},")
    assert ",2019-03-13 08:00:00,còn trong hạn,2019-03-12 08:00:00,quá hạn," in line
