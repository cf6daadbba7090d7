"""What is in the catalogue, exported and loaded again."""

import json

import pytest

from motcua.catalogue.commands import load_procedures
from motcua.catalogue.export_json import export_json
from motcua.catalogue.export_versions import export_versions
from motcua.catalogue.models import IntakeSuspension, ProcedureVersion
from motcua.catalogue.spec import VersionSpec
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def exported(**where):
    return list(export_versions(ProcedureVersion.objects.filter(**where)))


def test_loading_what_was_exported_changes_nothing():
    load_procedures([procedure(suspensions=[{"since": "2019-02-01", "reason": "Chuyển trụ sở"}])])
    data = json.loads(b"".join(export_json(export_versions(ProcedureVersion.objects.all()))))
    loaded = load_procedures(data)

    assert loaded.versions == ProcedureVersion.objects.count()
    assert loaded.added == 0


def test_a_version_says_by_which_decision_and_in_which_days_it_holds():
    said = procedure(
        valid_until="2020-01-01",
        decision={"number": "01/QĐ-UBND", "date": "2018-06-01", "title": "Công bố", "issuer": "UBND tỉnh"},
        suspensions=[{"since": "2019-02-01", "until": "2019-03-01", "reason": "Chuyển trụ sở"}],
    )
    load_procedures([said])
    (found,) = exported(procedure__code="1.900001")

    assert isinstance(found, VersionSpec)
    assert (
        json.loads(b"".join(export_json([found])))[0].items()
        >= {name: said[name] for name in ("decision", "valid_from", "valid_until")}.items()
    )
    assert [(str(one.since), str(one.until), one.reason) for one in found.suspensions] == [
        ("2019-02-01", "2019-03-01", "Chuyển trụ sở")
    ]


def test_versions_come_by_code_and_number():
    load_procedures([procedure(valid_until="2020-01-01"), procedure(number=2, valid_from="2020-01-01", name="Mới")])
    found = [(one.code, one.number) for one in exported()]

    assert found == sorted(found)
    assert [one.number for one in exported(procedure__code="1.900001")] == [1, 2]


def test_a_suspension_by_another_decision_goes_with_the_version_it_suspends_and_once():
    load_procedures([procedure(valid_until="2020-01-01"), procedure(number=2, valid_from="2020-01-01", name="Mới")])
    version = ProcedureVersion.objects.get(procedure__code="1.900001", number=2)
    other = ProcedureVersion.objects.exclude(decision=version.decision).first().decision
    IntakeSuspension.objects.create(
        procedure=version.procedure, decision=other, starts_on="2020-02-01", ends_on="2020-03-01"
    )

    assert [len(one.suspensions) for one in exported(procedure__code="1.900001")] == [0, 1]


def test_the_whole_catalogue_takes_as_many_queries_as_one_procedure(queries):
    with queries(3):
        assert len(exported()) > 90
