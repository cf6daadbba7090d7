"""The database itself keeps the log from being changed, and the replay notices when it was changed all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

import cast
from motcua.dossiers.commands import handle
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.verify import verify_log

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def dossier(province: None) -> Dossier:
    cast.load(cast.rules())
    cast.taken_in(number=1)
    taken = cast.taken_in(number=2)
    step = taken.state["steps"][0]["step"]
    handle(taken.pk, cast.complete(step), actor=cast.person("receptionist"), at=cast.moment(cast.OPENING), key="x")
    return Dossier.objects.get(pk=taken.pk)


@contextmanager
def trigger_off(name: str = "log_no_change") -> Iterator[None]:
    """Somebody with the rights of the database's owner, who switches the guard off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE dossiers_event DISABLE TRIGGER {name}")
        yield
        cursor.execute(f"ALTER TABLE dossiers_event ENABLE TRIGGER {name}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossiers_event SET kind = 'accepted'",
        "DELETE FROM dossiers_event",
        "TRUNCATE dossiers_event CASCADE",
    ],
)
def test_the_log_can_only_be_added_to(dossier: Dossier, statement: str):
    before = Event.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE dossiers_event ENABLE TRIGGER log_no_truncate")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement)
    assert Event.objects.count() == before


def test_an_untouched_log_replays_to_the_rows(dossier: Dossier):
    assert list(verify_log()) == []


def test_one_changed_byte_of_an_event_names_the_dossier(dossier: Dossier):
    with trigger_off(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE dossiers_event SET data = jsonb_set(data, '{note}', '\".\"')"
            " WHERE dossier_id = %s AND kind = 'step_completed'",
            [dossier.pk],
        )
        assert cursor.rowcount == 1
    faults = list(verify_log())
    assert [fault.dossier for fault in faults] == [dossier.code]
    assert "bị thay đổi" in faults[0].sentence


@pytest.mark.parametrize("column", ["at", "actor_id", "kind", "key"])
def test_every_part_of_a_line_is_sealed(dossier: Dossier, column: str):
    value = {"at": "2019-03-01T01:00:00.000001Z", "actor_id": None, "kind": "finished", "key": "other"}[column]
    with trigger_off():
        assert Event.objects.filter(dossier=dossier, seq=1).update(**{column: value}) == 1
    assert [fault.dossier for fault in verify_log()] == [dossier.code]


def test_a_missing_last_line_is_noticed(dossier: Dossier):
    with trigger_off():
        Event.objects.filter(dossier=dossier, seq=dossier.events_count).delete()
    assert ["phần cuối" in fault.sentence for fault in verify_log()] == [True]


def test_a_row_changed_behind_the_log_names_its_columns(dossier: Dossier):
    Dossier.objects.filter(pk=dossier.pk).update(status="returned", money="paid")
    (fault,) = verify_log()
    assert fault.dossier == dossier.code
    assert "status" in fault.sentence


def test_a_state_changed_behind_the_log_is_noticed(dossier: Dossier):
    Dossier.objects.filter(pk=dossier.pk).update(state={**dossier.state, "result_number": "99/KQ"})
    assert [fault.dossier for fault in verify_log()] == [dossier.code]


def test_the_log_holds_no_personal_data(dossier: Dossier):
    told = " ".join(str(data) for data in Event.objects.filter(dossier=dossier).values_list("data", flat=True))
    for secret in (dossier.applicant.name, dossier.applicant.identity_number, dossier.applicant.address):
        assert secret
        assert secret not in told
