"""A procedure in plain words: how it stands, its cases, papers and fees as people look for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.pages import CaseLine, ComponentLine, FeeLine, ProcedurePage
from motcua.faces.common.formats import day, money
from motcua.faces.portal.times import CHANNEL_ICONS, CHANNEL_NOTES, CHANNEL_WORDS, TimeOption
from motcua.law.lifecycle.state import Channel


class Standing(StrEnum):
    """How a procedure stands on a day."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    NOT_YET = "not_yet"
    REPEALED = "repealed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Way:
    """A way of filing, in plain words."""

    icon: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A component with what has to be said about it in plain words."""

    line: ComponentLine
    remarks: tuple[tuple[str, str], ...]
    """(icon, sentence), in the order in which they matter."""


@dataclass(frozen=True, slots=True)
class Price:
    """A fee or charge: what it costs, and what has to be said about it."""

    line: FeeLine
    amount: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Papers of a case; `case` is "" for those of every case."""

    case: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class PriceGroup:
    """Fees of a case; `case` is "" for those of every case."""

    case: str
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case with what tells it from the others, for a person to find his own."""

    key: str
    name: str
    facts: tuple[tuple[str, str], ...]
    """(icon, words)."""


def standing_of(page: ProcedurePage, on: date) -> Standing:
    """How a procedure stands on a local day."""
    if page.in_force:
        return Standing.SUSPENDED if page.suspended else Standing.IN_FORCE
    if page.valid_from > on:
        return Standing.NOT_YET
    return Standing.REPEALED if page.repealed_by else Standing.ENDED


def decided(page: ProcedurePage) -> str:
    """By which decision it holds, and in which days, in a sentence."""
    until = f" đến hết ngày {day(page.valid_until - timedelta(days=1))}" if page.valid_until else ""
    return f"Công bố theo Quyết định số {page.decision}; có hiệu lực từ ngày {day(page.valid_from)}{until}."


def where_handled(page: ProcedurePage) -> str:
    """Where dossiers go that are not worked on in this system, and where else they are handed in; "" for here only."""
    system = {
        ProcedureVersion.Route.MINISTRY.label: "hệ thống của bộ",
        ProcedureVersion.Route.SPECIALISED.label: "phần mềm của ngành",
    }.get(page.route, "")
    said = f"Thủ tục này được nhận và theo dõi trên {system}, không tra cứu được ở trang này." if system else ""
    return " ".join(filter(None, (said, f"Nơi nhận hồ sơ: {page.address.rstrip('.')}." if page.address else "")))


def facts(page: ProcedurePage) -> list[tuple[str, str]]:
    """Who may file, who decides, what one gets: (name, value), in the order in which people ask."""
    said = (
        ("Ai được nộp", page.subject or "; ".join(page.subjects)),
        ("Kết quả nhận được", "; ".join(name for name, _code in page.results)),
        ("Cơ quan giải quyết", page.agency),
        ("Cơ quan thực hiện", page.executing),
        ("Cơ quan có thẩm quyền", page.competent),
        ("Cơ quan phối hợp", page.coordinating),
        ("Cấp thực hiện", ", ".join(page.levels)),
        ("Mức trực tuyến", _online(page)),
        (
            "Giải quyết tại chỗ",
            "Tiếp nhận, thẩm định, ký và trả kết quả ngay tại Trung tâm" if page.on_the_spot else "",
        ),
    )
    return [(name, value) for name, value in said if value]


def _online(page: ProcedurePage) -> str:
    later = (f"từ ngày {day(since)}: {level.lower()}" for since, level in page.online_next)
    return "; ".join((page.online_level, *later))


def ways(page: ProcedurePage) -> list[Way]:
    """The ways of filing; where dossiers are handed in elsewhere, nobody is sent to the centre."""
    notes = CHANNEL_NOTES if page.local and not page.address else CHANNEL_NOTES | _ELSEWHERE
    return [Way(CHANNEL_ICONS[way], CHANNEL_WORDS[way], notes[way]) for way in page.channels]


_ELSEWHERE = {
    Channel.COUNTER: "Mang hồ sơ đến nơi nhận hồ sơ, nhận giấy hẹn ngay.",
    Channel.POST: "Gửi hồ sơ tại bưu cục; bưu chính chuyển đến nơi nhận hồ sơ.",
}


def paper_groups(page: ProcedurePage, chosen: CaseLine | None) -> list[PaperGroup]:
    """Papers by case: those of every case first; only those of one case where it is chosen."""
    groups = [(case, [part for part in page.components if part.case == key]) for key, case in _cases(page, chosen)]
    return [PaperGroup(case, tuple(_paper(part) for part in parts)) for case, parts in groups if parts]


def fee_groups(page: ProcedurePage, chosen: CaseLine | None, on: date) -> list[PriceGroup]:
    """Fees by case: those of every case first; those to come say from when."""
    groups = [(case, [fee for fee in page.fees if fee.case == key]) for key, case in _cases(page, chosen)]
    return [PriceGroup(case, tuple(_price(fee, on) for fee in fees)) for case, fees in groups if fees]


def cases_of(page: ProcedurePage, options: Iterable[TimeOption], on: date) -> list[CaseCard]:
    """The cases with their time, fee and number of papers."""
    options = tuple(options)
    return [CaseCard(case.key, case.name, tuple(_facts(page, case, options, on))) for case in page.cases]


def _facts(page: ProcedurePage, case: CaseLine, options: tuple[TimeOption, ...], on: date) -> Iterable[tuple[str, str]]:
    limits = list(dict.fromkeys(option.limit.label for option in options if option.case == case.name))
    if limits:
        yield "clock", " hoặc ".join(limits)
    own = page.for_case(case.key, on)
    if not own.fees:
        yield "cash", "không thu phí"
    elif len(own.fees) == 1 and own.fees[0].amount is not None:
        yield "cash", money(own.fees[0].amount)
    else:  # lines may exclude each other, so they are not added up
        yield "cash", "có phí, xem bên dưới"
    yield "files", f"{len(own.components)} loại giấy tờ"


def _cases(page: ProcedurePage, chosen: CaseLine | None) -> list[tuple[str, str]]:
    cases = [chosen] if chosen else page.cases
    return [("", ""), *((case.key, case.name) for case in cases)]


def _paper(part: ComponentLine) -> Paper:
    said = [
        ("forms", f"Biểu mẫu: {part.form_code}." if part.form_code else ""),
        ("help-circle", _when(part)),
        ("repeat", "Giấy này đã có trong kho dữ liệu của hệ thống thì không phải nộp lại." if part.paper_type else ""),
        ("scan", _digitised(part)),
    ]
    return Paper(part, tuple((icon, sentence) for icon, sentence in said if sentence))


def _when(part: ComponentLine) -> str:
    if part.condition:
        return _sentence(f"Chỉ cần khi: {part.condition}")
    return "" if part.mandatory else "Không bắt buộc."


def _sentence(text: str) -> str:
    """A text that people typed, with a full stop where it has none."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…;:" else f"{text}."


def _digitised(part: ComponentLine) -> str:
    if not part.must_digitise:
        return ""
    by = f" ({part.digitise_reason})" if part.digitise_reason else ""
    return f"Quầy quét và lưu bản điện tử của giấy này khi nhận hồ sơ{by}; bạn không phải nộp thêm gì."


def _price(fee: FeeLine, on: date) -> Price:
    per = f"/{fee.per}" if fee.per else ""
    amount = "Tùy trường hợp" if fee.amount is None else f"{money(fee.amount)}{per}"
    since = f"Áp dụng từ ngày {day(fee.since)}." if fee.since and fee.since > on else ""
    said = [
        _sentence(fee.condition),
        f"Nộp qua mạng: {money(fee.online_amount)}{per}." if fee.online_amount is not None else "",
        _sentence(f"Miễn, giảm: {fee.exemption}" if fee.exemption else ""),
        since,
        f"Áp dụng đến trước ngày {day(fee.until)}." if fee.until else "",
        "Nộp cùng lúc với hồ sơ." if fee.due_at_intake else "Nộp khi có thông báo hoặc khi nhận kết quả.",
    ]
    return Price(fee, amount, tuple(filter(None, said)))
