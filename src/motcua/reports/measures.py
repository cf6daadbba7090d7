"""The measures of a period: each one sentence for people and one Ibis expression for engines, side by side.

An expression reads the moments of a dossier as known at the as-of instant (`reports.facts`), never its present status.
The reference page `docs/reference/measures.md` is generated from this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.law.lifecycle.state import Channel
from motcua.reports import conditions
from motcua.reports.conditions import ONLINE, SOON_DAYS, Where

DEFINITIONS = 2
"""Version of the definitions below; it rises with every change of one of them and is printed on exports."""

FORM = "TT 01/2020/TT-VPCP biểu II.06; TT 09/2026/TT-BTP biểu 07a"


@dataclass(frozen=True, slots=True)
class Measure:
    """A count of dossiers in a period.

    Attributes:
        label, definition: what people call it, and what is counted, in Vietnamese.
        source: where the definition comes from.
        where: the dossiers that count, as a boolean expression over `reports.facts.facts()`; never null.
    """

    key: str
    label: str
    definition: str
    source: str
    where: Where
    unit: str = "hồ sơ"


_BY_CHANNEL = tuple(
    Measure(
        f"new_{channel.value}",
        f"Tiếp nhận mới: {channel.label.lower()}",
        f"Hồ sơ tiếp nhận mới trong kỳ, nộp theo hình thức {channel.label.lower()}.",
        f"TT 09/2026/TT-BTP biểu 07a cột {column}",
        conditions.new_by(channel),
    )
    for channel, column in (
        (Channel.ONLINE_FULL, 4),
        (Channel.ONLINE_PARTIAL, 5),
        (Channel.POST, 6),
        (Channel.COUNTER, 7),
    )
)

MEASURES: Mapping[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure(
            "total",
            "Tổng số tiếp nhận",
            "Hồ sơ kỳ trước chuyển sang và hồ sơ tiếp nhận mới trong kỳ.",
            f"{FORM} cột 3",
            conditions.total,
        ),
        Measure(
            "carried",
            "Kỳ trước chuyển sang",
            "Hồ sơ tiếp nhận trước ngày đầu kỳ mà đến đầu kỳ chưa có kết quả.",
            f"{FORM} cột 8",
            conditions.carried,
        ),
        Measure(
            "new",
            "Tiếp nhận mới",
            "Hồ sơ tiếp nhận từ ngày đầu đến hết ngày cuối của kỳ.",
            f"{FORM} cột 4–7",
            conditions.new,
        ),
        *_BY_CHANNEL,
        Measure(
            "resolved",
            "Đã giải quyết",
            "Hồ sơ có kết quả, có văn bản từ chối hoặc dừng giải quyết tại Một cửa trước khi hết kỳ.",
            f"{FORM} cột 9",
            conditions.resolved,
        ),
        Measure(
            "early",
            "Trước hạn",
            "Hồ sơ đã giải quyết có ngày kết thúc trước ngày hẹn trả.",
            f"{FORM} cột 10",
            conditions.early,
        ),
        Measure(
            "on_time",
            "Đúng hạn",
            "Hồ sơ đã giải quyết kết thúc trong ngày hẹn trả và không quá giờ hẹn; hồ sơ kết thúc khi đang tạm dừng "
            "tính hạn cũng là đúng hạn.",
            f"{FORM} cột 11",
            conditions.on_time,
        ),
        Measure(
            "late",
            "Trễ hạn",
            "Hồ sơ đã giải quyết kết thúc sau thời điểm hẹn trả.",
            f"{FORM} cột 12",
            conditions.late,
        ),
        Measure(
            "early_or_on_time",
            "Trước hạn và đúng hạn",
            "Hồ sơ đã giải quyết trước hạn hoặc đúng hạn.",
            "NĐ 118/2025/NĐ-CP Đ33",
            lambda f: conditions.early(f) | conditions.on_time(f),
        ),
        Measure(
            "pending",
            "Đang giải quyết",
            "Hồ sơ của kỳ mà đến hết kỳ chưa kết thúc.",
            f"{FORM} cột 13",
            conditions.pending,
        ),
        Measure(
            "within",
            "Còn hạn",
            "Hồ sơ đang giải quyết mà thời điểm hẹn trả chưa đến khi hết kỳ, hoặc đang tạm dừng tính hạn.",
            f"{FORM} cột 14",
            conditions.within,
        ),
        Measure(
            "overdue",
            "Quá hạn",
            "Hồ sơ đang giải quyết mà thời điểm hẹn trả đã qua khi hết kỳ.",
            f"{FORM} cột 15",
            conditions.overdue,
        ),
        Measure(
            "late_or_overdue",
            "Trễ hạn và quá hạn",
            "Hồ sơ đã giải quyết trễ hạn, và hồ sơ đang giải quyết mà đã quá hạn khi hết kỳ.",
            "NĐ 118/2025/NĐ-CP Đ33",
            lambda f: conditions.late(f) | conditions.overdue(f),
        ),
        Measure(
            "resolved_or_overdue",
            "Đã giải quyết hoặc quá hạn",
            "Hồ sơ đã giải quyết, và hồ sơ đang giải quyết mà đã quá hạn khi hết kỳ: đã biết có đúng hạn hay không.",
            "NĐ 118/2025/NĐ-CP Đ33",
            lambda f: conditions.resolved(f) | conditions.overdue(f),
        ),
        Measure(
            "sent_back",
            "Bị trả lại",
            "Hồ sơ đã giải quyết mà kết thúc bằng văn bản từ chối, dừng giải quyết hoặc rút hồ sơ "
            "(một phần của đã giải quyết).",
            "NĐ 118/2025/NĐ-CP Đ19.3, Đ19.5, Đ21",
            conditions.sent_back,
        ),
        Measure(
            "online",
            "Nộp trực tuyến",
            "Hồ sơ của kỳ nộp trực tuyến toàn trình hoặc một phần.",
            "NĐ 42/2022/NĐ-CP Đ11",
            conditions.online,
        ),
    )
}

INDICATED: Mapping[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure(
            "new_online",
            "Tiếp nhận mới trực tuyến",
            "Hồ sơ tiếp nhận mới trong kỳ, nộp trực tuyến toàn trình hoặc một phần.",
            "QĐ 766/QĐ-TTg, chỉ số 3.3",
            conditions.new_online,
        ),
        Measure(
            "new_fee",
            "Tiếp nhận mới có phí, lệ phí",
            "Hồ sơ tiếp nhận mới trong kỳ mà người nộp phải nộp phí, lệ phí.",
            "QĐ 766/QĐ-TTg, chỉ số 3.6",
            conditions.marked(conditions.new, "fee"),
        ),
        Measure(
            "new_paid_online",
            "Thanh toán trực tuyến",
            "Hồ sơ tiếp nhận mới trong kỳ có phí, lệ phí đã được thanh toán trực tuyến.",
            "QĐ 766/QĐ-TTg, chỉ số 3.6",
            conditions.marked(conditions.new, "fee", "paid_online"),
        ),
        Measure(
            "new_identity",
            "Xác thực với dữ liệu dân cư",
            "Hồ sơ tiếp nhận mới trong kỳ đã đối chiếu với Cơ sở dữ liệu quốc gia về dân cư.",
            "QĐ 766/QĐ-TTg, chỉ số 4.5",
            conditions.marked(conditions.new, "identity"),
        ),
        Measure(
            "new_digitised",
            "Số hóa thành phần hồ sơ",
            "Hồ sơ tiếp nhận mới trong kỳ có giấy tờ trong thành phần hồ sơ đã số hóa.",
            "QĐ 766/QĐ-TTg, chỉ số 4.2",
            conditions.marked(conditions.new, "digitised"),
        ),
        Measure(
            "new_reused",
            "Tái sử dụng dữ liệu số hóa",
            "Hồ sơ tiếp nhận mới trong kỳ có ít nhất một giấy tờ được khai thác lại từ dữ liệu đã số hóa.",
            "QĐ 766/QĐ-TTg, chỉ số 4.3",
            conditions.marked(conditions.new, "reused"),
        ),
        Measure(
            "new_from_store",
            "Lấy giấy tờ từ kho dữ liệu điện tử",
            "Hồ sơ tiếp nhận mới trong kỳ có ít nhất một giấy tờ lấy từ kho dữ liệu điện tử của tổ chức, cá nhân.",
            "QĐ 766/QĐ-TTg, chỉ số 4.4",
            conditions.marked(conditions.new, "from_store"),
        ),
        Measure(
            "resolved_e_result",
            "Có kết quả điện tử",
            "Hồ sơ đã giải quyết trong kỳ có kết quả bản điện tử.",
            "QĐ 766/QĐ-TTg, chỉ số 4.1",
            conditions.marked(conditions.resolved, "e_result"),
        ),
    )
}
"""Measures that indicators are made of; what they ask is recorded since the day that `reports.sources` tells."""

LIVE: Mapping[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure(
            "due_today",
            "Hẹn trả hôm nay",
            "Hồ sơ đang giải quyết còn hạn, hẹn trả trong ngày chốt số liệu.",
            "NĐ 118/2025/NĐ-CP Đ19.6",
            conditions.due_today,
        ),
        Measure(
            "due_soon",
            "Sắp đến hạn",
            f"Hồ sơ đang giải quyết còn hạn, hẹn trả trong {SOON_DAYS} ngày sau ngày chốt số liệu.",
            "NĐ 118/2025/NĐ-CP Đ19.6",
            conditions.due_soon,
        ),
    )
}
"""Measures of the day for those who watch over it; no part of a report."""

WAYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "online": ("nộp trực tuyến", ONLINE),
    "post": ("nộp qua bưu chính", (Channel.POST.value,)),
}
"""Ways of filing that have a table of their own: their words, and the channels that they are."""


def by_way(way: str, key: str) -> str:
    """Key of the measure that counts only what was filed in one way."""
    return f"{way}_{key}"


def _filed(way: str, measure: Measure) -> Measure:
    words, channels = WAYS[way]
    return Measure(
        by_way(way, measure.key),
        f"{measure.label}: {words}",
        f"{measure.definition.removesuffix('.')}; chỉ hồ sơ {words}.",
        measure.source,
        lambda f: measure.where(f) & f.channel.isin(channels),
    )


_OF_A_WAY = (
    "total", "carried", "new", "resolved", "early", "on_time", "late", "pending", "within", "overdue", "sent_back",
)  # fmt: skip
BY_WAY: Mapping[str, Measure] = {by_way(way, key): _filed(way, MEASURES[key]) for way in WAYS for key in _OF_A_WAY}
"""Measures of the dossiers that were filed in one way (table 7)."""

EVERY: Mapping[str, Measure] = {**MEASURES, **INDICATED, **LIVE, **BY_WAY}


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in per cent, computed from two counts."""

    key: str
    label: str
    parts: tuple[str, ...]
    whole: str
    recorded: str = ""
    """Kind of fact that its parts ask for, which may not be recorded in a period; "" where it always is."""


ON_TIME_RATE = Rate("on_time_rate", "Tỷ lệ giải quyết trước hạn và đúng hạn", ("early", "on_time"), "resolved")

ON_TIME_SHARE = Rate("rate_on_time", "Tỷ lệ đúng hạn", ("early_or_on_time",), "resolved_or_overdue")
"""Of the dossiers of which it is known whether they were in time: in time ÷ (in time + late)."""

INDICATORS = (
    Rate("rate_online", "Tỷ lệ hồ sơ nộp trực tuyến", ("new_online",), "new"),
    Rate("rate_paid_online", "Tỷ lệ thanh toán trực tuyến", ("new_paid_online",), "new_fee", "paid_online"),
    Rate("rate_identity", "Tỷ lệ xác thực với dữ liệu dân cư", ("new_identity",), "new", "identity"),
    Rate("rate_digitised", "Tỷ lệ số hóa thành phần hồ sơ", ("new_digitised",), "new", "digitised"),
    Rate(
        "rate_electronic_result",
        "Tỷ lệ cấp kết quả điện tử",
        ("resolved_e_result",),
        "resolved",
        "e_result",
    ),
)
"""The indicators of the yearly results (NQ 76/NQ-CP năm 2021), which have a target for each year."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What must hold between the figures of every row: the whole is the sum of its parts."""

    whole: str
    parts: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The identity in words: "Tổng số tiếp nhận = Kỳ trước chuyển sang + Tiếp nhận mới"."""
        return f"{EVERY[self.whole].label} = {' + '.join(EVERY[part].label for part in self.parts)}"

    def shown_by(self, counts: Mapping[str, int]) -> bool:
        """Whether all its figures are there."""
        return {self.whole, *self.parts} <= counts.keys()


_OF_ALL = (
    ("total", ("carried", "new")),
    ("total", ("resolved", "pending")),
    ("resolved", ("early", "on_time", "late")),
    ("pending", ("within", "overdue")),
)
IDENTITIES = (
    *(Identity(whole, parts) for whole, parts in _OF_ALL),
    Identity("new", tuple(measure.key for measure in _BY_CHANNEL)),
    Identity("resolved", ("early_or_on_time", "late")),
    Identity("total", ("early_or_on_time", "within", "late_or_overdue")),
    Identity("resolved_or_overdue", ("early_or_on_time", "late_or_overdue")),
    *(
        Identity(by_way(way, whole), tuple(by_way(way, part) for part in parts))
        for way in WAYS
        for whole, parts in _OF_ALL
    ),
)

SUBSETS = (
    ("sent_back", "resolved"),
    ("online", "total"),
    ("new_online", "new"),
    ("new_fee", "new"),
    ("new_paid_online", "new_fee"),
    ("new_identity", "new"),
    ("new_digitised", "new"),
    ("new_reused", "new"),
    ("new_from_store", "new"),
    ("resolved_e_result", "resolved"),
    *((by_way(way, "sent_back"), by_way(way, "resolved")) for way in WAYS),
    *((by_way(way, "total"), "total") for way in WAYS),
)
"""Figures that are a part of another and can never exceed it."""


def broken(counts: Mapping[str, int]) -> tuple[str, ...]:
    """A sentence for each identity that the figures of a row break; figures that the row lacks are not asked for."""
    found = []
    for identity in IDENTITIES:
        if not identity.shown_by(counts):
            continue
        whole, parts = counts[identity.whole], [counts[part] for part in identity.parts]
        if whole != sum(parts):
            found.append(f"{identity.sentence}: {whole} ≠ {' + '.join(map(str, parts))}")
    for part, whole_key in SUBSETS:
        if counts.get(part, 0) > counts.get(whole_key, counts.get(part, 0)):
            words = f"{EVERY[part].label} không thể lớn hơn {EVERY[whole_key].label.lower()}"
            found.append(f"{words}: {counts[part]} > {counts[whole_key]}")
    return tuple(found)
