"""The facts that every measure is made of: moments of dossiers as they were known at an instant.

The expressions stand on unbound tables, so that the same definition runs on PostgreSQL, DuckDB or Spark. Each engine
provides `report_facts`, one row for a dossier and each due date that it had, with the span of time in which that due
date was what people knew; and `report_span`, the periods that are asked for: an expression is compiled once, and the
moments are bound when it runs. Instants are UTC; the engine's session must be in UTC too.
"""

from __future__ import annotations

from typing import Any

import ibis

INSTANT = "timestamp('UTC')"

FACTS = ibis.table(
    {
        "id": "uuid",
        "agency_id": "int64",
        "procedure_id": "int64",
        "field": "string",
        "received_by": "int64",
        "counter": "string",
        "commune": "string",
        "channel": "string",
        "accepted_at": INSTANT,
        "ended_at": INSTANT,
        "ended_as": "string",
        "ended_actual": INSTANT,
        "late_cause": "string",
        "due_at": INSTANT,
        "known_from": INSTANT,
        "known_until": INSTANT,
        "fee_at": INSTANT,
        "paid_online_at": INSTANT,
        "identity_at": INSTANT,
        "digitised_at": INSTANT,
        "e_result_at": INSTANT,
        "reused_at": INSTANT,
        "from_store_at": INSTANT,
    },
    name="report_facts",
)
"""`due_at` was known from `known_from` on up to, not including, `known_until` (null: it still is)."""

NEWEST = ibis.table(FACTS.schema(), name="report_newest")
"""The facts with the due date that is known now: a part of `FACTS` that the live database need not look for."""

MARKS = ("fee", "paid_online", "identity", "digitised", "e_result", "reused", "from_store")
"""Kinds of `dossiers.Mark`; each has its moment in a column of the facts."""

RATINGS = ibis.table(
    {"questionnaire_id": "int64", "agency_id": "int64", "choice": "string", "given_at": INSTANT},
    name="feedback_rating",
)
PAYMENTS = ibis.table(
    {"agency_id": "int64", "paid_at": INSTANT, "online": "boolean", "amount": "int64"}, name="reports_paymentfact"
)
QUESTIONS = ibis.table(
    {
        "agency_id": "int64",
        "kind": "string",
        "channel": "string",
        "received_at": INSTANT,
        "due_at": INSTANT,
        "answered_at": INSTANT,
        "published_at": INSTANT,
        "discarded_at": INSTANT,
    },
    name="reports_questionfact",
)
SPAN = ibis.table(
    {"place": "int64", "period_start": INSTANT, "period_end": INSTANT, "as_of": INSTANT, "horizon": INSTANT},
    name="report_span",
)
"""The spans asked for, numbered from 0."""
SCOPE = ibis.table({"agency_id": "int64"}, name="report_scope")


def facts(*, scoped: bool = False) -> Any:
    """One row a span and dossier that has a part in it, as known at the as-of instant: what every measure reads.

    Columns: those of `dossiers_known`, with `due_at` null while the clock was stopped.

    Args:
        scoped: only the dossiers of the agencies listed in the table `report_scope`.
    """
    return dossiers_known(_versions_known(), scoped=scoped)


def _versions_known() -> Any:
    """The one due date of each dossier that was known at the as-of instant."""
    return FACTS.cross_join(SPAN).filter(
        lambda t: (t.known_from <= t.as_of) & (t.known_until.isnull() | (t.known_until > t.as_of))
    )


def dossiers_known(versions: Any, *, scoped: bool) -> Any:
    """The dossiers accepted before the end of the period and not ended before it, as known at the as-of instant.

    Columns: those of `FACTS`, of which `ended_at` and `ended_as` are null and "" when it ended later than the
    as-of instant; and the columns of `report_span`.
    """
    accepted = versions.filter(
        lambda t: (
            (t.accepted_at <= t.as_of)
            & (t.accepted_at < t.period_end)
            # an end later than the as-of instant is not known: the dossier has none; said of the columns as they are
            # stored, so that an index finds the few that have not ended
            & (t.ended_at.isnull() | (t.ended_at >= t.period_start) | (t.ended_at > t.as_of))
        )
    )
    if scoped:
        accepted = accepted.semi_join(SCOPE, "agency_id")
    ended = accepted.ended_at <= accepted.as_of
    return accepted.mutate(
        ended_at=ibis.ifelse(ended, accepted.ended_at, ibis.null(INSTANT)),
        ended_as=ibis.ifelse(ended, accepted.ended_as, ""),
    )


def local_day(instant: Any) -> Any:
    """The local day of an instant: Vietnam keeps UTC+7 all year."""
    return (instant + ibis.interval(hours=7)).date()
