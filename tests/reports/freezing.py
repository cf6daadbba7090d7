"""What the tests of frozen reports share: a report of an agency, and short ways to bring it on its way."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import cast
from motcua.agencies.models import Agency
from motcua.law.periods import Period
from motcua.reports.freezing import commands
from motcua.reports.freezing.commands import Wanted
from motcua.reports.models import FrozenReport
from reports.histories import at, history, put

MARCH = Period.month(2019, 3)
"""15/02 to 14/03/2019."""
NOW = at("2019-03-18 08:00")
HEAD, CONTROL, DIRECTOR = "agency_head", "procedure_control", "director"


def justice() -> Agency:
    return Agency.objects.get(code=cast.JUSTICE)


def some_dossiers() -> list[Any]:
    """One carried over and late, one new and early, one new and pending, of Sở Tư pháp; one of another agency."""
    return put(
        [
            history("2019-02-04 08:00", "2019-02-20 17:00", "2019-02-21 09:00", agency=cast.JUSTICE),
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-10 09:00", agency=cast.JUSTICE),
            history("2019-03-05 08:00", "2019-04-12 17:00", agency=cast.JUSTICE),
            history("2019-03-05 08:00", "2019-04-12 17:00", agency=cast.PRESS),
        ]
    )


def of_justice(**more: Any) -> Wanted:
    """The one-stop table of March of Sở Tư pháp."""
    return Wanted(**{"table": "one-stop", "period": MARCH, "agency": justice(), **more})


def prepared(wanted: Wanted | None = None, part: str = HEAD, when: datetime = NOW) -> FrozenReport:
    """A draft."""
    return commands.prepare_draft(wanted or of_justice(), actor=cast.person(part), at=when, key=uuid.uuid4())


def do(command: Callable[..., FrozenReport], report: FrozenReport, *given: Any, part: str, **more: Any) -> FrozenReport:
    """A command on the report as it stands now."""
    report.refresh_from_db()
    usual = {"actor": cast.person(part), "at": NOW, "key": uuid.uuid4(), "revision": report.revision}
    return command(report.code, *given, **{**usual, **more})


ROUND = (
    (commands.submit, HEAD),
    (commands.check, CONTROL),
    (commands.approve, DIRECTOR),
    (commands.sign, DIRECTOR),
)


def brought_to(state: str, report: FrozenReport | None = None) -> FrozenReport:
    """A report of the agency in this state."""
    report = report or prepared()
    for command, part in ROUND:
        if report.state == state:
            return report
        report = do(command, report, part=part)
    assert report.state == state
    return report
