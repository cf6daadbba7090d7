"""Open data over the network: formats, days, caches."""

import csv
import io
import json

import pytest

from desk.stage import browser, words
from motcua.catalogue.commands import load_procedures
from portal.rich import CODE, load_rich, load_two_versions
from sample_procedure import procedure

pytestmark = pytest.mark.django_db

FILES = ["/du-lieu-mo/thu-tuc.json", "/du-lieu-mo/thu-tuc.csv", f"/du-lieu-mo/thu-tuc/{CODE}.json"]


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_index_says_what_there_is_and_what_one_may_do_with_it(visitor):
    text = words(visitor.get("/du-lieu-mo/"))
    assert "Bảng 121 thủ tục" in text
    assert "không phải xin phép và không phải trả tiền" in text
    assert "limit_value số thập phân, dấu chấm Thời hạn" in text


def test_all_procedures_are_one_json_array(visitor):
    answer = visitor.get("/du-lieu-mo/thu-tuc.json")
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert len(json.loads(body(answer))) == 121


def test_all_procedures_are_one_table(visitor):
    answer = visitor.get("/du-lieu-mo/thu-tuc.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'rel="describedby"' in answer["Link"]
    rows = list(csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig"), newline="")))
    assert len(rows) == 121
    assert rows[0]["page"] == f"http://testserver/thu-tuc/{rows[0]['code']}"


def test_the_columns_are_described_for_machines(visitor):
    answer = visitor.get("/du-lieu-mo/thu-tuc.csv-metadata.json")
    described = json.loads(answer.content)
    header = body(visitor.get("/du-lieu-mo/thu-tuc.csv")).decode("utf-8-sig").splitlines()[0].split(",")
    assert [column["name"] for column in described["tableSchema"]["columns"]] == header
    assert described["url"] == "http://testserver/du-lieu-mo/thu-tuc.csv"


def test_a_procedure_is_published_as_on_a_day(visitor):
    load_two_versions(name="Mới")
    assert json.loads(visitor.get(FILES[2]).content)["name"] == "Xác nhận mẫu thử"
    assert json.loads(visitor.get(f"{FILES[2]}?ngay=2019-06-01").content)["name"] == "Mới"
    assert visitor.get(f"{FILES[2]}?ngay=2018-01-01").status_code == 404


def test_another_spelling_of_a_code_leads_to_its_one_address(visitor):
    load_rich()
    assert visitor.get(f"/du-lieu-mo/thu-tuc/{CODE}.h51.json")["Location"] == FILES[2]
    assert visitor.get("/du-lieu-mo/thu-tuc/9.999999.json").status_code == 404


@pytest.mark.parametrize("path", FILES)
class TestCaches:
    """Kept by anybody, asked for again by the tag."""

    def test_who_has_it_already_does_not_get_it_again(self, visitor, path):
        load_rich()
        first = visitor.get(path)
        again = visitor.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, body(again), again["ETag"]) == (304, b"", first["ETag"])

    def test_a_change_changes_the_tag(self, visitor, path):
        load_rich()
        tag = visitor.get(path)["ETag"]
        load_procedures([procedure(code="1.900002")])
        assert visitor.get(path, headers={"If-None-Match": tag}).status_code == 200

    def test_anybody_may_keep_it_for_some_minutes_whoever_asks(self, visitor, path):
        load_rich()
        for client in (visitor, browser("director")):
            answer = client.get(path)
            assert answer["Cache-Control"] == "public, max-age=300"
            assert "Cookie" not in answer.get("Vary", "")
            assert answer["Last-Modified"] == "Sat, 30 Jun 2018 17:00:00 GMT"  # the day on which the sample took effect
            assert answer["Access-Control-Allow-Origin"] == "*"

    def test_a_bad_day_is_told_in_a_sentence(self, visitor, path):
        load_rich()
        answer = visitor.get(path, {"ngay": "31/02/2019"})
        assert (answer.status_code, answer.content.decode()) == (422, "Ngày chưa đúng; hãy ghi như 31/12/2019.\n")


def test_files_are_sent_bit_by_bit(visitor):
    for path in FILES[:2]:
        assert visitor.get(path).streaming
