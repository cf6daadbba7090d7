"""Table 7: one-stop results of all dossiers, of those filed online, and of those filed by post."""

from __future__ import annotations

from dataclasses import replace

from motcua.reports.building import built
from motcua.reports.counting import counted
from motcua.reports.measures import WAYS, by_way
from motcua.reports.one_stop import COLUMNS
from motcua.reports.table import Column, Table
from motcua.reports.tables.definition import Asked

NAME = "by-channel"
TITLE = "Kết quả giải quyết theo hình thức nộp"


def _columns(way: str) -> tuple[Column, ...]:
    return tuple(replace(one, measure=by_way(way, one.measure)) for one in COLUMNS if one.measure != "online")


def tables(asked: Asked) -> tuple[Table, ...]:
    """Three tables with the same rows, counted at once (two queries)."""
    wanted = {f"{TITLE}: tất cả": COLUMNS} | {f"{TITLE}: {words}": _columns(way) for way, (words, _) in WAYS.items()}
    keys = [column.measure for columns in wanted.values() for column in columns]
    found = counted(asked.span, keys, by=asked.by, agencies=asked.agencies, engine=asked.engine)
    made = [built(found, name=NAME, title=title, columns=columns) for title, columns in wanted.items()]
    # what contradicts itself is told once
    return (made[0], *(replace(table, broken=()) for table in made[1:]))
