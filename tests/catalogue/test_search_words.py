"""How words are read: chatter, synonyms, accents, slips of the hand, codes; and when none has everything."""

from __future__ import annotations

import pytest

from motcua.catalogue.commands import load_procedures
from motcua.catalogue.finding import find, search
from motcua.catalogue.models import ProcedureVersion, Synonym
from motcua.catalogue.search import vocabulary
from province import TODAY
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

RECORD = "2.000488"
"""Cấp Phiếu lý lịch tư pháp …"""
DRIVING = "1.002809"
"""Đổi Giấy phép lái xe …"""


def first(words: str) -> str:
    return next((hit.code for hit in search(words, on=TODAY)), "")


def load(*names: str) -> None:
    """Procedures of these names, with codes that count from 1.900001."""
    load_procedures([procedure(code=f"1.90000{place}", name=name) for place, name in enumerate(names, start=1)])


@pytest.mark.parametrize(
    "typed",
    [
        "tôi muốn làm phiếu lý lịch tư pháp thì cần giấy tờ gì",
        "thu tuc xin phieu ly lich tu phap nhu the nao",
        "cho hỏi phiếu lý lịch tư pháp làm ở đâu, hết bao nhiêu tiền",
    ],
)
def test_words_that_only_ask_are_passed_over(typed: str) -> None:
    found = find(typed, on=TODAY)

    assert found.whole
    assert found[0].code == RECORD


def test_a_word_that_is_chatter_without_accents_still_finds_another_word() -> None:
    assert first("bang ke lam san") == "1.000045"


def test_accents_tell_words_apart() -> None:
    load("Cấp xuymau chuyển nhanh", "Cấp xuymau chuyển nhánh")

    assert first("xuymau nhánh") == "1.900002"
    assert first("xuymau chuyển nhanh") == "1.900001"


def test_wrong_accents_are_forgiven() -> None:
    assert first("phiêu lỳ lịch tu pháp") == RECORD


@pytest.mark.parametrize("typed", ["thuỷ sản khai thác", "thủy sản khai thác"])
def test_both_ways_to_set_the_tone_find_the_same(typed: str) -> None:
    assert first(typed) == "1.004359"


@pytest.mark.parametrize(
    "typed",
    [
        "phieeus lys lichj tuw phaps",  # Telex keys
        "phie61u ly1 li5ch tu7 pha1p",  # VNI keys
        "phieu lylich tu phap",  # a space forgotten
    ],
)
def test_what_keyboards_do_is_mended(typed: str) -> None:
    assert first(typed) == RECORD


def test_a_space_too_many_is_mended() -> None:
    assert first("kara oke") == "1.001029"


def test_a_synonym_means_what_the_list_says() -> None:
    Synonym.objects.create(typed="zabc", folded="zabc", means="giấy phép lái xe")

    assert first("doi zabc") == DRIVING


def test_a_synonym_with_several_meanings_finds_each() -> None:
    Synonym.objects.create(typed="zabc", folded="zabc", means="giấy phép lái xe; lý lịch tư pháp")

    assert {hit.code for hit in search("zabc", on=TODAY)} >= {DRIVING, RECORD}


def test_the_longest_synonym_is_the_one_that_was_meant() -> None:
    Synonym.objects.create(typed="zabc", folded="zabc", means="lý lịch tư pháp")
    Synonym.objects.create(typed="zabc zxyz", folded="zabc zxyz", means="giấy phép lái xe")

    assert first("zabc zxyz") == DRIVING


def test_what_has_most_of_the_words_comes_when_nothing_has_all() -> None:
    load("Cấp xuymau zabc", "Cấp xuymau", "Cấp zabc zxyz")

    found = find("xuymau zabc zxyz zopq", on=TODAY)

    assert not found.whole
    assert {hit.code for hit in found[:2]} == {"1.900001", "1.900003"}


def test_a_rare_word_says_more_than_common_ones() -> None:
    load("Cấp xuymau")

    found = find("giấy chứng nhận cấp xuymau zabc", on=TODAY)

    assert found[0].code == "1.900001"


def test_what_nobody_speaks_of_finds_nothing() -> None:
    assert len(find("zabc zxyz", on=TODAY)) == 0


@pytest.mark.parametrize("typed", ["2.000488.000.00.00.H51", "2.000488.H51", f"thủ tục {RECORD} cần gì"])
def test_a_national_code_is_found_with_a_suffix_and_in_a_sentence(typed: str) -> None:
    assert first(typed) == RECORD


def test_a_national_code_finds_those_with_a_suffix() -> None:
    load_procedures([procedure(code="1.900001.H51")])

    assert first("1.900001") == first("1.900001.H51") == first("1.900001.000.00.00.H51") == "1.900001.H51"


def test_a_new_version_adds_its_words_at_once() -> None:
    assert not vocabulary().has("xuymau")
    load("Cấp xuymau")
    assert vocabulary().has("xuymau")


def test_words_that_come_with_an_older_number_are_seen_too() -> None:
    """Of two transactions the one with the newer version may be the first to end."""
    load("Cấp xuymau", "Cấp zabc")
    late = ProcedureVersion.objects.get(name="Cấp xuymau")
    kept = {
        field.attname: getattr(late, field.attname) for field in late._meta.concrete_fields if field.name != "words"
    }
    late.cases.all().delete()
    for part in (late.limits, late.components, late.fees, late.processes):
        part.all().delete()
    late.delete()
    assert not vocabulary().has("xuymau")

    ProcedureVersion.objects.create(**kept)

    assert vocabulary().has("xuymau")
