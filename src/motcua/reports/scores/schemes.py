"""The dated configuration of the scores, from the shipped files or the province's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec
from django.conf import settings

from motcua.law.refusal import Refused
from motcua.law.scoring.quality import QualityScheme
from motcua.law.scoring.scheme import Band, Scheme, Value, Weight

SHIPPED = Path(__file__).parent.parent / "data"
SHIPPED_INDEX, SHIPPED_QUALITY = SHIPPED / "index-766.yaml", SHIPPED / "quality-2018.yaml"


class _Number(msgspec.Struct, forbid_unknown_fields=True):
    number: Decimal
    source: str
    status: str

    def value(self) -> Value:
        return _value(self.number, self.source, self.status)


class _Band(msgspec.Struct, forbid_unknown_fields=True):
    label: str
    at_least: Decimal
    source: str
    status: str

    def band(self) -> Band:
        return Band(self.label, _value(self.at_least, self.source, self.status))


class _Indicator(msgspec.Struct, forbid_unknown_fields=True):
    maximum: _Number
    target: _Number


class _Index(msgspec.Struct, forbid_unknown_fields=True):
    since: date
    bands: list[_Band]
    indicators: dict[str, _Indicator]
    note: str = ""

    def scheme(self) -> Scheme:
        weights = (Weight(key, one.maximum.value(), one.target.value()) for key, one in self.indicators.items())
        return Scheme(self.since, tuple(weights), tuple(band.band() for band in self.bands), self.note)


class _Indices(msgspec.Struct, forbid_unknown_fields=True):
    schemes: list[_Index]


class _Quality(msgspec.Struct, forbid_unknown_fields=True):
    since: date
    bands: list[_Band]

    def scheme(self) -> QualityScheme:
        return QualityScheme(self.since, tuple(band.band() for band in self.bands))


class _Qualities(msgspec.Struct, forbid_unknown_fields=True):
    schemes: list[_Quality]


_T = TypeVar("_T")


def index_schemes() -> tuple[Scheme, ...]:
    """The schemes of the 766 index: those of the file that the setting names, else the shipped ones.

    Raises:
        Refused: ``scheme_unreadable``, or a scheme cannot be.
    """
    return read_index_schemes(Path(settings.INDEX_766 or SHIPPED_INDEX))


@lru_cache(maxsize=8)
def read_index_schemes(path: Path) -> tuple[Scheme, ...]:
    """The schemes of a file.

    Raises:
        Refused: ``scheme_unreadable``, or a scheme cannot be.
    """
    schemes = tuple(one.scheme() for one in _read(path, _Indices).schemes)
    if not schemes:
        raise Refused("scheme_unreadable", f"Bảng điểm {path.name} chưa có bảng điểm nào.")
    return schemes


def scoring_is_on() -> bool:
    """Whether the province keeps the scoring of TT 01/2018/TT-VPCP, by its own decision."""
    return bool(settings.SCORING_2018)


def quality_schemes() -> tuple[QualityScheme, ...]:
    """The grades of the scoring of agencies: of the file that the setting names, else the shipped ones.

    Raises:
        Refused: ``scheme_unreadable``, or a scheme cannot be.
    """
    named = settings.SCORING_2018
    return read_quality_schemes(SHIPPED_QUALITY if named in ("", "1") else Path(named))


@lru_cache(maxsize=8)
def read_quality_schemes(path: Path) -> tuple[QualityScheme, ...]:
    """The grades of a file.

    Raises:
        Refused: ``scheme_unreadable``, or a scheme cannot be.
    """
    return tuple(one.scheme() for one in _read(path, _Qualities).schemes)


def quality_scheme_on(day: date) -> QualityScheme:
    """The grades in force on a local day.

    Raises:
        Refused: ``no_scheme``, and what `quality_schemes` raises.
    """
    begun = [scheme for scheme in quality_schemes() if scheme.since <= day]
    if not begun:
        raise Refused("no_scheme", f"Chưa có bảng xếp loại áp dụng cho ngày {day:%d/%m/%Y}.")
    return max(begun, key=lambda scheme: scheme.since)


def _read(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind, strict=False)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError, ValueError) as wrong:
        raise Refused("scheme_unreadable", f"Không đọc được bảng điểm {path.name}: {wrong}.") from wrong


def _value(number: Decimal, source: str, status: str) -> Value:
    if status not in ("sourced", "assumed"):
        raise Refused("scheme_unreadable", f"Trạng thái “{status}” trong bảng điểm phải là sourced hoặc assumed.")
    return Value(number, source, status == "assumed")
