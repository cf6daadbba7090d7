"""Which tables there are, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from motcua.law.refusal import Refused
from motcua.reports.engines import LIVE, Engine
from motcua.reports.lateness import causes_table
from motcua.reports.one_stop import TITLE, one_stop, table_of
from motcua.reports.ratings import ratings
from motcua.reports.span import Span
from motcua.reports.table import Table


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a table.

    Attributes:
        agencies: ids of the agencies whose figures are wanted; None for all.
        by: key of the dimension of the rows.
    """

    span: Span
    agencies: frozenset[int] | None = None
    by: str = "agency"
    engine: Engine = field(default=LIVE)


@dataclass(frozen=True, slots=True)
class Definition:
    """A table that can be asked for.

    Attributes:
        name: on the command line and in addresses.
        number: of the table in the list of reports; "07a" for a form of the law.
        source: what requires or shows it, in Vietnamese.
        make: the tables of what is asked; several where the period has several (ratings), none where there is nothing.
        dimensions: keys of what its rows may be; the first is the usual one.
        group: heading that it stands under in the list of tables.
    """

    name: str
    number: str
    title: str
    source: str
    make: Callable[[Asked], tuple[Table, ...]]
    dimensions: tuple[str, ...] = ("agency",)
    group: str = "Báo cáo của Trung tâm"


def _narrative(asked: Asked) -> tuple[Table, ...]:
    from motcua.reports.narrative.sources import narrative_tables  # only here: it asks for tables of this registry

    return narrative_tables(asked)


ROWS = ("agency", "field", "procedure", "officer", "counter", "channel", "commune")

TABLES: Mapping[str, Definition] = {
    definition.name: definition
    for definition in (
        Definition(
            "one-stop",
            "1",
            TITLE,
            "Báo cáo năm của Trung tâm; NĐ 61/2018/NĐ-CP, NĐ 118/2025/NĐ-CP",
            lambda asked: (table_of(one_stop(asked.span, asked.agencies, by=asked.by, engine=asked.engine)),),
            ROWS,
        ),
        Definition(
            "ratings",
            "6",
            "Đánh giá mức độ hài lòng",
            "NĐ 118/2025/NĐ-CP Đ31, Đ33",
            lambda asked: ratings(asked.span, asked.agencies, engine=asked.engine),
        ),
        Definition(
            "late-causes",
            "9",
            "Hồ sơ giải quyết trễ hạn theo nguyên nhân",
            "NĐ 118/2025/NĐ-CP Đ19.6",
            lambda asked: (causes_table(asked.span, asked.agencies),),
        ),
        Definition(
            "narrative",
            "12",
            "Số liệu của báo cáo thuyết minh",
            "Báo cáo năm của Trung tâm; NĐ 09/2019/NĐ-CP Đ12",
            _narrative,
        ),
    )
}


def table_named(name: str) -> Definition:
    """The table with this name.

    Raises:
        Refused: there is none (field ``table``).
    """
    if name not in TABLES:
        raise Refused("unknown_table", f"Không có bảng “{name[:40]}”; hãy chọn lại.", field="table")
    return TABLES[name]


def make(definition: Definition, asked: Asked) -> tuple[Table, ...]:
    """The tables of what is asked.

    Raises:
        Refused: the table has no such rows (field ``by``).
    """
    if asked.by not in definition.dimensions:
        raise Refused("unknown_dimension", f"Bảng “{definition.title}” không chia dòng theo cách này.", field="by")
    return definition.make(asked)
