"""From a reading of a national record to the sheet of a proposal: only what is stated, the rest marked for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.folding import fold
from motcua.catalogue.models import Level, Subject
from motcua.catalogue.national.reading import Part, ReadComponent, Reading
from motcua.catalogue.national_ways import time_and_money
from motcua.catalogue.sheet import Mark, Sheet
from motcua.catalogue.sheet_fields import section

SECTION_OF = {
    Part.TIMES: "thoi-han",
    Part.FEES: "phi",
    Part.WAYS: "cach-thuc",
    Part.COMPONENTS: "thanh-phan",
    Part.BASES: "can-cu",
    Part.RESULTS: "ket-qua",
    Part.SUBJECTS: "chung",
    Part.LEVELS: "chung",
    Part.AGENCIES: "chung",
}
_SUBJECTS = {subject.label: subject.value for subject in Subject} | {
    "Doanh nghiệp Việt Nam": Subject.ENTERPRISE.value,
    "Người nước ngoài cư trú tại Việt Nam": Subject.FOREIGNER.value,
}
_LEVELS = {level.label: level.value for level in Level}
_STEP = re.compile(r"(?m)^[\s\-+*]*Bước\s+\d+", re.IGNORECASE)
_LONGEST_FORM = 60


@dataclass(frozen=True, slots=True)
class NationalSheet:
    """What a record makes.

    Attributes:
        stated: the fields and sections of a sheet that the record states whole; what it does not is not in it.
        marks: what is left to a person.
    """

    stated: Sheet
    marks: tuple[Mark, ...]


def national_sheet(reading: Reading, agencies: Mapping[str, str]) -> NationalSheet:
    """What can be written on a sheet of what the national portal publishes.

    Args:
        agencies: folded name → code of the agencies here.
    """
    marks = [_mark(SECTION_OF[one.part], one.reason, one.sentence, one.verbatim) for one in reading.marks]
    stated: Sheet = {"code": reading.code, "name": reading.name, "source": reading.decision}
    stated |= {name: value for name, value in _plain(reading).items() if value}
    agency = agencies.get(fold(reading.executing_agency), "")
    if agency:
        stated["agency"] = agency
    elif reading.executing_agency:
        sentence = "Cơ quan thực hiện chưa có trong danh mục cơ quan ở đây; hãy chọn cơ quan giải quyết."
        marks.append(_mark("chung", "agency_not_ours", sentence, reading.executing_agency))
    more, found = time_and_money(reading)
    stated |= more
    marks += found
    if _is_whole(reading, Part.COMPONENTS):
        stated["components"] = [_component(one) for one in reading.components if _asks(one)]
    marks += _component_marks(reading.components)
    if _is_whole(reading, Part.RESULTS) and reading.results:
        stated["results"] = [{"name": one.name, "code": one.code or ""} for one in reading.results]
    if _is_whole(reading, Part.BASES) and reading.bases:
        stated["legal_bases"] = [_basis(one.title, one.number) for one in reading.bases]
    return NationalSheet(stated, tuple(marks))


def _mark(slug: str, reason: str, sentence: str, verbatim: str) -> Mark:
    return {"section": section(slug).slug, "reason": reason, "sentence": sentence, "verbatim": verbatim}


def _is_whole(reading: Reading, part: Part) -> bool:
    """Whether everything in this part was read: a part with a gap is left whole to a person."""
    return not any(True for _ in reading.marks_of(part))


def _plain(reading: Reading) -> Sheet:
    others = dict(reading.others)
    return {
        "field": reading.field,
        "levels": [_LEVELS[level] for level in reading.levels if level in _LEVELS],
        "executing": reading.executing_agency,
        "competent": reading.competent_agency,
        "coordinating": others.get("co_quan_phoi_hop", ""),
        "address": others.get("dia_chi_tiep_nhan", ""),
        "subject": "; ".join(reading.subjects),
        "subjects": list(dict.fromkeys(_SUBJECTS[one] for one in reading.subjects if one in _SUBJECTS)),
        "conditions": reading.conditions,
        "steps": steps_of(reading.steps),
    }


def steps_of(text: str) -> list[str]:
    """The order of work as published: one entry for each “Bước n”, else the whole text as one; nothing is lost."""
    starts = [found.start() for found in _STEP.finditer(text)]
    if not starts or text[: starts[0]].strip():
        starts = [0, *starts] if starts else [0]
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [piece.strip() for piece in pieces if piece.strip()]


def _asks(part: ReadComponent) -> bool:
    return bool(part.originals or part.copies)


def _component(part: ReadComponent) -> dict[str, Any]:
    forms = part.forms or ()
    return {
        "name": part.name,
        "originals": str(part.originals or 0),
        "copies": str(part.copies or 0),
        "mandatory": True,
        "form_code": forms[0] if len(forms) == 1 and len(forms[0]) <= _LONGEST_FORM else "",
    }


def _component_marks(parts: Iterable[ReadComponent]) -> Iterator[Mark]:
    """What the table of components does not say: what rows without numbers are, what its headings mean."""
    groups: dict[str, list[str]] = {}
    for part in parts:
        if part.group:
            groups.setdefault(part.group, []).append(part.name)
        if part.originals == 0 and part.copies == 0:
            sentence = "Dòng không yêu cầu bản nào: là đề mục, ghi chú hay giấy tờ xuất trình? Hãy nhập nếu cần."
            yield _mark("thanh-phan", "component_asks_nothing", sentence, part.name)
        if part.forms and (len(part.forms) > 1 or len(part.forms[0]) > _LONGEST_FORM):
            sentence = f"Giấy tờ “{part.name[:80]}” có mẫu đơn; hãy ghi mẫu dùng ở đây."
            yield _mark("thanh-phan", "component_forms", sentence, "; ".join(part.forms))
    for group, names in groups.items():
        sentence = f"{len(names)} giấy tờ đứng dưới một đề mục: là trường hợp hay điều kiện? Hãy ghi lại cho đúng."
        yield _mark("thanh-phan", "component_heading", sentence, group)


def _basis(title: str, number: str) -> str:
    """A text of law as documents name it."""
    if not title or not number:
        return title or number
    return title if number in title else f"{title} ({number})"
