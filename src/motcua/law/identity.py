"""Numbers by which persons and organisations are known."""

from __future__ import annotations

import re

from motcua.law.refusal import Refused

_SHAPES = {
    "person": re.compile(r"\d{12}|\d{9}|[A-Z]{1,2}\d{6,8}", re.ASCII),
    "organisation": re.compile(r"\d{10}(-?\d{3})?|\d{12}", re.ASCII),
}
_SENTENCES = {
    "person": "Số định danh của cá nhân gồm 12 chữ số (CMND cũ 9 chữ số; hộ chiếu gồm chữ và số).",
    "organisation": "Số định danh của tổ chức là mã số thuế 10 hoặc 13 chữ số.",
}


def identity_number(text: str, kind: str) -> str:
    """The identity number in its written form: capitals, no blanks or dots.

    Persons: personal identification number (12 digits), old identity card (9 digits) or passport; organisations: tax
    code (10 or 13 digits). The parts of a number are never used to infer anything about the person.

    Args:
        kind: `person` or `organisation`.

    Raises:
        Refused: it is not a number of this kind.
    """
    number = re.sub(r"[\s.]", "", text).upper()
    if not _SHAPES[kind].fullmatch(number):
        raise Refused("identity", _SENTENCES[kind], field="identity_number")
    return number
