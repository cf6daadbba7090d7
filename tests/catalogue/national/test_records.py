"""A record as a whole: what it keeps, what it refuses, and how a file of records is counted."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.national import Reading, read_record, tally
from motcua.catalogue.national.reading import Mark, Part
from motcua.catalogue.national.reasons import DOUBTS, SENTENCES
from motcua.catalogue.national.subjects import SUBJECTS, read_levels, read_subjects
from motcua.catalogue.national.ways import HEADER
from motcua.law.refusal import Refused

BEES = {
    "ma_thu_tuc": "1.999001",
    "ten_thu_tuc": "Cấp giấy phép nuôi ong",
    "so_quyet_dinh": "9/QĐ-XYZ",
    "cap_thuc_hien": "Cấp tỉnh, Cấp xã",
    "linh_vuc": "Nuôi ong",
    "doi_tuong_thuc_hien": "Cán bộ, công chức, viên chức, Tổ chức (không bao gồm doanh nghiệp, HTX), Doanh nghiệp",
    "co_quan_thuc_hien": "Sở Ong, Phòng Mật",
    "co_quan_co_tham_quyen": "Không có thông tin",
    "dia_chi_tiep_nhan": "Số 1 đường Hoa",
    "trinh_tu_thuc_hien": "Bước 1: nộp.\nBước 2: nhận.",
    "cach_thuc_thuc_hien": f"{HEADER}Trực tiếp3 NgàyMiễn phíTrực tuyến1Miễn phí",
    "thanh_phan_ho_so": None,
}


def with_ways(*rows: str) -> Reading:
    return read_record({**BEES, "cach_thuc_thuc_hien": HEADER + "".join(rows)})


def test_a_record_keeps_its_head_word_for_word():
    reading = read_record(BEES)
    assert (reading.code, reading.name, reading.decision) == ("1.999001", "Cấp giấy phép nuôi ong", "9/QĐ-XYZ")
    assert (reading.field, reading.kind, reading.steps) == ("Nuôi ong", "", "Bước 1: nộp.\nBước 2: nhận.")
    assert (reading.executing_agency, reading.competent_agency) == ("Sở Ong, Phòng Mật", "")


def test_fields_without_a_place_of_their_own_are_kept():
    assert read_record({**BEES, "moi": "x"}).others == (("dia_chi_tiep_nhan", "Số 1 đường Hoa"), ("moi", "x"))


def test_names_of_subjects_may_contain_commas():
    assert read_record(BEES).subjects == (
        "Cán bộ, công chức, viên chức",
        "Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "Doanh nghiệp",
    )


def test_levels_are_read_one_by_one():
    assert read_record(BEES).levels == ("Cấp tỉnh", "Cấp xã")


def test_an_unknown_subject_or_level_is_left_to_a_person_and_the_known_ones_stand():
    assert read_subjects("Người nuôi ong, Doanh nghiệp")[0] == ("Doanh nghiệp",)
    assert [mark.reason for mark in read_subjects("Người nuôi ong, Doanh nghiệp")[1]] == ["subject_unknown"]
    assert [mark.reason for mark in read_levels("Cấp vùng")[1]] == ["level_unknown"]


@given(st.lists(st.sampled_from(SUBJECTS), unique=True))
def test_any_list_of_subjects_is_read_back(names):
    assert read_subjects(", ".join(names)) == (tuple(names), ())


@pytest.mark.parametrize("name", ["rừngTên thủ tụcCấp phép nuôi ong", "chứng thực tiến hành chụp", "Xã\nBước 2"])
def test_a_piece_of_another_field_is_no_agency(name):
    reading = read_record({**BEES, "co_quan_thuc_hien": name})
    assert reading.executing_agency == ""
    assert [mark.verbatim for mark in reading.marks_of(Part.AGENCIES)] == [name]


def test_rows_of_ways_in_another_field_tell_that_the_table_was_cut():
    reading = read_record({**BEES, "can_cu_phap_ly": ": Thông tư về ong.)Trực tiếp1 Ngày100 VNĐ"})
    assert [mark.reason for mark in reading.marks_of(Part.WAYS)] == ["ways_cut"]


def test_decomposed_accents_are_read_as_composed_ones():
    decomposed = {key: value and unicodedata.normalize("NFD", value) for key, value in BEES.items()}
    assert read_record(decomposed) == read_record(BEES)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ([], "record_not_object"),
        ("1.999001", "record_not_object"),
        (None, "record_not_object"),
        ({}, "record_without_code"),
        ({**BEES, "ma_thu_tuc": None}, "record_without_code"),
        ({**BEES, "ma_thu_tuc": "Ong"}, "record_without_code"),
        ({**BEES, "ten_thu_tuc": " "}, "record_without_name"),
        ({**BEES, "linh_vuc": 5}, "record_field_not_text"),
    ],
)
def test_a_malformed_record_is_refused_with_a_sentence(raw, code):
    with pytest.raises(Refused) as refusal:
        read_record(raw)
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")


@given(st.dictionaries(st.sampled_from(sorted(BEES)), st.text() | st.none()))
def test_any_words_in_any_field_are_read_or_refused_but_never_crash(fields):
    try:
        reading = read_record({**BEES, **fields})
    except Refused as refusal:
        assert refusal.code in ("record_without_code", "record_without_name")
    else:
        assert all(mark.sentence and mark.verbatim for mark in reading.marks)


def test_every_reason_has_a_whole_sentence():
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in SENTENCES.values())
    assert SENTENCES.keys() >= DOUBTS


# the tally


def test_records_and_rows_are_counted_by_unit():
    total = tally([read_record(BEES), with_ways("Trực tiếp2 Ngày làm việcMiễn phí"), with_ways("Trực tiếpMiễn phí")])
    assert total.records == 3
    assert total.records_by_unit == {"calendar_day": 1, "unread": 1, "working_day": 1, "none": 1}
    assert total.ways_by_unit == {"calendar_day": 1, "unread": 1, "working_day": 1, "none": 1}
    assert total.ways == 4


def test_several_different_times_are_counted_once_per_record():
    same, different = "Trực tuyến2 NgàyMiễn phí", "Trực tuyến3 NgàyMiễn phí"
    readings = [with_ways("Trực tiếp2 NgàyMiễn phí", same), with_ways("Trực tiếp2 NgàyMiễn phí", different)]
    assert tally(readings).several_times == 1


def test_fees_and_reasons_are_counted_by_part():
    total = tally(
        [
            with_ways(
                "Trực tiếp1 NgàyMiễn phí",
                "Trực tiếp1 Ngày5,000 VNĐ",
                "Trực tiếp1 Ngày5 USD",
                "Trực tiếp1 NgàyKhông có thông tin",
            )
        ]
    )
    assert total.fees == {"free": 1, "amount": 1, "unread": 1, "none": 1}
    assert total.reasons[Part.FEES] == {"fee_foreign": 1}
    assert total.reasons[Part.TIMES] == {}


def test_the_share_left_to_a_person_leaves_out_doubts_beside_a_stated_value():
    doubted = with_ways("Trực tiếp6 NgàyMiễn phíTrong 06 ngày làm việc.")
    total = tally([doubted, read_record(BEES)])
    assert total.reasons[Part.TIMES] == {"time_unit_differs": 1, "time_without_unit": 1}
    assert (total.left[Part.TIMES].part, total.left[Part.TIMES].whole) == (1, 2)
    assert total.left[Part.TIMES].percent == Fraction(50)


def test_limits_are_compared_with_a_naive_count_of_the_raw_text():
    total = tally([with_ways("Trực tiếp6 NgàyMiễn phíDán: 4 Ngày", "Trực tuyến3 ThángMiễn phí")])
    assert (total.limits.part, total.limits.whole) == (1, 2)


def test_a_tally_of_nothing_is_zero():
    assert tally([]).left[Part.BASES].percent == 0


def test_marks_of_one_part_keep_their_order():
    marks = (Mark(Part.FEES, "a", "A.", "1"), Mark(Part.TIMES, "b", "B.", "2"), Mark(Part.FEES, "c", "C.", "3"))
    assert [mark.verbatim for mark in Reading("1.999001", "Ong", marks=marks).marks_of(Part.FEES)] == ["1", "3"]
