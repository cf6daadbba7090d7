"""I. Organisation: procedures in force and their changes, who receives dossiers."""

from __future__ import annotations

from motcua.reports.narrative.content import Heading, Paragraph, Sentence, joined, say
from motcua.reports.narrative.saying import Section, Telling, no_data, paragraph, shared

FACTS = "organisation"


def organisation(telling: Telling) -> Section:
    """The whole section."""
    return [
        Heading(1, "I. Tình hình tổ chức thực hiện"),
        Heading(2, "1. Thủ tục hành chính tiếp nhận tại Trung tâm"),
        *_procedures(telling),
        Heading(2, "2. Quầy tiếp nhận và nhân sự"),
        *_staff(telling),
    ]


def _procedures(telling: Telling) -> Section:
    total = telling.get("procedures", "total")
    if total is None or not total.value:
        return [no_data("thủ tục hành chính đang có hiệu lực")]
    levels = shared(
        telling,
        "procedures",
        [
            ("full", "nộp trực tuyến toàn trình"),
            ("partial", "nộp trực tuyến một phần"),
            ("none", "chưa nộp trực tuyến"),
        ],
        "total",
        unit="thủ tục",
    )
    in_force = say(
        "Đến hết ngày {day} có {total} thủ tục hành chính của {agencies} cơ quan đang có hiệu lực{annex}, gồm"
        " {levels}.",
        day=f"{telling.period.last:%d/%m/%Y}",
        total=total,
        agencies=telling.sure("procedures", "total", "#"),
        annex=telling.annex("procedures"),
        levels=levels,
    )
    changes = _changes(telling)
    return [paragraph(in_force, *([changes] if changes else []))]


def _changes(telling: Telling) -> Sentence | None:
    first = telling.get(FACTS, "procedures_first")
    if first is None:
        return None
    done: list[Sentence] = []
    for key, words in (("added", "công bố mới"), ("amended", "sửa đổi, bổ sung"), ("repealed", "bãi bỏ")):
        figure = telling.sure(FACTS, key)
        if figure.value:
            done.append(say("{words} {figure} thủ tục", words=words, figure=figure))
    if not done:
        return say(
            "Danh mục thủ tục không thay đổi so với đầu kỳ ({first} thủ tục): trong kỳ không có quyết định công bố mới,"
            " sửa đổi, bổ sung hoặc bãi bỏ.",
            first=first,
        )
    return say(
        "Đầu kỳ có {first} thủ tục; trong kỳ, {decisions} quyết định công bố có hiệu lực đã {done}.",
        first=first,
        decisions=telling.sure(FACTS, "decisions"),
        done=joined(done),
    )


def _staff(telling: Telling) -> Section:
    reception = telling.get(FACTS, "reception")
    if reception is None:
        return [no_data("quầy tiếp nhận và nhân sự")]
    people = say(
        "Cuối kỳ, việc tiếp nhận hồ sơ và trả kết quả do {reception} công chức một cửa của {agencies} cơ quan và"
        " {clerks} nhân viên bưu điện đảm nhiệm.",
        reception=reception,
        agencies=telling.sure(FACTS, "home_agencies"),
        clerks=telling.sure(FACTS, "post_clerks"),
    )
    return [paragraph(people, _stand_ins(telling), _handed_over(telling)), _counters(telling)]


def _stand_ins(telling: Telling) -> Sentence:
    figure = telling.sure(FACTS, "stand_ins")
    if not figure.value:
        return ("Trong kỳ không có lượt công chức dự phòng thay thế tại quầy.",)
    return say("Trong kỳ có {number} lượt công chức dự phòng thay thế tại quầy.", number=figure)


def _handed_over(telling: Telling) -> Sentence:
    figure = telling.sure(FACTS, "handed_over")
    if not figure.value:
        return ("Chưa có cơ quan chuyển giao việc tiếp nhận hồ sơ cho Bưu điện.",)
    return say("Đến cuối kỳ, {number} cơ quan đã chuyển giao việc tiếp nhận hồ sơ cho Bưu điện.", number=figure)


def _counters(telling: Telling) -> Paragraph:
    counters = telling.get(FACTS, "counters")
    if counters is None:
        return no_data("số quầy tiếp nhận")
    return paragraph(say("Trung tâm bố trí {counters} quầy tiếp nhận.", counters=counters))
