"""Procedures on their way into the catalogue, and what may not change there."""

import copy
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.agencies.queries import agencies_in_order
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import Component, Fee, IntakeSuspension, Limit, Procedure, ProcedureVersion
from motcua.law.refusal import Refused
from province import shipped_procedures
from sample_procedure import STEPS, procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def refusal_of(*items):
    with pytest.raises(Refused) as refused:
        load_procedures(items)
    return refused.value


def version(code="1.900001", number=1):
    return ProcedureVersion.objects.get(procedure__code=code, number=number)


def test_every_agency_has_at_least_three_procedures():
    for agency in agencies_in_order():
        assert agency.procedures.count() >= 3, agency.name


def test_loading_the_shipped_procedures_again_adds_nothing():
    loaded = load_procedures(shipped_procedures())

    assert loaded.added == 0
    assert loaded.versions >= 48


def test_a_procedure_comes_in_with_all_its_parts():
    load_procedures([procedure()])

    assert [part.key for part in version().components.all()] == ["don", "ban-sao"]
    assert [str(limit.value) for limit in version().limits.all()] == ["1.00"]
    assert [fee.amount for fee in version().fees.all()] == [150000, None]
    assert version().processes.count() == 1


def test_a_published_version_cannot_say_something_else_later():
    load_procedures([procedure()])
    refused = refusal_of(procedure(name="Xác nhận mẫu thử (sửa)"))

    assert refused.code == "version_changed"
    assert "hãy thêm phiên bản mới" in refused.sentence


def test_how_often_a_procedure_is_filed_is_no_part_of_what_is_published():
    load_procedures([procedure(weight=3)])

    assert load_procedures([procedure(weight=7)]).added == 0


def test_a_new_version_follows_the_old_one():
    first = procedure(valid_until="2020-01-01")
    load_procedures([first, procedure(number=2, valid_from="2020-01-01", name="Xác nhận mẫu thử mới")])

    assert Procedure.objects.get(code="1.900001").versions.count() == 2


def test_two_versions_cannot_be_in_force_on_one_day():
    load_procedures([procedure(valid_until="2020-01-01")])

    with pytest.raises(IntegrityError, match="procedure_one_version_at_a_time"), transaction.atomic():
        load_procedures([procedure(number=2, valid_from="2019-12-31")])


def test_a_procedure_of_an_unknown_agency_is_refused():
    assert "chưa có cơ quan “Sở Không có”" in refusal_of(procedure(agency="Sở Không có")).sentence


def test_a_process_longer_than_the_time_limit_is_refused():
    steps = copy.deepcopy(STEPS)
    steps[1]["hours"] = "6.5"
    refused = refusal_of(procedure(process={"decision": "x", "start": "intake", "steps": steps}))

    assert refused.code == "process_invalid"
    assert "vượt thời hạn 8 giờ" in refused.sentence


def test_a_process_that_leads_nowhere_is_refused():
    refused = refusal_of(procedure(process={"decision": "x", "start": "intake", "steps": STEPS[:2]}))

    assert refused.code == "process_invalid"


@pytest.mark.parametrize(
    "wrong",
    [
        {"limits": [{"value": "1", "unit": "fortnight"}]},
        {"fees": [{"kind": "tax", "name": "Thuế", "amount": 1}]},
        {"channels": ["pigeon"]},
        {"valid_from": "ngày mai"},
        {"nmae": "Tên"},
        {"online_level": "4"},
    ],
)
def test_a_file_of_another_shape_is_refused_with_the_code_of_the_procedure(wrong):
    refused = refusal_of(procedure(**wrong))

    assert refused.code == "procedure_shape"
    assert "1.900001" in refused.sentence


def test_a_limit_that_is_no_limit_is_refused():
    assert refusal_of(procedure(limits=[{"value": "0.5", "unit": "month"}])).code == "limit_malformed"


def test_what_is_refused_leaves_nothing():
    refusal_of(procedure(), procedure(code="1.900002", agency="Sở Không có"))

    assert not Procedure.objects.filter(code="1.900001").exists()


@pytest.mark.parametrize("code", ["1004238", "x.004238", "1.4238", "1.004238.H5"])
def test_the_database_refuses_a_code_of_another_shape(code):
    with pytest.raises(IntegrityError), transaction.atomic():
        Procedure.objects.create(code=code, agency=agencies_in_order()[0], field="x")


@pytest.mark.parametrize("code", ["1.900009", "1.000948.H38", "2.000908.000.00.00.H56"])
def test_both_generations_of_codes_are_taken(code):
    load_procedures([procedure(code=code)])


def test_the_database_refuses_a_version_that_ends_before_it_starts():
    load_procedures([procedure()])

    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureVersion.objects.filter(pk=version().pk).update(valid_until=date(2018, 7, 1))


def test_the_database_refuses_intake_that_opens_again_before_it_closed():
    load_procedures([procedure()])

    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeSuspension.objects.create(
            procedure=version().procedure,
            decision=version().decision,
            starts_on=date(2019, 1, 1),
            ends_on=date(2019, 1, 1),
        )


def test_the_database_refuses_two_suspensions_of_one_day():
    load_procedures([procedure(suspensions=[{"since": "2019-02-01"}])])
    own = version()

    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeSuspension.objects.create(
            procedure=own.procedure, decision=own.decision, starts_on=date(2019, 3, 1), ends_on=date(2019, 3, 2)
        )


@pytest.mark.parametrize(
    "make",
    [
        lambda own: Component.objects.create(version=own, key="x", order=9, name="Không gì", originals=0),
        lambda own: Component.objects.create(version=own, key="don", order=9, name="Hai lần"),
        lambda own: Limit.objects.create(version=own, channel="", value=1, unit="working_day"),
        lambda own: Limit.objects.create(version=own, channel="post", value=-1, unit="working_day"),
        lambda own: Limit.objects.create(version=own, channel="pigeon", value=1, unit="working_day"),
        lambda own: Fee.objects.create(version=own, order=9, kind="fee", name="Chưa rõ", due_at_intake=True),
    ],
    ids=["nothing asked", "key twice", "limit twice", "negative", "unknown channel", "due but unknown"],
)
def test_the_database_refuses_parts_that_cannot_be(make):
    load_procedures([procedure()])

    with pytest.raises(IntegrityError), transaction.atomic():
        make(version())
