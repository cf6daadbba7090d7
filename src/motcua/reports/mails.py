"""Sending the monthly notices by e-mail: to the heads of the agency and its own address, each once.

The mails of a notice are written in the transaction that makes it, with the job that sends them. A mail is sent while
its row is locked, and marked in the same transaction: a process that dies in between leaves it to be sent again, with
the same Message-ID, by which mail systems recognise a second copy. What the server refuses for good fails at once, all
else is tried again for two days; both are shown on the board.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from procrastinate.contrib.django import app

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.agencies.models import Agency, Holding
from motcua.law.moments import local
from motcua.law.refusal import Refused
from motcua.reports.mail_content import message_of
from motcua.reports.models import MonthlyNotice
from motcua.reports.models_mails import NoticeMail

SEND = "reports.send_notice_mails"
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720, 1440))
"""How long after each failure it is tried again; after the last one it has failed."""
_State = NoticeMail.State


def mails_are_on() -> bool:
    """Whether a mail server is configured (`MOTCUA_EMAIL_URL`)."""
    return bool(settings.EMAIL_URL)


def write_mails(notices: Iterable[MonthlyNotice], *, at: datetime) -> int:
    """Write the mails of notices that were made, and the job that sends them, in the caller's transaction.

    Without a mail server they are written too, as not sent: one sees to whom they would go.

    Returns:
        How many there are.
    """
    notices = list(notices)
    people = _heads([notice.agency_id for notice in notices], local(at).date())
    on = mails_are_on()
    mails = [
        NoticeMail(
            notice=notice,
            address=address,
            to=name,
            state=_State.QUEUED if on else _State.OFF,
            next_at=at if on else None,
        )
        for notice in notices
        for address, name in people[notice.agency_id].items()
    ]
    NoticeMail.objects.bulk_create(mails, ignore_conflicts=True)
    if on and mails:
        app.configure_task(SEND).defer()
    return len(mails)


def send_mails(*, now: datetime) -> int:
    """Send what is to be sent at `now` (UTC); may run any number of times, also at once.

    Returns:
        How many were sent.
    """
    if not mails_are_on():
        return 0
    sent = 0
    while (result := _send_next(now)) is not None:
        sent += result
    return sent


def send_again(agency_code: str, month: date, *, actor: Actor, at: datetime) -> int:
    """Queue those mails of a notice that were not sent, by an overseer who has seen why.

    Returns:
        How many were queued.

    Raises:
        PermissionDenied: the actor watches over no agencies.
        Refused: no mail server is configured.
    """
    if not actor.sees_everything:
        raise PermissionDenied
    if not mails_are_on():
        raise Refused("mails_off", "Hệ thống chưa nối máy chủ thư; người quản trị cần khai báo MOTCUA_EMAIL_URL trước.")
    notices = MonthlyNotice.objects.filter(agency__code=agency_code, month=month)
    with transaction.atomic():
        unsent = NoticeMail.objects.filter(Q(state=_State.OFF) | Q(state=_State.FAILED), notice__in=notices)
        queued = unsent.update(state=_State.QUEUED, next_at=at, attempts=0)
        if queued:
            app.configure_task(SEND).defer()
    return queued


@dataclass(frozen=True, slots=True)
class MailLine:
    """What became of a mail."""

    address: str
    to: str
    state: NoticeMail.State
    sent_at: datetime | None
    next_at: datetime | None
    error: str


def mails_of(agency_code: str, month: date) -> list[MailLine]:
    """The mails of a notice, by address; one query."""
    rows = NoticeMail.objects.filter(notice__agency__code=agency_code, notice__month=month).order_by("address")
    return [MailLine(row.address, row.to, _State(row.state), row.sent_at, row.next_at, row.error) for row in rows]


def _heads(agencies: list[int], day: date) -> dict[int, dict[str, str]]:
    """Agency → address → whose it is: its heads who hold their post on the day, and its own."""
    own = Agency.objects.filter(pk__in=agencies)
    found: dict[int, dict[str, str]] = {agency.pk: {} for agency in own}
    current = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
    heads = Holding.objects.filter(
        current, post__agency_id__in=agencies, post__role=Role.LEADER, post__unit__isnull=True
    ).exclude(holder__email="")
    for agency_id, address, name in heads.values_list("post__agency_id", "holder__email", "holder__full_name"):
        found[agency_id][address.lower()] = name
    for agency in own:
        if agency.email:
            found[agency.pk].setdefault(agency.email.lower(), agency.name)
    return found


def _send_next(now: datetime) -> bool | None:
    """Send the next mail that is due: whether it was sent; None when none is due."""
    with transaction.atomic():
        due = NoticeMail.objects.filter(state=_State.QUEUED, next_at__lte=now).order_by("next_at", "id")
        row = due.select_for_update(skip_locked=True, of=("self",)).select_related("notice__agency").first()
        if row is None:
            return None
        try:
            with get_connection() as server:
                server.send_messages([message_of(row)])
        except (OSError, smtplib.SMTPException) as wrong:
            _failed(row, wrong, now)
            return False
        row.state, row.sent_at, row.next_at, row.error = _State.SENT, now, None, ""
        row.save(update_fields=["state", "sent_at", "next_at", "error"])
        return True


def _failed(row: NoticeMail, wrong: Exception, now: datetime) -> None:
    row.error = " ".join(str(wrong).split())[:300] or type(wrong).__name__
    for_good = _for_good(wrong) or row.attempts >= len(WAITS)
    row.state = _State.FAILED if for_good else _State.QUEUED
    row.next_at = None if for_good else now + WAITS[row.attempts]
    row.attempts += 1
    row.save(update_fields=["state", "next_at", "error", "attempts"])


def _for_good(wrong: Exception) -> bool:
    """Whether the server has refused the address for good (5xx), so that trying again is of no use."""
    if isinstance(wrong, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in wrong.recipients.values())
    return isinstance(wrong, smtplib.SMTPSenderRefused | smtplib.SMTPDataError) and int(wrong.smtp_code) >= 500
