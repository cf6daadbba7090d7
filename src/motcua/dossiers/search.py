"""Finding dossiers by code, identity number or the applicant's name, among those that the actor may see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import F, Func, Q

from motcua.agencies.actors import Actor
from motcua.agencies.models import Agency
from motcua.catalogue.folding import words_of
from motcua.dossiers.access import visible_to
from motcua.dossiers.models import Applicant

MOST = 50
"""Lines of a result; `find` gives one more where there are more."""

_ACCENTED = (
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
)
_PLAIN = ("a" * 17 + "e" * 11 + "i" * 5 + "o" * 17 + "u" * 11 + "y" * 5 + "d") * 2
_CODE = re.compile(r"[A-Z0-9.]*\.[A-Z0-9.]*(-[0-9]*){0,2}")
_CODE_END = re.compile(r"[0-9]{6}(-[0-9]{0,12})?")
_IDENTITY = re.compile(r"[A-Z]{0,2}[0-9]{6,13}(-[0-9]{3})?")


class NameWords(Func):
    """The words of a name without accents. The index of migration 0004 is on this very expression."""

    template = f"to_tsvector('simple', translate(lower(normalize(%(expressions)s, NFC)), '{_ACCENTED}', '{_PLAIN}'))"
    output_field = SearchVectorField()


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the result."""

    reference: str
    code: str
    applicant: str
    procedure: str
    agency: str
    status: str
    accepted_at: datetime | None
    due_at: datetime | None


def find(actor: Actor, typed: str) -> tuple[Found, ...]:
    """The dossiers for what was typed, the newest first; `MOST` + 1 at the most.

    A whole code or its beginning, its end from the date on (`191216-0007`), a whole identity number, or words of the
    applicant's name, accents or not, the last word perhaps unfinished.
    """
    wanted = _wanted(actor, typed)
    if wanted is None:
        return ()
    rows = (
        visible_to(actor)
        .filter(wanted)
        .order_by(F("accepted_at").desc(nulls_first=True), "-code")
        .values_list(
            "id",
            "code",
            "applicant_name",
            "procedure_version__name",
            "agency__short_name",
            "status",
            "accepted_at",
            "due_at",
        )
    )
    return tuple(Found(row[1] or str(row[0]), row[1] or "", *row[2:]) for row in rows[: MOST + 1])


def _wanted(actor: Actor, typed: str) -> Q | None:
    text = re.sub(r"\s", "", typed).upper()
    if _CODE.fullmatch(text):
        return Q(code__startswith=text)
    number = re.sub(r"\.", "", text)
    by_identity = Q(applicant__identity_number=number) if _IDENTITY.fullmatch(number) else None
    if _CODE_END.fullmatch(text):
        found = [Q(code__startswith=f"{agency}-{text}") for agency in _agency_codes(actor)]
        return reduce(or_, [*found, *([by_identity] if by_identity else [])], Q(pk__in=[]))
    return by_identity or _by_name(typed)


def _agency_codes(actor: Actor) -> list[str]:
    agencies = (
        Agency.objects.all()
        if actor.sees_everything
        else Agency.objects.filter(pk__in=frozenset().union(*(seat.scope for seat in actor.seats)))
    )
    return list(agencies.values_list("code", flat=True))


def _by_name(typed: str) -> Q | None:
    words = [bare for word in words_of(typed[:200]) if (bare := re.sub(r"[^a-z0-9]", "", word))]
    if not words:
        return None
    query = " & ".join((*words[:-1], f"{words[-1]}:*"))
    asked = SearchQuery(query, search_type="raw", config="simple")
    return Q(applicant__in=Applicant.objects.annotate(words=NameWords("name")).filter(words=asked))
