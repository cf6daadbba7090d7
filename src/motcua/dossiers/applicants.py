"""Applicants: known by identity number, so that nobody types the same data twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from motcua.dossiers.models import Applicant
from motcua.law.identity import identity_number
from motcua.law.refusal import Refused


@dataclass(frozen=True, slots=True)
class ApplicantDetails:
    """Who files, as written on the form."""

    identity_number: str
    name: str
    kind: str = "person"
    birth_date: date | None = None
    address: str = ""
    phone: str = ""
    email: str = ""


def remember(details: ApplicantDetails, *, at: datetime) -> Applicant:
    """The applicant with this identity number, with what was written now; made when new.

    An empty field of the form leaves what is known already.

    Raises:
        Refused: the name is missing, or identity or telephone number are not in their form.
    """
    number = identity_number(details.identity_number, details.kind)
    if not (name := " ".join(details.name.split())):
        raise Refused("no_name", "Hãy ghi họ tên người nộp (hoặc tên tổ chức).", field="name")
    phone = re.sub(r"[\s.]", "", details.phone)
    if phone and not re.fullmatch(r"\+?\d{9,12}", phone):
        raise Refused("phone", "Số điện thoại gồm 9 đến 12 chữ số.", field="phone")
    known = Applicant.objects.filter(identity_number=number).first()
    values = {
        "kind": details.kind,
        "name": name,
        "birth_date": details.birth_date or (known and known.birth_date),
        "address": details.address.strip() or (known.address if known else ""),
        "phone": phone or (known.phone if known else ""),
        "email": details.email.strip() or (known.email if known else ""),
        "updated_at": at,
    }
    applicant, _ = Applicant.objects.update_or_create(identity_number=number, defaults=values)
    return applicant
