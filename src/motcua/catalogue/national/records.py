"""Reads one record of the national portal: the only door to this package."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from motcua.catalogue.national.bases import read_bases
from motcua.catalogue.national.cells import LOWER, is_nothing
from motcua.catalogue.national.components import read_components
from motcua.catalogue.national.reading import Mark, Part, Reading
from motcua.catalogue.national.reasons import mark
from motcua.catalogue.national.results import read_results
from motcua.catalogue.national.subjects import read_levels, read_subjects
from motcua.catalogue.national.ways import count_limits, read_ways
from motcua.law.refusal import Refused

_CODE = re.compile(r"\d\.\d{6}")
_READ = frozenset(
    {
        *("ma_thu_tuc", "ten_thu_tuc", "so_quyet_dinh", "cap_thuc_hien", "linh_vuc", "loai_thu_tuc"),
        *("doi_tuong_thuc_hien", "co_quan_thuc_hien", "co_quan_co_tham_quyen", "trinh_tu_thuc_hien"),
        *("yeu_cau_dieu_kien", "cach_thuc_thuc_hien", "thanh_phan_ho_so", "can_cu_phap_ly", "ket_qua_xu_ly"),
    }
)
# The scraped page was cut at its labels; a name of an agency that holds one, a line break, or begins in the middle
# of a sentence is a piece of another field.
_NOT_AN_AGENCY = re.compile(rf"\n|Tên thủ tục|Mã thủ tục|Căn cứ pháp lý|^[{LOWER}]|^[^\w(]")
_LONGEST_AGENCY = 600


def read_record(raw: Mapping[str, object]) -> Reading:
    """Reads one record, given with the portal's own field names.

    Text is composed (NFC) first, since some ministries publish decomposed accents; otherwise it is kept as it is.

    Raises:
        Refused: ``record_not_object``, ``record_without_code``, ``record_without_name``, ``record_field_not_text``.
    """
    fields = _fields(raw)
    code, name = _head(fields)
    ways, way_marks = read_ways(fields.get("cach_thuc_thuc_hien", ""))
    components, component_marks = read_components(fields.get("thanh_phan_ho_so", ""))
    bases, basis_marks = read_bases(fields.get("can_cu_phap_ly", ""))
    results, words, result_marks = read_results(fields.get("ket_qua_xu_ly", ""))
    subjects, subject_marks = read_subjects(fields.get("doi_tuong_thuc_hien", ""))
    levels, level_marks = read_levels(fields.get("cap_thuc_hien", ""))
    executing, executing_marks = _agency(fields.get("co_quan_thuc_hien", ""))
    competent, competent_marks = _agency(fields.get("co_quan_co_tham_quyen", ""))
    return Reading(
        code=code,
        name=name,
        decision=_words(fields, "so_quyet_dinh"),
        levels=levels,
        field=_words(fields, "linh_vuc"),
        kind=_words(fields, "loai_thu_tuc"),
        subjects=subjects,
        executing_agency=executing,
        competent_agency=competent,
        steps=_words(fields, "trinh_tu_thuc_hien"),
        conditions=_words(fields, "yeu_cau_dieu_kien"),
        ways=ways,
        components=components,
        bases=bases,
        results=results,
        others=_others(fields) + words,
        counted_limits=count_limits(fields.get("cach_thuc_thuc_hien", "")),
        marks=way_marks + component_marks + basis_marks + result_marks + subject_marks + level_marks
        + executing_marks + competent_marks + _cut(fields),
    )  # fmt: skip


def _head(fields: Mapping[str, str]) -> tuple[str, str]:
    code, name = fields.get("ma_thu_tuc", "").strip(), fields.get("ten_thu_tuc", "").strip()
    if not _CODE.fullmatch(code):
        raise Refused("record_without_code", f"Bản ghi không có mã thủ tục đúng dạng (ví dụ 1.004238): “{code[:40]}”.")
    if not name:
        raise Refused("record_without_name", f"Thủ tục {code} không có tên; hãy kiểm tra tệp dữ liệu.")
    return code, name


def _fields(raw: object) -> dict[str, str]:
    if not isinstance(raw, Mapping):
        raise Refused("record_not_object", "Mỗi dòng của tệp phải là một đối tượng JSON mô tả một thủ tục.")
    fields: dict[str, str] = {}
    for key, value in raw.items():
        if value is None:
            continue
        if not isinstance(value, str):
            raise Refused("record_field_not_text", f"Trường “{key}” của bản ghi phải là văn bản.", str(key))
        fields[str(key)] = unicodedata.normalize("NFC", value)
    return fields


def _words(fields: Mapping[str, str], key: str) -> str:
    words = fields.get(key, "").strip()
    return "" if is_nothing(words) else words


def _others(fields: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((key, words.strip()) for key, words in fields.items() if key not in _READ and not is_nothing(words))


def _agency(text: str) -> tuple[str, tuple[Mark, ...]]:
    name = text.strip()
    if is_nothing(name):
        return "", ()
    if _NOT_AN_AGENCY.search(name) or len(name) > _LONGEST_AGENCY:
        return "", (mark(Part.AGENCIES, "agency_unclear", text),)
    return name, ()


def _cut(fields: Mapping[str, str]) -> tuple[Mark, ...]:
    """A mark if rows of the table of ways stand in another field: the page was cut at a label inside a note."""
    whole = fields.get("cach_thuc_thuc_hien", "")
    strayed = [words for key, words in fields.items() if key != "cach_thuc_thuc_hien" and _STRAYED.search(words)]
    return (mark(Part.WAYS, "ways_cut", whole),) if strayed else ()


_STRAYED = re.compile(r"(?:Trực tiếp|Trực tuyến|Dịch vụ bưu chính)\d+ (?:Ngày|Giờ|Tháng)")
