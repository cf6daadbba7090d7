"""The 766 index from marks, complaints and ratings: only what was recorded counts, as it was known."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any

import pytest

from law.calendars import at as moment
from motcua.agencies.models import Agency
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Dossier, Mark
from motcua.feedback.models import Questionnaire, Rating
from motcua.law.refusal import Refused
from motcua.law.scoring.index import Count, Missing
from motcua.reports.models import QuestionFact
from motcua.reports.scores.complaints import complaints, complaints_found
from motcua.reports.scores.costing import costs_of, listed
from motcua.reports.scores.index import index_table
from motcua.reports.scores.marks import BY_DOSSIER, NEEDS, marks_found
from motcua.reports.scores.progress import progress
from motcua.reports.sources import declare_source
from motcua.reports.span import Span
from reports.histories import FIRST, PERIOD, SECOND, History, at, history, put

pytestmark = pytest.mark.django_db
MARCH = Span(PERIOD, PERIOD.end)
ALL = [kind.value for kind in Mark.Kind if kind is not Mark.Kind.FEE]


@pytest.fixture(autouse=True)
def world(province: None) -> None:
    """The province."""


def declare(*kinds: str, since: date = date(2019, 1, 1)) -> None:
    for kind in kinds:
        declare_source(kind, since=since, at=moment("01/02/2019 08:00"))


def agency(code: str) -> int:
    return Agency.objects.get(code=code).pk


def mark(row: Dossier, *kinds: str, when: str = "2019-03-20 08:00") -> None:
    Mark.objects.bulk_create([Mark(dossier=row, kind=kind, at=at(when)) for kind in kinds])


def one(**more: Any) -> Dossier:
    return put([history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-10 09:00", **more)])[0]


# Marks


def test_what_was_not_recorded_for_the_whole_period_gives_no_figures() -> None:
    mark(one(), *ALL)
    assert set(marks_found(MARCH).values()) == {Missing.NO_SOURCE}
    declare(*ALL, since=date(2019, 3, 2))
    assert set(marks_found(MARCH).values()) == {Missing.NO_SOURCE}


def test_digitising_needs_scans_and_an_electronic_result() -> None:
    declare(*ALL)
    for kinds in (["digitised", "e_result"], ["digitised"], ["e_result"], []):
        mark(one(), *kinds)
    assert marks_found(MARCH)["digitised"] == {agency(FIRST): Count(1, 4)}
    assert {line.why for line in costs_of(MARCH, "digitised")[1][0:9]} == {
        "Chưa có kết quả điện tử.",
        "Chưa số hóa thành phần hồ sơ.",
        "Chưa số hóa thành phần hồ sơ, chưa có kết quả điện tử.",
    }


def test_a_mark_that_came_later_does_not_count() -> None:
    declare(*ALL)
    mark(one(), "identity", when="2019-04-01 00:01")
    mark(one(), "identity", when="2019-03-31 23:59")
    assert marks_found(MARCH)["identity"] == {agency(FIRST): Count(1, 2)}


def test_filing_online_counts_with_an_electronic_result_where_a_paper_is_given() -> None:
    declare(*ALL)
    version = ProcedureVersion.objects.order_by("pk")[0]
    ProcedureVersion.objects.filter(pk=version.pk).update(results=[{"name": "Giấy phép", "code": ""}])
    one(channel="online_full")
    mark(one(channel="online_full"), "e_result")
    mark(one(), "e_result")
    assert marks_found(MARCH)["online_filed"] == {agency(FIRST): Count(1, 3)}
    ProcedureVersion.objects.filter(pk=version.pk).update(results=[])
    assert marks_found(MARCH)["online_filed"] == {agency(FIRST): Count(2, 3)}
    assert marks_found(MARCH)["e_result"] == {}


def test_online_payment_is_asked_of_dossiers_with_a_fee() -> None:
    declare(*ALL)
    mark(one(), "fee", "paid_online")
    mark(one(), "fee")
    one()
    found = marks_found(MARCH)
    assert found["paid_online"] == {agency(FIRST): Count(1, 2)}


def test_procedures_with_a_fee_count_once_one_dossier_was_paid_online() -> None:
    declare(*ALL)
    before = marks_found(MARCH)["payable_online"]
    row = one()
    mark(row, "paid_online")
    version = row.procedure_version
    if not version.fees.exclude(amount=0).exists():
        version.fees.create(order=99, kind="fee", name="Phí", amount=1000)
        before = marks_found(MARCH)["payable_online"]
    after = marks_found(MARCH)["payable_online"]
    own = version.procedure.agency_id
    assert after[own].part == 1
    assert after[own].whole == before[own].whole


def test_procedures_for_people_count_once_one_applicant_was_checked() -> None:
    declare(*ALL)
    row = one()
    ProcedureVersion.objects.filter(pk=row.procedure_version_id).update(subjects=["citizen"])
    assert marks_found(MARCH)["identity_procedures"] == {agency(FIRST): Count(0, 1)}
    mark(row, "identity")
    assert marks_found(MARCH)["identity_procedures"] == {agency(FIRST): Count(1, 1)}
    ProcedureVersion.objects.filter(pk=row.procedure_version_id).update(subjects=["enterprise"])
    assert marks_found(MARCH)["identity_procedures"] == {}


def test_marks_agree_with_walking_each_dossier() -> None:
    declare(*ALL)
    rng = random.Random(766)
    version = ProcedureVersion.objects.order_by("pk")[0]
    ProcedureVersion.objects.filter(pk=version.pk).update(results=[{"name": "Giấy phép", "code": ""}])
    wanted: defaultdict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    drawn: list[History] = []
    marked: list[Mark] = []
    for _ in range(200):
        accepted = rng.choice(["2019-02-25 08:00", "2019-03-04 08:00", "2019-04-02 08:00"])
        ended = rng.choice([None, "2019-03-30 09:00", "2019-04-09 09:00"])
        ended = ended if ended is None or ended > accepted else None
        how = rng.choice(["finished", "rejected"])
        code, channel = rng.choice([FIRST, SECOND]), rng.choice(["counter", "online_full", "post"])
        drawn.append(history(accepted, "2019-04-12 17:00", ended, how, agency=code, channel=channel))
        marks = {kind.value: rng.choice(["2019-03-31 10:00", "2019-04-10 10:00", ""]) for kind in Mark.Kind}
        marked += [Mark(dossier_id=drawn[-1].id, kind=kind, at=at(when)) for kind, when in marks.items() if when]
        has = {kind for kind, when in marks.items() if when.startswith("2019-03")}
        received = accepted.startswith("2019-03")
        finished = how == "finished" and ended is not None and ended.startswith("2019-03")
        asked = {
            "e_result": (finished, "e_result" in has),
            "digitised": (finished, {"e_result", "digitised"} <= has),
            "reused": (received, "reused" in has),
            "from_store": (received, "from_store" in has),
            "identity": (received, "identity" in has),
            "online_filed": (received, channel == "online_full" and "e_result" in has),
            "paid_online": (received and "fee" in has, "paid_online" in has),
        }
        for key, (counts, good) in asked.items():
            if counts:
                wanted[key, agency(code)][0] += good
                wanted[key, agency(code)][1] += 1
    put(drawn)
    Mark.objects.bulk_create(marked)
    found = marks_found(MARCH)
    for key in BY_DOSSIER:
        assert found[key] == {pk: Count(*counts) for (of, pk), counts in wanted.items() if of == key}
    for key in BY_DOSSIER:  # and each list is as long as what costs points
        gap = sum(count.whole - count.part for count in found[key].values())
        lines = costs_of(MARCH, key)[1]
        assert lines.count() == gap == len(lines[0:500])


def test_a_list_is_bound_to_the_agencies_that_may_be_seen() -> None:
    declare(*ALL)
    one()
    one(agency=SECOND)
    assert costs_of(MARCH, "identity", [agency(SECOND)])[1].count() == 1


def test_what_was_not_recorded_cannot_be_listed() -> None:
    assert all(listed(key) for key in BY_DOSSIER)
    with pytest.raises(Refused, match="không có số liệu trong kỳ này"):
        costs_of(MARCH, "identity")


def test_every_indicator_of_marks_is_in_the_index() -> None:
    declare(*ALL)
    mark(one(), *ALL, "fee")
    index = index_table(MARCH).of()
    assert {key for key in NEEDS if index.line(key).points is None} <= {"e_result", "identity_procedures"}


# Complaints and ratings


def complaint(reference: str, received: str, answered: str = "", **more: Any) -> QuestionFact:
    return QuestionFact.objects.create(
        reference=reference,
        agency=Agency.objects.get(code=FIRST),
        kind=more.pop("kind", "complaint_conduct"),
        channel="portal",
        received_at=at(received),
        answered_at=at(answered) if answered else None,
        **more,
    )


def test_complaints_are_in_time_within_fifteen_working_days() -> None:
    declare("questions")
    complaint("A", "2019-03-04 08:00", "2019-03-25 16:00")
    complaint("B", "2019-03-04 08:00", "2019-03-26 08:00")
    complaint("C", "2019-03-01 08:00")
    complaint("D", "2019-03-29 08:00")
    complaint("E", "2019-03-04 08:00", "2019-04-02 08:00")
    complaint("F", "2019-03-04 08:00", "2019-03-30 08:00", kind="question")
    assert {one.reference: one.in_time for one in complaints(MARCH, None)} == {
        "A": True,
        "B": False,
        "C": False,
        "E": False,
    }
    assert complaints_found(MARCH, {})["complaints_on_time"] == {agency(FIRST): Count(1, 4)}
    lines = costs_of(MARCH, "complaints_on_time")[1]
    assert lines[0].why.endswith("hạn trả lời 17 giờ 00 ngày 25/03/2019, xong lúc 08 giờ 00 ngày 26/03/2019.")
    assert lines[1].why.endswith("chưa trả lời.")


def test_a_complaint_of_nobody_counts_for_the_province() -> None:
    declare("questions")
    complaint("A", "2019-03-04 08:00", "2019-03-05 16:00")
    QuestionFact.objects.update(agency=None)
    table = index_table(MARCH)
    assert table.of().line("complaints_on_time").reading == Count(1, 1)
    assert table.of(agency(FIRST)).line("complaints_on_time").reading is Missing.NOTHING


def test_satisfaction_loses_what_is_late_complained_of_or_rated_badly() -> None:
    declare("questions")
    one()
    put([history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-13 09:00") for _ in range(2)])
    complaint("A", "2019-03-04 08:00", "2019-03-05 16:00")
    complaint("B", "2019-03-04 08:00", kind="complaint_rule")
    asked = Questionnaire.objects.create(code="q", title="Q", since=date(2019, 1, 1), choices=[])
    for choice in ("dissatisfied_time", "satisfied_service"):
        Rating.objects.create(
            questionnaire=asked, agency_id=agency(FIRST), choice=choice, given_at=datetime(2019, 3, 5, tzinfo=UTC)
        )
    found = complaints_found(MARCH, progress(MARCH))
    assert found["satisfied"] == {agency(FIRST): Count(4, 3)}
    assert index_table(MARCH).of().line("satisfied").points == 0


def test_without_records_of_complaints_satisfaction_is_unknown() -> None:
    complaint("A", "2019-03-04 08:00")
    assert set(complaints_found(MARCH, progress(MARCH)).values()) == {Missing.NO_SOURCE}
