"""Importing what the national portal publishes: records kept verbatim, proposals for a person, nothing in force."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta

import pytest

import cast
from cast import refused
from catalogue.publishing import NOW, begun, proposed, published, typed_into
from motcua.catalogue import proposals
from motcua.catalogue.models import NationalRecord, ProcedureVersion, Proposal
from motcua.catalogue.national_file import read_lines
from motcua.catalogue.national_import import Line, import_national
from motcua.catalogue.waiting_proposals import Wanted, waiting

pytestmark = pytest.mark.django_db

WAYS = "Hình thức nộpThời gianPhí, lệ phíMô tả"
PAPERS = "--Tên giấy tờMẫu đơn, tờ khaiSố lượng"


def record(code: str = "1.990001", **changes: object) -> dict[str, object]:
    """A record in the portal's own field names and shapes; its words are invented."""
    return {
        "ma_thu_tuc": code,
        "ten_thu_tuc": "Đăng ký nuôi ong lấy mật",
        "so_quyet_dinh": "12/QĐ-BNO",
        "cap_thuc_hien": "Cấp tỉnh",
        "linh_vuc": "Nuôi ong",
        "doi_tuong_thuc_hien": "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)",
        "trinh_tu_thuc_hien": "Bước 1: Nộp đơn.\nBước 2: Nhận giấy.",
        "cach_thuc_thuc_hien": f"{WAYS}Trực tiếp5 Ngày làm việcMiễn phíTrực tuyến5 Ngày làm việcMiễn phí",
        "thanh_phan_ho_so": f"{PAPERS}Đơn đăng ký nuôi ong1 bản chínhBản vẽ chuồng0 bản chính,2 bản sao",
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnNghị định về nuôi ong12/2025/NĐ-CP",
        "co_quan_thuc_hien": "Sở Tư pháp",
        "ket_qua_xu_ly": "Giấy đăng ký nuôi ongMã: KQ.G15.000999Từ khóaKhông có thông tin",
        **changes,
    }


def imported(*records: dict[str, object], later: int = 0):
    """The report of an import of these records, so many days after the first."""
    lines = [Line(number, one) for number, one in enumerate(records, start=1)]
    return import_national(lines, at=NOW + timedelta(days=later))


def proposal(code: str = "1.990001") -> Proposal:
    return Proposal.objects.get(code=code)


@pytest.fixture(autouse=True)
def loaded(province):
    """The agencies of the province."""


def test_a_record_becomes_a_proposal_and_no_version():
    report = imported(record())

    assert (report.lines, report.new, report.proposed) == (1, 1, 1)
    assert not ProcedureVersion.objects.filter(procedure__code="1.990001").exists()
    made = proposal()
    assert (made.origin, made.decision, made.author_id) == ("national", None, None)
    assert made.content["limits"] == [
        {
            "value": "5",
            "unit": "working_day",
            "channel": "",
            "case": "",
            "counting": "exact",
            "legal_value": "",
            "legal_unit": "",
        }
    ]
    assert [(one["name"], one["originals"], one["copies"]) for one in made.content["components"]] == [
        ("Đơn đăng ký nuôi ong", "1", "0"),
        ("Bản vẽ chuồng", "0", "2"),
    ]
    assert made.content["agency"] == "000.00.12.H51"
    assert made.content["subjects"] == ["citizen", "organisation"]
    assert made.content["steps"] == ["Bước 1: Nộp đơn.", "Bước 2: Nhận giấy."]
    assert made.content["results"] == [{"name": "Giấy đăng ký nuôi ong", "code": "KQ.G15.000999"}]
    assert made.content["legal_bases"] == ["Nghị định về nuôi ong (12/2025/NĐ-CP)"]


def test_the_record_is_kept_verbatim():
    said = record(yeu_cau_dieu_kien="  Giữ nguyên \n từng chữ ")
    imported(said)
    assert NationalRecord.objects.get(code="1.990001").record == said


def test_what_the_record_does_not_say_is_asked_of_a_person_and_not_guessed():
    imported(record())
    made = proposal()
    assert (made.content["online_level"], made.content["route"]) == ("", "")
    assert [mark["reason"] for mark in made.marks] == ["online_level_unstated"]


def test_a_second_import_changes_nothing():
    imported(record(), record("1.990002"))
    before = list(Proposal.objects.order_by("pk").values())

    report = imported(record(), record("1.990002"), later=1)

    assert (report.new, report.changed, report.unchanged, report.proposed) == (0, 0, 2, 0)
    assert list(Proposal.objects.order_by("pk").values()) == before


def test_fields_in_another_order_are_no_change():
    imported(record())
    report = imported(dict(reversed(record().items())), later=1)
    assert report.unchanged == 1


def test_a_changed_record_tells_what_differs_and_brings_its_proposal_up_to_date():
    imported(record())
    other = record(cach_thuc_thuc_hien=f"{WAYS}Trực tiếp7 Ngày làm việcMiễn phíTrực tuyến7 Ngày làm việcMiễn phí")

    report = imported(other, later=1)

    (change,) = report.changes
    (section,) = change.sections
    assert (change.code, section.title) == ("1.990001", "Thời hạn giải quyết")
    assert [(line.sign, line.before[:6], line.after[:6]) for line in section.lines] == [("≠", "Số: 5;", "Số: 7;")]
    assert proposal().content["limits"][0]["value"] == "7"
    assert proposal().revision == 2


def test_what_a_person_has_written_is_never_overwritten():
    imported(record())
    author = cast.person("procedure_control")
    mended = typed_into(author, proposal(), online_level="full")

    report = imported(record(ten_thu_tuc="Tên khác"), later=1)

    assert report.left == ["1.990001"]
    assert proposal().content == mended.content
    assert NationalRecord.objects.get(code="1.990001").record["ten_thu_tuc"] == "Tên khác"


def test_a_record_of_a_procedure_of_ours_proposes_an_amendment_over_what_our_version_says():
    cast.load(cast.rules())
    ours = ProcedureVersion.objects.get(procedure__code=cast.PROCEDURE.code)

    imported(record(cast.PROCEDURE.code))

    made = proposal(cast.PROCEDURE.code)
    assert made.based_on == ours
    assert made.content["name"] == "Đăng ký nuôi ong lấy mật"
    # what only the province knows stays as it is
    assert (made.content["field"], made.content["route"], made.content["online_level"]) == (
        "Thử nghiệm",
        "local",
        "partial",
    )
    assert "online_partial" in made.content["channels"]
    assert made.marks == []


def test_a_record_that_says_what_our_version_says_proposes_nothing():
    imported(record())
    author, approver = cast.person("procedure_control"), cast.person("director")
    publish_whole(author, approver)

    NationalRecord.objects.all().delete()
    report = imported(record(), later=1)

    assert (report.new, report.proposed) == (1, 0)


def publish_whole(author, approver):
    """The proposal of the record, completed by a person and published."""
    decision = begun(author)
    proposals.take_in_proposals(decision.pk, [proposal().pk], actor=author, at=NOW)
    typed_into(author, proposal(), online_level="partial", route="local", channels=["counter", "online_partial"])
    for number in range(len(proposal().marks)):
        proposals.settle_mark(proposal().pk, number, actor=author, at=NOW)
    return published(author, approver, decision)


def test_a_proposal_is_published_only_when_a_person_has_seen_every_mark():
    imported(record())
    author = cast.person("procedure_control")
    decision = begun(author)
    proposals.take_in_proposals(decision.pk, [proposal().pk], actor=author, at=NOW)
    typed_into(author, proposal(), online_level="partial", route="local", channels=["counter", "online_partial"])

    with refused("decision_invalid") as caught:
        proposed(author, decision)
    assert "Còn 1 chỗ nhập từ Cổng Dịch vụ công quốc gia chưa có người xem." in caught.value.sentence

    settled = proposals.settle_mark(proposal().pk, 0, actor=author, at=NOW)
    assert settled.marks[0]["settled"] == "Dương Thị Bích Thủy, 01/03/2019 09:00"
    assert proposed(author, decision).stage == "proposed"


def test_waiting_proposals_are_taken_into_a_decision_once_with_its_day_and_the_agency_chosen():
    imported(record("1.990001", co_quan_thuc_hien="Sở Nuôi ong"), record("1.990002"))
    author = cast.person("procedure_control")
    decision, ids = begun(author), list(Proposal.objects.values_list("pk", flat=True))

    def take_in() -> int:
        return proposals.take_in_proposals(decision.pk, ids, actor=author, at=NOW, agency="000.00.13.H51")

    assert (take_in(), take_in()) == (2, 0)
    taken = [proposal(code).content for code in ("1.990001", "1.990002")]
    assert [(sheet["agency"], sheet["valid_from"]) for sheet in taken] == [
        ("000.00.13.H51", "2019-03-01"),
        ("000.00.12.H51", "2019-03-01"),
    ]


@pytest.mark.parametrize(
    ("ways", "reason"),
    [
        ("Trực tiếp8 GiờMiễn phí", "hour_unstated"),
        ("Trực tiếp5 Ngày làm việcKhông có thông tin", "fee_unstated"),
        ("Trực tiếp5 Ngày làm việc10 USD(/lần)", "fee_foreign"),
        ("Trực tiếp5Miễn phí", "time_without_unit"),
        ("Trực tiếp5 Ngày làm việcMiễn phíTrực tiếp9 Ngày làm việcMiễn phí", "cases_unclear"),
    ],
)
def test_what_cannot_be_known_from_the_table_of_ways_is_left_to_a_person(ways, reason):
    imported(record(cach_thuc_thuc_hien=WAYS + ways))
    assert reason in [mark["reason"] for mark in proposal().marks]
    assert all(mark["verbatim"].strip() for mark in proposal().marks)


def test_rows_with_words_of_their_own_become_cases():
    rows = "5 Ngày làm việcMiễn phíĐối với ong nội9 Ngày làm việcMiễn phíĐối với ong ngoại"
    first, second = rows.split("9 Ngày")
    ways = "".join(f"{channel}{first}{channel}9 Ngày{second}" for channel in ("Trực tiếp", "Dịch vụ bưu chính"))
    imported(record(cach_thuc_thuc_hien=WAYS + ways))

    content = proposal().content
    assert [case["name"] for case in content["cases"]] == ["Đối với ong nội", "Đối với ong ngoại"]
    assert [(one["case"], one["value"], one["channel"]) for one in content["limits"]] == [
        ("doi-voi-ong-noi", "5", ""),
        ("doi-voi-ong-ngoai", "9", ""),
    ]


def test_an_online_discount_is_read_where_the_rows_state_it():
    ways = "Trực tiếp5 Ngày làm việc100,000 VNĐ(Lệ phí)Trực tuyến5 Ngày làm việc50,000 VNĐ(Lệ phí)"
    imported(record(cach_thuc_thuc_hien=WAYS + ways))

    (fee,) = proposal().content["fees"]
    assert (fee["amount"], fee["online_amount"]) == ("100.000", "50.000")


def test_what_is_no_record_is_refused_by_its_line_and_the_rest_is_imported():
    lines = [Line(1, record()), Line(2, None, "Dòng này không phải là một bản ghi JSON."), Line(3, {"ma_thu_tuc": ""})]
    report = import_national(lines, at=NOW)
    assert (report.new, [number for number, _ in report.refused]) == (1, [2, 3])


def test_of_a_code_that_stands_twice_the_last_record_counts_and_it_is_told():
    report = imported(record(), record(ten_thu_tuc="Tên sau"))
    assert (report.repeated, proposal().name) == (["1.990001"], "Tên sau")


def test_a_file_is_read_line_by_line_packed_or_not(tmp_path):
    text = "\n".join([json.dumps(record(), ensure_ascii=False), "", "{", "[1]"])
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    plain.write_text(text, encoding="utf-8")
    packed.write_bytes(gzip.compress(text.encode()))

    for path in (plain, packed):
        lines = list(read_lines(path))
        assert [(line.number, bool(line.record)) for line in lines] == [(1, True), (3, False), (4, False)]


def test_a_file_that_is_missing_or_cut_is_told_in_a_sentence(tmp_path):
    with refused("file_missing"):
        list(read_lines(tmp_path / "none.jsonl"))
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(gzip.compress(b"x" * 10_000)[:40])
    with refused("file_damaged"):
        list(read_lines(cut))


def test_a_line_without_an_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("motcua.catalogue.national_file.LONGEST_LINE", 100)
    path = tmp_path / "long.jsonl"
    path.write_bytes(b"{" + b" " * 200)
    with refused("line_too_long"):
        list(read_lines(path))


@pytest.mark.parametrize(
    ("typed", "found"),
    [("nuoi ong", 2), ("NUÔI ong", 2), ("lấy mật", 1), ("lay mat", 1), ("lậy mật", 0), ("1.990002", 1), ("dang ky", 1)],
)
def test_what_waits_is_found_by_words_with_accents_only_where_they_are_typed(typed, found):
    imported(record(), record("1.990002", ten_thu_tuc="Cấp lại giấy nuôi ong"))
    assert waiting(Wanted(words=typed)).count() == found
