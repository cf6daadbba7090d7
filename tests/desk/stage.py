"""A desk in a test: browsers of the cast without a script, and dossiers brought to where a case begins."""

from __future__ import annotations

import re
import uuid
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

import cast
from law.calendars import at as moment
from motcua.accounts.models import Staff
from motcua.dossiers.commands import handle
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle import commands as c

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
MONDAY = "04/03/2019 09:00"
"""The moment at which the screens are looked at, after the weekend on which nothing happened."""

WAY = ("intake", "assign", "process", "check", "decide", "issue", "hand-over", "returned")
GIVEN: dict[str, tuple[str, c.Command]] = {
    "intake": ("receptionist", cast.complete("intake")),
    "process": ("case_officer", cast.complete("process")),
    "check": ("unit_head", cast.complete("check")),
    "decide": ("agency_head", cast.approve()),
    "issue": ("office_clerk", cast.complete("issue")),
    "hand-over": ("receptionist", cast.finish()),
}
"""Step → who leaves it, and how."""


def browser(part: str) -> Client:
    """The browser of a member of the cast, signed in."""
    client = Client()
    client.force_login(Staff.objects.get(username=cast.CAST[part]))
    return client


def give(row: Dossier, part: str, command: c.Command, when: str = "01/03/2019 09:00") -> None:
    """Have a member of the cast give a command, without a screen."""
    handle(row.pk, command, actor=cast.person(part), at=moment(when), key=str(uuid.uuid4()))


def brought_to(step: str, number: int = 0) -> Dossier:
    """A dossier that waits at this step; `returned` stands for one whose result waits to be given out."""
    row = cast.taken_in(number=number)
    for passed in WAY[: WAY.index(step)]:
        if passed == "assign":
            officer = cast.person("case_officer")
            give(row, "unit_head", c.Assign(officer.staff_id, officer.name))
        else:
            give(row, *GIVEN[passed])
    row.refresh_from_db()
    return row


def page_of(row: Dossier, command: str = "") -> str:
    """The address of a dossier, or of one of its commands."""
    return f"/ban-lam-viec/ho-so/{row.reference}/{command}"


def send(client: Client, row: Dossier, command: str, key: str = "", **typed: Any) -> Any:
    """Send the form of a command; each time with a key of its own, unless one is given."""
    return client.post(page_of(row, command), {"key": key or str(uuid.uuid4()), **typed})


def words(response: Any) -> str:
    """The words of a page, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def state_of(row: Dossier) -> str:
    """The status of a dossier as it is stored."""
    return str(Dossier.objects.values_list("status", flat=True).get(pk=row.pk))


def stop_clock(monkeypatch: pytest.MonkeyPatch, when: str = MONDAY) -> datetime:
    """Let all screens see this local moment."""
    now = moment(when)
    monkeypatch.setattr("motcua.faces.common.clock.now", lambda: now)
    return now
