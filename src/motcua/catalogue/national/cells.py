"""What all tables of the portal share: the words for "nothing", and how cells that run together meet."""

from __future__ import annotations

import re

NOTHING = "Không có thông tin"
"""What the portal writes into an empty cell."""

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐÐ"
"""Letters of Vietnamese for character classes, composed (NFC)."""

_MEETING = re.compile(rf"[{LOWER}][.;:,]?[{UPPER}][{LOWER}{UPPER}]|[{LOWER}]\d|\d[{UPPER}][{LOWER}]")
_ONE_WORD = re.compile(r"VNeID|eKYC|VssID|km2|m2|m3|CO2")


def is_nothing(text: str) -> bool:
    """Whether a cell is empty or says that there is nothing."""
    return text.strip() in ("", NOTHING)


def cells_meet_in(text: str) -> bool:
    """Whether two cells seem to run together inside `text` (“…động vậtThông tư…”), so that it is not one cell."""
    return _MEETING.search(_ONE_WORD.sub(" ", text)) is not None


def matching_bracket(text: str) -> int | None:
    """Where the bracket that opens at the first character closes, or `None` if it does not."""
    depth = 0
    for position, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth == 0:
                return position
    return None
