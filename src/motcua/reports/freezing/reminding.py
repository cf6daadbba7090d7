"""The drafts that the calendar of reports asks for, and reminding those who have to act on them.

TT 09/2026/TT-BTP Đ9–Đ11: the cut-off is the 14th; agencies send by day 20, the province by day 23. Each run looks at
what is due now, never at when the last run was: it may be repeated, cut short, or come days late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from django.db.models import Exists, OuterRef, Q

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.models import Agency, Holding
from motcua.agencies.seats import running
from motcua.dossiers.models import Dossier
from motcua.law.moments import local
from motcua.law.refusal import Refused
from motcua.law.reporting import Report, Sender, report_ending
from motcua.reports.freezing.commands import Wanted, draft
from motcua.reports.models import FrozenReminder, FrozenReport
from motcua.reports.tables import TABLES

State = FrozenReport.State
REMINDED = (3, 1, 0)
"""Days before the last day on which those who have to act are reminded; once more when it is over."""
OVER = -1


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a run has done: codes of the drafts it made, and a sentence for each that could not be made."""

    made: tuple[str, ...]
    failed: tuple[str, ...]


def last_report(today: date) -> Report | None:
    """The last periodic report whose cut-off has passed on a local day; None before TT 09/2026/TT-BTP."""
    report = report_ending(today.year, today.month)
    if report is not None and report.prepared_from <= today:
        return report
    before = today.replace(day=1) - timedelta(days=1)
    return report_ending(before.year, before.month)


def prepare_due(*, now: datetime) -> Prepared:
    """Make the drafts of the last periodic report that are not there yet, each in a transaction of its own."""
    report = last_report(local(now).date())
    made, failed = [], []
    for wanted, due_on in _wanted(report) if report else ():
        code = wanted.code
        if FrozenReport.objects.filter(code=code).exists():
            continue
        try:
            draft(wanted, actor=None, at=now, key=uuid5(NAMESPACE_OID, code), due_on=due_on)
            made.append(code)
        except Refused as refused:
            failed.append(f"{code}: {refused.sentence}")
    return Prepared(tuple(made), tuple(failed))


def _wanted(report: Report) -> Iterator[tuple[Wanted, date]]:
    for name in report.forms(Sender.UNIT):
        if name in TABLES:
            for agency in _agencies():
                yield Wanted(name, report.period, agency=agency), report.due_unit
    for name in report.forms(Sender.PROVINCE):
        if name in TABLES:
            yield Wanted(name, report.period), report.due_province


def _agencies() -> list[Agency]:
    """Those that report: the departments of the province, and others that have dossiers."""
    dossiers = Dossier.objects.filter(agency=OuterRef("pk"), accepted_at__isnull=False)
    rows = Agency.objects.filter(kind=Agency.Kind.DEPARTMENT)
    return list(rows.filter(Q(level=Agency.Level.PROVINCE) | Exists(dossiers)).order_by("order", "code"))


def due_of(report: FrozenReport) -> date | None:
    """Last local day for what has to be done next: an agency sends by its own day, the rest by that of the province."""
    if report.due_on is None or report.state == State.DRAFT:
        return report.due_on
    scheduled = report_ending(report.last.year, report.last.month)
    return scheduled.due_province if scheduled else report.due_on


def remind(*, now: datetime) -> int:
    """Note for every scheduled report that is not signed that its last day is near, or over; once for each.

    Returns:
        How many reminders were given.
    """
    today = local(now).date()
    found = []
    for report in FrozenReport.objects.filter(due_on__isnull=False).exclude(state=State.SIGNED):
        due = due_of(report)
        assert due is not None
        left = (due - today).days
        days = OVER if left < 0 else next((days for days in sorted(REMINDED) if left <= days), None)
        if days is not None:
            found.append(FrozenReminder(report=report, state=report.state, due_on=due, days_left=days, made_at=now))
    before = FrozenReminder.objects.count()
    FrozenReminder.objects.bulk_create(found, ignore_conflicts=True)
    return FrozenReminder.objects.count() - before


def who_acts(report: FrozenReport, on: date) -> list[Staff]:
    """The members of staff who have to act on a report, as posts are held on a local day (one query)."""
    role = {
        State.SUBMITTED: Role.PROCEDURE_CONTROL,
        State.CHECKED: Role.CENTRE_DIRECTOR,
        State.APPROVED: Role.CENTRE_DIRECTOR,
    }.get(State(report.state))
    if report.state == State.SIGNED:
        return []
    post = Q(post__role=role) if role else Q(post__role=Role.PROCEDURE_CONTROL)
    if role is None and report.agency_id is not None:
        post = Q(post__role=Role.LEADER, post__agency=report.agency_id, post__unit=None)
    held = Holding.objects.filter(running(on), post, holder__is_active=True)
    return list(Staff.objects.filter(pk__in=held.values("holder")).order_by("full_name", "pk"))
