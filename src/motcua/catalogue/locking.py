"""Changes of the catalogue that go one after another."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model


def one_at_a_time(table: type[Model]) -> None:
    """Wait until nobody else changes a table, and keep others from it until the transaction ends; reads go on."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
