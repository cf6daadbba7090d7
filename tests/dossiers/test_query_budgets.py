"""How often the database is asked: a fixed number of times, whatever there is to write or to show."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from motcua.dossiers.commands import handle, submit, take_in
from motcua.dossiers.models import Attachment
from motcua.dossiers.queries import dossier_page
from motcua.dossiers.record import File
from motcua.law.lifecycle import Channel
from motcua.papers.models import Blob

pytestmark = pytest.mark.django_db

AT = cast.moment(cast.OPENING)
TAKE_IN, HANDLE, PAGE = 16, 12, 5
"""The most queries of taking a dossier in, of a command on one, and of its page; savepoints are counted too."""


def counted(action) -> int:
    """How many queries an action makes."""
    with CaptureQueriesContext(connection) as seen:
        action()
    return len(seen)


def scans(number: int) -> tuple[File, ...]:
    blobs = Blob.objects.bulk_create(
        (Blob(sha256=f"{n:064x}", size=1, media_type="application/pdf", stored_at=AT) for n in range(number)),
        ignore_conflicts=True,
    )
    return tuple(File(blob.pk, f"{blob.pk}.pdf", "don") for blob in blobs)


def test_taking_a_dossier_in(people, procedure, queries):
    cast.taken_in(by=people.receptionist)  # rules and calendar are in memory after the first

    with queries(TAKE_IN):
        cast.taken_in(by=people.receptionist, number=1)


def test_taking_in_costs_the_same_for_one_scan_and_for_thirty(people, procedure):
    cast.taken_in(by=people.receptionist)
    few, many = scans(1), scans(30)

    def come(number, files):
        filing = cast.filing(number)
        return counted(
            lambda: take_in(uuid.uuid4(), filing, cast.accept(), actor=people.receptionist, at=AT, files=files)
        )

    assert come(1, few) == come(2, many)


def test_accepting_an_online_filing(people, procedure, queries):
    cast.taken_in(by=people.receptionist)
    filed = submit(uuid.uuid4(), cast.filing(channel=Channel.ONLINE_PARTIAL), cast.submit(), at=AT)

    with queries(HANDLE):
        handle(filed.pk, cast.accept(channel=Channel.ONLINE_PARTIAL), actor=people.receptionist, at=AT, key="k")


def test_completing_a_step(people, procedure, queries):
    dossier = cast.taken_in(by=people.receptionist)

    with queries(HANDLE):
        handle(dossier.pk, cast.complete("intake"), actor=people.receptionist, at=AT, key="k")


def test_a_repeated_command_asks_little(people, procedure, queries):
    dossier = cast.taken_in(by=people.receptionist)
    handle(dossier.pk, cast.complete("intake"), actor=people.receptionist, at=AT, key="k")

    with queries(4):
        handle(dossier.pk, cast.complete("intake"), actor=people.receptionist, at=AT, key="k")


def test_the_page_of_a_dossier(people, procedure, queries):
    dossier = cast.taken_in(by=people.receptionist)

    with queries(PAGE):
        dossier_page(people.receptionist, dossier.code, now=AT)


def test_the_page_of_a_long_history_costs_as_much_as_that_of_a_short_one(world):
    world.accepted()
    person = world.people["agency_head"]

    def page():
        return dossier_page(person, world.state.code, now=AT)

    short = counted(page)
    for step in ("intake", "assign", "process"):
        world.leave(step)
    for _ in range(10):
        world.give(cast.back("check", "process"))
        world.leave("process")
    Attachment.objects.bulk_create(
        Attachment(dossier_id=world.dossier, blob_id=file.sha256, component="don", filename=file.filename, added_at=AT)
        for file in scans(20)
    )

    assert len(page().timeline) > 40 and len(page().attachments) == 20
    assert counted(page) == short
