"""Codes of agencies, procedures and dossiers: both generations, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.codes import AgencyCode, DossierCode, ProcedureCode
from motcua.law.refusal import Refused


@pytest.mark.parametrize(
    ("text", "levels", "is_old"),
    [
        ("H49", ("H49",), False),
        ("H08.15.10", ("H08", "15", "10"), False),
        ("G22.015", ("G22", "015"), False),
        ("000.00.00.H49", ("H49",), True),
        ("000.00.13.H49", ("H49", "13"), True),
        ("000.05.13.H49", ("H49", "13", "05"), True),
        ("012.00.13.H49", ("H49", "13", "00", "012"), True),
    ],
)
def test_agency_codes_of_both_generations_are_read(text: str, levels: tuple[str, ...], is_old: bool) -> None:
    code = AgencyCode.parse(text)
    assert (str(code), code.levels, code.is_old) == (text, levels, is_old)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Z49",
        "H4",
        "H49.1",
        "H49.",
        "H49.13-",
        "00.00.13.H49",
        "H49.1.2",
        "H٤٩",
        "H49\n.13",
        "H49.13.14.15.16",
    ],
)
def test_other_agency_codes_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        AgencyCode.parse(text)
    assert refusal.value.code == "code_malformed"


@pytest.mark.parametrize(
    ("text", "national", "suffix"),
    [
        ("1.004238", "1.004238", ""),
        ("1.116910", "1.116910", ""),
        ("1.014199.H05", "1.014199", "H05"),
        ("2.000908.000.00.00.H56", "2.000908", "000.00.00.H56"),
    ],
)
def test_procedure_codes_keep_the_suffix_apart(text: str, national: str, suffix: str) -> None:
    code = ProcedureCode.parse(text)
    assert (code.national, code.suffix, str(code)) == (national, suffix, text)


@pytest.mark.parametrize("text", ["", "1.04238", "1004238", "1.004238.", "1.004238.49", "1.004238.H49.13", "x"])
def test_other_procedure_codes_are_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"1\.004238"):
        ProcedureCode.parse(text)


def test_a_procedure_code_cannot_be_built_wrong() -> None:
    with pytest.raises(Refused):
        ProcedureCode("1.4238")


@pytest.mark.parametrize(
    ("text", "agency", "day", "number"),
    [
        ("000.00.53.H48-220921-0099", "000.00.53.H48", date(2022, 9, 21), 99),
        ("H49.13-260105-0001", "H49.13", date(2026, 1, 5), 1),
        ("H49.013-260125-010012", "H49.013", date(2026, 1, 25), 10012),
        ("G22-260125-12345678", "G22", date(2026, 1, 25), 12345678),
    ],
)
def test_dossier_codes_of_all_generations_are_read(text: str, agency: str, day: date, number: int) -> None:
    code = DossierCode.parse(text)
    assert (str(code.agency), code.day, code.number, str(code)) == (agency, day, number, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000.00.13.H49",
        "000.00.13.H49-190205-001",
        "000.00.13.H49-190230-0001",
        "000.00.13.H49-1902050001",
        "13.H49-190205-0001",
        "000.00.13.H49-190205-0001-2",
        "000.00.13.H49-190205-٠٠٠١",
    ],
)
def test_other_dossier_codes_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        DossierCode.parse(text)
    assert "000.00.13.H49-190205-0001" in refusal.value.sentence


def test_people_may_type_small_letters_and_spaces() -> None:
    assert DossierCode.parse(" 000.00.13.h49-190205-0001 ") == DossierCode(
        AgencyCode("000.00.13.H49"), date(2019, 2, 5), 1
    )
    assert str(ProcedureCode.parse(" 1.014199.h05")) == "1.014199.H05"


def test_the_number_of_digits_belongs_to_the_code() -> None:
    assert DossierCode.parse("H49.13-190205-0099") != DossierCode.parse("H49.13-190205-00099")


def test_the_ten_thousandth_dossier_of_a_day_gets_five_digits() -> None:
    code = DossierCode(AgencyCode("H49.13"), date(2019, 2, 5), 10_000)
    assert str(code) == "H49.13-190205-10000"
    assert DossierCode.parse(str(code)) == code


def test_a_long_wrong_code_is_cut_in_the_sentence() -> None:
    with pytest.raises(Refused) as refusal:
        DossierCode.parse("A" * 5000)
    assert len(refusal.value.sentence) < 200


@given(
    st.from_regex(r"[A-Y][0-9]{2}(\.[0-9]{2,3}){0,3}|[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}", fullmatch=True),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(0, 10**9),
)
def test_a_dossier_code_is_read_back_as_it_was_written(agency: str, day: date, number: int) -> None:
    code = DossierCode(AgencyCode(agency), day, number)
    assert DossierCode.parse(str(code)) == code


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_a_refusal(text: str) -> None:
    for kind in (AgencyCode, ProcedureCode, DossierCode):
        try:
            code = kind.parse(text)
        except Refused:
            continue
        assert str(code) == text.strip().upper()
