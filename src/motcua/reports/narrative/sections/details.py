"""II.2–7. Lateness by cause, ratings, coordination, online filing by month, fees, post."""

from __future__ import annotations

from motcua.reports.narrative.content import Heading, Sentence, joined, say
from motcua.reports.narrative.figures import Figure
from motcua.reports.narrative.saying import Section, Telling, direction, listed, no_data, paragraph, shared
from motcua.reports.table import Column, Row

CORRECTED = "corrected"


def lateness(telling: Telling) -> Section:
    """II.2. Late dossiers: of which agency, and why."""
    heading = Heading(2, "2. Hồ sơ trễ hạn và nguyên nhân")
    late = telling.get("late-causes", "total")
    if late is None:
        return [heading, no_data("nguyên nhân trễ hạn")]
    if not late.value:
        return [heading, paragraph(("Trong kỳ không có hồ sơ giải quyết trễ hạn.",))]
    agencies = telling.ranked("late-causes", "total")
    by_agency = say(
        "Trong kỳ có {late} hồ sơ giải quyết trễ hạn{annex}, {whose}.",
        late=late,
        annex=telling.annex("late-causes"),
        whose=_whose(telling, agencies),
    )
    causes = say("Theo nguyên nhân có {causes}.", causes=_causes(telling))
    corrected = telling.get("late-causes", CORRECTED)
    more: list[Sentence] = []
    if corrected is not None and corrected.value:
        more.append(
            say("Trong số đó, {number} hồ sơ thực tế giải quyết đúng hạn, đã được đính chính.", number=corrected)
        )
    return [heading, paragraph(by_agency), paragraph(causes, *more)]


def _whose(telling: Telling, agencies: list[tuple[Row, Figure]]) -> Sentence:
    """Whose dossiers were late; agencies with equally many are named together."""
    if len(agencies) == 1:
        return ("đều của ", agencies[0][0].name)
    number = telling.sure("late-causes", "total", "#")
    first, second = agencies[:2]
    if first[1].value == second[1].value:
        most = listed(agencies, most=telling.thresholds.named)
        return say("của {number} cơ quan, nhiều nhất là {most}", number=number, most=most)
    return say(
        "của {number} cơ quan, nhiều nhất là {name} với {figure} hồ sơ, chiếm {share}",
        number=number,
        name=first[0].name,
        figure=first[1],
        share=telling.sure("late-causes", "total^", first[0].key),
    )


def causes_of(telling: Telling) -> list[tuple[Column, Figure]]:
    """The causes that occurred, the most frequent first."""
    table = telling.figures.table("late-causes")
    if table is None:
        return []
    columns = [column for column in table.columns if column.key not in ("total", CORRECTED)]
    found = [(column, figure) for column in columns if (figure := telling.get("late-causes", column.key)) is not None]
    return sorted((one for one in found if one[1].value), key=lambda one: -one[1].value)


def _causes(telling: Telling) -> Sentence:
    told = []
    for column, figure in causes_of(telling):
        share = telling.sure("late-causes", f"{column.key}%total")
        words = f"{column.label[0].lower()}{column.label[1:]}"
        told.append(say("{figure} hồ sơ do {words} ({share})", words=words, figure=figure, share=share))
    return joined(told, "; ", "; ")


def ratings(telling: Telling) -> Section:
    """II.3. What people said: a paragraph for each questionnaire of the period."""
    told: Section = []
    for table in telling.figures.tables.values():
        if table.name == "ratings" or table.name.startswith("ratings-"):
            total = telling.get(table.name, "total")
            if total is not None and total.value:
                told.append(paragraph(*_rated(telling, table.name, total)))
    heading = Heading(2, "3. Đánh giá của tổ chức, cá nhân")
    return [heading, *(told or [no_data("mức độ hài lòng của tổ chức, cá nhân")])]


def choices_of(telling: Telling, table: str, beginning: tuple[str, ...]) -> list[str]:
    """Keys of the choices of a questionnaire that begin with one of these words."""
    found = telling.figures.table(table)
    return [column.key for column in found.columns if column.key.startswith(beginning)] if found else []


SATISFIED = ("satisfied", "very_satisfied")
DISSATISFIED = ("dissatisfied",)


def _rated(telling: Telling, name: str, total: Figure) -> list[Sentence]:
    table = telling.figures.tables[name]
    parts = []
    for column in table.columns:
        figure = telling.get(name, column.key)
        if column.key != "total" and figure is not None and figure.value:
            words = f"{column.label[0].lower()}{column.label[1:]}"
            share = telling.sure(name, f"{column.key}%total")
            parts.append(say("{figure} lượt {words} ({share})", figure=figure, words=words, share=share))
    told = [
        say(
            "Có {total} lượt đánh giá trong kỳ theo “{title}”{annex}: {parts}.",
            total=total,
            title=table.title,
            annex=telling.annex(name),
            parts=joined(parts, "; ", "; "),
        )
    ]
    good = "+".join(choices_of(telling, name, SATISFIED))
    if good:
        share = telling.sure(name, f"{good}%total")
        told.append(say("Tính chung, {share} số lượt đánh giá là hài lòng.", share=share))
    return told


def coordination(telling: Telling) -> Section:
    """II.4. Opinions asked of other agencies, and how many were answered in time."""
    heading = Heading(2, "4. Phối hợp giải quyết giữa các cơ quan")
    asked = telling.get("consultations", "asked")
    if asked is None:
        return [heading, no_data("phối hợp giải quyết giữa các cơ quan")]
    if not asked.value:
        return [heading, no_data("phối hợp: trong kỳ không có lượt lấy ý kiến nào được ghi nhận trên hệ thống")]
    told = [
        say(
            "Các cơ quan đã lấy ý kiến phối hợp {asked} lượt{annex}, trong đó {answered}.",
            asked=asked,
            annex=telling.annex("consultations"),
            answered=shared(
                telling,
                "consultations",
                [("answered", "đã được trả lời"), ("open", "chưa được trả lời")],
                "asked",
                unit="lượt",
            ),
        )
    ]
    if telling.sure("consultations", "answered").value:
        parts = [("in_time", "đúng hạn"), ("late", "trễ hạn")]
        answers = shared(telling, "consultations", parts, "answered", unit="lượt")
        told.append(say("Trong số đã trả lời có {answers}.", answers=answers))
    late = telling.ranked("consultations", "late")
    if late:
        first = listed(late, "lượt", telling.thresholds.named)
        told.append(say("Trả lời trễ hạn nhiều nhất là {agencies}.", agencies=first))
    return [heading, paragraph(*told)]


def online(telling: Telling) -> Section:
    """II.5. Online filing by month: the share of what was received in the first and the last, and the highest."""
    heading = Heading(2, "5. Nộp hồ sơ trực tuyến theo tháng")
    months = [row for row in telling.figures.rows("months") if telling.get("months", "online%new", row.key) is not None]
    total = telling.get("months", "online")
    if not months or total is None:
        return [heading, no_data("hồ sơ nộp trực tuyến theo tháng")]
    told = [
        say(
            "Trong số hồ sơ tiếp nhận mới có {online} hồ sơ nộp trực tuyến, chiếm {share}{annex}.",
            online=total,
            share=telling.sure("months", "online%new"),
            annex=telling.annex("months"),
        )
    ]
    if len(months) > 1:
        told.append(_trend(telling, months[0].key, months[-1].key))
        best = max(months, key=lambda row: telling.sure("months", "online%new", row.key).value)
        told.append(
            say(
                "Cao nhất là {month} với {online} hồ sơ, chiếm {share} hồ sơ tiếp nhận mới trong tháng.",
                month=_lower(best.name),
                online=telling.sure("months", "online", best.key),
                share=telling.sure("months", "online%new", best.key),
            )
        )
    return [heading, paragraph(*told), *_online_agencies(telling)]


def _trend(telling: Telling, first: str, last: str) -> Sentence:
    names = {row.key: _lower(row.name) for row in telling.figures.rows("months")}
    change = telling.sure("months", f"online%new~{first}", last)
    opening = say(
        "Tỷ lệ nộp trực tuyến là {then} vào {first} và {now} vào {last}",
        then=telling.sure("months", "online%new", first),
        first=names[first],
        now=telling.sure("months", "online%new", last),
        last=names[last],
    )
    if not change.value:
        return (*opening, ".")
    return (*opening, *say(", {words} {change} điểm phần trăm.", words=direction(change), change=change))


def _online_agencies(telling: Telling) -> Section:
    first = telling.ranked("one-stop", "online")
    if not first:
        return []
    named = listed(first, most=telling.thresholds.named)
    return [paragraph(say("Nộp trực tuyến nhiều nhất là hồ sơ của {agencies}.", agencies=named))]


def _lower(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}"


def fees(telling: Telling) -> Section:
    """II.6. Fees and charges collected, online and at the counter."""
    heading = Heading(2, "6. Thu phí, lệ phí")
    kinds = (("online", "thanh toán trực tuyến"), ("counter", "thu tại quầy"))
    told = []
    for kind, words in kinds:
        number, amount = telling.get("fees", f"{kind}_count"), telling.get("fees", f"{kind}_amount")
        if number is None or amount is None:
            return [heading, no_data("thu phí, lệ phí")]
        told.append(say("{words} {number} giao dịch, {amount} đồng", words=words, number=number, amount=amount))
    total = telling.sure("fees", "online_amount+counter_amount")
    sentence = say(
        "Trong kỳ đã thu {total} đồng phí, lệ phí{annex}: {parts}.",
        total=total,
        annex=telling.annex("fees"),
        parts=joined(told, "; ", "; "),
    )
    return [heading, paragraph(sentence)]


def post(telling: Telling) -> Section:
    """II.7. What went through the post: filings and results."""
    heading = Heading(2, "7. Tiếp nhận hồ sơ, trả kết quả qua dịch vụ bưu chính công ích")
    filed, returned = telling.get("channels", "new_post"), telling.get("channels", "returned_post")
    if filed is None or returned is None:
        return [heading, no_data("dịch vụ bưu chính công ích")]
    if not filed.value and not returned.value:
        return [heading, paragraph(("Trong kỳ không có hồ sơ nộp hoặc kết quả trả qua dịch vụ bưu chính công ích.",))]
    told: list[Sentence] = []
    if filed.value:
        told.append(
            say(
                "Trong kỳ tiếp nhận {filed} hồ sơ qua dịch vụ bưu chính công ích, chiếm {share} hồ sơ tiếp nhận"
                " mới{annex}.",
                filed=filed,
                share=telling.sure("channels", "new_post%new"),
                annex=telling.annex("channels"),
            )
        )
    if returned.value:
        told.append(
            say(
                "Đã trả {returned} kết quả đến địa chỉ của tổ chức, cá nhân qua bưu chính, chiếm {share} số kết quả"
                " đã trả.",
                returned=returned,
                share=telling.sure("channels", "returned_post%returned"),
            )
        )
    return [heading, paragraph(*told)]
