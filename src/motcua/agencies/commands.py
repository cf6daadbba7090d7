"""Writes of agencies, posts and approved calendars."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection, transaction

from motcua.agencies.calendars import calendar_from, shipped_table, shipped_week, shipped_years
from motcua.agencies.loading import Loaded, ProvinceSpec, save_agencies, save_posts, save_units
from motcua.agencies.models import Agency, CalendarYear
from motcua.law.refusal import Refused


@transaction.atomic
def load_agencies(data: Mapping[str, Any], *, demo: bool = False) -> Loaded:
    """Bring agencies, units, posts, holders and accounts to what `data` says; a second time changes nothing.

    Nothing is taken away: agencies, units and posts that `data` does not name stay as they are.

    Args:
        data: a file such as `agencies/data/soc-trang.yaml`, parsed.
        demo: give the accounts the published password of the demonstration.

    Raises:
        Refused: the file has another shape, or names an agency, unit or role that does not exist.
    """
    try:
        province = msgspec.convert(data, ProvinceSpec, strict=False)
        agencies = save_agencies(province.agencies)
        for spec in province.agencies:
            units = save_units(agencies[spec.code], spec.units)
            save_posts(spec, agencies, units, since=province.holders_since, demo=demo)
    except msgspec.ValidationError as wrong:
        raise Refused("agencies_shape", f"Tệp danh mục cơ quan không đúng cấu trúc: {wrong}.") from wrong
    except KeyError as missing:
        raise Refused(
            "agencies_unknown", f"Tệp danh mục cơ quan nhắc đến mã {missing} không có trong danh mục."
        ) from missing
    posts = [post for spec in province.agencies for post in spec.posts]
    return Loaded(
        agencies=len(province.agencies),
        units=sum(len(spec.units) for spec in province.agencies),
        posts=len(posts),
        people=len({post.holder.username for post in posts if post.holder}),
    )


@transaction.atomic
def approve_calendar_year(
    *,
    actor_name: str,
    at: datetime,
    year: int,
    table: Mapping[str, Any],
    source: str,
    agency: Agency | None = None,
) -> CalendarYear:
    """Approve the days off and make-up working days of a year, for the province or for one agency.

    A table equal to the newest approved one adds nothing; any other becomes the next version. Dossiers
    already accepted keep their due dates.

    Args:
        at: the moment of approval, UTC.
        table: days `off` and `work` as in `agencies/data/calendars/*.yaml`.
        source: the document the table is taken from.

    Raises:
        Refused: the table cannot be read, or has no source.
    """
    if not source.strip():
        raise Refused("calendar_source", f"Hãy nêu văn bản làm căn cứ cho lịch làm việc năm {year}.", "source")
    content: dict[str, Any] = msgspec.to_builtins(
        {"status": "sourced", **table, "year": year, "source": source}, str_keys=True
    )
    calendar_from(shipped_week(), [content])  # refuses what cannot be read
    return add_version(year, agency, content, approved_by_name=actor_name, approved_at=at)


def add_version(year: int, agency: Agency | None, content: Mapping[str, Any], **approval: Any) -> CalendarYear:
    """The next version of a year; the newest one where it says the same. Within a transaction.

    Args:
        content: a table that was checked.
        approval: columns that tell who approved it and when.
    """
    _let_approvals_wait()
    newest = CalendarYear.objects.filter(agency=agency, year=year).order_by("-version").first()
    if newest is not None and newest.table == content:
        return newest
    return CalendarYear.objects.create(
        agency=agency,
        year=year,
        version=newest.version + 1 if newest else 1,
        table=content,
        source=content["source"],
        **approval,
    )


def _let_approvals_wait() -> None:
    """Two approvals at once must not count the same version; approvals are rare, so the table waits."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {CalendarYear._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def approve_shipped_years(*, actor_name: str, at: datetime) -> int:
    """Approve the tables that ship with the system, for the province; returns how many years they cover."""
    for year in shipped_years():
        table = shipped_table(year)
        approve_calendar_year(actor_name=actor_name, at=at, year=year, table=table, source=table["source"])
    return len(shipped_years())
