"""III–IV. Strengths, weaknesses, their causes and the tasks of the next period, proposed from the figures.

Each proposal rests on a threshold of the configuration; whoever writes the report keeps, changes or strikes it out.
"""

from __future__ import annotations

from motcua.law.lifecycle.state import LateCause
from motcua.reports.narrative.content import Heading, Paragraph, Sentence, joined, say
from motcua.reports.narrative.figures import Figure
from motcua.reports.narrative.saying import Section, Telling, at_least, below, line, listed, paragraph
from motcua.reports.narrative.sections.details import DISSATISFIED, SATISFIED, causes_of, choices_of

ON_TIME = "early+on_time%resolved"


def assessment(telling: Telling) -> Section:
    """III. Strengths, weaknesses, causes."""
    return [
        Heading(1, "III. Đánh giá chung"),
        Heading(2, "1. Ưu điểm"),
        *_or(_strengths(telling), "Số liệu trong kỳ chưa cho thấy ưu điểm nổi bật."),
        Heading(2, "2. Hạn chế"),
        *_or(_weaknesses(telling), "Số liệu trong kỳ không cho thấy hạn chế cần nêu."),
        Heading(2, "3. Nguyên nhân"),
        *_or(_causes(telling), "Số liệu trong kỳ chưa đủ để xác định nguyên nhân của hạn chế."),
    ]


def tasks(telling: Telling) -> Section:
    """IV. Tasks of the next period."""
    return [Heading(1, "IV. Nhiệm vụ kỳ tới"), *_tasks(telling)]


def _or(lines: list[Sentence], otherwise: str) -> list[Paragraph]:
    return [line(sentence) for sentence in lines] or [paragraph((otherwise,))]


def _strengths(telling: Telling) -> list[Sentence]:
    told, limit = [], telling.thresholds
    rate = telling.get("one-stop", ON_TIME)
    if rate is not None and at_least(rate, limit.on_time_good):
        told.append(say("Tỷ lệ giải quyết trước hạn và đúng hạn đạt {rate}.", rate=rate))
    never = _never_late(telling)
    if never:
        told.append(never)
    told.extend(
        say("{share} số lượt đánh giá của tổ chức, cá nhân là hài lòng.", share=figure)
        for figure in _satisfied(telling, SATISFIED)
        if at_least(figure, limit.satisfied_good)
    )
    rise = _online_rise(telling)
    if rise is not None and at_least(rise, limit.online_rise):
        told.append(say("Tỷ lệ nộp hồ sơ trực tuyến tăng {rise} điểm phần trăm trong kỳ.", rise=rise))
    return told


def _never_late(telling: Telling) -> Sentence | None:
    working = telling.get("one-stop", "resolved", "#")
    late = telling.get("one-stop", "late+overdue", "#")
    if working is None or late is None or not late.value or late.value >= working.value:
        if working is not None and late is not None and working.value and not late.value:
            return ("Không cơ quan nào có hồ sơ trễ hạn hoặc quá hạn.",)
        return None
    rows = [
        row
        for row, _ in telling.ranked("one-stop", "resolved")
        if (figure := telling.get("one-stop", "late+overdue", row.key)) is not None and not figure.value
    ]
    if not rows:
        return None
    return ("Không có hồ sơ trễ hạn hoặc quá hạn ở ", "; ".join(row.name for row in rows), ".")


def _satisfied(telling: Telling, beginning: tuple[str, ...]) -> list[Figure]:
    """The share of such choices in each questionnaire of the period that was answered."""
    names = [name for name in telling.figures.tables if name == "ratings" or name.startswith("ratings-")]
    keys = [(name, "+".join(choices_of(telling, name, beginning))) for name in names]
    found = [telling.get(name, f"{choices}%total") for name, choices in keys if choices]
    return [figure for figure in found if figure is not None]


def _online_rise(telling: Telling) -> Figure | None:
    rows = [row for row in telling.figures.rows("months") if telling.get("months", "online%new", row.key) is not None]
    return telling.get("months", f"online%new~{rows[0].key}", rows[-1].key) if len(rows) > 1 else None


def _weaknesses(telling: Telling) -> list[Sentence]:
    told, limit = _lateness(telling), telling.thresholds
    slow = _slow_agencies(telling)
    if slow:
        told.append(say("Tỷ lệ trước hạn và đúng hạn còn thấp ở {agencies}.", agencies=slow))
    online = telling.get("one-stop", "online%total")
    if online is not None and below(online, limit.online_low):
        told.append(say("Tỷ lệ hồ sơ nộp trực tuyến mới đạt {share}.", share=online))
    for good, bad in zip(_satisfied(telling, SATISFIED), _satisfied(telling, DISSATISFIED), strict=False):
        if below(good, limit.satisfied_low):
            told.append(say("Còn {share} số lượt đánh giá là không hài lòng.", share=bad))
    back = telling.get("one-stop", "returned%total")
    if back is not None and at_least(back, limit.sent_back_high):
        told.append(say("Hồ sơ bị trả lại chiếm {share} tổng số tiếp nhận.", share=back))
    consulted = telling.get("consultations", "late%answered")
    if consulted is not None and at_least(consulted, limit.consulted_late):
        told.append(say("Có {share} số lượt lấy ý kiến được trả lời trễ hạn.", share=consulted))
    return told


def _lateness(telling: Telling) -> list[Sentence]:
    told: list[Sentence] = []
    late, overdue = telling.get("one-stop", "late"), telling.get("one-stop", "overdue")
    if late is not None and late.value:
        share = telling.sure("one-stop", "late%resolved")
        told.append(
            say("Còn {late} hồ sơ giải quyết trễ hạn, chiếm {share} số hồ sơ đã giải quyết.", late=late, share=share)
        )
    if overdue is not None and overdue.value:
        told.append(
            say(
                "Đến cuối kỳ còn {overdue} hồ sơ quá hạn chưa giải quyết, {whose}.",
                overdue=overdue,
                whose=_whose(telling),
            )
        )
    return told


def _whose(telling: Telling) -> Sentence:
    agencies = telling.ranked("one-stop", "overdue")
    if len(agencies) == 1:
        return ("đều thuộc ", agencies[0][0].name)
    return ("nhiều nhất ở ", *listed(agencies, most=telling.thresholds.named))


def _slow_agencies(telling: Telling) -> Sentence:
    """Agencies with enough dossiers and a low rate, the lowest first: "Sở A (91,20 %)"."""
    limit, found = telling.thresholds, []
    for row, resolved in telling.ranked("one-stop", "resolved"):
        rate = telling.get("one-stop", ON_TIME, row.key)
        if rate is not None and at_least(resolved, limit.agency_cases) and below(rate, limit.agency_on_time_low):
            found.append((row, rate))
    found.sort(key=lambda one: one[1].value)
    return joined([say("{name} ({rate})", name=row.name, rate=rate) for row, rate in found[: limit.named]])


def _causes(telling: Telling) -> list[Sentence]:
    told, limit = [], telling.thresholds
    for column, figure in causes_of(telling):
        share = telling.sure("late-causes", f"{column.key}%total")
        if at_least(share, limit.late_most):
            words = f"{column.label[0].lower()}{column.label[1:]}"
            told.append(
                say(
                    "Phần lớn hồ sơ trễ hạn là do {words}: {figure} hồ sơ ({share}).",
                    words=words,
                    figure=figure,
                    share=share,
                )
            )
    first = next(iter(telling.ranked("late-causes", "total")), None)
    if first is not None:
        share = telling.sure("late-causes", "total^", first[0].key)
        if at_least(share, limit.late_most):
            told.append(say("Hồ sơ trễ hạn tập trung ở {name}, chiếm {share}.", name=first[0].name, share=share))
    recorded = telling.get("late-causes", f"{RECORDED_LATE}%total")
    if recorded is not None and at_least(recorded, limit.recorded_late):
        number = telling.sure("late-causes", RECORDED_LATE)
        told.append(
            say(
                "Có {number} hồ sơ ({share}) làm đúng hạn nhưng cập nhật vào phần mềm chậm.",
                number=number,
                share=recorded,
            )
        )
    return told


def _tasks(telling: Telling) -> list[Paragraph]:
    limit, told = telling.thresholds, []
    overdue = telling.get("one-stop", "overdue")
    if overdue is not None and overdue.value:
        told.append(say("Giải quyết dứt điểm {overdue} hồ sơ quá hạn chuyển sang kỳ sau.", overdue=overdue))
    pending = telling.get("one-stop", "within")
    if pending is not None and pending.value:
        told.append(say("Theo dõi, đôn đốc để {within} hồ sơ còn hạn được giải quyết đúng hạn.", within=pending))
    told.extend(_tasks_of_causes(telling))
    if below(telling.get("one-stop", "online%total"), limit.online_low):
        told.append(("Tuyên truyền, hướng dẫn tổ chức, cá nhân nộp hồ sơ trực tuyến; bố trí hỗ trợ tại Trung tâm.",))
    if at_least(telling.get("consultations", "late%answered"), limit.consulted_late):
        told.append(("Đề nghị cơ quan được lấy ý kiến trả lời trong thời hạn; nhắc trước khi đến hạn.",))
    if at_least(telling.get("one-stop", "returned%total"), limit.sent_back_high):
        told.append(("Hướng dẫn hồ sơ đầy đủ một lần khi tiếp nhận để giảm hồ sơ bị trả lại.",))
    told.append(("Rà soát thủ tục và quy trình nội bộ, cập nhật kịp thời các quyết định công bố mới.",))
    return [line(sentence) for sentence in told]


def _tasks_of_causes(telling: Telling) -> list[Sentence]:
    """What each cause of lateness that weighs enough asks for."""
    found: list[Sentence] = []
    for column, _ in causes_of(telling):
        share = telling.sure("late-causes", f"{column.key}%total")
        least = telling.thresholds.recorded_late if column.key == RECORDED_LATE else telling.thresholds.late_most
        if column.key in REMEDIES and at_least(share, least):
            found.append((REMEDIES[column.key],))
    return found


RECORDED_LATE = LateCause.RECORDED_LATE.value
REMEDIES = {
    LateCause.WAITING_OTHER_AGENCY.value: "Kiến nghị cơ quan được hỏi rút ngắn thời gian xác minh, cho ý kiến; "
    "gửi yêu cầu sớm và thông báo, xin lỗi người nộp hồ sơ trước khi quá hạn.",
    RECORDED_LATE: "Quán triệt việc cập nhật kết quả vào phần mềm ngay khi giải quyết xong.",
    LateCause.OVERLOAD.value: "Điều chỉnh, bổ sung nhân lực ở bộ phận có nhiều hồ sơ.",
    LateCause.COMPLEX_CASE.value: "Phân loại sớm hồ sơ phức tạp để tổ chức thẩm định song song.",
    LateCause.TECHNICAL_FAULT.value: "Khắc phục sự cố kỹ thuật, có phương án làm việc khi hệ thống gián đoạn.",
    LateCause.OFFICER_FAULT.value: "Chấn chỉnh trách nhiệm của cán bộ, công chức để xảy ra trễ hạn.",
}
"""Cause of lateness → task that is proposed where it weighs enough."""
