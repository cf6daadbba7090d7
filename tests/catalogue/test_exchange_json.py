"""JSON and JSONL files of procedures: what is wrong is said for each procedure, and nothing of the file comes in."""

import io
import json

import pytest

from catalogue.workbooks import content, sentences
from motcua.catalogue.export_json import export_json
from motcua.catalogue.import_files import read_file
from motcua.catalogue.spec import VersionSpec, content_of
from sample_procedure import STEPS, procedure


def plain(**changes):
    return {**content_of(content()), **changes}


def read(*items, name="thu-tuc.json"):
    data = json.dumps(items) if name.endswith(".json") else "\n".join(json.dumps(item) for item in items)
    return read_file(name, io.BytesIO(data.encode()))


def test_a_procedure_needs_no_decision():
    assert read(plain()).contents == (content(),)


def test_a_procedure_that_names_its_decision_keeps_it():
    (found,) = read(procedure()).contents

    assert isinstance(found, VersionSpec)
    assert found.decision.number == "01/QĐ-UBND"


def test_two_versions_of_a_procedure_may_stand_in_one_file():
    assert len(read(procedure(), procedure(number=2, valid_from="2020-01-01")).contents) == 2


def test_the_same_procedure_twice_is_refused():
    assert sentences(read(plain(), plain())) == ["Thủ tục thứ 2 (1.900001): thủ tục này đã có ở thủ tục thứ 1."]


def test_a_procedure_on_each_line_is_read_too():
    data = b"\xef\xbb\xbf" + "\n\n".join(json.dumps(plain(code=f"1.90000{n}")) for n in (1, 2)).encode()
    reading = read_file("A.JSONL", io.BytesIO(data))

    assert [one.code for one in reading.contents] == ["1.900001", "1.900002"]


def test_a_wrong_line_is_named():
    reading = read_file("a.jsonl", io.BytesIO(b'{"code":\n' + json.dumps(plain(sets="x")).encode()))

    assert sentences(reading)[0].startswith("Dòng 1: tệp không phải là JSON đúng quy cách")
    assert sentences(reading)[1] == "Dòng 2 (1.900001), mục “sets”: cần giá trị kiểu số nguyên, đang là chữ."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"foo": 1}, "có mục “foo” không thuộc định dạng"),
        ({"channels": ["pigeon"]}, "mục “channels[0]”: không có giá trị “pigeon”"),
        ({"channels": []}, "mục “channels”: hãy ghi ít nhất một hình thức nộp."),
        ({"limits": [{"unit": "month"}]}, "mục “limits[0]”: thiếu mục bắt buộc “value”"),
        ({"limits": [{"value": "NaN", "unit": "month"}]}, "mục “limits[0].value”: Thời hạn phải là một số không âm."),
        ({"limits": [{"value": "1e999", "unit": "month"}]}, "mục “limits[0].value”: phải là số từ 0 đến 99999,99."),
        ({"online_changes": [{"since": "1/2/2019", "level": "full"}]}, "không phải là ngày; hãy ghi như 2019-12-31"),
        ({"name": " "}, "mục “name”: chưa ghi."),
        ({"code": "1.9"}, "mục “code”: Mã thủ tục hành chính “1.9” không đúng dạng"),
        ({"sets": 0}, "mục “sets”: số bộ hồ sơ ít nhất là 1."),
        ({"steps": ["x"] * 301}, "mục “steps[300]”: thủ tục 1.900001 có quá 300 dòng ở phần này."),
        (
            {"process": {"decision": "x", "start": "a", "steps": [{**STEPS[0], "hours": "1e999"}]}},
            "mục “process.steps[0].hours”: số giờ phải là số từ 0 đến 99999,99.",
        ),
        ({"process": {"decision": "x", "start": "a", "steps": [{"id": "a"}]}}, "mục “process.steps”: các bước không"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_to_it(changes, said):
    reading = read(plain(**changes))

    assert reading.contents == ()
    assert any(said in sentence for sentence in sentences(reading)), sentences(reading)


@pytest.mark.parametrize("data", [b"", b"{}", b"[", b"[" * 100_000, b"\xff\xfe[\x00]\x00", b"[1]", b"[]", b'["\xff"]'])
def test_what_is_no_list_of_procedures_is_refused(data):
    reading = read_file("a.json", io.BytesIO(data))

    assert reading.contents == ()
    assert reading.problems


def test_the_export_is_one_array_with_a_line_for_each_procedure():
    lines = b"".join(export_json([content(), content(code="1.900002")])).decode().splitlines()

    assert lines[0] == "["
    assert lines[-1] == "]"
    assert [json.loads(line.rstrip(","))["code"] for line in lines[1:-1]] == ["1.900001", "1.900002"]


def test_the_export_of_nothing_is_an_empty_list():
    assert json.loads(b"".join(export_json([]))) == []


def test_the_export_begins_before_the_last_procedure_is_known():
    def endless():
        while True:
            yield content()

    assert next(iter(export_json(endless()))).startswith(b'[\n{"code":"1.900001"')
