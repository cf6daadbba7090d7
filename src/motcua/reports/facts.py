"""The facts of dossiers that every measure is made of: moments as they were known at an instant.

The expressions stand on unbound tables, so that the same definition runs on PostgreSQL, DuckDB or Spark. The span of
a report is itself a table of one row (`report_span`): an expression is compiled once and the moments are
bound when it runs. Instants are UTC; the engine's session must be in UTC too (Django's connection is).
"""

from __future__ import annotations

from typing import Any

import ibis

INSTANT = "timestamp('UTC')"

DOSSIERS = ibis.table(
    {
        "id": "uuid",
        "code": "string",
        "agency_id": "int64",
        "procedure_id": "int64",
        "procedure_version_id": "int64",
        "applicant_name": "string",
        "channel": "string",
        "accepted_at": INSTANT,
        "ended_at": INSTANT,
        "ended_as": "string",
    },
    name="dossiers_dossier",
)
DUE_DATES = ibis.table(
    {"dossier_id": "uuid", "known_at": INSTANT, "seq": "int64", "due_at": INSTANT}, name="dossiers_duedate"
)
AGENCIES = ibis.table(
    {
        "id": "int64",
        "code": "string",
        "name": "string",
        "short_name": "string",
        "order": "int64",
        "kind": "string",
        "level": "string",
    },
    name="agencies_agency",
)
VERSIONS = ibis.table({"id": "int64", "name": "string"}, name="catalogue_procedureversion")
RATINGS = ibis.table(
    {"questionnaire_id": "int64", "agency_id": "int64", "choice": "string", "given_at": INSTANT},
    name="feedback_rating",
)
SPAN = ibis.table(
    {"period_start": INSTANT, "period_end": INSTANT, "as_of": INSTANT, "horizon": INSTANT}, name="report_span"
)
SCOPE = ibis.table({"agency_id": "int64"}, name="report_scope")


def always_shown(agencies: Any, *, scoped: bool) -> Any:
    """Which rows of `AGENCIES` a table shows though nothing was filed with them.

    The agencies of the province; those of other levels are many and most have nothing at the centre. Somebody who
    sees some agencies only sees all of these.
    """
    department = agencies.kind == "department"
    return department if scoped else department & (agencies.level == "province")


def facts(*, scoped: bool = False) -> Any:
    """One row a dossier that has a part in the period, as known at the as-of instant: what every measure reads.

    Columns: those of `dossiers_known`, and `due_at`, null while the clock was stopped.

    Args:
        scoped: only the dossiers of the agencies listed in the table `report_scope`.
    """
    known, due = dossiers_known(scoped=scoped), due_dates_known()
    return known.left_join(due, known.id == due.dossier_id).drop("dossier_id")


def dossiers_known(*, scoped: bool = False) -> Any:
    """The dossiers accepted before the end of the period and not ended before it, without their due dates.

    Columns: those of the dossier, of which `ended_at` and `ended_as` are null and "" when it ended later than the
    as-of instant; and the columns of `report_span`.
    """
    accepted = DOSSIERS.cross_join(SPAN).filter(lambda t: (t.accepted_at <= t.as_of) & (t.accepted_at < t.period_end))
    if scoped:
        accepted = accepted.semi_join(SCOPE, "agency_id")
    ended = accepted.ended_at <= accepted.as_of
    known = accepted.mutate(
        ended_at=ibis.ifelse(ended, accepted.ended_at, ibis.null(INSTANT)),
        ended_as=ibis.ifelse(ended, accepted.ended_as, ""),
    )
    return known.filter(lambda t: t.ended_at.isnull() | (t.ended_at >= t.period_start))


def due_dates_known() -> Any:
    """The due date of each dossier as known at the as-of instant: that of its latest line of the log until then."""
    known = DUE_DATES.cross_join(SPAN).filter(lambda t: t.known_at <= t.as_of).select("dossier_id", "seq", "due_at")
    later = known.view()
    return known.anti_join(later, [known.dossier_id == later.dossier_id, later.seq > known.seq]).select(
        "dossier_id", "due_at"
    )


def local_day(instant: Any) -> Any:
    """The local day of an instant: Vietnam keeps UTC+7 all year."""
    return (instant + ibis.interval(hours=7)).date()
