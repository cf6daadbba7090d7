"""The one form of a procedure's texts, numbers and steps that a workbook can keep: what comes back is equal to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from motcua.catalogue.loading import process_from
from motcua.catalogue.spec import Content

_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 has no way to write."""


def tidy_text(text: str) -> str:
    """A text as a cell keeps it: composed (NFC), line breaks of one kind, no blanks at its ends."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNKEPT.sub("", plain).strip()


def tidy_number(number: Decimal) -> Decimal:
    """The same number without zeros at the end: 5.00 is 5."""
    shortest = number.normalize()
    return shortest if shortest.as_tuple().exponent <= 0 else shortest.quantize(Decimal(1))  # type: ignore[operator]


def tidy_content(content: Content) -> Content:
    """What a procedure says, whoever decides on it, with tidy texts, numbers, sentences and steps.

    Raises:
        msgspec.ValidationError, ValueError: its process has another shape than `law.process.Process`.
    """
    plain = {name: _tidy(getattr(content, name)) for name in Content.__struct_fields__}
    for name in ("steps", "legal_bases"):
        plain[name] = [sentence for sentence in plain[name] if sentence]
    if content.process is not None:
        plain["process"] = {**plain["process"], "steps": plain_steps(plain["process"])}
    return msgspec.convert(plain, Content)


def plain_steps(process: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The steps of a process with every field said: hours as the shortest text, lists as lists."""
    steps = process_from({"start": process["start"], "steps": list(process["steps"])}).steps
    return tuple(
        {**msgspec.to_builtins(step), "hours": f"{tidy_number(step.hours):f}", "edges": [_edge(e) for e in step.edges]}
        for step in steps
    )


def _edge(edge: Any) -> dict[str, Any]:
    return {"outcome": edge.outcome, "label": edge.label, "to": list(edge.to)}


def _tidy(value: Any) -> Any:
    match value:
        case str() if type(value) is str:
            return tidy_text(value)
        case Decimal():
            return tidy_number(value)
        case msgspec.Struct():
            return {name: _tidy(getattr(value, name)) for name in value.__struct_fields__}
        case list() | tuple():
            return [_tidy(item) for item in value]
        case dict():
            return {name: _tidy(item) for name, item in value.items()}
        case _:
            return value
