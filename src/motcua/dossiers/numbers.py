"""Dossier codes without gaps or duplicates, and look-up codes that cannot be guessed."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import connection

from motcua.law.codes import AgencyCode, DossierCode
from motcua.law.moments import local

UNMISTAKABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and capitals without 0, O, 1 and I, which people confuse when they read a slip."""
LOOKUP_LENGTH = 8


def issue_code(agency_code: str, at: datetime) -> str:
    """The next dossier code of an agency on the local day of `at` (TT 01/2018 Đ19; NĐ 118/2025 Đ28).

    The counter's row stays locked until the transaction ends: parallel acceptances get consecutive numbers, and a
    refused one leaves no gap.
    """
    day = local(at).date()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_codecounter (agency_code, day, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (agency_code, day) DO UPDATE SET last = dossiers_codecounter.last + 1 RETURNING last",
            [agency_code, day],
        )
        (number,) = cursor.fetchone()
    return str(DossierCode(AgencyCode.parse(agency_code), day, number))


def new_lookup_code() -> str:
    """The second factor printed on the receipt: 8 characters out of 32, about 10¹² possibilities."""
    return "".join(secrets.choice(UNMISTAKABLE) for _ in range(LOOKUP_LENGTH))
