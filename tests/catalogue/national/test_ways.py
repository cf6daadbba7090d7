"""The table of ways, its cells run together. The texts are invented; their shapes are those of the portal."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.national.reading import Channel, Free, Part, Stated, StatedFee, TimeUnit, Unread, Way
from motcua.catalogue.national.times import UNITS
from motcua.catalogue.national.ways import CHANNELS, HEADER, count_limits, read_ways


def ways_of(*rows: str) -> tuple[Way, ...]:
    return read_ways(HEADER + "".join(rows))[0]


def way_of(row: str) -> Way:
    (way,) = ways_of(row)
    return way


def reasons_of(*rows: str) -> list[str]:
    return [mark.reason for mark in read_ways(HEADER + "".join(rows))[1]]


# rows


def test_rows_that_run_together_are_read_in_their_order():
    ways = ways_of("Trực tiếp3 Ngày làm việcMiễn phíNộp tại quầy số 2.", "Dịch vụ bưu chính10 NgàyKhông có thông tin")
    assert ways == (
        Way(Channel.COUNTER, Stated(Decimal(3), TimeUnit.WORKING_DAY), Free(), "Nộp tại quầy số 2."),
        Way(Channel.POST, Stated(Decimal(10), TimeUnit.CALENDAR_DAY), None, ""),
    )


def test_several_rows_of_one_channel_stay_several():
    ways = ways_of("Trực tiếp2 GiờMiễn phíHồ sơ thường", "Trực tiếp4 GiờMiễn phíHồ sơ khó")
    assert [way.time for way in ways] == [Stated(Decimal(2), TimeUnit.HOUR), Stated(Decimal(4), TimeUnit.HOUR)]


def test_a_channel_that_a_description_names_begins_no_row():
    way = way_of("Trực tuyến5 NgàyMiễn phí- Trực tiếp: tại Trung tâm. - Dịch vụ bưu chính: trong 5 ngày làm việc.")
    assert way.note == "- Trực tiếp: tại Trung tâm. - Dịch vụ bưu chính: trong 5 ngày làm việc."


def test_a_pasted_row_with_tabs_in_a_description_begins_no_row():
    row = "Trực tiếp2 Ngày làm việcMiễn phíXem bảng:\nDịch vụ bưu chính\t02 Ngày làm việc\tPhí : 0 Đồng"
    assert len(ways_of(row)) == 1


@pytest.mark.parametrize("text", ["Hình thức nộp", HEADER, HEADER + "Nộp tại xã", "Trực tiếp3 NgàyMiễn phí"])
def test_what_is_no_such_table_is_left_whole_to_a_person(text):
    ways, (mark,) = read_ways(text)
    assert ways == ()
    assert (mark.part, mark.reason, mark.verbatim) == (Part.WAYS, "ways_not_a_table", text)


@pytest.mark.parametrize("text", ["", "Không có thông tin"])
def test_an_empty_field_has_no_ways_and_no_marks(text):
    assert read_ways(text) == ((), ())


# times


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("7 Ngày làm việc", Stated(Decimal(7), TimeUnit.WORKING_DAY)),
        ("07 Ngày", Stated(Decimal(7), TimeUnit.CALENDAR_DAY)),
        ("1.5 Ngày làm việc", Stated(Decimal("1.5"), TimeUnit.WORKING_DAY)),
        ("8 Giờ", Stated(Decimal(8), TimeUnit.HOUR)),
        ("8 Giờ làm việc", Stated(Decimal(8), TimeUnit.WORKING_HOUR)),
        ("12 Tháng", Stated(Decimal(12), TimeUnit.MONTH)),
        ("Không có thông tin", None),
        ("", None),
    ],
)
def test_a_time_is_stated_by_a_number_and_a_unit_of_the_portal(cell, time):
    assert way_of(f"Trực tiếp{cell}Miễn phí").time == time


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1", "time_without_unit"),
        ("3 Năm", "time_unit_unknown"),
        ("Không quy định", "time_in_words"),
        ("0 Ngày", "time_not_positive"),
        ("9000 Ngày", "time_malformed"),
    ],
)
def test_any_other_time_is_left_to_a_person_with_its_row(cell, reason):
    _, (mark,) = read_ways(f"{HEADER}Trực tuyến{cell}Miễn phí")
    assert (mark.part, mark.reason) == (Part.TIMES, reason)
    assert mark.verbatim == f"Trực tuyến{cell}Miễn phí"
    assert mark.sentence.startswith("Dòng 1 (Trực tuyến): ")


def test_a_note_with_the_same_number_of_other_days_is_pointed_out_beside_the_stated_time():
    row = "Trực tiếp6 NgàyMiễn phíTrong 06 ngày làm việc kể từ ngày nhận hồ sơ."
    assert way_of(row).time == Stated(Decimal(6), TimeUnit.CALENDAR_DAY)
    assert reasons_of(row) == ["time_unit_differs"]


def test_a_note_that_also_names_the_stated_unit_is_no_doubt():
    assert reasons_of("Trực tiếp6 NgàyMiễn phíBước 1: 6 ngày; bước 2: 06 ngày làm việc.") == []


# fees


def test_an_amount_keeps_its_words_and_its_kind():
    assert way_of("Trực tiếp3 Ngày45,000 VNĐ(Lệ phí cấp thẻ: 45.000 đồng/thẻ)").fees == (
        StatedFee(45_000, "charge", "Lệ phí cấp thẻ: 45.000 đồng/thẻ"),
    )


@pytest.mark.parametrize(
    ("words", "kind"), [("Phí thẩm tra", "fee"), ("Lệ phí", "charge"), ("Phí, lệ phí", ""), ("/thẻ", "")]
)
def test_the_kind_is_stated_only_where_the_words_say_one(words, kind):
    (fee,) = way_of(f"Trực tiếp3 Ngày45,000 Việt Nam Đồng({words})").fees
    assert fee.kind == kind


@pytest.mark.parametrize("words", ["", "(Không)", "(Không có.)", "(- Không thu lệ phí)"])
def test_free_is_free_where_nothing_beside_it_says_otherwise(words):
    assert isinstance(way_of(f"Trực tiếp3 NgàyMiễn phí{words}").fees, Free)


@pytest.mark.parametrize(
    "rest",
    [
        "(60.000 đồng/thẻ)",
        "(Theo quy định của Hội đồng nhân dân cấp tỉnh)",
        "(Phí thẩm tra hồ sơ)",
        "(Chưa quy định.)",
        "Nộp lệ phí tại quầy",
        "do Ủy ban nhân dân cấp tỉnh quy định",
    ],
)
def test_free_beside_words_about_fees_is_left_to_a_person(rest):
    assert way_of(f"Trực tiếp3 NgàyMiễn phí{rest}").fees == Unread("fee_free_but", f"Miễn phí{rest}")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("30 USD(/thẻ)", "fee_foreign"),
        ("20 VNĐ", "fee_too_small"),
        ("0 VNĐ", "fee_too_small"),
        ("10,00 VNĐ", "fee_malformed"),
        ("60.000 VNĐ", "fee_malformed"),
        ("90,000 VNĐ(từ 01/8/2025 áp dụng mức 45.000 đồng)", "fee_contradicted"),
        ("90,000 VNĐ(xe con 90.000 đồng; xe tải 120.000 đồng)", "fee_contradicted"),
        ("90,000 VNĐ(miễn cho hộ nghèo)", "fee_contradicted"),
        ("90,000 VNĐ(bằng 50% mức cũ)", "fee_contradicted"),
        ("90,000 VNĐ(90.000.0000 đồng)", "fee_contradicted"),
        ("90,000 VNĐ(9 USD)", "fee_contradicted"),
        ("90,000 VNĐ(gồm 2 khoản (xem bảng", "fee_note_open"),
        ("Không có thông tinLệ phí: 5.000 đồng", "fee_in_note"),
    ],
)
def test_any_other_fee_is_left_to_a_person(cell, reason):
    way = way_of(f"Trực tiếp3 Ngày{cell}")
    assert way.time == Stated(Decimal(3), TimeUnit.CALENDAR_DAY)
    assert way.fees == Unread(reason, cell)


def test_an_enumeration_in_brackets_begins_the_description_not_a_note():
    way = way_of("Trực tiếp3 NgàyMiễn phí(1) Cấp mới: tại quầy (tầng 1).")
    assert (way.fees, way.note) == (Free(), "(1) Cấp mới: tại quầy (tầng 1).")


@pytest.mark.parametrize("digits", ["125", "150,000", "1100,000", "1,000"])
def test_digits_that_could_be_time_or_fee_state_neither(digits):
    way = way_of(f"Trực tiếp{digits} VNĐ")
    assert way.time == way.fees == Unread("digits_glued", f"{digits} VNĐ")
    assert reasons_of(f"Trực tiếp{digits} VNĐ") == ["digits_glued", "digits_glued"]


# properties

channels = st.sampled_from(sorted(CHANNELS))
times = st.one_of(
    st.just(("Không có thông tin", None)),
    st.tuples(st.integers(1, 999), st.sampled_from(sorted(UNITS))).map(
        lambda pair: (f"{pair[0]} {pair[1]}", Stated(Decimal(pair[0]), UNITS[pair[1]]))
    ),
)
fees = st.one_of(
    st.just(("Không có thông tin", None)),
    st.just(("Miễn phí", Free())),
    st.tuples(st.integers(1_000, 900_000_000), st.sampled_from(["VNĐ", "Việt Nam Đồng"])).map(
        lambda pair: (f"{pair[0]:,} {pair[1]}", (StatedFee(pair[0]),))
    ),
)
notes = st.sampled_from(
    ["", "Nộp tại quầy.", "- Trực tiếp: tại Trung tâm", "7 ngày kể từ ngày nhận", "(2) Trường hợp khác"]
)


@given(st.lists(st.tuples(channels, times, fees, notes), min_size=1, max_size=6))
def test_any_table_of_rows_run_together_is_read_back_exactly(rows):
    text = HEADER + "".join(channel + time[0] + fee[0] + note for channel, time, fee, note in rows)
    ways, _ = read_ways(text)
    assert ways == tuple(Way(CHANNELS[channel], time[1], fee[1], note) for channel, time, fee, note in rows)


@given(st.text())
def test_no_text_crashes(text):
    read_ways(text)
    ways, marks = read_ways(HEADER + "Trực tiếp" + text)
    assert ways or marks


@given(st.text(alphabet="0123456789,. ()VNĐUSDphíđồngmiễgảtừ", max_size=60))
def test_what_follows_an_amount_is_kept_word_for_word(text):
    row = "Trực tiếp3 Ngày1,000 VNĐ" + text
    ways, marks = read_ways(HEADER + row)
    (way,) = ways
    if isinstance(way.fees, tuple):
        assert text in (f"({way.fees[0].words}){way.note}", way.note)
    else:
        assert row in [mark.verbatim for mark in marks]


def every_cut(text: str) -> list[tuple[str, str]]:
    """A slow oracle: every way to cut a text into a time cell and a fee cell, each possible by itself."""
    cuts = [(text[:place], text[place:]) for place in range(len(text) + 1)]
    return [(time, fee) for time, fee in cuts if is_time_cell(time) and is_fee_cell(fee)]


def is_time_cell(cell: str) -> bool:
    number, _, unit = cell.partition(" ")
    return cell in ("", "Không có thông tin") or (
        number.isdecimal() and (unit in UNITS or (not unit and cell == number))
    )


def is_fee_cell(cell: str) -> bool:
    number, _, currency = cell.partition(" ")
    groups = number.split(",")
    is_number = number[:1].isdecimal() and all(group.isdecimal() for group in groups)
    return cell in ("Miễn phí", "Không có thông tin") or (is_number and currency in ("VNĐ", "USD"))


@given(
    st.sampled_from(["", "1", "12", "3 Ngày", "12 Ngày làm việc", "2 Giờ", "Không có thông tin"]),
    st.sampled_from(["Miễn phí", "Không có thông tin", "5 VNĐ", "25,000 VNĐ", "125,000 VNĐ", "3 USD", "1,250,000 VNĐ"]),
)
def test_what_is_stated_is_the_same_in_every_way_to_cut_the_cells(time, fee):
    way = way_of(f"Trực tiếp{time}{fee}")
    cuts = every_cut(time + fee)
    assert (time, fee) in cuts
    if isinstance(way.time, Stated):
        (cell,) = {cut for cut, _ in cuts}
        assert cell == f"{way.time.value} " + next(words for words, unit in UNITS.items() if unit is way.time.unit)
    if isinstance(way.fees, tuple):
        (cell,) = {cut for _, cut in cuts}
        assert cell == f"{way.fees[0].amount:,} VNĐ"


def test_the_naive_count_does_not_use_the_reading():
    text = "Trực tiếp3 Ngày làm việcMiễn phíTrong 3 ngàyTrực tuyến1Miễn phíDịch vụ bưu chính2 GiờMiễn phí9 Tháng"
    assert count_limits(HEADER + text) == 2


def test_order_of_marks_is_the_order_of_rows():
    _, marks = read_ways(HEADER + "Trực tiếp1Miễn phíTrực tuyến2Miễn phíDịch vụ bưu chính3Miễn phí")
    places = [int(mark.sentence.split()[1]) for mark in marks]
    assert all(first < second for first, second in pairwise(places))
