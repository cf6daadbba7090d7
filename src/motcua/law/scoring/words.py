"""Each line of the 766 index told in a sentence: what was counted, rate, target, points got and lost, and why."""

from __future__ import annotations

from motcua.law.scoring.index import Index, Line, Missing
from motcua.law.scoring.indicators import INDICATORS, Formula
from motcua.law.scoring.rates import FULL, in_vietnamese


def sentence_of(line: Line) -> str:
    """The whole explanation of the points of an indicator."""
    if isinstance(line.reading, Missing):
        return _unknown(line, line.reading)
    assert line.rate is not None
    assert line.points is not None
    got = f"Được {in_vietnamese(line.points, 2)}/{in_vietnamese(line.weight.maximum.number)} điểm"
    return f"{_counted(line)} {_against_target(line)} {got}{_lost(line)}"


def _unknown(line: Line, why: Missing) -> str:
    worth = f"{in_vietnamese(line.weight.maximum.number)} điểm của chỉ tiêu này chưa đo được, không tính là 0."
    match why:
        case Missing.NO_SOURCE:
            return f"Không có số liệu về {line.indicator.part}: hệ thống chưa ghi nhận nguồn này trong kỳ. {worth}"
        case Missing.NOTHING:
            return f"Không có {line.indicator.whole} nên không có tỷ lệ. {worth}"
        case Missing.PROVINCE_ONLY:
            return f"Chỉ tiêu này chỉ tính cho cả tỉnh, không tính cho từng cơ quan. {worth}"


def _counted(line: Line) -> str:
    assert not isinstance(line.reading, Missing)
    assert line.rate is not None
    one, count = line.indicator, line.reading
    part, whole, rate = in_vietnamese(count.part), in_vietnamese(count.whole), in_vietnamese(line.rate, 2)
    if one.formula is Formula.WITHOUT:
        return f"Có {part} {one.part} trên {whole} {one.whole}: còn 100% − {part} ÷ {whole} = {rate}%."
    times = ""
    if line.factor is not None:
        times = f" (đã nhân tỷ lệ đồng bộ {in_vietnamese(line.factor, 2)}%)"
    elif one.times:
        times = f" (chưa nhân tỷ lệ của “{INDICATORS[one.times].label}” vì chỉ tiêu đó không có số liệu)"
    return f"Có {part} {one.part} trên {whole} {one.whole}: tỷ lệ {rate}%{times}."


def _against_target(line: Line) -> str:
    target = line.weight.target.number
    said = f"{in_vietnamese(target)}%"
    if target == FULL:
        return f"Điểm tính theo tỷ lệ, đủ {said} được điểm tối đa."
    assert line.rate is not None
    met = "đã đạt" if line.rate >= target else "chưa đạt"
    return f"Mức được điểm tối đa là từ {said}, {met}."


def _lost(line: Line) -> str:
    assert line.lost is not None
    if line.full:
        return ", không mất điểm."
    why = [f"còn {in_vietnamese(line.gap)} {line.indicator.gap}"] if line.gap else []
    if line.factor is not None and line.factor < FULL:
        why.append(f"tỷ lệ đồng bộ mới đạt {in_vietnamese(line.factor, 2)}%")
    return f", mất {in_vietnamese(line.lost, 2)} điểm vì {' và '.join(why)}."


def total_in_words(index: Index) -> str:
    """The total, and how much of it could be counted."""
    points = in_vietnamese(index.points, 2)
    if index.share is None:
        return "Chưa có chỉ tiêu nào đo được trong kỳ."
    assert index.band is not None
    grade = index.band.label
    if index.complete:
        return f"{points}/100 điểm, xếp loại {grade}."
    return (
        f"{points} điểm trên {in_vietnamese(index.measurable)} điểm đo được (trong tổng số 100), "
        f"bằng {in_vietnamese(index.share, 2)}% phần đo được; xếp loại tạm tính: {grade}."
    )
