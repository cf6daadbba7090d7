"""Ranges that exclusion constraints compare, without the extension btree_gist."""

from __future__ import annotations

from django.db.models import F, Func, Value


def same(column: str) -> Func:
    """A range of one number: lets a GiST exclusion compare for equality."""
    return Func(F(column), F(column), Value("[]"), function="int8range")


def same_text(column: str) -> Func:
    """As `same`, for a text, by its hash."""
    return Func(
        Func(F(column), function="hashtext"), Func(F(column), function="hashtext"), Value("[]"), function="int8range"
    )


def days(first: str, until: str) -> Func:
    """The days from `first` up to, not including, `until` (no end when null)."""
    return Func(F(first), F(until), Value("[)"), function="daterange")
