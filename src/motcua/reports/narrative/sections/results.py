"""II.1. The results of the period, with shares, and against the period before."""

from __future__ import annotations

from motcua.reports.narrative.content import Heading, Sentence, say
from motcua.reports.narrative.saying import (
    Section,
    Telling,
    changed,
    changed_points,
    listed,
    most_of_change,
    no_data,
    paragraph,
    shared,
)

TABLE = "one-stop"


def results(telling: Telling) -> Section:
    """The whole section."""
    heading = Heading(2, "1. Kết quả tiếp nhận và giải quyết hồ sơ")
    total = telling.get(TABLE, "total")
    if total is None:
        return [heading, no_data("kết quả tiếp nhận và giải quyết hồ sơ")]
    if not total.value:
        return [heading, paragraph(("Trong kỳ không có hồ sơ nào được tiếp nhận hoặc chuyển từ kỳ trước sang.",))]
    told: Section = [
        heading,
        paragraph(_received(telling), _channels(telling)),
        paragraph(_resolved(telling)),
        paragraph(_pending(telling)),
        paragraph(_busiest(telling)),
    ]
    return [*told, *_compared(telling)]


def _received(telling: Telling) -> Sentence:
    parts = [("carried", "từ kỳ trước chuyển sang"), ("new", "tiếp nhận mới")]
    return say(
        "Tổng số hồ sơ tiếp nhận là {total} hồ sơ{annex}, gồm {parts}.",
        total=telling.sure(TABLE, "total"),
        annex=telling.annex(TABLE),
        parts=shared(telling, TABLE, parts, "total"),
    )


def _channels(telling: Telling) -> Sentence:
    online = telling.sure(TABLE, "online")
    if not online.value:
        return ("Không có hồ sơ nộp trực tuyến.",)
    return say(
        "Trong tổng số tiếp nhận có {online} hồ sơ nộp trực tuyến ({share}).",
        online=online,
        share=telling.sure(TABLE, "online%total"),
    )


def _resolved(telling: Telling) -> Sentence:
    resolved = telling.sure(TABLE, "resolved")
    if not resolved.value:
        return ("Trong kỳ chưa có hồ sơ nào được giải quyết.",)
    parts = [("early", "trước hạn"), ("on_time", "đúng hạn"), ("late", "trễ hạn")]
    told = say(
        "Đã giải quyết {resolved} hồ sơ, đạt {share} tổng số tiếp nhận, trong đó {parts}; tỷ lệ giải quyết trước hạn và"
        " đúng hạn đạt {rate}.",
        resolved=resolved,
        share=telling.sure(TABLE, "resolved%total"),
        parts=shared(telling, TABLE, parts, "resolved"),
        rate=telling.sure(TABLE, "early+on_time%resolved"),
    )
    returned = telling.sure(TABLE, "returned")
    if not returned.value:
        return (*told, " Không có hồ sơ bị trả lại.")
    back = say(
        " Có {returned} hồ sơ bị trả lại, chiếm {share} tổng số tiếp nhận.",
        returned=returned,
        share=telling.sure(TABLE, "returned%total"),
    )
    return (*told, *back)


def _pending(telling: Telling) -> Sentence:
    pending = telling.sure(TABLE, "pending")
    if not pending.value:
        return ("Đến cuối kỳ không còn hồ sơ đang giải quyết.",)
    return say(
        "Đang giải quyết {pending} hồ sơ ({share}), trong đó {parts}.",
        pending=pending,
        share=telling.sure(TABLE, "pending%total"),
        parts=shared(telling, TABLE, [("within", "còn hạn"), ("overdue", "quá hạn")], "pending"),
    )


def _busiest(telling: Telling) -> Sentence:
    first = telling.ranked(TABLE, "total")
    most = telling.thresholds.named
    if len(first) == 1:
        return say("Toàn bộ hồ sơ thuộc {name}.", name=first[0][0].name)
    return say("Tiếp nhận nhiều nhất là {agencies}.", agencies=listed(first, most=most))


def _compared(telling: Telling) -> Section:
    if not telling.comparable:
        return [paragraph(("Hệ thống chưa có số liệu đầy đủ của cùng kỳ năm trước để so sánh.",))]
    sentences: list[Sentence] = []
    for column, words in (
        ("new", "hồ sơ tiếp nhận mới"),
        ("resolved", "hồ sơ đã giải quyết"),
        ("late", "hồ sơ trễ hạn"),
    ):
        change = changed(telling, TABLE, column)
        if change is None:
            continue
        opening = "So với cùng kỳ năm trước, số " if not sentences else "Số "
        told = say("{opening}{words} {change}", opening=opening, words=words, change=change)
        most = most_of_change(telling, TABLE, column)
        sentences.append((*told, ", trong đó ", *most, ".") if most else (*told, "."))
    rate = changed_points(telling, TABLE, "early+on_time%resolved")
    if rate is not None:
        sentences.append(say("Tỷ lệ giải quyết trước hạn và đúng hạn {change}.", change=rate))
    online = changed_points(telling, TABLE, "online%total")
    if online is not None:
        sentences.append(say("Tỷ lệ nộp trực tuyến {change}.", change=online))
    return [paragraph(*sentences)] if sentences else []
