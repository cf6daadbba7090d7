"""Versions of a procedure, what replaced it, and the code under which it is found."""

from datetime import date

import pytest

from motcua.catalogue import history
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import ProcedureVersion, PublicationDecision
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

CODE = "1.900001"
SECOND = {"number": "09/QĐ-UBND", "date": "2019-05-20"}


def two_versions(**changes):
    load_procedures([procedure(valid_until="2019-06-01")])
    load_procedures(
        [
            procedure(
                number=2,
                valid_from="2019-06-01",
                decision=SECOND,
                limits=[{"value": "2", "unit": "working_day"}],
                **changes,
            )
        ]
    )


@pytest.mark.parametrize("typed", [CODE, f" {CODE} ", f"{CODE}.H51", f"{CODE}.h51", f"{CODE}.000.00.12.h51"])
def test_a_code_with_the_suffix_of_this_province_is_the_national_one(typed):
    load_procedures([procedure()])
    assert history.canonical_code(typed) == CODE


def test_a_national_code_finds_the_one_local_publication_of_it():
    load_procedures([procedure(code=f"{CODE}.H51")])
    assert history.canonical_code(CODE) == f"{CODE}.H51"
    assert history.canonical_code(f"{CODE}.h51") == f"{CODE}.H51"


def test_a_national_code_with_several_local_publications_is_nobodys():
    load_procedures([procedure(code=f"{CODE}.H51"), procedure(code=f"{CODE}.H49")])
    assert history.canonical_code(CODE) is None


@pytest.mark.parametrize("typed", [f"{CODE}.H99", "9.999999", "x", "", "%00", "1.90000", "9" * 3000])
def test_the_suffix_of_another_province_and_what_is_no_code_find_nothing(typed):
    load_procedures([procedure()])
    assert history.canonical_code(typed) is None


def test_versions_are_told_with_their_decisions_the_newest_first(queries):
    two_versions()
    with queries(1):
        newest, first = history.versions_of(CODE)
    assert (newest.number, newest.decision) == (2, "09/QĐ-UBND ngày 20/05/2019")
    assert (first.valid_from, first.valid_until) == (date(2018, 7, 1), date(2019, 6, 1))
    assert first.holds_on(date(2019, 5, 31)) and not first.holds_on(date(2019, 6, 1))
    assert newest.holds_on(date(2019, 6, 1))


def test_two_versions_are_compared_the_earlier_one_first(queries):
    two_versions(name="Xác nhận mẫu thử mới")
    with queries(2):
        compared = history.compare_versions(CODE, 2, 1)
    assert (compared.before.number, compared.after.number) == (1, 2)
    changed = {section.title: section.lines for section in compared.changed}
    assert set(changed) == {"Thông tin chung", "Thời hạn giải quyết"}
    (limit,) = changed["Thời hạn giải quyết"]
    assert (limit.before, limit.after, limit.sign) == ("1 ngày làm việc", "2 ngày làm việc", "≠")


def test_agencies_are_called_by_name_and_the_internal_process_is_left_out():
    two_versions(agency="000.00.12.H51", process=None)
    compared = history.compare_versions(CODE, 1, 2)
    assert "Sở Tư pháp" in {line.after for section in compared.sections for line in section.lines}
    assert [section.title for section in compared.changed] == ["Thời hạn giải quyết"]


def test_versions_that_say_the_same_have_no_change():
    load_procedures([procedure(valid_until="2019-06-01")])
    load_procedures([procedure(number=2, valid_from="2019-06-01", decision=SECOND)])
    assert history.compare_versions(CODE, 1, 2).changed == ()


def test_a_version_that_does_not_exist_is_compared_with_nothing():
    two_versions()
    assert history.compare_versions(CODE, 1, 3) is None
    assert history.compare_versions("9.999999", 1, 2) is None


def test_what_the_repealing_decision_published_anew_in_the_same_field_takes_its_place():
    load_procedures([procedure(valid_until="2019-06-01")])
    load_procedures([procedure(code="1.900002", decision=SECOND, valid_from="2019-06-01", name="Mới")])
    load_procedures([procedure(code="1.900003", decision=SECOND, valid_from="2019-06-01", field="Khác")])
    repeal = PublicationDecision.objects.get(number="09/QĐ-UBND")
    ProcedureVersion.objects.filter(procedure__code=CODE).update(repealed_by=repeal)

    assert history.versions_of(CODE)[0].repealed_by == "09/QĐ-UBND ngày 20/05/2019"
    (successor,) = history.successors_of(CODE, repeal.pk, "Thử nghiệm")
    assert (successor.code, successor.name) == ("1.900002", "Mới")
