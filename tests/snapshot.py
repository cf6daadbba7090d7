"""What stands in the tables, kept beside them and put back: much faster than loading it again."""

from __future__ import annotations

from django.db import connection, transaction

KEPT = "kept"
"""Schema of the copies."""
GUARDS = (
    ("dossiers_event", "log_no_truncate"),
    ("reports_frozenversion", "frozen_no_truncate"),
    ("reports_frozenstep", "frozen_no_truncate"),
)
"""Tables that only grow, and what keeps them from being emptied."""


def keep() -> None:
    """Copy all tables that hold something; what was kept before is forgotten."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE; CREATE SCHEMA {KEPT}")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
            if cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE "{table}"')


def put_back() -> None:
    """Fill the tables that are empty now with what was kept of them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table, columns in _kept(cursor):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
            if not cursor.fetchone()[0]:
                cursor.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM {KEPT}."{table}"')


def _kept(cursor: object) -> list[tuple[str, str]]:
    """Tables that were kept, and their columns without those that the database computes."""
    cursor.execute(  # type: ignore[attr-defined]
        """
        SELECT table_name, string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND is_generated = 'NEVER'
          AND table_name IN (SELECT table_name FROM information_schema.tables WHERE table_schema = %s)
        GROUP BY table_name
        """,
        [KEPT],
    )
    return list(cursor.fetchall())  # type: ignore[attr-defined]


def may_be_emptied() -> None:
    """Let the tables that only grow be emptied after a test that has committed."""
    with connection.cursor() as cursor:
        for table, trigger in GUARDS:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
