"""Synonyms: what is kept, what is refused, who may."""

import pytest

import cast
from motcua.catalogue import synonyms as s
from motcua.catalogue.finding import search
from motcua.catalogue.models import Synonym
from province import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.fixture
def keeper():
    return cast.person("procedure_control")


def test_at_least_sixty_ship_and_come_with_the_province():
    assert len(s.shipped_synonyms()) >= 60
    assert s.missing_synonyms() == {}


def test_every_shipped_synonym_would_be_accepted(keeper):
    Synonym.objects.all().delete()
    for typed, means in s.shipped_synonyms().items():
        s.add_synonym(typed, means, actor=keeper)
    assert Synonym.objects.count() == len(s.shipped_synonyms())


def test_loading_again_adds_what_is_missing_and_keeps_what_was_changed():
    Synonym.objects.get(typed="gplx").delete()
    Synonym.objects.filter(typed="sổ đỏ").update(means="xuymau")
    assert s.load_synonyms() == 1
    assert s.load_synonyms() == 0
    assert Synonym.objects.get(typed="sổ đỏ").means == "xuymau"


def test_both_sides_are_tidied(keeper):
    row = s.add_synonym("  Zabc  Đẹp ", " lý lịch  tư pháp ;; giấy phép lái xe; ", actor=keeper)
    assert (row.typed, row.folded, row.means) == ("zabc đẹp", "zabc dep", "lý lịch tư pháp; giấy phép lái xe")


def test_it_is_understood_at_once_and_no_longer_when_it_is_gone(keeper):
    def first():
        return next((hit.code for hit in search("zabc", on=TODAY)), "")

    row = s.add_synonym("zabc", "lý lịch tư pháp", actor=keeper)
    assert first() == "2.000488"
    s.change_synonym(row.pk, "zabc", "giấy phép lái xe", actor=keeper)
    assert first() == "1.002809"
    s.delete_synonym(row.pk, actor=keeper)
    s.delete_synonym(row.pk, actor=keeper)
    assert first() == ""


@pytest.mark.parametrize(
    ("typed", "means", "code", "field"),
    [
        ("", "giấy phép", "typed_empty", "typed"),
        ("?!", "giấy phép", "typed_empty", "typed"),
        ("một hai ba bốn năm sáu bảy", "giấy phép", "typed_long", "typed"),
        ("x" * 101, "giấy phép", "typed_long", "typed"),
        ("zabc", "", "means_empty", "means"),
        ("zabc", " ; ;", "means_empty", "means"),
        ("zabc", "giấy " * 70, "means_long", "means"),
        ("zabc", "ZABC; zabc", "means_same", "means"),
        ("GPLX", "giấy phép", "synonym_exists", "typed"),
    ],
)
def test_what_helps_nobody_is_refused(keeper, typed, means, code, field):
    with cast.refused(code, field):
        s.add_synonym(typed, means, actor=keeper)


def test_the_same_word_with_accents_is_a_meaning(keeper):
    assert s.add_synonym("xuc tien", "xúc tiến", actor=keeper).means == "xúc tiến"


def test_a_change_to_a_word_that_is_there_is_refused(keeper):
    row = s.add_synonym("zabc", "giấy phép", actor=keeper)
    with cast.refused("synonym_exists", "typed"):
        s.change_synonym(row.pk, "gplx", "giấy phép", actor=keeper)
    assert Synonym.objects.get(pk=row.pk).typed == "zabc"


def test_a_change_of_one_that_was_deleted_is_told(keeper):
    with cast.refused("synonym_gone"):
        s.change_synonym(10**9, "zabc", "giấy phép", actor=keeper)


@pytest.mark.parametrize("part", ["director", "receptionist", "administrator"])
def test_only_procedure_control_keeps_them(part):
    actor = cast.person(part)
    row = Synonym.objects.get(typed="gplx")
    for forbidden in (
        lambda: s.add_synonym("zabc", "giấy phép", actor=actor),
        lambda: s.change_synonym(row.pk, "zabc", "giấy phép", actor=actor),
        lambda: s.delete_synonym(row.pk, actor=actor),
        lambda: s.add_shipped(actor=actor),
    ):
        with cast.refused("forbidden"):
            forbidden()


def test_the_list_names_meanings_that_no_procedure_uses(keeper):
    s.add_synonym("zabc", "lý lịch tư pháp; xuymau zxyz", actor=keeper)
    (line,) = s.list_synonyms("zabc")
    assert line.unknown == ("xuymau zxyz",)


@pytest.mark.parametrize("words", ["gplx", "GPLX", "giay phep lai", "giấy phép lái"])
def test_the_list_is_searched_on_both_sides(words):
    assert "gplx" in [line.typed for line in s.list_synonyms(words)]


def test_a_word_with_other_accents_is_another_word(keeper):
    def codes(typed):
        return [hit.code for hit in search(typed, on=TODAY)]

    s.add_synonym("zàbc", "lý lịch tư pháp", actor=keeper)
    s.add_synonym("zãbc", "giấy phép lái xe", actor=keeper)

    assert codes("zàbc")[0] == "2.000488"
    assert codes("zãbc")[0] == "1.002809"
    assert {"2.000488", "1.002809"} <= set(codes("zabc"))


def test_in_a_phrase_wrong_accents_are_forgiven(keeper):
    s.add_synonym("zàbc zxỷz", "lý lịch tư pháp", actor=keeper)

    assert search("zàbc zxỹz", on=TODAY)[0].code == "2.000488"
