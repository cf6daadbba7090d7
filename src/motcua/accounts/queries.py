"""Reads of staff accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from motcua.accounts.models import FailedSignIn, Staff

TRIES = 5
"""Wrong passwords within `LOCK` that lock a name (TCVN 14423:2026, level 3: at most five)."""
LOCK = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A line of the list on the sign-in page of the demonstration: who, in which role, at which post."""

    username: str
    full_name: str
    role: str
    title: str

    @property
    def label(self) -> str:
        """Role and post in one line."""
        return " – ".join(filter(None, (self.role, self.title)))


def known_as(username: str) -> str:
    """The form in which a user name is stored and compared."""
    return username.strip().lower()


def locked_until(username: str, at: datetime) -> datetime | None:
    """The moment at which a locked name may be tried again, or None when it is not locked at `at`."""
    # later rows are left aside: the demonstration's clock starts anew with each run
    latest = list(
        FailedSignIn.objects.filter(username=known_as(username)[:60], at__lte=at)
        .order_by("-at")
        .values_list("at", flat=True)[:TRIES]
    )
    if len(latest) < TRIES or latest[0] - latest[-1] > LOCK or latest[0] + LOCK <= at:
        return None
    return latest[0] + LOCK


def is_locked(username: str, at: datetime) -> bool:
    """Whether signing in under this name is suspended at `at`, the right password or not."""
    return locked_until(username, at) is not None


def demo_accounts() -> list[DemoAccount]:
    """The accounts of the demonstration, in the order in which they were opened; none elsewhere."""
    if not settings.DEMO:
        return []
    rows = Staff.objects.filter(is_demo=True, is_active=True).exclude(demo_label="").order_by("pk")
    return [_demo_account(row) for row in rows[:200]]


def _demo_account(row: Staff) -> DemoAccount:
    role, _, title = row.demo_label.partition(" – ")
    return DemoAccount(row.username, row.full_name, role, title)
