"""Time limits and fees of a national record as rows of a sheet, where its table of ways states them without doubt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from motcua.catalogue.national.reading import Channel, Free, Part, Reading, Stated, StatedFee, TimeUnit, Unread, Way
from motcua.catalogue.sheet import Mark, Sheet, fresh_key
from motcua.law.limit import vietnamese

_CHANNELS = {Channel.COUNTER: "counter", Channel.POST: "post"}
_WORDS = {Channel.COUNTER: "nộp trực tiếp", Channel.POST: "gửi qua bưu chính", Channel.ONLINE: "nộp trực tuyến"}
_LONGEST_CASE = 300


def time_and_money(reading: Reading) -> tuple[Sheet, list[Mark]]:
    """Channels, cases, time limits and fees as far as they are stated, and what is left to a person."""
    ways = reading.ways
    marks: list[Mark] = []
    if not ways or any(mark.part == Part.WAYS for mark in reading.marks):
        return {}, marks
    stated: Sheet = {"channels": [_CHANNELS[one] for one in _CHANNELS if any(way.channel is one for way in ways)]}
    if any(way.channel is Channel.ONLINE for way in ways):
        # which of the two levels it is, the record does not say
        marks.append(
            _mark(
                "cach-thuc",
                "online_level_unstated",
                "Cổng có hình thức nộp trực tuyến nhưng không nêu toàn trình hay một phần; hãy chọn.",
                _verbatim(way for way in ways if way.channel is Channel.ONLINE),
            )
        )
    else:
        stated["online_level"] = "none"
    cases = _cases(ways)
    if cases is None:
        sentence = "Một hình thức nộp có nhiều thời hạn hoặc mức phí; hãy tách thành các trường hợp."
        marks.append(_mark("truong-hop", "cases_unclear", sentence, _verbatim(ways)))
        return stated, marks
    if len(cases) > 1:
        stated["cases"] = [{"key": key, "name": name} for name, key in cases.items()]
    limits = _limits(ways, cases)
    if limits is not None:
        stated["limits"] = limits
    if any(isinstance(way.time, Stated) and way.time.unit is TimeUnit.HOUR for way in ways):
        sentence = "Cổng ghi “Giờ”, không nói là giờ làm việc hay giờ theo đồng hồ; hãy chọn đơn vị."
        marks.append(_mark("thoi-han", "hour_unstated", sentence, _verbatim(ways)))
    fees, more = _fees(ways, cases)
    if fees is not None:
        stated["fees"] = fees
    return stated, marks + more


def _mark(slug: str, reason: str, sentence: str, verbatim: str) -> Mark:
    return {"section": slug, "reason": reason, "sentence": sentence, "verbatim": verbatim}


def _verbatim(ways: Iterable[Way]) -> str:
    return "\n".join(f"{_WORDS[way.channel]}: {_time(way)}; {_money(way)}; {way.note}" for way in ways)


def _time(way: Way) -> str:
    if isinstance(way.time, Stated):
        return f"{vietnamese(way.time.value)} {way.time.unit.value}"
    return way.time.verbatim if isinstance(way.time, Unread) else "không nêu thời hạn"


def _money(way: Way) -> str:
    if isinstance(way.fees, tuple):
        return ", ".join(f"{fee.amount:,} đồng {fee.words}".replace(",", ".").strip() for fee in way.fees)
    if isinstance(way.fees, Unread):
        return way.fees.verbatim
    return "miễn phí" if isinstance(way.fees, Free) else "không nêu phí"


def _cases(ways: tuple[Way, ...]) -> dict[str, str] | None:
    """Name → key of the cases; one without a name when there are none; None when they cannot be told.

    Rows of one channel that differ are cases when each has words of its own and every channel has the same words.
    """
    by_channel: dict[Channel, list[Way]] = {}
    for way in ways:
        rows = by_channel.setdefault(way.channel, [])
        if way not in rows:
            rows.append(way)
    if all(len({(row.time, row.fees) for row in rows}) == 1 for rows in by_channel.values()):
        return {"": ""}
    names = [tuple(" ".join(row.note.split()) for row in rows) for rows in by_channel.values()]
    first = names[0]
    told = all(set(one) == set(first) and len(set(one)) == len(one) for one in names)
    if not told or not all(name and len(name) <= _LONGEST_CASE for name in first):
        return None
    taken: set[str] = set()
    keys = {}
    for name in first:
        keys[name] = fresh_key(name, taken)
        taken.add(keys[name])
    return keys


def _of_case(ways: tuple[Way, ...], name: str) -> list[Way]:
    return [way for way in ways if not name or " ".join(way.note.split()) == name]


def _limits(ways: tuple[Way, ...], cases: dict[str, str]) -> list[dict[str, Any]] | None:
    """Rows of limits; None where a way has none, or one that cannot be read."""
    if not all(isinstance(way.time, Stated) for way in ways):
        return None
    rows = []
    for name, key in cases.items():
        times = {way.channel: way.time for way in _of_case(ways, name)}
        if len(set(times.values())) == 1:
            rows.append(_limit(next(iter(times.values())), "", key))
            continue
        for channel, time in times.items():
            # an online limit belongs to a level that only a person can choose: it is the one without a channel
            rows.append(_limit(time, _CHANNELS.get(channel, ""), key))
    return rows


def _limit(time: Stated | Unread | None, channel: str, case: str) -> dict[str, Any]:
    assert isinstance(time, Stated)
    unit = "" if time.unit is TimeUnit.HOUR else time.unit.value
    return {
        "value": vietnamese(time.value),
        "unit": unit,
        "channel": channel,
        "case": case,
        "counting": "exact",
        "legal_value": "",
        "legal_unit": "",
    }


def _fees(ways: tuple[Way, ...], cases: dict[str, str]) -> tuple[list[dict[str, Any]] | None, list[Mark]]:
    """Rows of fees; None where a way's fees cannot be read, or nothing is said of them."""
    if any(isinstance(way.fees, Unread) for way in ways):
        return None, []
    if any(way.fees is None for way in ways):
        sentence = "Cổng không nêu phí, lệ phí; hãy xác nhận là không thu hoặc ghi mức thu."
        return None, [_mark("phi", "fee_unstated", sentence, _verbatim(ways))]
    rows = []
    for name, key in cases.items():
        amounts = {way.channel: way.fees if isinstance(way.fees, tuple) else () for way in _of_case(ways, name)}
        found = _rows_of_case(amounts, key)
        if found is None:
            sentence = "Mức phí khác nhau theo hình thức nộp; hãy ghi từng mức."
            return None, [_mark("phi", "fee_by_channel", sentence, _verbatim(ways))]
        rows += found
    return rows, []


def _rows_of_case(amounts: dict[Channel, tuple[StatedFee, ...]], case: str) -> list[dict[str, Any]] | None:
    if len(set(amounts.values())) == 1:
        return [_fee(fee, case) for fee in next(iter(amounts.values()))]
    online = amounts.get(Channel.ONLINE)
    others = {fees for channel, fees in amounts.items() if channel is not Channel.ONLINE}
    if online is None or len(others) != 1:
        return None
    (usual,) = others
    if len(usual) != 1 or len(online) > 1:
        return None
    less = online[0].amount if online else 0
    same = not online or (online[0].kind, online[0].words) == (usual[0].kind, usual[0].words)
    if less > usual[0].amount or not same:
        return None
    return [_fee(usual[0], case) | {"online_amount": f"{less:,}".replace(",", ".")}]


def _fee(fee: StatedFee, case: str) -> dict[str, Any]:
    name = {"fee": "Phí", "charge": "Lệ phí"}.get(fee.kind, "")
    return {
        "kind": fee.kind,
        "name": name,
        "amount": f"{fee.amount:,}".replace(",", "."),
        "condition": fee.words,
        "case": case,
        "due_at_intake": False,
    }
