"""Monthly notices by e-mail: to whom, what, once; a server that refuses, answers late or dies in between."""

from __future__ import annotations

import csv
import io
import smtplib
from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from procrastinate.contrib.django.models import ProcrastinateJob

import cast
from desk.stage import brought_to, browser, give, stop_clock, words
from law.calendars import at as moment
from motcua.accounts.models import Staff
from motcua.agencies.models import Agency, Holding
from motcua.config.mail import mail_settings
from motcua.law.lifecycle.state import LateCause
from motcua.law.refusal import Refused
from motcua.reports.mails import SEND, WAITS, mails_of, send_again, send_mails
from motcua.reports.models import NoticeMail
from motcua.reports.monthly import make_monthly_notices

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedure")]
APRIL_FIRST = moment("01/04/2019 00:30")
MARCH = date(2019, 3, 1)
HEAD = "lanh.dao@sotuphap.example.vn"


class Moody(BaseEmailBackend):
    """A mail server that raises what the test wants, and keeps what it took."""

    mood: Exception | None = None
    taken: list[EmailMessage] = []

    def send_messages(self, messages: list[EmailMessage]) -> int:
        if Moody.mood:
            raise Moody.mood
        Moody.taken += messages
        return len(messages)


@pytest.fixture
def server(settings) -> type[Moody]:
    settings.EMAIL_URL = "smtp://thu.example.vn"
    settings.EMAIL_BACKEND = f"{__name__}.Moody"
    settings.CSRF_TRUSTED_ORIGINS = ["https://motcua.example.vn"]
    Moody.mood, Moody.taken = None, []
    return Moody


@pytest.fixture
def march(people) -> None:
    """Of March 2019: one dossier on time, one late, one overdue; the head of Sở Tư pháp has an address."""
    Staff.objects.exclude(email="").update(email="")
    heads = Holding.objects.filter(post__agency__code=cast.JUSTICE, post__role="leader", post__unit__isnull=True)
    Staff.objects.filter(pk__in=heads.values("holder")).update(email="")
    Staff.objects.filter(pk=heads.values_list("holder", flat=True)[0]).update(email=HEAD)
    brought_to("returned", 0)
    late = brought_to("hand-over", 1)
    give(late, "receptionist", cast.finish(LateCause.OVERLOAD), "12/03/2019 09:00")
    brought_to("process", 2)


def states() -> dict[str, str]:
    return dict(NoticeMail.objects.values_list("address", "state"))


def test_the_head_and_the_agency_are_written_to_once_each(march, server):
    Agency.objects.filter(code=cast.JUSTICE).update(email="Vanthu@sotuphap.example.vn")
    make_monthly_notices(now=APRIL_FIRST)
    assert send_mails(now=APRIL_FIRST) == 2
    assert {message.to[0] for message in server.taken} == {HEAD, "vanthu@sotuphap.example.vn"}
    make_monthly_notices(now=APRIL_FIRST + timedelta(hours=1))
    assert send_mails(now=APRIL_FIRST + timedelta(days=9)) == 0
    assert states() == {HEAD: "sent", "vanthu@sotuphap.example.vn": "sent"}


def test_the_job_that_sends_is_deferred_with_the_notices(march, server):
    make_monthly_notices(now=APRIL_FIRST)
    assert ProcrastinateJob.objects.filter(task_name=SEND).count() == 1


def test_the_message_tells_the_month_in_text_and_html_and_names_no_applicant(march, server):
    make_monthly_notices(now=APRIL_FIRST)
    send_mails(now=APRIL_FIRST)
    (message,) = server.taken
    whole = message.message().as_string()
    (html, kind) = message.alternatives[0]
    assert kind == "text/html"
    for text in (message.body, html):
        assert "Đã giải quyết" in text and LateCause.OVERLOAD.label in text
        assert "https://motcua.example.vn/dieu-hanh/thong-bao-thang/" in text
    assert "multipart/alternative" in whole
    assert message.subject.startswith("Kết quả giải quyết hồ sơ tháng 03/2019: Sở Tư pháp")
    from motcua.dossiers.models import Dossier

    for name in Dossier.objects.values_list("applicant_name", flat=True):
        assert name not in message.body + html + message.attachments[0][1]


def test_the_attachment_lists_the_late_and_the_overdue_with_the_steps_that_ran_out(march, server):
    make_monthly_notices(now=APRIL_FIRST)
    send_mails(now=APRIL_FIRST)
    name, text, kind = server.taken[0].attachments[0]
    assert (name, kind) == (f"ho-so-tre-han-{cast.JUSTICE}-2019-03.csv", "text/csv")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert head[0] == "Mã hồ sơ"
    assert [(row[0], row[2]) for row in rows] == [
        (f"{cast.JUSTICE}-190301-0002", "Giải quyết trễ hạn"),
        (f"{cast.JUSTICE}-190301-0003", "Đang quá hạn"),
    ]
    assert rows[0][6] == LateCause.OVERLOAD.label
    assert rows[1][7]


def test_what_fails_for_now_is_tried_again_later_and_shown(march, server):
    server.mood = smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
    make_monthly_notices(now=APRIL_FIRST)
    assert send_mails(now=APRIL_FIRST) == 0
    (line,) = mails_of(cast.JUSTICE, MARCH)
    assert (line.state, line.error, line.next_at) == (
        "queued",
        "Connection unexpectedly closed",
        APRIL_FIRST + WAITS[0],
    )
    server.mood = None
    assert send_mails(now=APRIL_FIRST + timedelta(minutes=4)) == 0
    assert send_mails(now=APRIL_FIRST + timedelta(minutes=5)) == 1
    assert states() == {HEAD: "sent"}


def test_after_two_days_of_failures_it_has_failed(march, server):
    server.mood = ConnectionRefusedError("Connection refused")
    make_monthly_notices(now=APRIL_FIRST)
    now = APRIL_FIRST
    for wait in (*WAITS, timedelta(0)):
        assert states() == {HEAD: "queued"}
        send_mails(now=now)
        now += wait
    assert states() == {HEAD: "failed"}


def test_an_address_that_is_refused_for_good_fails_at_once(march, server):
    server.mood = smtplib.SMTPRecipientsRefused({HEAD: (550, b"no such user")})
    make_monthly_notices(now=APRIL_FIRST)
    send_mails(now=APRIL_FIRST)
    assert states() == {HEAD: "failed"}


def test_a_second_attempt_carries_the_same_message_id(march, server):
    make_monthly_notices(now=APRIL_FIRST)
    send_mails(now=APRIL_FIRST)
    # the process died between the server's answer and the mark
    NoticeMail.objects.update(state="queued", sent_at=None, next_at=APRIL_FIRST)
    send_mails(now=APRIL_FIRST)
    first, second = (message.extra_headers["Message-ID"] for message in server.taken)
    assert first == second


def test_without_a_mail_server_nothing_is_sent_and_the_screens_say_so(march, monkeypatch, settings):
    settings.EMAIL_URL = ""
    make_monthly_notices(now=APRIL_FIRST)
    assert send_mails(now=APRIL_FIRST) == 0
    assert states() == {HEAD: "off"}
    stop_clock(monkeypatch, "08/04/2019 09:00")
    director = browser("director")
    assert "chưa nối máy chủ thư" in words(director.get("/dieu-hanh/thong-bao-thang/"))
    page = f"/dieu-hanh/thong-bao-thang/{cast.JUSTICE}/2019-03"
    assert NoticeMail.State.OFF.label in words(director.get(page))
    assert director.post(f"{page}/gui-lai").status_code == 409


def test_an_overseer_has_what_failed_sent_again(march, server, monkeypatch):
    server.mood = smtplib.SMTPRecipientsRefused({HEAD: (550, b"no such user")})
    make_monthly_notices(now=APRIL_FIRST)
    send_mails(now=APRIL_FIRST)
    server.mood = None
    stop_clock(monkeypatch, "08/04/2019 09:00")
    page = f"/dieu-hanh/thong-bao-thang/{cast.JUSTICE}/2019-03"
    director = browser("director")
    assert "no such user" in words(director.get(page))
    assert director.post(f"{page}/gui-lai").status_code == 302
    assert send_mails(now=moment("08/04/2019 09:00")) == 1


def test_a_head_cannot_have_it_sent_again(march, server):
    make_monthly_notices(now=APRIL_FIRST)
    with pytest.raises(PermissionDenied):
        send_again(cast.JUSTICE, MARCH, actor=cast.person("agency_head"), at=APRIL_FIRST)


def test_sending_again_without_a_server_is_refused(march, settings):
    settings.EMAIL_URL = ""
    with pytest.raises(Refused):
        send_again(cast.JUSTICE, MARCH, actor=cast.person("director"), at=APRIL_FIRST)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://thu.example.vn", 587, True, False),
        ("smtps://a:b%40c@thu.example.vn", 465, False, True),
        ("smtp+plain://localhost:2525", 2525, False, False),
    ],
)
def test_the_address_of_a_mail_server_says_how_to_reach_it(url: str, port: int, tls: bool, ssl: bool) -> None:
    found = mail_settings(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, tls, ssl)
    assert found["EMAIL_HOST_PASSWORD"] == ("b@c" if "a:b" in url else "")


@pytest.mark.parametrize("url", ["http://thu.example.vn", "thu.example.vn", "smtp://"])
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        mail_settings(url)
