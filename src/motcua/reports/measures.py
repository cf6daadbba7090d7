"""The measures of a period: each one sentence for people and one Ibis expression for engines, side by side.

An expression reads the moments of a dossier as known at the as-of instant (`reports.facts`), never its present status.
The reference page `docs/reference/measures.md` is generated from this file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from motcua.law.lifecycle.state import Channel, Status
from motcua.reports.facts import local_day

DEFINITIONS = 1
"""Version of the definitions below; it rises with every change of one of them and is printed on exports."""

SOON_DAYS = 3
"""A pending dossier is near its due date when it falls on one of so many days after today."""

Where = Callable[[Any], Any]

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


def _carried(f: Any) -> Any:
    return (f.accepted_at < f.period_start) & (f.ended_at.isnull() | (f.ended_at >= f.period_start))


def _new(f: Any) -> Any:
    return (f.accepted_at >= f.period_start) & (f.accepted_at < f.period_end)


def _total(f: Any) -> Any:
    return _carried(f) | _new(f)


def _resolved(f: Any) -> Any:
    return _total(f) & f.ended_at.notnull() & (f.ended_at < f.period_end)


def _early(f: Any) -> Any:
    return _resolved(f) & f.due_at.notnull() & (local_day(f.ended_at) < local_day(f.due_at))


def _late(f: Any) -> Any:
    return _resolved(f) & f.due_at.notnull() & (f.ended_at > f.due_at)


def _on_time(f: Any) -> Any:
    same_day = (f.ended_at <= f.due_at) & (local_day(f.ended_at) == local_day(f.due_at))
    # ended while the clock was stopped (NĐ 118/2025 Đ19.5): no due date was running that it could have missed
    return _resolved(f) & (f.due_at.isnull() | same_day)


def _pending(f: Any) -> Any:
    return _total(f) & (f.ended_at.isnull() | (f.ended_at >= f.period_end))


def _overdue(f: Any) -> Any:
    return _pending(f) & f.due_at.notnull() & (f.due_at < f.horizon)


def _within(f: Any) -> Any:
    return _pending(f) & (f.due_at.isnull() | (f.due_at >= f.horizon))


def _sent_back(f: Any) -> Any:
    return _resolved(f) & f.ended_as.isin([Status.REJECTED.value, Status.STOPPED.value])


def _online(f: Any) -> Any:
    return _total(f) & f.channel.isin([channel.value for channel in Channel if channel.online])


def _due_today(f: Any) -> Any:
    return _within(f) & f.due_at.notnull() & (local_day(f.due_at) == local_day(f.as_of))


def _due_soon(f: Any) -> Any:
    last = local_day(f.as_of + ibis.interval(days=SOON_DAYS))
    return _within(f) & f.due_at.notnull() & (local_day(f.due_at) > local_day(f.as_of)) & (local_day(f.due_at) <= last)


def _new_by(channel: Channel) -> Where:
    return lambda f: _new(f) & (f.channel == channel.value)


_BY_CHANNEL = tuple(
    Measure(
        f"new_{channel.value}",
        f"Tiếp nhận mới: {channel.label.lower()}",
        f"Hồ sơ tiếp nhận mới trong kỳ, nộp theo hình thức {channel.label.lower()}.",
        f"TT 09/2026/TT-BTP biểu 07a cột {column}",
        _new_by(channel),
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
            _total,
        ),
        Measure(
            "carried",
            "Kỳ trước chuyển sang",
            "Hồ sơ tiếp nhận trước ngày đầu kỳ mà đến đầu kỳ chưa có kết quả.",
            f"{FORM} cột 8",
            _carried,
        ),
        Measure(
            "new",
            "Tiếp nhận mới",
            "Hồ sơ tiếp nhận từ ngày đầu đến hết ngày cuối của kỳ.",
            f"{FORM} cột 4–7",
            _new,
        ),
        *_BY_CHANNEL,
        Measure(
            "resolved",
            "Đã giải quyết",
            "Hồ sơ có kết quả, có văn bản từ chối hoặc dừng giải quyết tại Một cửa trước khi hết kỳ.",
            f"{FORM} cột 9",
            _resolved,
        ),
        Measure(
            "early",
            "Trước hạn",
            "Hồ sơ đã giải quyết có ngày kết thúc trước ngày hẹn trả.",
            f"{FORM} cột 10",
            _early,
        ),
        Measure(
            "on_time",
            "Đúng hạn",
            "Hồ sơ đã giải quyết kết thúc trong ngày hẹn trả và không quá giờ hẹn; hồ sơ kết thúc khi đang tạm dừng "
            "tính hạn cũng là đúng hạn.",
            f"{FORM} cột 11",
            _on_time,
        ),
        Measure(
            "late",
            "Trễ hạn",
            "Hồ sơ đã giải quyết kết thúc sau thời điểm hẹn trả.",
            f"{FORM} cột 12",
            _late,
        ),
        Measure(
            "pending",
            "Đang giải quyết",
            "Hồ sơ của kỳ mà đến hết kỳ chưa kết thúc.",
            f"{FORM} cột 13",
            _pending,
        ),
        Measure(
            "within",
            "Còn hạn",
            "Hồ sơ đang giải quyết mà thời điểm hẹn trả chưa đến khi hết kỳ, hoặc đang tạm dừng tính hạn.",
            f"{FORM} cột 14",
            _within,
        ),
        Measure(
            "overdue",
            "Quá hạn",
            "Hồ sơ đang giải quyết mà thời điểm hẹn trả đã qua khi hết kỳ.",
            f"{FORM} cột 15",
            _overdue,
        ),
        Measure(
            "sent_back",
            "Bị trả lại",
            "Hồ sơ đã giải quyết mà kết thúc bằng văn bản từ chối, dừng giải quyết hoặc rút hồ sơ "
            "(một phần của đã giải quyết).",
            "NĐ 118/2025/NĐ-CP Đ19.3, Đ19.5, Đ21",
            _sent_back,
        ),
        Measure(
            "online",
            "Nộp trực tuyến",
            "Hồ sơ của kỳ nộp trực tuyến toàn trình hoặc một phần.",
            "NĐ 42/2022/NĐ-CP Đ11",
            _online,
        ),
    )
}

LIVE: Mapping[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure(
            "due_today",
            "Hẹn trả hôm nay",
            "Hồ sơ đang giải quyết còn hạn, hẹn trả trong ngày chốt số liệu.",
            "NĐ 118/2025/NĐ-CP Đ19.6",
            _due_today,
        ),
        Measure(
            "due_soon",
            "Sắp đến hạn",
            f"Hồ sơ đang giải quyết còn hạn, hẹn trả trong {SOON_DAYS} ngày sau ngày chốt số liệu.",
            "NĐ 118/2025/NĐ-CP Đ19.6",
            _due_soon,
        ),
    )
}
"""Measures of the day for those who watch over it; no part of a report."""

EVERY: Mapping[str, Measure] = {**MEASURES, **LIVE}


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in per cent, computed from two counts."""

    key: str
    label: str
    parts: tuple[str, ...]
    whole: str


ON_TIME_RATE = Rate("on_time_rate", "Tỷ lệ giải quyết trước hạn và đúng hạn", ("early", "on_time"), "resolved")


@dataclass(frozen=True, slots=True)
class Identity:
    """What must hold between the figures of every row: the whole is the sum of its parts."""

    whole: str
    parts: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The identity in words: "Tổng số tiếp nhận = Kỳ trước chuyển sang + Tiếp nhận mới"."""
        return f"{MEASURES[self.whole].label} = {' + '.join(MEASURES[part].label for part in self.parts)}"

    def shown_by(self, counts: Mapping[str, int]) -> bool:
        """Whether all its figures are there."""
        return {self.whole, *self.parts} <= counts.keys()


IDENTITIES = (
    Identity("total", ("carried", "new")),
    Identity("new", tuple(measure.key for measure in _BY_CHANNEL)),
    Identity("total", ("resolved", "pending")),
    Identity("resolved", ("early", "on_time", "late")),
    Identity("pending", ("within", "overdue")),
)

SUBSETS = (("sent_back", "resolved"), ("online", "total"))
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
            words = f"{MEASURES[part].label} không thể lớn hơn {MEASURES[whole_key].label.lower()}"
            found.append(f"{words}: {counts[part]} > {counts[whole_key]}")
    return tuple(found)
