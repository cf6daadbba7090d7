"""Fills a database that holds the province with one dossier for each case of a whole life, in March 2026.

Which is which is written to `dossiers.json` in the home folder: case → reference, look-up code, identity of the owner.
"""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

import django

django.setup()

from motcua.accounts.models import Staff  # noqa: E402
from motcua.agencies.actors import Actor, actor_of  # noqa: E402
from motcua.agencies.calendar_commands import save_proposal  # noqa: E402
from motcua.agencies.models import Agency, CalendarYear  # noqa: E402
from motcua.dossiers.applicants import ApplicantDetails  # noqa: E402
from motcua.dossiers.commands import Filing, handle, submit, take_in  # noqa: E402
from motcua.dossiers.models import Dossier  # noqa: E402
from motcua.law.lifecycle import Channel  # noqa: E402
from motcua.law.lifecycle import commands as c  # noqa: E402
from motcua.law.lifecycle.state import ConsultMethod, Fee, Money, PaperReceived, PaperRequest  # noqa: E402
from motcua.law.worktime import VIETNAM  # noqa: E402

DESK, HEAD, OFFICER, DIRECTOR, CLERK = "han.ttn", "trung.hq", "khang.lm", "phuoc.nh", "duyen.ttc"
TUESDAY = datetime(2026, 3, 17, 8, 0, tzinfo=VIETNAM)
PROCEDURE = "2.000488"
DECLARATION, CARD, RESIDENCE = (
    "to-khai-yeu-cau-cap-phieu",
    "ban-sao-giay-chung-minh-nhan",
    "ban-sao-so-ho-khau-giay",
)
PAPERS = (PaperReceived(DECLARATION, 1, 0), PaperReceived(CARD, 0, 1), PaperReceived(RESIDENCE, 0, 1))
NAMES = ("Công Tằng Tôn Nữ Hoàng Thị Ngọc Bảo Khánh", "Lý Thị Sà Rươl", "Thạch Chanh Ty", "Nguyễn Thị Hồng Nhung")
ON_THE_WAY: dict[str, tuple[str, c.Command]] = {
    "assign": (DESK, c.CompleteStep("intake", "done")),
    "verify": (OFFICER, c.CompleteStep("process", "done")),
    "check": (OFFICER, c.CompleteStep("verify", "done")),
    "decide": (HEAD, c.CompleteStep("check", "done")),
    "issue": (DIRECTOR, c.Approve("1234/LLTP")),
    "hand-over": (CLERK, c.CompleteStep("issue", "done")),
    "finished": (DESK, c.Finish(1)),
}
"""Where a dossier comes to → who brings it there, and how; the naming of the officer lies between the first two."""
STATIONS = ("intake", "assign", "process", "verify", "check", "decide", "issue", "hand-over", "finished")
ASKED = PaperRequest(DECLARATION, "Tờ khai chưa ghi quá trình cư trú từ năm đủ 14 tuổi")
AFTER: dict[str, tuple[str, tuple[tuple[str, c.Command], ...]]] = {
    "taken in": ("intake", ()),
    "to be named": ("assign", ()),
    "in work": ("process", ()),
    "lacking": ("process", ()),
    "to be answered for": ("process", ()),
    "to be paid": ("process", ()),
    "to be paused": ("process", ()),
    "to be delayed": ("process", ()),
    "to be named anew": ("process", ()),
    "not wanted any more": ("process", ()),
    "not wanted, said at the desk": ("process", ()),
    "sent back": ("check", ()),
    "sent on": ("check", ()),
    "to be signed": ("decide", ()),
    "to be turned down": ("decide", ()),
    "to be handed over": ("hand-over", ()),
    "to be given out": ("finished", ()),
    "wrong inside": ("finished", ()),
    "recorded late": ("finished", ()),
    "unsupplemented": ("process", ((OFFICER, c.RequestSupplement((ASKED,), "Khoản 1 Điều 45 Luật Lý lịch tư pháp")),)),
    "unpaid": ("process", ((OFFICER, c.RequestPayment(2_000_000, "Thông báo số 15/TB-CCT", "lệ phí trước bạ")),)),
    "paused": ("process", ((OFFICER, c.Pause("verification", "Điều 47 Luật Lý lịch tư pháp", "khi có trả lời")),)),
    "asked to stop": ("process", ((DESK, c.AskToStop("Tôi không còn nhu cầu đi lao động ở nước ngoài.")),)),
    "to be corrected": (
        "finished",
        ((OFFICER, c.AskCorrection(TUESDAY + timedelta(hours=3, minutes=40), "Sổ ký nhận số 12, trang 3")),),
    ),
}
"""Case → where it stands, and what has happened there besides."""
ONLINE = ("filed online", "to be guided", "to be refused")


def person(username: str) -> Actor:
    """A member of staff as an actor."""
    return actor_of(Staff.objects.get(username=username), TUESDAY.date())


class Life:
    """A dossier that is brought along; each command comes half an hour after the one before."""

    def __init__(self, number: int) -> None:
        self.now = TUESDAY
        self.applicant = ApplicantDetails(
            f"{94199000123 + number:012}", NAMES[number % len(NAMES)], address="Phường 1, thành phố Sóc Trăng"
        )
        self.id = uuid4()

    def file_online(self) -> None:
        """Sent in by the applicant this morning, with what an online filing has."""
        papers = tuple(PaperReceived(paper.component, 0, 1) for paper in PAPERS)
        filing = Filing(PROCEDURE, self.applicant, Channel.ONLINE_PARTIAL)
        submit(self.id, filing, c.Submit(Channel.ONLINE_PARTIAL, papers), at=TUESDAY + timedelta(hours=23))

    def bring_to(self, station: str) -> None:
        """Taken in at the counter, and brought to where it is to stand."""
        accept = c.Accept("", Channel.COUNTER, PAPERS, Fee(200_000, Money.PAID))
        take_in(self.id, Filing(PROCEDURE, self.applicant, Channel.COUNTER), accept, actor=person(DESK), at=self.now)
        for passed in STATIONS[1 : STATIONS.index(station) + 1]:
            if passed == "process":
                officer = person(OFFICER)
                self.give(HEAD, c.Assign(officer.staff_id, officer.name))
            else:
                self.give(*ON_THE_WAY[passed])

    def give(self, username: str, command: c.Command) -> None:
        """One command more."""
        self.now += timedelta(minutes=30)
        handle(self.id, command, actor=person(username), at=self.now, key=str(uuid4()))


def question() -> c.Consult:
    """An opinion asked of a unit of another agency."""
    agency = Agency.objects.get(code="000.00.13.H51")
    return c.Consult(
        agency.pk,
        agency.name,
        "Người nộp khai đã công tác tại Bảo tàng tỉnh từ năm 2009 đến năm 2014; đề nghị xác nhận.",
        Decimal(3),
        ConsultMethod.ELECTRONIC,
        "quan-ly-van-hoa",
        "Phòng Quản lý văn hóa và Gia đình",
    )


def propose_a_year() -> None:
    """A changed calendar of 2026 that waits for a second person: one more day off, on which work is not done."""
    kept = CalendarYear.objects.filter(agency=None, year=2026).order_by("version").last()
    assert kept is not None
    table = {name: list(rows) if isinstance(rows, list) else rows for name, rows in kept.table.items()}
    table["closed"] = [*table.get("closed", ()), {"day": "2026-03-19", "name": "bão số 1", "decision": "03/CĐ-UBND"}]
    save_proposal(
        actor=person("duy.kn"),
        at=TUESDAY,
        year=2026,
        table=table,
        source="Công điện số 03/CĐ-UBND ngày 16/3/2026 của Chủ tịch Ủy ban nhân dân tỉnh",
    )


def make_dossiers() -> dict[str, dict[str, str]]:
    """One dossier for each case."""
    found = {}
    asked = ("process", ((OFFICER, question()),))
    cases = AFTER | {"asked about": asked, "to be noted on": asked}
    for number, case in enumerate((*cases, *ONLINE)):
        life = Life(number)
        if case in ONLINE:
            life.file_online()
        else:
            station, more = cases[case]
            life.bring_to(station)
            for username, command in more:
                life.give(username, command)
        row = Dossier.objects.get(pk=life.id)
        found[case] = {
            "reference": row.reference,
            "lookup_code": row.lookup_code,
            "identity": life.applicant.identity_number,
        }
    return found


if __name__ == "__main__":
    dossiers = make_dossiers()
    propose_a_year()
    (Path(os.environ["MOTCUA_HOME"]) / "dossiers.json").write_text(json.dumps(dossiers), encoding="utf-8")
