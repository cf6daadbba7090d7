"""Writes of the scoring of agencies: the agency scores itself, procedure control checks, the director approves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from motcua.agencies.actors import Actor
from motcua.agencies.models import Agency
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.law.scoring.quality import MAXIMUM, QUALITY, band_of, require_score, total_of
from motcua.law.scoring.rates import in_vietnamese
from motcua.reports.access import used_key
from motcua.reports.models import AgencyScoring, ScoringEntry, ScoringItem
from motcua.reports.scores.access import require_approver, require_checker, require_scorer
from motcua.reports.scores.quality import computed_tallies
from motcua.reports.scores.schemes import quality_scheme_on, scoring_is_on

Stage = AgencyScoring.Stage
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Given:
    """What an agency gives itself for an index: a score, or None for not yet; and the evidence."""

    score: Decimal | None
    evidence: str


@transaction.atomic
def begin(*, actor: Actor, at: datetime, key: UUID, agency: Agency, period: Period) -> AgencyScoring:
    """Begin the scoring of an agency for a period that is over, with what is computed; one that is there is returned.

    Args:
        at: now, UTC.
        key: of the command; the same key again changes nothing.

    Raises:
        Refused: ``scoring_off``, ``forbidden``, ``period_not_over``, ``no_scheme``; ``used_key``: the key began the
            scoring of another agency or period.
    """
    require_on()
    require_scorer(actor, agency.pk)
    if local(at).date() <= period.last:
        raise Refused(
            "period_not_over", f"Kỳ chấm điểm kết thúc ngày {period.last:%d/%m/%Y}; chỉ chấm khi kỳ đã hết.", "period"
        )
    quality_scheme_on(period.last)
    wanted = {"agency": agency, "first": period.first, "last": period.last}
    scoring, made = AgencyScoring.objects.get_or_create(
        **wanted, defaults={"author_id": actor.staff_id, "updated_at": at}
    )
    if made:
        _done(scoring, key)
        ScoringItem.objects.bulk_create(ScoringItem(scoring=scoring, number=number) for number in QUALITY)
        _compute(scoring)
        _tell(scoring, actor, at, key, "Bắt đầu tự chấm điểm; chỉ số 1 và 2 do hệ thống tính.")
    return scoring


@transaction.atomic
def save(
    scoring_id: int, given: Mapping[int, Given], *, actor: Actor, at: datetime, key: UUID, revision: int
) -> AgencyScoring:
    """Write down what the agency gives itself; computed indices are computed anew and cannot be typed.

    Args:
        given: by number of index.
        revision: of the scoring as the person saw it.

    Raises:
        Refused: ``scoring_off``, ``no_scoring``, ``forbidden``, ``not_writing``, ``changed_meanwhile``;
            ``computed``, ``score_impossible``, ``evidence_too_long`` with the field of the index (`score_3`).
    """
    scoring, done = _open(scoring_id, key)
    if done:
        return scoring
    require_scorer(actor, scoring.agency_id)
    _require_stage(scoring, Stage.WRITING, revision)
    _require_given(given)
    for item in scoring.items.select_for_update(of=("self",)):
        if item.number in given:
            item.score, item.evidence = given[item.number].score, given[item.number].evidence.strip()
            item.save(update_fields=["score", "evidence"])
    _compute(scoring)
    scoring.author_id = actor.staff_id
    _tell(scoring, actor, at, key, "Lưu điểm tự chấm.")
    return _touch(scoring, at)


@transaction.atomic
def send(scoring_id: int, *, actor: Actor, at: datetime, key: UUID, revision: int) -> AgencyScoring:
    """Send the scoring to be checked: computed once more, every other index with its score and its evidence.

    Raises:
        Refused: ``scoring_off``, ``no_scoring``, ``forbidden``, ``not_writing``, ``changed_meanwhile``;
            ``score_missing``, ``evidence_missing`` with the field of the index.
    """
    scoring, done = _open(scoring_id, key)
    if done:
        return scoring
    require_scorer(actor, scoring.agency_id)
    _require_stage(scoring, Stage.WRITING, revision)
    _compute(scoring)
    items = list(scoring.items.all())
    _require_whole(items)
    total, most = total_of([item.score for item in items])
    scoring.total, scoring.band = total, _grade(scoring.last, total, most)
    scoring.stage, scoring.author_id, scoring.returned = Stage.SENT, actor.staff_id, ""
    graded = f", tự xếp loại {scoring.band}" if scoring.band else ""
    sentence = f"Gửi kiểm tra: {in_vietnamese(total)}/{in_vietnamese(most)} điểm{graded}."
    _tell(scoring, actor, at, key, sentence)
    return _touch(scoring, at)


@transaction.atomic
def check(scoring_id: int, *, actor: Actor, at: datetime, key: UUID, revision: int) -> AgencyScoring:
    """Agree with a scoring, as procedure control, and hand it on for approval.

    Raises:
        Refused: ``scoring_off``, ``no_scoring``, ``forbidden``, ``own_scoring``, ``not_sent``, ``changed_meanwhile``.
    """
    scoring, done = _open(scoring_id, key)
    if done:
        return scoring
    require_checker(actor, scoring)
    _require_stage(scoring, Stage.SENT, revision)
    scoring.stage, scoring.checker_id = Stage.CHECKED, actor.staff_id
    _tell(scoring, actor, at, key, "Đã kiểm tra, trình phê duyệt.")
    return _touch(scoring, at)


@transaction.atomic
def approve(scoring_id: int, *, actor: Actor, at: datetime, key: UUID, revision: int) -> AgencyScoring:
    """Approve a checked scoring, as the director of the centre; it never changes again.

    Raises:
        Refused: ``scoring_off``, ``no_scoring``, ``forbidden``, ``own_scoring``, ``not_checked``,
            ``changed_meanwhile``.
    """
    scoring, done = _open(scoring_id, key)
    if done:
        return scoring
    require_approver(actor, scoring)
    _require_stage(scoring, Stage.CHECKED, revision)
    scoring.stage, scoring.approver_id = Stage.APPROVED, actor.staff_id
    _tell(scoring, actor, at, key, f"Phê duyệt: {in_vietnamese(scoring.total or 0)} điểm.")
    return _touch(scoring, at)


@transaction.atomic
def send_back(scoring_id: int, reason: str, *, actor: Actor, at: datetime, key: UUID, revision: int) -> AgencyScoring:
    """Give a scoring back with the reason: procedure control one that was sent, the director one that was checked.

    Raises:
        Refused: ``scoring_off``, ``no_scoring``, ``forbidden``, ``own_scoring``, ``not_waiting``,
            ``changed_meanwhile``; ``no_reason``, ``reason_too_long``, field ``reason``.
    """
    scoring, done = _open(scoring_id, key)
    if done:
        return scoring
    if scoring.stage == Stage.SENT:
        require_checker(actor, scoring)
    elif scoring.stage == Stage.CHECKED:
        require_approver(actor, scoring)
    else:
        raise Refused("not_waiting", f"Bảng điểm này không chờ quyết định: {_stage(scoring)}.")
    _require_stage(scoring, Stage(scoring.stage), revision)
    reason = reason.strip()
    if not reason:
        raise Refused("no_reason", "Hãy ghi lý do trả lại để cơ quan biết phải sửa gì.", "reason")
    if len(reason) > LONGEST_TEXT:
        raise Refused("reason_too_long", f"Lý do không dài quá {LONGEST_TEXT} ký tự.", "reason")
    scoring.stage, scoring.checker_id, scoring.returned = Stage.WRITING, None, reason
    scoring.total, scoring.band = None, ""
    _tell(scoring, actor, at, key, f"Trả lại để sửa: {reason}")
    return _touch(scoring, at)


def require_on() -> None:
    """Make sure that the province keeps this scoring.

    Raises:
        Refused: ``scoring_off``.
    """
    if not scoring_is_on():
        raise Refused(
            "scoring_off",
            "Tỉnh chưa áp dụng chấm điểm theo Thông tư 01/2018/TT-VPCP; quản trị hệ thống bật bằng cấu hình.",
        )


def _open(scoring_id: int, key: UUID) -> tuple[AgencyScoring, bool]:
    """A scoring, locked; and whether the command of this key was carried out already."""
    require_on()
    scoring = AgencyScoring.objects.select_for_update(of=("self",)).filter(pk=scoring_id).first()
    if scoring is None:
        raise Refused("no_scoring", "Không có bảng điểm này; hãy xem lại danh sách.")
    return scoring, _done(scoring, key)


def _done(scoring: AgencyScoring, key: UUID) -> bool:
    """Whether the command of this key was carried out already on this scoring."""
    of = ScoringEntry.objects.filter(key=key).values_list("scoring_id", flat=True).first()
    if of not in (None, scoring.pk):
        raise used_key()
    return of is not None


_NOT = {Stage.WRITING: "not_writing", Stage.SENT: "not_sent", Stage.CHECKED: "not_checked"}


def _require_stage(scoring: AgencyScoring, stage: AgencyScoring.Stage, revision: int) -> None:
    if scoring.stage != stage:
        raise Refused(_NOT[stage], f"Bảng điểm này đang ở bước khác: {_stage(scoring)}.")
    if scoring.revision != revision:
        raise Refused("changed_meanwhile", "Bảng điểm vừa được sửa; hãy mở lại trang rồi thực hiện lại.")


def _stage(scoring: AgencyScoring) -> str:
    label = str(Stage(scoring.stage).label)
    return label[0].lower() + label[1:]


def _require_given(given: Mapping[int, Given]) -> None:
    for number, one in given.items():
        if number in QUALITY and QUALITY[number].computed:
            raise Refused("computed", f"Chỉ số {number} do hệ thống tính, không nhập tay.", f"score_{number}")
        if len(one.evidence) > LONGEST_TEXT:
            raise Refused("evidence_too_long", f"Căn cứ không dài quá {LONGEST_TEXT} ký tự.", f"evidence_{number}")
        if one.score is None:
            continue
        try:
            require_score(number, one.score)
        except Refused as refused:
            raise Refused(refused.code, refused.sentence, f"score_{number}") from None


def _require_whole(items: list[ScoringItem]) -> None:
    for item in items:
        if QUALITY[item.number].computed:
            continue
        if item.score is None:
            raise Refused("score_missing", f"Chỉ số {item.number} chưa có điểm.", f"score_{item.number}")
        if not item.evidence:
            raise Refused(
                "evidence_missing", f"Hãy ghi căn cứ cho điểm của chỉ số {item.number}.", f"evidence_{item.number}"
            )


def _compute(scoring: AgencyScoring) -> None:
    """Write what the system counts over whatever was there."""
    for number, found in computed_tallies(scoring.agency_id, Period(scoring.first, scoring.last)).items():
        scoring.items.filter(number=number).update(
            score=found.score, tally=[found.twos, found.ones, found.zeros], evidence=found.sentence
        )


def _grade(last: date, total: Decimal, most: Decimal) -> str:
    """The grade of a total of all nine indices; "" where one could not be scored."""
    return band_of(quality_scheme_on(last), total).label if most == MAXIMUM else ""


def _tell(scoring: AgencyScoring, actor: Actor, at: datetime, key: UUID, sentence: str) -> None:
    ScoringEntry.objects.create(scoring=scoring, at=at, actor_id=actor.staff_id, sentence=sentence, key=key)


def _touch(scoring: AgencyScoring, at: datetime) -> AgencyScoring:
    scoring.revision += 1
    scoring.updated_at = at
    scoring.save()
    return scoring
