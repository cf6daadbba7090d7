"""Which tables there are, and how each is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from motcua.law.refusal import Refused
from motcua.reports.engines import known_span
from motcua.reports.lateness import causes_table
from motcua.reports.one_stop import TITLE, one_stop, table_of
from motcua.reports.ratings import ratings
from motcua.reports.sources import sources
from motcua.reports.table import Table
from motcua.reports.tables import (
    by_channel,
    catalogue_forms,
    control_sheets,
    fees,
    late,
    on_time,
    post,
    questions_forms,
    register,
    results_forms,
    yearly,
)
from motcua.reports.tables.definition import ROWS, Asked, Covers, Definition


def _narrative(asked: Asked) -> tuple[Table, ...]:
    from motcua.reports.narrative.sources import narrative_tables  # only here: it asks for tables of this registry

    return narrative_tables(asked)


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
            comparable=True,
        ),
        Definition(
            post.NAME,
            "2",
            post.TITLE,
            "QĐ 45/2016/QĐ-TTg; NĐ 118/2025/NĐ-CP Đ8",
            post.tables,
        ),
        Definition(
            yearly.NAME,
            "3",
            yearly.TITLE,
            "NQ 76/NQ-CP năm 2021; báo cáo năm của Trung tâm",
            yearly.tables,
            ROWS,
            comparable=True,
        ),
        Definition(
            fees.NAME,
            "4",
            fees.TITLE,
            "Báo cáo năm của Trung tâm",
            fees.tables,
            ("agency", "month"),
            comparable=True,
        ),
        Definition(
            on_time.NAME,
            "5",
            on_time.TITLE,
            "NĐ 118/2025/NĐ-CP Đ33",
            on_time.tables,
            ROWS,
            comparable=True,
        ),
        Definition(
            "ratings",
            "6",
            "Đánh giá mức độ hài lòng",
            "NĐ 118/2025/NĐ-CP Đ31, Đ33",
            lambda asked: ratings(asked.span, asked.agencies, engine=asked.engine),
            comparable=True,
        ),
        Definition(
            by_channel.NAME,
            "7",
            by_channel.TITLE,
            "NĐ 118/2025/NĐ-CP Đ11, Đ14; QĐ 45/2016/QĐ-TTg",
            by_channel.tables,
            tuple(by for by in ROWS if by != "channel"),
            comparable=True,
        ),
        Definition(
            "late-causes",
            "9",
            "Hồ sơ giải quyết trễ hạn theo nguyên nhân",
            "NĐ 118/2025/NĐ-CP Đ19.6",
            lambda asked: (causes_table(asked.span, asked.agencies),),
            comparable=True,
        ),
        Definition(
            "narrative",
            "12",
            "Số liệu của báo cáo thuyết minh",
            "Báo cáo năm của Trung tâm; NĐ 09/2019/NĐ-CP Đ12",
            _narrative,
        ),
        *questions_forms.DEFINED,
        *results_forms.DEFINED,
        *catalogue_forms.DEFINED,
        *late.DEFINED,
        *register.DEFINED,
        *control_sheets.DEFINED,
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
        Refused: the table has no such rows (field ``by``), or is not for these agencies (field ``agency``), or
            the facts of the engine end before the period (field ``as_of``).
    """
    if asked.by not in definition.dimensions:
        raise Refused("unknown_dimension", f"Bảng “{definition.title}” không chia dòng theo cách này.", field="by")
    if definition.covers is Covers.AGENCY and (asked.agencies is None or len(asked.agencies) != 1):
        raise Refused("one_agency", f"Bảng “{definition.title}” lập cho từng cơ quan; hãy chọn một.", field="agency")
    if definition.covers is Covers.PROVINCE and asked.agencies is not None:
        raise Refused(
            "whole_province",
            f"Bảng “{definition.title}” tổng hợp toàn tỉnh, không lập cho riêng một số cơ quan.",
            field="agency",
        )
    made = definition.make(replace(asked, span=known_span(asked.span, asked.engine)))
    if asked.by == "counter" and (note := sources().note("counters", asked.span)):
        return tuple(replace(table, notes=(*table.notes, note)) for table in made)
    return made
