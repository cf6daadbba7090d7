"""The sheet on which a procedure is written: nothing typed is lost, and all that is wrong is said at once."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.publishing import TODAY, whole_sheet
from motcua.catalogue.sheet import empty_sheet, read_sheet, sheet_of, tidy
from motcua.catalogue.sheet_checks import check_sheet
from motcua.catalogue.sheet_fields import SECTIONS, Field, Kind
from motcua.catalogue.sheet_values import NOTHING, Unreadable, read_value
from motcua.catalogue.spec import Content, content_of
from province import shipped_procedures

pytestmark = pytest.mark.usefixtures("province")


def wrong_of(sheet, signed_on=TODAY):
    """Section, row, field and sentence of all that is wrong."""
    _, problems = check_sheet(sheet, signed_on=signed_on, today=TODAY)
    return [(one.section, one.row, one.field, one.sentence) for one in problems]


def test_a_whole_sheet_has_nothing_wrong():
    assert wrong_of(whole_sheet()) == []


def test_every_shipped_procedure_comes_back_from_its_sheet_unchanged():
    for item in shipped_procedures():
        content = msgspec.convert(
            {name: value for name, value in item.items() if name in Content.__struct_fields__}, Content, strict=False
        )
        assert read_sheet(sheet_of(content)).content == content, content.code
        assert content_of(content) == content_of(read_sheet(tidy(sheet_of(content))).content)


def test_an_empty_sheet_names_every_part_of_the_national_list_that_is_missing():
    said = [sentence for *_, sentence in wrong_of(empty_sheet("1.900200") | {"valid_from": "2019-03-01"})]
    for begins in ("Thiếu tên", "Thiếu trình tự", "Thiếu thành phần", "Thiếu thời hạn", "Thiếu đối tượng", "Thiếu cơ"):
        assert any(sentence.startswith(begins) for sentence in said), (begins, said)


@pytest.mark.parametrize(
    ("changes", "place", "begins"),
    [
        ({"name": ""}, ("chung", None, "name"), "Thiếu tên thủ tục"),
        ({"agency": "Sở Nuôi ong"}, ("chung", None, "agency"), "Chưa có cơ quan “Sở Nuôi ong”"),
        ({"route": ""}, ("chung", None, "route"), "Hồ sơ được giải quyết ở: hãy chọn"),
        ({"channels": []}, ("cach-thuc", None, "channels"), "Thiếu cách thức thực hiện"),
        ({"sets": "hai"}, ("cach-thuc", None, "sets"), "Số bộ hồ sơ: “hai” không phải là số đếm"),
        ({"valid_from": "31/02/2019"}, ("hieu-luc", None, "valid_from"), "Ngày có hiệu lực: “31/02/2019”"),
        ({"valid_from": "2019-02-01"}, ("hieu-luc", None, "valid_from"), "Ngày hiệu lực 01/02/2019 trước ngày ký"),
        ({"sample_url": "mau.pdf"}, ("chung", None, "sample_url"), "Hồ sơ mẫu: “mau.pdf” không phải là địa chỉ"),
        ({"limits": [{"value": "năm", "unit": "month"}]}, ("thoi-han", 0, "value"), "Số: “năm” không phải là số"),
        ({"limits": [{"value": "0", "unit": "month"}]}, ("thoi-han", 0, "value"), "Thời hạn giải quyết phải lớn hơn 0"),
        ({"results": []}, ("ket-qua", None, ""), "Thiếu kết quả"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_beside_its_field(changes, place, begins):
    found = wrong_of(whole_sheet(**changes))
    assert any(one[:3] == place and one[3].startswith(begins) for one in found), found


def limit(**changes):
    return {"value": "5", "unit": "working_day", "counting": "exact", **changes}


@pytest.mark.parametrize(
    ("limits", "place", "begins"),
    [
        ([limit(), limit(value="9")], ("thoi-han", 1, "channel"), "Hình thức nộp và trường hợp này đã có"),
        ([limit(case="mat")], ("thoi-han", 0, "case"), "Trường hợp đã chọn cho thời hạn này không còn"),
        ([limit(legal_value="3")], ("thoi-han", 0, "legal_value"), "Thời hạn luật định phải có cả số và đơn vị"),
        ([limit(legal_value="3", legal_unit="working_day")], ("thoi-han", 0, "legal_value"), "Thời hạn 5 ngày làm"),
        ([limit(channel="counter")], ("thoi-han", None, ""), "Thiếu thời hạn giải quyết, hoặc có hình thức nộp"),
    ],
)
def test_limits_must_fit_each_other(limits, place, begins):
    found = wrong_of(whole_sheet(limits=limits))
    assert any(one[:3] == place and one[3].startswith(begins) for one in found), found


def test_a_row_is_named_by_its_place_on_the_sheet_though_empty_ones_are_passed_over():
    empty = {"kind": "fee", "name": "", "amount": ""}
    found = wrong_of(whole_sheet(fees=[empty, {"kind": "fee", "name": "Phí", "amount": "", "due_at_intake": True}]))
    assert [one[:3] for one in found] == [("phi", 1, "amount")]


def test_what_cannot_be_read_does_not_hide_what_else_is_missing():
    found = {one[:3] for one in wrong_of(whole_sheet(route="", steps=[], agency="Sở Nuôi ong"))}
    assert {("chung", None, "route"), ("trinh-tu", None, ""), ("chung", None, "agency")} <= found


def test_new_cases_and_components_get_keys_that_stay():
    sheet = tidy(whole_sheet(cases=[{"name": "Cấp mới"}, {"name": "Cấp mới"}, {"name": "Cấp lại", "key": "lai"}]))
    assert [one["key"] for one in sheet["cases"]] == ["cap-moi", "cap-moi-2", "lai"]
    assert tidy(sheet) == sheet
    renamed = tidy({**sheet, "cases": [{"name": "Cấp lần đầu", "key": "cap-moi"}, *sheet["cases"][1:]]})
    assert renamed["cases"][0]["key"] == "cap-moi"


MONEY, NUMBER, DAY = Field("m", "Mức", Kind.MONEY), Field("n", "Số", Kind.NUMBER), Field("d", "Ngày", Kind.DAY)


@given(st.integers(0, 10**12))
def test_money_is_read_as_documents_write_it_and_as_people_type_it(amount):
    pointed = f"{amount:,}".replace(",", ".")
    for typed in (str(amount), pointed, f"{pointed} đồng", pointed.replace(".", " "), f" {pointed}đ "):
        assert read_value(typed, MONEY) == amount


@pytest.mark.parametrize("typed", ["1.5", "12.34.567", "1,000", "-5", "5 USD", "năm nghìn", "1.0000"])
def test_what_could_be_two_amounts_is_none(typed):
    with pytest.raises(Unreadable) as caught:
        read_value(typed, MONEY)
    assert "không phải là số tiền; hãy ghi như 150.000." in caught.value.sentence


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_days_are_read_in_both_ways_of_writing(day):
    assert read_value(f"{day:%d/%m/%Y}", DAY) == read_value(day.isoformat(), DAY) == day.isoformat()


every_field = st.sampled_from([one for part in SECTIONS for one in part.fields])


@settings(max_examples=300)
@given(st.text(max_size=60), every_field)
def test_whatever_is_typed_is_a_value_or_a_sentence(typed, field):
    wanted = [typed] if field.kind is Kind.MANY else typed
    try:
        value = read_value(wanted, field)
    except Unreadable as wrong:
        assert wrong.sentence[0].isupper() and wrong.sentence.endswith(".")
    else:
        assert value is NOTHING or isinstance(value, str | int | bool | list)


columns = st.sampled_from(["name", "value", "unit", "case", "amount", "key"])
rows = st.lists(st.dictionaries(columns, st.text(max_size=6)))
odd = {"name": st.text(max_size=9), "limits": rows, "components": rows, "fees": rows}


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({}, optional=odd))
def test_no_sheet_however_odd_stops_the_check(typed):
    content, problems = check_sheet(whole_sheet(**typed), signed_on=None, today=TODAY, agencies={"000.00.12.H51"})
    assert content is not None or problems
