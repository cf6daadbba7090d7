"""Looking a dossier up without signing in: the pair on the receipt, and a bound on guessing it.

Wrong pairs are kept for an hour in the database, so that the bound holds over all processes. Neither names nor network
addresses are kept: an address is stored as a keyed hash.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.crypto import salted_hmac

from motcua.dossiers.explanations import DossierExplained, explain_dossier
from motcua.dossiers.models import Dossier, LookupAttempt
from motcua.dossiers.queries import Tracking, track
from motcua.law.refusal import Refused

TRIES_PER_CODE, CODE_WINDOW = 5, timedelta(minutes=15)
TRIES_PER_VISITOR, VISITOR_WINDOW = 30, timedelta(hours=1)


def look_up(code: str, lookup_code: str, *, address: str, now: datetime) -> Tracking | None:
    """The public state of a dossier, for the pair printed on the receipt; None when the pair is wrong.

    Args:
        address: network address of the visitor.
        now: an instant in UTC.

    Raises:
        Refused: ``too_many_lookups``, after 5 wrong pairs for the code in 15 minutes or 30 of the visitor in an hour,
            whatever the pair. Tries that are refused do not make the wait longer.
    """
    code, visitor = code.strip().upper()[:50], _hidden(address)
    forget_attempts(now=now)
    # counted before it is judged: of many tries at once none slips through between counting and writing
    attempt = LookupAttempt.objects.create(code=code, visitor=visitor, at=now)
    try:
        _refuse_guessing(attempt)
        found = track(code, lookup_code, now=now)
    except Refused:
        attempt.delete()
        raise
    if found is not None:
        attempt.delete()
    return found


def forget_attempts(*, now: datetime) -> None:
    """Forget wrong look-ups that no longer count."""
    LookupAttempt.objects.filter(at__lt=now - VISITOR_WINDOW).delete()


def explain_due_date(code: str, lookup_code: str) -> DossierExplained | None:
    """How the due date of a dossier came about, for who has the pair; None when the pair is wrong."""
    row = Dossier.objects.filter(code=code, lookup_code=lookup_code).select_related("applicant").first()
    return explain_dossier(row) if row else None


def _refuse_guessing(attempt: LookupAttempt) -> None:
    now = attempt.at
    # later rows are left aside: the demonstration's clock starts anew with each run
    others = LookupAttempt.objects.filter(Q(code=attempt.code) | Q(visitor=attempt.visitor), at__lte=now)
    tries = others.exclude(pk=attempt.pk).aggregate(
        code=Count("pk", filter=Q(code=attempt.code, at__gt=now - CODE_WINDOW)),
        visitor=Count("pk", filter=Q(visitor=attempt.visitor, at__gt=now - VISITOR_WINDOW)),
    )
    if tries["code"] >= TRIES_PER_CODE:
        raise _refusal("Mã hồ sơ này đã bị tra cứu sai nhiều lần. Xin thử lại sau 15 phút")
    if tries["visitor"] >= TRIES_PER_VISITOR:
        raise _refusal("Từ địa chỉ mạng này đã tra cứu sai quá nhiều lần. Xin thử lại sau một giờ")


def _refusal(why: str) -> Refused:
    return Refused("too_many_lookups", f"{why}, hoặc hỏi tại quầy của Trung tâm.")


def _hidden(address: str) -> str:
    return salted_hmac("motcua.dossiers.lookups", address, algorithm="sha256").hexdigest()[:40]
