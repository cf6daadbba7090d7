"""The reading against a golden sample that was written by reading the records, without the parser.

Precision over recall: every value that the reading states must be the golden one, and where the golden sample says
“unclear” nothing may be stated. How the sample was made stands in README.md beside it.
"""

import gzip
import json
import re
import unicodedata
from collections import Counter
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest

from motcua.catalogue.national import Reading, read_record, tally
from motcua.catalogue.national.reading import Free, Part, Stated, Unread

HERE = Path(__file__).parent
DATA = HERE.parents[3] / "shared" / "data" / "national-procedures.jsonl.gz"
GOLDEN = json.loads((HERE / "golden.json").read_text(encoding="utf-8"))
UNCLEAR = "unclear"

pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason=f"THE GOLDEN SAMPLE WAS NOT CHECKED: the records of the national portal are not at {DATA}"
)


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, str]]:
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        return {record["ma_thu_tuc"]: record for record in map(json.loads, lines)}


@pytest.fixture(scope="module")
def readings(records: dict[str, dict[str, str]]) -> dict[str, Reading]:
    return {code: read_record(record) for code, record in records.items()}


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def start_of(row: dict) -> str:
    return one_line(row["starts"])


def number_of(basis: str) -> str:
    """The document's own number, without “Luật số” or “Thông tư” before it."""
    return one_line(basis).rstrip(".;, ").rpartition(" ")[2]


def marked(reading: Reading, *parts: Part) -> str:
    return one_line(" ".join(mark.verbatim for part in parts for mark in reading.marks_of(part)))


def every_golden(readings: dict[str, Reading]) -> list[tuple[dict, Reading]]:
    found = [(golden, readings[golden["code"]]) for golden in GOLDEN if golden["code"] in readings]
    assert len(found) >= 60
    return found


def agreed(stated: list[object], golden: list[object]) -> str:
    """What differs, if the stated values are not the golden ones in their order with gaps; "" if they agree."""
    rest = iter(golden)
    for value in stated:
        if not any(value == other for other in rest):
            return f"{value!r} is stated but not found in order in {golden!r}"
    return ""


def time_as_golden(time: Stated | Unread | None) -> str | None:
    if isinstance(time, Unread):
        return UNCLEAR
    if time is None:
        return None
    return f"{time.value.normalize():f} {time.unit.value}"


def fees_as_golden(fees: object) -> object:
    if isinstance(fees, Unread):
        return UNCLEAR
    if isinstance(fees, Free):
        return "free"
    return [fee.amount for fee in fees] if isinstance(fees, tuple) else None


def golden_time(time: str | None) -> str | None:
    if time in (None, UNCLEAR):
        return time
    value, unit = time.split(" ")
    return f"{Decimal(value).normalize():f} {unit}"


def test_there_are_at_least_66_golden_records_of_which_all_are_in_the_data(readings):
    assert len(GOLDEN) >= 66
    assert [golden["code"] for golden in GOLDEN if golden["code"] not in readings] == []


def test_every_stated_time_and_channel_is_the_golden_one(readings):
    wrong = []
    for golden, reading in every_golden(readings):
        if golden["ways"] == UNCLEAR:
            wrong += [(reading.code, "ways")] if reading.ways else []
            continue
        if [way.channel.value for way in reading.ways] != [row["channel"] for row in golden["ways"]]:
            wrong.append((reading.code, "channels"))
            continue
        for way, row in zip(reading.ways, golden["ways"], strict=True):
            stated = time_as_golden(way.time)
            if stated != UNCLEAR and stated != golden_time(row["time"]):
                wrong.append((reading.code, way.channel.value, stated, row["time"]))
    assert wrong == []


def test_every_stated_fee_is_the_golden_one(readings):
    wrong = []
    for golden, reading in every_golden(readings):
        if golden["ways"] == UNCLEAR:
            continue
        for way, row in zip(reading.ways, golden["ways"], strict=True):
            stated = fees_as_golden(way.fees)
            if stated not in (UNCLEAR, row["fees"]):
                wrong.append((reading.code, way.channel.value, stated, row["fees"]))
    assert wrong == []


def test_every_stated_component_is_a_golden_one_with_its_quantities_and_forms(readings):
    wrong = []
    for golden, reading in every_golden(readings):
        rows = [] if golden["components"] == UNCLEAR else golden["components"]
        if golden["components"] == UNCLEAR and reading.components:
            wrong.append((reading.code, "states components where nothing is certain"))
        rest = iter(rows)
        for component in reading.components:
            name = one_line(component.name)
            row = next(
                (row for row in rest if not row.get("unclear") and name.startswith(one_line(row["starts"]))), None
            )
            if row is None:
                wrong.append((reading.code, name[:40], "not golden"))
                break
            forms = None if component.forms is None else len(component.forms)
            stated = (component.originals, component.copies, forms)
            true = (row["originals"], row["copies"], row["forms"])
            if any(value not in (None, other) for value, other in zip(stated, true, strict=True)):
                wrong.append((reading.code, name[:40], stated, true))
    assert wrong == []


def test_every_stated_legal_basis_is_a_golden_one(readings):
    wrong = []
    for golden, reading in every_golden(readings):
        true = [] if golden["bases"] == UNCLEAR else [number_of(number) for number in golden["bases"]]
        if difference := agreed([number_of(basis.number) for basis in reading.bases], true):
            wrong.append((reading.code, difference))
    assert wrong == []


def test_every_stated_result_is_a_golden_one(readings):
    wrong = []
    for golden, reading in every_golden(readings):
        rest = iter([] if golden["results"] == UNCLEAR else golden["results"])
        for result in reading.results:
            name = one_line(result.name)
            row = next((row for row in rest if row != UNCLEAR and name.startswith(one_line(row[0]))), None)
            if row is None or result.code not in (None, row[1]):
                wrong.append((reading.code, name[:40], result.code, row))
                break
    assert wrong == []


def test_what_is_golden_and_not_stated_stands_word_for_word_in_a_mark(readings):
    lost = []
    for golden, reading in every_golden(readings):
        names = " ".join(one_line(component.name) for component in reading.components)
        kept = f"{names} {marked(reading, Part.COMPONENTS)}"
        if golden["components"] != UNCLEAR:
            starts = [one_line(row["starts"]) for row in golden["components"] if not row.get("unclear")]
            lost += [(reading.code, start) for start in starts if start not in kept]
        numbers = " ".join(basis.number for basis in reading.bases)
        if golden["bases"] != UNCLEAR:
            texts = f"{numbers} {marked(reading, Part.BASES)}"
            lost += [(reading.code, n) for n in golden["bases"] if n not in ("", UNCLEAR) and number_of(n) not in texts]
        names = " ".join(f"{one_line(result.name)} {result.code}" for result in reading.results)
        if golden["results"] != UNCLEAR:
            texts = f"{names} {marked(reading, Part.RESULTS)}"
            lost += [(reading.code, row[0]) for row in golden["results"] if one_line(row[0]) not in texts]
    assert lost == []


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in unicodedata.normalize("NFC", text) if letter.isalpha())


STRUCTURE = re.compile(
    "Tên giấy tờMẫu đơn, tờ khaiSố lượng|bản chính|bản sao|Tên văn bản pháp lýMã văn bản|Mã: |Không có thông tin|"
    "Hình thức nộpThời gianPhí, lệ phíMô tả|Trực tiếp|Trực tuyến|Dịch vụ bưu chính|Ngày làm việc|Ngày|Giờ|Tháng|"
    "Miễn phí|VNĐ|Việt Nam Đồng"
)


def kept_of_components(reading: Reading) -> list[str]:
    rows = [f"{row.name} {' '.join(row.forms or ())}" for row in reading.components]
    headings = [heading for heading, _ in groupby(row.group for row in reading.components)]
    return [*rows, *headings, *(mark.verbatim for mark in reading.marks_of(Part.COMPONENTS))]


def kept_of_bases(reading: Reading) -> list[str]:
    rows = [f"{row.number} {row.title}" for row in reading.bases]
    return [*rows, *(mark.verbatim for mark in reading.marks_of(Part.BASES))]


def kept_of_ways(reading: Reading) -> list[str]:
    words = [fee.words for way in reading.ways if isinstance(way.fees, tuple) for fee in way.fees]
    words += [way.fees.words for way in reading.ways if isinstance(way.fees, Free)]
    marks = [mark.verbatim for part in (Part.WAYS, Part.TIMES, Part.FEES) for mark in reading.marks_of(part)]
    unread = [cell.verbatim for way in reading.ways for cell in (way.time, way.fees) if isinstance(cell, Unread)]
    return [*(way.note for way in reading.ways), *words, *marks, *unread]


@pytest.mark.parametrize(
    ("key", "kept"),
    [
        ("thanh_phan_ho_so", kept_of_components),
        ("can_cu_phap_ly", kept_of_bases),
        ("cach_thuc_thuc_hien", kept_of_ways),
    ],
)
def test_no_letter_of_any_of_the_2000_records_is_lost(records, readings, key, kept):
    lost = []
    for code, record in records.items():
        raw = STRUCTURE.sub(" ", unicodedata.normalize("NFC", record.get(key) or ""))
        missing = letters(raw) - letters(" ".join(kept(readings[code])))
        lost += [(code, missing)] if missing else []
    assert lost == []


def test_at_least_95_of_100_limits_in_days_and_hours_are_structured_and_the_share_left_is_printed(readings, capsys):
    total = tally(readings.values())
    with capsys.disabled():
        print(f"\n  {total.limits.part}/{total.limits.whole} limits in days and hours are structured")
        for part, share in total.left.items():
            print(
                f"  left to a person, {part.value}: {share.part}/{share.whole} records ({float(share.percent):.1f} %)"
            )
    assert total.records == len(readings)
    assert total.limits.percent >= 95
