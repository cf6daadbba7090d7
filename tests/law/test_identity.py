"""Numbers by which persons and organisations are known."""

import pytest

from cast import refused
from motcua.law.identity import identity_number


@pytest.mark.parametrize("text", ["094199000123", "365123456", "B1234567", "PT123456"])
def test_a_person_has_a_number_of_twelve_or_nine_digits_or_a_passport(text):
    assert identity_number(text, "person") == text


@pytest.mark.parametrize("text", ["0312345678", "0312345678-001", "0312345678001", "094199000123"])
def test_an_organisation_has_a_tax_code(text):
    assert identity_number(text, "organisation") == text


@pytest.mark.parametrize("text", [" 094 199 000 123 ", "094.199.000.123", "094199000123\n"])
def test_blanks_and_dots_do_not_matter(text):
    assert identity_number(text, "person") == "094199000123"


def test_a_passport_is_written_in_capitals():
    assert identity_number("b1234567", "person") == "B1234567"


@pytest.mark.parametrize("text", ["", "12345678", "1234567890", "09419900012A", "0941990001234", "ABC123456", "B12"])
def test_what_is_no_number_of_a_person_is_refused(text):
    with refused("identity", "identity_number"):
        identity_number(text, "person")


@pytest.mark.parametrize("text", ["", "031234567", "B1234567", "0312345678-01", "0312345678--001"])
def test_what_is_no_number_of_an_organisation_is_refused(text):
    with refused("identity", "identity_number"):
        identity_number(text, "organisation")


@pytest.mark.parametrize("text", ["０９４１９９０００１２３", "٠٩٤١٩٩٠٠٠١٢٣"])
def test_digits_of_other_scripts_are_not_digits_of_a_number(text):
    with refused("identity", "identity_number"):
        identity_number(text, "person")
