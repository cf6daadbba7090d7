"""What an applicant asks of a dossier without an account, with the pair printed on the receipt."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.agencies.actors import Party
from motcua.dossiers.commands import handle
from motcua.dossiers.lookups import look_up
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle import commands as c


def ask_to_stop(code: str, lookup_code: str, *, reason: str, address: str, at: datetime, key: UUID) -> bool:
    """Ask, as the applicant, to stop a dossier; False when the pair is wrong. Asked twice with one key, it is one wish.

    Args:
        address: network address of the visitor: wrong pairs are bounded as on looking a dossier up.
        at: an instant in UTC.

    Raises:
        Refused: the dossier cannot be stopped on request now, no reason was given (field ``reason``), or too many wrong
            pairs (``too_many_lookups``).
    """
    if look_up(code, lookup_code, address=address, now=at) is None:
        return False
    dossier_id = Dossier.objects.values_list("pk", flat=True).get(code=code)
    handle(dossier_id, c.AskToStop(reason), actor=Party.APPLICANT, at=at, key=f"stop-request:{key}")
    return True
