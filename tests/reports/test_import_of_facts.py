"""Facts of other software: what is imported, what is refused and where, and that nothing happens twice."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from motcua.cli import app
from motcua.dossiers.models import Mark
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.facts_import import Imported, import_facts
from motcua.reports.models import FactSource, PaymentFact, QuestionFact
from motcua.reports.sources import declare_source, recorded, sources
from motcua.reports.span import Span
from reports.histories import FIRST, at, history, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
NOW = datetime(2024, 1, 1, tzinfo=UTC)
PAYMENTS = "reference,agency,paid_at,online,amount\n"
QUESTIONS = "reference,agency,kind,channel,received_at,due_at,answered_at,published_at,discarded_at\n"


def imported(kind: str, text: str) -> Imported:
    return import_facts(kind, io.StringIO(text), now=NOW)


def refused(kind: str, text: str) -> str:
    with pytest.raises(Refused) as refusal:
        imported(kind, text)
    return refusal.value.sentence


def test_a_payment_is_kept_with_its_agency_moment_way_and_amount() -> None:
    imported("payments", PAYMENTS + f"BL-1,{FIRST},2023-05-04T09:30,1,1.250.000\nBL-2,Sở Tư pháp,04/05/2023,0,5000\n")
    one, two = PaymentFact.objects.order_by("reference")
    assert (one.agency.code, one.paid_at, one.online, one.amount) == (FIRST, at("2023-05-04 09:30"), True, 1_250_000)
    assert (two.agency.name, two.paid_at, two.online, two.amount) == ("Sở Tư pháp", at("2023-05-04 00:00"), False, 5000)


def test_a_payment_may_name_its_dossier() -> None:
    (dossier,) = put([history("2023-05-04 08:00", "2023-05-12 17:00")])
    imported("payments", f"reference,agency,paid_at,online,amount,dossier\nA,{FIRST},2023-05-04,1,1,{dossier.code}\n")
    assert PaymentFact.objects.get().dossier == dossier


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("payments", PAYMENTS + f"BL-1,{FIRST},2023-05-04,1,5000\nBL-1,{FIRST},2023-05-04,1,5000\n"),
        ("questions", QUESTIONS + "H-1,,question,portal,2023-05-04,,,,\nH-1,,question,portal,2023-05-04,,,,\n"),
    ],
)
def test_the_same_file_again_changes_nothing(kind: str, text: str) -> None:
    assert imported(kind, text) == Imported(new=1, known=1)
    assert imported(kind, text) == Imported(known=2)


def test_a_payment_that_was_there_with_another_amount_is_refused() -> None:
    imported("payments", PAYMENTS + f"BL-1,{FIRST},2023-05-04,1,5000\n")
    sentence = refused("payments", PAYMENTS + f"BL-1,{FIRST},2023-05-04,1,6000\n")
    assert "Dòng 2, cột “amount”: khoản thu BL-1 đã có với nội dung khác." in sentence


@pytest.mark.parametrize(
    ("line", "column", "what"),
    [
        (",H,2023-05-04,1,5", "reference", "chưa ghi"),
        ("A,Sở Không Có,2023-05-04,1,5", "agency", "không có cơ quan “Sở Không Có”"),
        (f"A,{FIRST},hôm qua,1,5", "paid_at", "“hôm qua” không phải thời điểm"),
        (f"A,{FIRST},,1,5", "paid_at", "chưa ghi thời điểm"),
        (f"A,{FIRST},2030-01-01,1,5", "paid_at", "chưa đến"),
        (f"A,{FIRST},2023-02-30,1,5", "paid_at", "không phải thời điểm"),
        (f"A,{FIRST},2023-05-04,maybe,5", "online", "không phải có hay không"),
        (f"A,{FIRST},2023-05-04,1,0", "amount", "phải lớn hơn 0"),
        (f"A,{FIRST},2023-05-04,1,-5", "amount", "không phải số tiền"),
        (f"A,{FIRST},2023-05-04,1,1234.5", "amount", "không phải số tiền"),
    ],
)
def test_a_cell_that_is_no_value_is_named_by_line_and_column(line: str, column: str, what: str) -> None:
    sentence = refused("payments", f"{PAYMENTS}OK,{FIRST},2023-05-04,1,5\n{line}\n")
    assert f"Dòng 3, cột “{column}”: " in sentence
    assert what in sentence
    assert "Chưa ghi dòng nào" in sentence
    assert not PaymentFact.objects.exists()


def test_all_faults_are_named_but_not_without_end() -> None:
    sentence = refused("payments", PAYMENTS + f"A,{FIRST},2023-05-04,1,x\n" * 25)
    assert sentence.count("cột “amount”") == 20
    assert "Còn 5 lỗi khác." in sentence


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "Tệp trống"),
        ("reference,agency\n", "Dòng 1 thiếu cột: paid_at, online, amount."),
        (PAYMENTS.strip() + ",mood\n", "Dòng 1 có cột không dùng đến: mood."),
        (PAYMENTS + "A,B\n", "Dòng 2 không có đúng 5 ô"),
        (PAYMENTS + "A,B,C,D,E,F\n", "Dòng 2 không có đúng 5 ô"),
        (PAYMENTS + '"A,B', "không đúng dạng CSV"),
    ],
)
def test_a_file_of_another_shape_is_refused(text: str, what: str) -> None:
    assert what in refused("payments", text)


def test_a_question_gets_its_answer_from_a_later_file() -> None:
    imported("questions", QUESTIONS + "H-1,,question,portal,2023-05-04T08:00,2023-05-11T08:00,,,\n")
    later = QUESTIONS + f"H-1,{FIRST},question,portal,2023-05-04T08:00,,2023-05-09T10:00,2023-05-10,\n"
    assert imported("questions", later) == Imported(completed=1)
    row = QuestionFact.objects.get()
    assert (row.agency.code, row.answered_at) == (FIRST, at("2023-05-09 10:00"))
    assert row.due_at == at("2023-05-11 08:00")
    assert imported("questions", later) == Imported(known=1)


def test_what_a_question_had_already_cannot_become_something_else() -> None:
    imported("questions", QUESTIONS + "H-1,,question,portal,2023-05-04,,2023-05-05,,\n")
    sentence = refused("questions", QUESTIONS + "H-1,,question,portal,2023-05-04,,2023-05-06,,\n")
    assert "Dòng 2, cột “answered_at”: H-1 đã có với nội dung khác." in sentence


@pytest.mark.parametrize(
    ("moments", "column"),
    [
        ("2023-05-03,,", "answered_at"),
        (",2023-05-06,", "published_at"),
        ("2023-05-06,2023-05-05,", "published_at"),
        (",,2023-05-03", "discarded_at"),
        ("2023-05-06,,2023-05-07", "discarded_at"),
    ],
)
def test_the_moments_of_a_question_follow_each_other(moments: str, column: str) -> None:
    sentence = refused("questions", QUESTIONS + f"H-1,,question,portal,2023-05-04,,{moments}\n")
    assert f"Dòng 2, cột “{column}”" in sentence


def test_kinds_and_channels_of_questions_are_of_closed_lists() -> None:
    assert "cột “kind”: “gossip” không có trong danh sách question" in refused(
        "questions", QUESTIONS + "H-1,,gossip,portal,2023-05-04,,,,\n"
    )
    imported("questions", QUESTIONS + "H-2,,Câu hỏi,Thư điện tử,2023-05-04,,,,\n")
    assert QuestionFact.objects.get().channel == "email"


def test_a_mark_says_what_has_become_true_of_a_dossier_and_its_first_moment_stays() -> None:
    (dossier,) = put([history("2023-05-04 08:00", "2023-05-12 17:00")])
    head = "dossier,kind,at\n"
    first = head + f"{dossier.code},identity,2023-05-04T08:10\n"
    assert imported("marks", first) == Imported(new=1)
    assert imported("marks", head + f"{dossier.code},identity,2023-06-04T08:10\n") == Imported(known=1)
    assert Mark.objects.get().at == at("2023-05-04 08:10")
    assert "Dòng 2, cột “dossier”: không có hồ sơ mã T-0." in refused("marks", head + "T-0,identity,2023-05-04\n")


def test_other_kinds_of_files_are_refused() -> None:
    assert "hãy chọn một trong: payments, questions, marks" in refused("rumours", "")


def test_a_kind_is_recorded_for_periods_that_begin_on_its_first_day_or_later() -> None:
    declare_source("payments", since=date(2023, 3, 1), at=NOW)
    march = Span(Period(date(2023, 3, 1), date(2023, 3, 31)), NOW)
    year = Span(Period(date(2023, 2, 28), date(2023, 12, 31)), NOW)
    assert recorded("payments", march)
    assert not recorded("payments", year)
    assert not recorded("questions", march)
    assert sources().notes(["payments", "questions"], year) == (
        "Phí, lệ phí đã thu: không có số liệu (trung tâm ghi nhận từ ngày 01/03/2023, sau ngày đầu kỳ).",
        "Câu hỏi, phản ánh, kiến nghị: không có số liệu (trung tâm chưa ghi nhận).",
    )


def test_a_corrected_source_takes_the_place_of_the_one_before_which_stays_in_the_history() -> None:
    first = declare_source("payments", since=date(2023, 3, 1), at=NOW)
    assert declare_source("payments", since=date(2023, 3, 1), at=NOW) == first
    declare_source("payments", since=date(2023, 1, 1), at=NOW, note="Nhập từ phần mềm kế toán")
    assert sources().since["payments"] == date(2023, 1, 1)
    assert FactSource.objects.filter(kind="payments").count() == 2


def test_sources_that_cannot_be_are_refused() -> None:
    with pytest.raises(Refused, match="Không có loại số liệu “rumours”"):
        declare_source("rumours", since=date(2023, 1, 1), at=NOW)
    with pytest.raises(Refused, match="từ năm 2000"):
        declare_source("payments", since=date(1023, 1, 1), at=NOW)


def test_the_commands_tell_what_was_done_and_end_with_2_at_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "payments.csv"
    file.write_text(f"{PAYMENTS}A,{FIRST},2023-05-04,1,5\n", encoding="utf-8-sig")
    told = CliRunner().invoke(app, ["facts", "import", "payments", str(file)])
    assert (told.exit_code, told.stderr.strip()) == (0, "Đã nhập: 1 mới, 0 được bổ sung, 0 đã có.")
    file.write_text(f"{PAYMENTS}A,{FIRST},2023-05-04,1,x\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["facts", "import", "payments", str(file)])
    assert (told.exit_code, "Dòng 2, cột “amount”" in told.stderr) == (2, True)
    file.write_bytes(PAYMENTS.encode() + b"A,\xff\xfe,2023-05-04,1,5\n")
    told = CliRunner().invoke(app, ["facts", "import", "payments", str(file)])
    assert (told.exit_code, "không phải văn bản UTF-8" in told.stderr) == (2, True)
    told = CliRunner().invoke(app, ["facts", "source", "payments", "--since", "2023-01-01"])
    assert told.stderr.strip() == "Đã ghi: phí, lệ phí đã thu, từ ngày 01/01/2023."
