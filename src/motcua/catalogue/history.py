"""The versions of a procedure by the decisions that brought them, what replaced it, and the code it is found under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.agencies.models import Agency
from motcua.catalogue.comparing import Section, compare
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.proposals import content_of_version
from motcua.catalogue.publication_pages import agency_names, readable
from motcua.law.codes import AgencyCode, ProcedureCode
from motcua.law.refusal import Refused


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history of its procedure.

    Attributes:
        valid_until: the first day on which it no longer holds.
        repealed_by: the decision that ended it without another in its place, "" where none did.
    """

    number: int
    name: str
    decision: str
    title: str
    issuer: str
    valid_from: date
    valid_until: date | None
    repealed_by: str

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a local day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side, the earlier one first; sections and lines that say the same are in it too."""

    before: VersionLine
    after: VersionLine
    sections: tuple[Section, ...]

    @property
    def changed(self) -> tuple[Section, ...]:
        """The sections in which something is said otherwise, with only those lines."""
        told = (Section(section.title, section.changes) for section in self.sections)
        return tuple(section for section in told if section.lines)


def canonical_code(typed: str) -> str | None:
    """The code under which the catalogue has the procedure that somebody asks for; None when it has none (≤ 2 queries).

    Capitals do not matter, nor whether the suffix of local publication is there: `1.004238` and `1.004238.H49` are one
    procedure where H49 is this province or an agency of it.
    """
    try:
        code = ProcedureCode.parse(typed)
    except Refused:
        return None
    of_national = Q(code=code.national) | Q(code__startswith=f"{code.national}.")
    known = set(Procedure.objects.filter(of_national).values_list("code", flat=True))
    if str(code) in known:
        return str(code)
    if not code.suffix:
        # several local publications of one national procedure: nobody can tell which is meant
        return next(iter(known)) if len(known) == 1 else None
    return code.national if code.national in known and _is_ours(code.suffix) else None


def _is_ours(suffix: str) -> bool:
    """Whether a suffix names this province or one of its agencies, in either generation of codes."""
    province = AgencyCode(suffix).levels[0]
    of_province = Q(code=province) | Q(code__startswith=f"{province}.") | Q(code__endswith=f".{province}")
    return Agency.objects.filter(of_province).exists()


def versions_of(code: str) -> tuple[VersionLine, ...]:
    """All versions of a procedure, the newest first (one query); none when the code does not exist."""
    rows = (
        ProcedureVersion.objects.filter(procedure__code=code)
        .select_related("decision", "repealed_by")
        .only(
            "number",
            "name",
            "valid_from",
            "valid_until",
            *(f"decision__{name}" for name in ("number", "signed_on", "title", "issuer")),
            *(f"repealed_by__{name}" for name in ("number", "signed_on")),
        )
        .order_by("-valid_from")
    )
    return tuple(_line(row) for row in rows)


def _line(row: ProcedureVersion) -> VersionLine:
    return VersionLine(
        number=row.number,
        name=row.name,
        decision=str(row.decision),
        title=row.decision.title,
        issuer=row.decision.issuer,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        repealed_by=str(row.repealed_by or ""),
    )


def compare_versions(code: str, one: int, other: int) -> Comparison | None:
    """Two versions of a procedure side by side, by their numbers; None when one of them does not exist (two queries).

    The internal process is left out: decisions on procedures do not change it.
    """
    rows = {
        row.number: row
        for row in ProcedureVersion.objects.filter(procedure__code=code, number__in=(one, other))
        .select_related("decision", "repealed_by")
        .defer("folded", "folded_name", "words")
    }
    if one not in rows or other not in rows:
        return None
    before, after = sorted((rows[one], rows[other]), key=lambda row: row.valid_from)
    names = agency_names()
    said = (readable(content_of_version(row), names) for row in (before, after))
    return Comparison(_line(before), _line(after), compare(*said))


@dataclass(frozen=True, slots=True)
class Successor:
    """A procedure that the repealing decision published anew in the same field."""

    code: str
    name: str
    valid_from: date


def successors_of(code: str, repealed_by: int, field: str) -> tuple[Successor, ...]:
    """What the decision that repealed a procedure published in its place (one query).

    Decisions do not say in data which procedure takes the place of which: these are the procedures of the same field
    that the same decision published for the first time.
    """
    rows = (
        ProcedureVersion.objects.filter(decision_id=repealed_by, number=1, procedure__field=field)
        .exclude(procedure__code=code)
        .order_by("procedure__code")
        .values_list("procedure__code", "name", "valid_from")
    )
    return tuple(Successor(*row) for row in rows)
