"""Dossiers made for any table that can exist have exactly that table."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.dossiers.models import CodeCounter, Dossier, Event, Task
from motcua.dossiers.verify import verify_log
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.scenario.synthesize import synthesize
from motcua.scenario.table import Figures
from scenario.printed import figures_of

PERIOD = Period(date(2019, 1, 1), date(2019, 12, 15))
AGENCIES = ("Sở Tư pháp", "Sở Y tế", "Sở Xây dựng", "Sở Giao thông vận tải")

pytestmark = pytest.mark.usefixtures("province")


@st.composite
def row(draw: st.DrawFn, agency: str) -> Figures:
    early, on_time, late, within, overdue = (draw(st.integers(0, 6)) for _ in range(5))
    resolved, pending = early + on_time + late, within + overdue
    carried = draw(st.integers(0, min(3, early)))
    new = resolved + pending - carried
    return Figures(
        agency=agency, total=resolved + pending, carried=carried, new=new, resolved=resolved, early=early,
        on_time=on_time, late=late, pending=pending, within=within, overdue=overdue,
        returned=draw(st.integers(0, resolved)), online=draw(st.integers(0, new)),
    )  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.tuples(*(row(agency) for agency in AGENCIES)), seed=st.integers(0, 1000))
def test_the_report_over_the_period_equals_the_table(rows: tuple[Figures, ...], seed: int):
    from django.db import transaction

    with transaction.atomic():
        synthesize(rows, PERIOD, seed=seed)
        found = figures_of(PERIOD)
        assert {row.agency: found[row.agency] for row in rows} == {row.agency: row for row in rows}
        assert not list(verify_log())
        transaction.set_rollback(True)


ONE = Figures("Sở Tư pháp", 9, 1, 8, 6, 3, 1, 2, 3, 2, 1, 1, 2)


def test_the_same_seed_gives_the_same_dossiers():
    def codes(seed: int) -> list[tuple[str, str, object]]:
        from django.db import transaction

        with transaction.atomic():
            synthesize((ONE,), PERIOD, seed=seed)
            made = list(Dossier.objects.order_by("code").values_list("code", "applicant_name", "accepted_at"))
            transaction.set_rollback(True)
        return made

    assert codes(7) == codes(7)
    assert codes(7) != codes(8)


def test_numbers_of_a_day_are_consecutive_and_the_next_acceptance_goes_on():
    synthesize((ONE,), PERIOD)
    for counter in CodeCounter.objects.all():
        day = f"{counter.day:%y%m%d}"
        issued = sorted(Dossier.objects.filter(code__contains=f"-{day}-").values_list("code", flat=True))
        assert [int(code.rsplit("-", 1)[1]) for code in issued] == list(range(1, counter.last + 1))


def test_every_late_dossier_has_a_cause():
    synthesize((ONE,), PERIOD)
    late = [d for d in Dossier.objects.exclude(ended_at=None) if d.due_at and d.ended_at > d.due_at]
    assert len(late) == 2
    assert all(dossier.late_cause for dossier in late)


def test_pending_dossiers_lie_on_desks_and_ended_ones_do_not_wait_for_work():
    synthesize((ONE,), PERIOD)
    for dossier in Dossier.objects.all():
        kinds = set(Task.objects.filter(dossier=dossier, closed_at=None).values_list("kind", flat=True))
        expected = {"return"} if dossier.status in ("finished", "rejected") else set()
        assert kinds == expected if dossier.ended_at else kinds & {"step", "supplement"}


def test_applicants_have_identity_numbers_that_are_never_issued():
    synthesize((ONE,), PERIOD)
    numbers = Dossier.objects.values_list("applicant__identity_number", flat=True)
    assert all(number.startswith("00") for number in numbers)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (Figures("Sở Không có", 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0), "Sở Không có"),
        (Figures("Công an tỉnh", 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1), "online"),
    ],
)
def test_a_table_that_the_catalogue_cannot_meet_is_refused_and_leaves_nothing(row: Figures, sentence: str):
    with pytest.raises(Refused, match=sentence):
        synthesize((ONE, row), PERIOD)
    assert not Dossier.objects.exists()
    assert not Event.objects.exists()
