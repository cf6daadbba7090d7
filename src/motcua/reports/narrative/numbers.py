"""Numbers as Vietnamese documents write them, and back."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\N{NO-BREAK SPACE}"
_WRITTEN = re.compile(
    r"(?<![\w./-])[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?(?![\w/])|(?<![\w./,-])[0-9]+(?:,[0-9]+)?(?![\w/])"
)

_NAMES = re.compile(
    r"\b(?:ngày \d{1,2} tháng \d{1,2}|(?:ngày|tháng|quý|điều|khoản|điểm|mục) \d{1,2}|năm \d{4}|\d{1,2} giờ \d{2})\b"
    r"|^\s*\d{1,2}(?=[.)]\s)",
    re.IGNORECASE,
)
"""Numbers that name a day, an hour, an article, a heading: they count nothing."""


def written(value: int | Decimal, places: int | None = None) -> str:
    """`50229` → "50.229", `Decimal("96.99")` → "96,99"; `places` fixes the decimals, rounded half up."""
    exact = Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{abs(exact):f}".partition(".")
    sign = "-" if exact < 0 else ""
    return f"{sign}{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def percent(value: Decimal, places: int = 2) -> str:
    """`Decimal("96.989")`, a percentage, → "96,99 %"; the space does not break."""
    return f"{written(value, places)}{NBSP}%"


def read(text: str) -> Decimal | None:
    """The number that a text is, with or without "%"; None where it is none: "1.492" → 1492."""
    plain = text.replace(NBSP, " ").strip().removesuffix("%").strip()
    if not _WRITTEN.fullmatch(plain):
        return None
    return Decimal(plain.replace(".", "").replace(",", "."))


def numbers_in(text: str) -> list[str]:
    """The numbers that count something in a text, as they stand there; days, articles, signs of documents are none."""
    return _WRITTEN.findall(_NAMES.sub("", text.replace(NBSP, " ")))
