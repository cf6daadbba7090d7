"""What is exported comes back the same, whatever a procedure says."""

import io
from datetime import date, time

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.workbooks import content, opened, saved, wide, workbook
from motcua.catalogue.content_form import tidy_content, tidy_text
from motcua.catalogue.export_json import export_json
from motcua.catalogue.import_files import read_file
from motcua.catalogue.import_json import content_from
from motcua.catalogue.import_xlsx import read_xlsx
from motcua.catalogue.spec import Content, content_of
from province import shipped_procedures

SHIPPED = [content_from(item) for item in shipped_procedures()]
PLAIN = [content_from(content_of(spec)) for spec in SHIPPED]

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0")
TEXT = st.text(LETTERS, min_size=1, max_size=30).filter(tidy_text)
SHORT = st.text("abđêghư =+-@_x0D", min_size=1, max_size=12).filter(tidy_text)
KEYS = ["a", "b-2", "C_3"]
DAYS = st.dates(date(1890, 1, 1), date(2100, 12, 31))
AMOUNT = st.integers(0, 10**15)
EXACT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def limits(draw):
    pairs = draw(st.lists(st.tuples(st.sampled_from(["", *KEYS]), st.sampled_from(["", "post"])), unique=True))
    for case, channel in pairs:
        hundredths = draw(st.integers(1, 100_000))
        yield {"value": f"{hundredths / 100:.2f}", "unit": "working_hour", "case": case, "channel": channel}


@st.composite
def fee(draw):
    amount = draw(AMOUNT)
    since = draw(DAYS)
    return {
        "kind": draw(st.sampled_from(["fee", "charge"])),
        "name": draw(TEXT),
        "amount": amount,
        "online_amount": draw(st.none() | st.integers(0, amount)),
        "case": draw(st.sampled_from(["", *KEYS])),
        "due_at_intake": draw(st.booleans()),
        "per": draw(SHORT),
        "valid_from": draw(st.none() | st.just(since)),
        "valid_until": draw(st.none() | st.just(date(2101, 1, 1))),
    }


def component(key):
    return st.fixed_dictionaries(
        {"key": st.just(key), "name": TEXT, "originals": st.integers(0, 99), "copies": st.integers(1, 99)},
        optional={"mandatory": st.booleans(), "condition": TEXT, "form_code": SHORT, "case": st.sampled_from(KEYS)},
    )


@st.composite
def procedures(draw):
    """Any small procedure that could be kept."""
    plain = {
        "code": f"{draw(st.integers(0, 9))}.{draw(st.integers(0, 999_999)):06d}{draw(st.sampled_from(['', '.H51']))}",
        "agency": draw(TEXT),
        "field": draw(TEXT),
        "name": draw(TEXT),
        "channels": draw(st.lists(st.sampled_from(["counter", "post", "online_full"]), min_size=1, unique=True)),
        "cases": [{"key": key, "name": draw(TEXT)} for key in KEYS],
        "limits": list(draw(limits())),
        "components": [draw(component(f"giay-{number}")) for number in range(draw(st.integers(0, 3)))],
        "fees": draw(st.lists(fee(), max_size=3)),
        "steps": draw(st.lists(TEXT, max_size=3)),
        "legal_bases": draw(st.lists(TEXT, max_size=3)),
        "online_changes": [{"since": day, "level": "full"} for day in draw(st.lists(DAYS, max_size=2, unique=True))],
        "sets": draw(st.integers(1, 9)),
        "conditions": draw(st.just("") | TEXT),
        "online_level": draw(st.sampled_from(["full", "partial", "none"])),
    }
    return msgspec.convert(plain, Content, strict=False)


def written(*contents):
    return b"".join(export_json(contents))


def test_the_shipped_procedures_come_back_from_json_with_their_decisions():
    reading = read_file("thu-tuc.json", io.BytesIO(written(*SHIPPED)))

    assert reading.problems == ()
    assert list(reading.contents) == SHIPPED


def test_the_shipped_procedures_come_back_from_a_workbook():
    reading = read_file("thu-tuc.xlsx", io.BytesIO(workbook(*SHIPPED)))

    assert reading.problems == ()
    assert list(reading.contents) == PLAIN
    assert [content_of(one) for one in reading.contents] == [content_of(one) for one in PLAIN]


def test_the_shipped_procedures_are_written_in_the_one_form_already():
    assert [tidy_content(one) for one in PLAIN] == PLAIN


def test_a_procedure_with_everything_comes_back_from_a_workbook():
    assert read_xlsx(workbook(wide())).contents == (tidy_content(wide()),)


def test_a_workbook_that_another_program_has_saved_says_the_same():
    reading = read_xlsx(saved(opened(wide(), content(code="1.900002"))))

    assert reading.contents == (tidy_content(wide()), tidy_content(content(code="1.900002")))


@EXACT
@given(st.lists(procedures(), max_size=3, min_size=1))
def test_any_procedure_comes_back_from_json_as_it_was(found):
    contents = {one.code: one for one in found}.values()

    assert list(read_file("x.json", io.BytesIO(written(*contents))).contents) == list(contents)


@EXACT
@given(st.lists(procedures().map(tidy_content), max_size=3, min_size=1))
def test_any_procedure_in_the_one_form_comes_back_from_a_workbook_as_it_was(found):
    contents = {one.code: one for one in found}.values()
    reading = read_xlsx(workbook(*contents))

    assert reading.problems == ()
    assert list(reading.contents) == list(contents)


@settings(deadline=None, max_examples=200)
@given(procedures())
def test_the_one_form_of_the_one_form_is_itself(found):
    assert tidy_content(tidy_content(found)) == tidy_content(found)


@settings(deadline=None, max_examples=20)
@given(st.times(), st.integers(0, 1))
def test_any_hour_comes_back_from_a_workbook(hour, whole):
    said = {"value": "1", "unit": "same_day", "cutoff": hour.replace(microsecond=0) if whole else hour}
    (back,) = read_xlsx(workbook(content(limits=[said], process=None))).contents

    assert back.limits[0].cutoff == said["cutoff"]


@settings(deadline=None, max_examples=15)
@given(st.text("aé😀 \n", min_size=1, max_size=20), st.integers(1_000, 6_000))
def test_a_text_longer_than_a_cell_goes_on_in_the_next_column(piece, times):
    said = tidy_content(content(conditions=(("x1" + piece) * times)[:40_000] + "x1"))
    (back,) = read_xlsx(workbook(said)).contents

    assert back.conditions == said.conditions


@pytest.mark.parametrize("day", [date(1900, 2, 28), date(1900, 3, 1), date(2024, 2, 29), date(2100, 12, 31)])
def test_days_come_back_that_excel_counts_wrongly_or_not_at_all(day):
    said = content(online_changes=[{"since": day.isoformat(), "level": "full"}])

    assert read_xlsx(workbook(said)).contents[0].online_changes[0].since == day


def test_an_hour_is_an_hour_of_excel():
    sheet = opened(content(limits=[{"value": "1", "unit": "same_day", "cutoff": "15:30:00"}]))["Thời hạn"]

    assert time(15, 30) in [cell.value for cell in sheet[2]]
