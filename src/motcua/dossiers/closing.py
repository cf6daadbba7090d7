"""Closing what nobody supplements: the system's own command, when the wait is over."""

from __future__ import annotations

import logging
from datetime import datetime

from motcua.agencies.actors import Party
from motcua.dossiers.commands import handle
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle import commands as c
from motcua.law.moments import local
from motcua.law.refusal import Refused

_log = logging.getLogger(__name__)


def close_unsupplemented(*, now: datetime) -> int:
    """Close every dossier that waits for a supplement past its last day, each in a transaction of its own.

    Those waited for are found by the index on `close_on`. A dossier that somebody else takes further at the same
    moment is left alone; one that is refused stays for the next run, with a line in the program's log.

    Returns:
        How many were closed.
    """
    over = Dossier.objects.filter(close_on__lt=local(now).date(), ended_at__isnull=True).order_by("close_on")
    closed = 0
    for pk, close_on in list(over.values_list("pk", "close_on")):
        try:
            # the key names the wait: closed once, however often the job runs
            handle(
                pk, c.CloseUnsupplemented(), actor=Party.SYSTEM, at=now, key=f"close-unsupplemented:{close_on:%Y%m%d}"
            )
        except Refused as refused:
            _log.warning("dossier %s stays open: %s", pk, refused.sentence)
        else:
            closed += 1
    return closed
