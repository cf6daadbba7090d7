"""Reads lists of the portal's own names: subjects and levels, separated by commas that names also contain."""

from __future__ import annotations

from motcua.catalogue.national.cells import is_nothing
from motcua.catalogue.national.reading import Mark, Part
from motcua.catalogue.national.reasons import mark

SUBJECTS = (
    "Công dân Việt Nam",
    "Người Việt Nam định cư ở nước ngoài",
    "Người nước ngoài",
    "Người nước ngoài cư trú tại Việt Nam",
    "Cán bộ, công chức, viên chức",
    "Doanh nghiệp",
    "Doanh nghiệp Việt Nam",
    "Doanh nghiệp có vốn đầu tư nước ngoài",
    "Hợp tác xã",
    "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    "Tổ chức nước ngoài",
    "Đảng viên",
    "Tổ chức Đảng",
)
LEVELS = ("Cấp bộ", "Cấp tỉnh", "Cấp huyện", "Cấp xã", "Cơ quan khác")

_COMMA = ", "


def read_subjects(text: str) -> tuple[tuple[str, ...], tuple[Mark, ...]]:
    """The subjects, each once and in order; names outside the portal's list are left to a person."""
    return _read(text, SUBJECTS, Part.SUBJECTS, "subject_unknown")


def read_levels(text: str) -> tuple[tuple[str, ...], tuple[Mark, ...]]:
    """The levels, each once and in order; names outside the portal's list are left to a person."""
    return _read(text, LEVELS, Part.LEVELS, "level_unknown")


def _read(text: str, names: tuple[str, ...], part: Part, reason: str) -> tuple[tuple[str, ...], tuple[Mark, ...]]:
    if is_nothing(text):
        return (), ()
    found: dict[str, None] = {}
    unknown: list[str] = []
    rest = text.strip()
    while rest:
        name = next((name for name in names if rest == name or rest.startswith(name + _COMMA)), None)
        if name is None:
            word, _, rest = rest.partition(_COMMA)
            unknown.append(word)
        else:
            found[name] = None
            rest = rest[len(name) + len(_COMMA) :]
    return tuple(found), (mark(part, reason, text),) if unknown else ()
