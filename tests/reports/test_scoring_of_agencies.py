"""Scoring of agencies under TT 01/2018: scored by itself, checked, approved by different people; computed or typed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

import cast
from law.calendars import at as moment
from motcua.agencies.models import Agency
from motcua.dossiers.models import Task
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.law.scoring.quality import Tally
from motcua.reports.models import AgencyScoring
from motcua.reports.scores import scoring
from motcua.reports.scores.quality import computed_tallies
from motcua.reports.scores.scoring import Given
from motcua.reports.scores.scoring_queries import quarter_from, quarters_over, scoring_page, scorings_for
from reports.histories import at, history, put

pytestmark = pytest.mark.django_db
QUARTER = Period.quarter(2019, 1)
NOW = moment("20/03/2019 08:00")
TYPED = {number: Given(Decimal(2), f"Văn bản số {number}") for number in range(3, 10)}


@pytest.fixture(autouse=True)
def kept(province: None, settings: Any) -> None:
    """The province keeps the scoring."""
    settings.SCORING_2018 = "1"


def justice() -> Agency:
    return Agency.objects.get(code=cast.JUSTICE)


def begun(part: str = "agency_head") -> AgencyScoring:
    return scoring.begin(actor=cast.person(part), at=NOW, key=uuid.uuid4(), agency=justice(), period=QUARTER)


def do(command: Callable[..., AgencyScoring], row: AgencyScoring, *given: Any, part: str, **more: Any) -> AgencyScoring:
    row.refresh_from_db()
    wanted = {"actor": cast.person(part), "at": NOW, "key": uuid.uuid4(), "revision": row.revision}
    return command(row.pk, *given, **{**wanted, **more})


def sent() -> AgencyScoring:
    put([history("2019-01-04 08:00", "2019-01-12 17:00", "2019-01-10 09:00", agency=cast.JUSTICE)])
    row = begun()
    do(scoring.save, row, TYPED, part="agency_head")
    return do(scoring.send, row, part="agency_head")


# What is computed


def test_the_first_index_is_the_time_of_the_dossiers_resolved() -> None:
    put(
        [
            history("2019-01-04 08:00", "2019-01-12 17:00", "2019-01-10 09:00", agency=cast.JUSTICE),
            history("2019-01-04 08:00", "2019-01-12 17:00", "2019-01-12 09:00", agency=cast.JUSTICE),
            history("2019-01-04 08:00", "2019-01-12 17:00", "2019-01-13 09:00", agency=cast.JUSTICE),
            history("2019-01-04 08:00", "2019-01-12 17:00", "2019-03-16 09:00", agency=cast.JUSTICE),
        ]
    )
    assert computed_tallies(justice().pk, QUARTER)[1] == Tally(1, 1, 1)


def test_the_second_index_is_the_worst_of_the_steps_that_the_agency_did_in_a_dossier() -> None:
    rows = put([history("2019-01-04 08:00", "2019-01-12 17:00") for _ in range(3)])
    closed = {
        0: [("2019-01-07 09:00", "2019-01-08 09:00"), ("2019-01-09 09:00", "2019-01-08 09:00")],
        1: [("2019-01-07 09:00", "2019-01-08 09:00"), ("2019-01-08 08:00", "2019-01-08 09:00")],
        2: [("2019-01-07 09:00", "2019-01-08 09:00"), ("2019-03-20 09:00", "2019-03-19 09:00")],
    }
    for place, steps in closed.items():
        for number, (when, due) in enumerate(steps):
            Task.objects.create(
                dossier=rows[place], kind="step", step=str(number), name="Bước", agency=justice(), role="leader",
                opened_at=at("2019-01-04 08:00"), due_at=at(due), closed_at=at(when),
            )  # fmt: skip
    assert computed_tallies(justice().pk, QUARTER)[2] == Tally(1, 1, 1)


def test_a_scoring_begins_with_what_is_computed() -> None:
    put([history("2019-01-04 08:00", "2019-01-12 17:00", "2019-01-12 09:00", agency=cast.JUSTICE)])
    scores = {item.number: item.score for item in begun().items.all()}
    assert scores == {1: 1, **dict.fromkeys(range(2, 10))}


def test_a_computed_index_cannot_be_typed() -> None:
    with pytest.raises(Refused) as refused:
        do(scoring.save, begun(), {1: Given(Decimal(2), "")}, part="agency_head")
    assert (refused.value.code, refused.value.field) == ("computed", "score_1")


# Its way


def test_it_goes_from_the_agency_over_the_check_to_the_approval() -> None:
    row = sent()
    assert (row.stage, row.total, row.band) == ("sent", Decimal("16.0"), "")
    do(scoring.check, row, part="procedure_control")
    row = do(scoring.approve, row, part="director")
    assert row.stage == "approved"
    assert [entry.sentence for entry in scoring_page(cast.person("director"), row.pk).history] == [
        "Bắt đầu tự chấm điểm; chỉ số 1 và 2 do hệ thống tính.",
        "Lưu điểm tự chấm.",
        "Gửi kiểm tra: 16/16 điểm.",
        "Đã kiểm tra, trình phê duyệt.",
        "Phê duyệt: 16 điểm.",
    ]


def test_with_all_nine_indices_it_has_a_grade() -> None:
    row = sent()
    do(scoring.send_back, row, "Chấm lại.", part="procedure_control")
    dossier = put([history("2019-01-04 08:00", "2019-01-12 17:00", agency=cast.JUSTICE)])[0]
    Task.objects.create(
        dossier=dossier, kind="step", step="x", name="Bước", agency=justice(), role="leader",
        opened_at=at("2019-01-04 08:00"), due_at=at("2019-01-08 08:00"), closed_at=at("2019-01-09 08:00"),
    )  # fmt: skip
    row = do(scoring.send, row, part="agency_head")
    assert (row.total, row.band) == (16, "Xuất sắc")


def test_it_comes_back_with_a_reason_and_goes_again() -> None:
    row = sent()
    row = do(scoring.send_back, row, " Thiếu minh chứng chỉ số 5. ", part="procedure_control")
    assert (row.stage, row.returned, row.total) == ("writing", "Thiếu minh chứng chỉ số 5.", None)
    row = do(scoring.send, row, part="agency_head")
    do(scoring.check, row, part="procedure_control")
    row = do(scoring.send_back, row, "Chưa thống nhất.", part="director")
    assert (row.stage, row.checker_id) == ("writing", None)


def test_coming_back_needs_a_reason() -> None:
    with pytest.raises(Refused) as refused:
        do(scoring.send_back, sent(), "  ", part="procedure_control")
    assert refused.value.field == "reason"


def test_what_is_missing_keeps_it_from_being_sent_and_is_named() -> None:
    row = begun()
    with pytest.raises(Refused, match="Chỉ số 3 chưa có điểm"):
        do(scoring.send, row, part="agency_head")
    do(scoring.save, row, {**TYPED, 5: Given(Decimal(1), " ")}, part="agency_head")
    with pytest.raises(Refused) as refused:
        do(scoring.send, row, part="agency_head")
    assert refused.value.field == "evidence_5"


@pytest.mark.parametrize(("number", "score"), [(5, "1.5"), (9, "1"), (3, "2.5"), (4, "0.25")])
def test_a_score_that_an_index_cannot_have_is_refused_beside_it(number: int, score: str) -> None:
    with pytest.raises(Refused) as refused:
        do(scoring.save, begun(), {number: Given(Decimal(score), "x")}, part="agency_head")
    assert refused.value.field == f"score_{number}"


def test_a_period_that_is_not_over_cannot_be_scored() -> None:
    early = moment("14/03/2019 23:00")
    with pytest.raises(Refused, match="chỉ chấm khi kỳ đã hết"):
        scoring.begin(actor=cast.person("agency_head"), at=early, key=uuid.uuid4(), agency=justice(), period=QUARTER)


# Who, and once


@pytest.mark.parametrize("part", ["director", "procedure_control", "case_officer", "asked_head"])
def test_only_a_leader_of_the_agency_scores_it(part: str) -> None:
    with pytest.raises(Refused, match="Chỉ lãnh đạo của cơ quan"):
        begun(part)


@pytest.mark.parametrize(
    ("command", "part"),
    [(scoring.check, "director"), (scoring.check, "agency_head"), (scoring.approve, "procedure_control")],
)
def test_each_step_has_its_own_person(command: Callable[..., AgencyScoring], part: str) -> None:
    row = sent()
    if command is scoring.approve:
        do(scoring.check, row, part="procedure_control")
    with pytest.raises(Refused) as refused:
        do(command, row, part=part)
    assert refused.value.code == "forbidden"


def test_nobody_checks_or_approves_the_own_work() -> None:
    row = sent()
    AgencyScoring.objects.filter(pk=row.pk).update(author=cast.person("procedure_control").staff_id)
    with pytest.raises(Refused, match="không được tự quyết định"):
        do(scoring.check, row, part="procedure_control")


def test_the_database_holds_that_several_people_decide() -> None:
    row = sent()
    wrong = {"stage": "checked", "checker": row.author_id}
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyScoring.objects.filter(pk=row.pk).update(**wrong)


def test_nothing_is_approved_before_it_is_checked() -> None:
    with pytest.raises(Refused, match="bước khác: chờ kiểm tra"):
        do(scoring.approve, sent(), part="director")


def test_what_changed_meanwhile_is_not_decided_on() -> None:
    row = sent()
    with pytest.raises(Refused, match="vừa được sửa"):
        do(scoring.check, row, part="procedure_control", revision=row.revision - 1)


def test_the_same_command_twice_is_done_once() -> None:
    row = sent()
    key, revision = uuid.uuid4(), row.revision
    for _ in range(2):
        do(scoring.check, row, part="procedure_control", key=key, revision=revision)
    row.refresh_from_db()
    assert (row.stage, row.entries.count()) == ("checked", 4)


def test_beginning_twice_is_the_same_scoring() -> None:
    assert begun() == begun()


def test_where_the_province_does_not_keep_it_nothing_is_scored(settings: Any) -> None:
    row = sent()
    settings.SCORING_2018 = ""
    with pytest.raises(Refused, match="chưa áp dụng"):
        begun()
    with pytest.raises(Refused, match="chưa áp dụng"):
        do(scoring.check, row, part="procedure_control")


# What is seen


def test_an_agency_sees_its_own_scorings_and_overseers_all() -> None:
    row = sent()
    assert [one.pk for one in scorings_for(cast.person("agency_head"))] == [row.pk]
    assert [one.pk for one in scorings_for(cast.person("director"))] == [row.pk]
    with pytest.raises(Http404):
        scoring_page(cast.person("asked_head"), row.pk)


def test_the_page_says_what_may_be_done_now() -> None:
    row = sent()
    may = {
        part: (page.may_write, page.may_check, page.may_approve)
        for part in ("agency_head", "procedure_control", "director")
        for page in [scoring_page(cast.person(part), row.pk)]
    }
    assert may == {
        "agency_head": (False, False, False),
        "procedure_control": (False, True, False),
        "director": (False, False, False),
    }


def test_quarters_that_are_over_can_be_scored() -> None:
    assert quarters_over(NOW)[0] == QUARTER
    assert quarters_over(moment("14/03/2019 23:59"))[0] == Period.quarter(2018, 4)
    assert quarter_from("2018-12-15", NOW) == QUARTER
    assert quarter_from("2018-12-16", NOW) is None
    assert quarter_from("x", NOW) is None
    assert date(2018, 12, 15) == QUARTER.first


def test_a_key_begins_one_scoring_and_no_other() -> None:
    key, head = uuid.uuid4(), cast.person("agency_head")
    scoring.begin(actor=head, at=NOW, key=key, agency=justice(), period=QUARTER)
    with pytest.raises(Refused) as refused:
        scoring.begin(
            actor=head, at=moment("20/06/2019 08:00"), key=key, agency=justice(), period=Period.quarter(2019, 2)
        )
    assert refused.value.code == "used_key"
    assert AgencyScoring.objects.count() == 1
