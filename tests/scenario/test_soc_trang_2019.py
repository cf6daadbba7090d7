"""The demonstration: 50,229 dossiers whose tables equal the printed ones, cell by cell and share by share."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Count, F

from databases import used
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.verify import verify_log
from motcua.feedback.models import Rating
from motcua.reports.narrative.live import live_report
from motcua.reports.narrative.sourcing import check
from motcua.reports.narrative.word.write import as_docx
from motcua.reports.one_stop import one_stop, table_of
from motcua.reports.span import span_of
from motcua.scenario.demo import PERIOD, RATED, data_file, load_demo
from motcua.scenario.ratings import read_ratings
from motcua.scenario.table import read_results
from scenario.printed import figures_of


@pytest.fixture(scope="module", autouse=True)
def soc_trang(django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """The whole demonstration, loaded once in a database of its own: other tests shall not walk past what it leaves."""
    with django_db_blocker.unblock(), used(f"soc_trang_{worker_id}"):
        load_demo()
        yield


def test_every_cell_of_the_table_of_results_is_the_printed_one():
    printed = {row.agency: row for row in read_results(data_file("soc-trang-2019-results.csv"))}
    found = figures_of(PERIOD)
    assert {agency: found[agency] for agency in printed} == printed
    assert len(printed) == 16


def test_every_share_is_the_printed_one():
    shares = table_of(one_stop(span_of(PERIOD, now=PERIOD.end))).shares
    printed = "100,00; 0,08; 99,92; 96,99; 97,95; 1,71; 0,34; 3,01; 98,61; 1,39; 0,10; 11,41"
    assert list(shares.values()) == [Decimal(figure.replace(",", ".")) for figure in printed.split("; ")]


def test_every_cell_of_the_table_of_ratings_is_the_printed_one():
    counted = Rating.objects.filter(given_at__gte=RATED.start, given_at__lt=RATED.end)
    found = {
        (agency, choice): count
        for agency, choice, count in counted.values_list("agency__name", "choice").annotate(n=Count("id"))
    }
    printed = {
        (row.agency, choice): count
        for row in read_ratings(data_file("soc-trang-2019-ratings.csv"))
        for choice, count in row.counts.items()
        if count
    }
    assert found == printed
    assert sum(found.values()) == 10_429


def test_a_hundred_and_forty_four_late_dossiers_of_justice_waited_for_another_agency():
    late = Dossier.objects.filter(agency__name="Sở Tư pháp").exclude(ended_at=None).exclude(late_cause="")
    assert late.filter(late_cause="waiting_other_agency").count() == 144


def test_the_log_replays_to_the_rows():
    assert list(verify_log()) == []


def test_all_dossiers_run_through_real_procedures_of_their_agency():
    wrong = Dossier.objects.exclude(procedure__agency_id=F("agency_id"))
    assert not wrong.exists()
    used = Dossier.objects.values("agency").annotate(n=Count("procedure", distinct=True))
    assert all(row["n"] >= 3 for row in used)
    assert Event.objects.count() > 10 * Dossier.objects.count()


def test_the_narrative_report_states_the_figures_of_the_source_and_its_document_is_sound():
    document = live_report(span_of(PERIOD, now=PERIOD.end))
    told = " ".join(paragraph.text for paragraph in document.paragraphs).replace("\N{NO-BREAK SPACE}", " ")
    for sentence in (
        "Tổng số hồ sơ tiếp nhận là 50.229 hồ sơ (Phụ lục I), gồm 42 hồ sơ từ kỳ trước chuyển sang (0,08 %) và 50.187"
        " hồ sơ tiếp nhận mới (99,92 %).",
        "Trong tổng số tiếp nhận có 5.729 hồ sơ nộp trực tuyến (11,41 %).",
        "Đã giải quyết 48.716 hồ sơ, đạt 96,99 % tổng số tiếp nhận, trong đó 47.715 hồ sơ trước hạn (97,95 %),"
        " 834 hồ sơ đúng hạn (1,71 %) và 167 hồ sơ trễ hạn (0,34 %)",
        "Có 48 hồ sơ bị trả lại, chiếm 0,10 % tổng số tiếp nhận.",
        "Đang giải quyết 1.513 hồ sơ (3,01 %), trong đó 1.492 hồ sơ còn hạn (98,61 %) và 21 hồ sơ quá hạn (1,39 %).",
        "nhiều nhất là Sở Tư pháp với 144 hồ sơ, chiếm 86,23 %.",
        "17 hồ sơ do làm đúng hạn nhưng cập nhật phần mềm chậm (10,18 %)",
        "Có 10.429 lượt đánh giá trong kỳ",
        "3.764 lượt hài lòng về chất lượng phục vụ (36,09 %); 6.643 lượt hài lòng về thái độ phục vụ (63,70 %)",
        "Chưa có số liệu về thu phí, lệ phí.",
    ):
        assert sentence in told
    found = check(io.BytesIO(as_docx(document, at=PERIOD.end)))
    assert found.sound
    assert (found.removed, found.rewritten) == ((), 0)
    assert found.figures > 700
