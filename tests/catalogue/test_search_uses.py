"""What people file ranks first among procedures that are equally near."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

import cast
from law.calendars import at as moment
from motcua.catalogue.commands import load_procedures, record_uses
from motcua.catalogue.finding import search
from motcua.catalogue.models import Procedure
from motcua.dossiers.jobs import counting_uses
from motcua.dossiers.popular import LOOK_BACK, uses
from province import TODAY
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def test_of_two_equally_near_the_one_filed_more_comes_first() -> None:
    load_procedures([procedure(code="1.900001", name="Cấp xuymau"), procedure(code="1.900002", name="Đổi xuymau")])
    ids = dict(Procedure.objects.values_list("code", "pk"))

    record_uses({ids["1.900001"]: 3, ids["1.900002"]: 40})

    assert [hit.code for hit in search("xuymau", on=TODAY)] == ["1.900002", "1.900001"]


def test_a_nearer_name_comes_before_one_that_is_filed_more() -> None:
    load_procedures(
        [
            procedure(code="1.900001", name="Cấp xuymau"),
            procedure(code="1.900002", name="Cấp lại giấy phép hoạt động xuymau"),
        ]
    )
    record_uses({Procedure.objects.get(code="1.900002").pk: 40})

    assert search("cấp xuymau", on=TODAY)[0].code == "1.900001"


def test_what_is_no_longer_filed_is_counted_down_and_a_second_time_changes_nothing() -> None:
    one, other = Procedure.objects.all()[:2]

    assert record_uses({one.pk: 3}) == 1
    assert record_uses({other.pk: 5}) == 2
    assert record_uses({other.pk: 5}) == 0
    assert list(Procedure.objects.exclude(filed=0).values_list("pk", "filed")) == [(other.pk, 5)]


def test_a_year_of_accepted_dossiers_is_counted() -> None:
    cast.load(cast.rules())
    row = cast.taken_in()

    at = moment(cast.OPENING).astimezone(UTC)
    assert uses(at) == {row.procedure_id: 1}
    assert uses(at - timedelta(seconds=1)) == uses(at + LOOK_BACK) == {}


def test_the_nightly_job_writes_the_count_down(monkeypatch: pytest.MonkeyPatch) -> None:
    cast.load(cast.rules())
    row = cast.taken_in()
    monkeypatch.setattr("motcua.config.clock.now", lambda: moment("02/03/2019 01:20"))

    counting_uses(0)

    assert Procedure.objects.get(pk=row.procedure_id).filed == 1
