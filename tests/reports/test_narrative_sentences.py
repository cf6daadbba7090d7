"""What the narrative report says: every number in it is a figure of its tables, or follows from them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.reports.narrative.content import Document, Heading, text_of
from motcua.reports.narrative.figures import Figure, Figures
from motcua.reports.narrative.numbers import NBSP
from motcua.reports.table import RowKind, Table
from reports.narrative_tables import (
    CAUSES,
    Work,
    channels,
    consultations,
    fees,
    figures,
    late_causes,
    months,
    one_stop,
    organisation,
    procedures,
    ratings,
    report,
)

NAMES = ("Sở Tư pháp", "Sở Y tế", "Sở Nội vụ", "Công an tỉnh")
few = st.integers(0, 3) | st.integers(0, 60_000)
works = st.dictionaries(st.sampled_from(NAMES), st.builds(Work, few, few, few, few, few, few, few, few), max_size=4)
causes = st.dictionaries(st.sampled_from(NAMES), st.dictionaries(st.sampled_from(CAUSES), few), max_size=4)
threes = st.dictionaries(st.sampled_from(NAMES), st.tuples(few, few, few), max_size=4)
fours = st.dictionaries(st.sampled_from(NAMES), st.tuples(few, few, few, few), max_size=4)


def parts_of_four(rows: dict[str, tuple[int, int, int, int]]) -> dict[str, tuple[int, int, int, int]]:
    return {name: (a, min(a, b), c, min(c, d)) for name, (a, b, c, d) in rows.items()}


tables = st.lists(
    st.one_of(
        works.map(one_stop),
        causes.map(late_causes),
        threes.map(ratings),
        threes.map(lambda rows: ratings(rows, "ratings-2")),
        threes.map(consultations),
        st.lists(st.tuples(few, few), max_size=5).map(months),
        fours.map(fees),
        fours.map(parts_of_four).map(channels),
        threes.map(procedures),
        st.fixed_dictionaries(dict.fromkeys(("added", "amended", "reception", "stand_ins"), few)).map(
            lambda counts: organisation(**counts)
        ),
    ),
    max_size=9,
    unique_by=lambda one: one.name,
)


def places_of(table: Table) -> list[tuple[str, dict[str, int]]]:
    """(key of row, cells) of the body and the total."""
    return [
        (row.key, {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)})
        for row in table.rows
        if row.kind in (RowKind.BODY, RowKind.TOTAL)
    ]


def half_up(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def everything_that_may_be_told(told: Figures) -> set[str]:
    """Every cell, every sum of two of a row, every share of a row or of a total, every change of these, plainly."""
    allowed: set[str] = set()
    for name, table in told.tables.items():
        places = places_of(table)
        earlier = dict(places_of(told.before[name])) if name in told.before else {}
        for _, cells in places:
            allowed |= {str(cell) for cell in cells.values()}
            allowed |= {str(a + b) for a, b in product(cells.values(), repeat=2)}
        allowed |= {str(count) for count in range(len(table.body) + 1)}
        allowed |= shares_of(places) | changes_of(places, earlier)
    return allowed


def ratios(cells: dict[str, int]) -> dict[tuple[str, ...], Decimal]:
    """Shares of a row: of each cell, and of each two of them, in each other cell; rounded as printed."""
    keys = list(cells)
    wholes = [(key, cells[key]) for key in keys if cells[key]]
    parts = {(key,): cells[key] for key in keys} | {(a, b): cells[a] + cells[b] for a, b in product(keys, repeat=2)}
    return {
        (*names, whole): Decimal(half_up(Decimal(part) * 100 / size))
        for names, part in parts.items()
        for whole, size in wholes
    }


def shares_of(places: list[tuple[str, dict[str, int]]]) -> set[str]:
    found = {half_up(ratio) for _, cells in places for ratio in ratios(cells).values()}
    total = dict(places).get("", {})
    for _, cells in places:
        found |= {half_up(Decimal(cell) * 100 / total[key]) for key, cell in cells.items() if total.get(key)}
    return found


def changes_of(places: list[tuple[str, dict[str, int]]], earlier: dict[str, dict[str, int]]) -> set[str]:
    found: set[str] = set()
    pairs = [(cells, earlier[key]) for key, cells in places if key in earlier]
    pairs += [(now, then) for (_, now), (_, then) in product(places, repeat=2) if len(now) == 2]  # months
    for now, then in pairs:
        found |= {str(abs(now[key] - then[key])) for key in now}
        found |= {half_up(abs(Decimal(now[key] - then[key]) * 100 / then[key])) for key in now if then[key]}
        before = ratios(then)
        found |= {half_up(abs(ratio - before[names])) for names, ratio in ratios(now).items() if names in before}
    return found


def numbers_of(document: Document) -> list[str]:
    """The numbers that a reader sees in the sentences, as plain decimals; days and numbers of annexes are none."""
    text = "\n".join(block.text for block in document.blocks if not isinstance(block, Heading))
    text = re.sub(r"\d{2} giờ \d{2} ngày|\d{2}/\d{2}/\d{4}|tháng \d{2}/\d{4}", "", text)
    return [number.replace(".", "").replace(",", ".") for number in re.findall(r"\d+(?:\.\d{3})*(?:,\d+)?", text)]


@settings(max_examples=150, deadline=None)
@given(tables, works.map(one_stop))
def test_every_number_in_every_sentence_is_a_figure_or_follows_from_figures(found: list[Table], then: Table) -> None:
    told = figures(*found, before=[then])
    allowed = everything_that_may_be_told(told)
    strangers = [number for number in numbers_of(report(*found, before=[then])) if number not in allowed]
    assert strangers == []


@settings(max_examples=100, deadline=None)
@given(tables, works.map(one_stop))
def test_every_number_carries_the_tag_that_it_can_be_found_by(found: list[Table], then: Table) -> None:
    told, document = figures(*found, before=[then]), report(*found, before=[then])
    for paragraph in document.paragraphs:
        for part in paragraph.parts:
            if isinstance(part, Figure):
                assert len(part.tag) <= 64
                assert told.of_tag(part.tag) == part
            else:
                free = re.sub(r"\d{2} giờ \d{2} ngày|\d{2}/\d{2}/\d{4}|tháng \d{2}/\d{4}", "", part)
                assert not re.search(r"\d", free), part


@settings(max_examples=100, deadline=None)
@given(tables, works.map(one_stop))
def test_sentences_are_sentences(found: list[Table], then: Table) -> None:
    for paragraph in report(*found, before=[then]).paragraphs:
        assert re.fullmatch(r"[A-ZĐÂĂÔƠƯÊÁÀẢÃẠÚỦƯÝ\d].*[.:]|.*\./\.", paragraph.text), paragraph.text
        assert "None" not in paragraph.text
        assert "  " not in paragraph.text
        assert not re.search(r" [,.;:)]|\( ", paragraph.text), paragraph.text
        assert "{" not in paragraph.text


def words(*tables: Table, before: tuple[Table, ...] = ()) -> str:
    return " ".join(block.text for block in report(*tables, before=before).blocks).replace(NBSP, " ")


def test_the_results_are_told_with_their_shares() -> None:
    told = words(one_stop({"Sở Tư pháp": Work(2, 90, 8, 2, 9, 1, 3, 25), "Sở Y tế": Work(early=890)}))
    assert (
        "Tổng số hồ sơ tiếp nhận là 1.000 hồ sơ (Phụ lục I), gồm 2 hồ sơ từ kỳ trước chuyển sang (0,20 %) và"
        " 998 hồ sơ tiếp nhận mới (99,80 %)." in told
    )
    assert "trong đó 980 hồ sơ trước hạn (98,99 %), 8 hồ sơ đúng hạn (0,81 %) và 2 hồ sơ trễ hạn (0,20 %)" in told
    assert "Đang giải quyết 10 hồ sơ (1,00 %), trong đó 9 hồ sơ còn hạn (90,00 %) và 1 hồ sơ quá hạn (10,00 %)." in told
    assert "Có 3 hồ sơ bị trả lại, chiếm 0,30 % tổng số tiếp nhận." in told


def test_a_rise_is_told_with_what_it_was_and_who_explains_most_of_it() -> None:
    then = one_stop({"Sở Tư pháp": Work(early=100), "Sở Y tế": Work(early=100)})
    now = one_stop({"Sở Tư pháp": Work(early=90, late=60), "Sở Y tế": Work(early=110)})
    told = words(now, before=(then,))
    assert (
        "So với cùng kỳ năm trước, số hồ sơ tiếp nhận mới tăng 60 hồ sơ (30,00 %), trong đó Sở Tư pháp tăng nhiều nhất,"
        " 50 hồ sơ." in told
    )
    assert "Tỷ lệ giải quyết trước hạn và đúng hạn giảm 23,08 điểm phần trăm." in told


def test_without_a_full_year_before_nothing_is_compared() -> None:
    then, now = one_stop({"Sở Y tế": Work(early=5)}), one_stop({"Sở Y tế": Work(early=500)})
    assert "Hệ thống chưa có số liệu đầy đủ của cùng kỳ năm trước để so sánh." in words(now, before=(then,))
    assert "So với cùng kỳ" not in words(now)


def test_lateness_names_agency_and_causes_in_order() -> None:
    told = words(late_causes({"Sở Tư pháp": {"waiting_other_agency": 144}, "Sở Y tế": {"recorded_late": 6}}))
    assert "150 hồ sơ giải quyết trễ hạn (Phụ lục I), của 2 cơ quan, nhiều nhất là Sở Tư pháp với 144 hồ sơ" in told
    assert told.index("144 hồ sơ do chờ cơ quan khác") < told.index("6 hồ sơ do làm đúng hạn nhưng cập nhật phần mềm")


def test_a_source_without_figures_is_told_in_one_sentence_and_warned_of() -> None:
    document = report()
    missing = [block.text for block in document.paragraphs if block.no_data]
    assert "Chưa có số liệu về thu phí, lệ phí." in missing
    assert len(missing) == 9
    assert all(text.count(".") == 1 and "0" not in text for text in missing)
    assert document.warnings == tuple(missing)


def test_broken_identities_stand_among_the_warnings() -> None:
    from dataclasses import replace

    broken = replace(one_stop({"Sở Y tế": Work(early=5)}), broken=("Tổng: 5 ≠ 6",))
    assert report(broken).warnings[0] == "Số liệu mâu thuẫn: Tổng: 5 ≠ 6"


def test_what_is_proposed_follows_the_thresholds() -> None:
    good = words(one_stop({"Sở Y tế": Work(early=980, late=20)}))
    assert "- Tỷ lệ" not in good
    assert "Tỷ lệ giải quyết trước hạn và đúng hạn đạt 98,00 %." in good
    poor = words(one_stop({"Sở Y tế": Work(early=949, late=51)}))
    assert "Tỷ lệ giải quyết trước hạn và đúng hạn đạt 94,90 %." not in poor.partition("1. Ưu điểm")[2]
    assert "Tỷ lệ trước hạn và đúng hạn còn thấp ở Sở Y tế (94,90 %)." in poor


def test_the_grounds_are_those_in_force_when_the_period_ends() -> None:
    from datetime import date

    from motcua.reports.narrative.config import config

    assert [text for text in config().bases_on(date(2019, 12, 15)) if "61/2018" in text]
    now = " ".join(config().bases_on(date(2026, 12, 14)))
    assert "118/2025/NĐ-CP" in now
    assert "09/2026/TT-BTP" in now
    assert "61/2018" not in now


def test_a_sentence_is_words_and_figures() -> None:
    told = report(one_stop({"Sở Y tế": Work(early=5)})).paragraphs
    first = next(paragraph for paragraph in told if "Tổng số hồ sơ" in paragraph.text)
    assert text_of(first.parts) == first.text
    assert next(part.text for part in first.parts if isinstance(part, Figure)) == "5"
