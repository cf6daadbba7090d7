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
    if phone and not re.fullmatch(r"\+?[0-9]{9,12}", phone):
        raise Refused("phone", "Số điện thoại gồm 9 đến 12 chữ số.", field="phone")
    known = Applicant.objects.filter(identity_number=number).first() or Applicant(identity_number=number)
    written = {
        "kind": details.kind,
        "name": name,
        "birth_date": details.birth_date or known.birth_date,
        "address": details.address.strip() or known.address,
        "phone": phone or known.phone,
        "email": details.email.strip() or known.email,
    }
    if known.pk and all(getattr(known, field) == value for field, value in written.items()):
        return known
    applicant = Applicant(identity_number=number, updated_at=at, **written)
    # two counters may meet the same new person at the same moment
    Applicant.objects.bulk_create(
        [applicant],
        update_conflicts=True,
        unique_fields=["identity_number"],
        update_fields=[*written, "updated_at"],
    )
    return applicant
