"""Life events: what ships, how they are written, what people see."""

import pytest

import cast
from motcua.catalogue import life_events as le
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.life_event_lines import MOST_ENTRIES, Entry, lines_of, read_lines
from motcua.catalogue.models import LifeEvent
from motcua.law.refusal import Refused
from motcua.scenario.province import shipped_life_events
from province import TODAY
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

TEXT = le.Text(
    "Mất giấy tờ", "Làm lại từng loại.", "# Của người\n1.001456 | Hộ chiếu.\n\n# Của nhà\n1.012786 | Sổ đỏ.\n2.000815"
)


@pytest.fixture
def author():
    return cast.person("procedure_control")


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value


class TestTheShippedOnes:
    """What comes with the demonstration province."""

    def test_there_are_at_least_ten_for_both_audiences(self):
        events = le.life_events()
        assert len(events) >= 10
        assert {event.audience for event in events} == set(LifeEvent.Audience.values)

    def test_each_procedure_of_theirs_is_in_force_and_says_when_it_is_needed(self):
        for event in le.life_events():
            page = le.life_event_page(event.slug, TODAY)
            notes = [note for group in page.groups for _hit, note in group.lines]
            assert len(notes) == event.entries.count() and all(notes)

    def test_loading_again_keeps_what_was_changed_on_the_desk(self, author):
        event = le.life_event("ket-hon")
        le.save_life_event(
            le.Text("Cưới hỏi", "", "1.000894"), actor=author, slug="ket-hon", seen=le.revision_of(event)
        )
        assert le.load_life_events(shipped_life_events()) == 0
        assert le.life_event("ket-hon").title == "Cưới hỏi"

    def test_a_file_of_another_shape_is_refused(self):
        assert refused(le.load_life_events, [{"slug": "x"}]).code == "life_event_shape"


class TestItsLines:
    """“mã | ghi chú” and “# nhóm”."""

    def test_they_are_read_as_they_are_written(self):
        entries, problems = read_lines(TEXT.lines)
        assert problems == ()
        assert entries == (
            Entry("1.001456", "Hộ chiếu.", "Của người"),
            Entry("1.012786", "Sổ đỏ.", "Của nhà"),
            Entry("2.000815"),
        )
        assert lines_of(entries) == TEXT.lines

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("1.00145 | x", "Dòng 1: Mã thủ tục hành chính “1.00145” không đúng dạng; ví dụ đúng: "),
            ("1.001456\n1.001456", "Dòng 2: thủ tục 1.001456 đã có ở dòng trên."),
            ("# \n1.001456", "Dòng 1: sau dấu # hãy ghi tên nhóm."),
            ("# Trống\n# Đầy\n1.001456", "Dòng 1: nhóm “Trống” chưa có thủ tục nào."),
            ("1.001456\n# Trống", "Dòng 2: nhóm “Trống” chưa có thủ tục nào."),
            ("1.001456 | " + "a" * 301, "Dòng 1: ghi chú dài nhất 300 ký tự, đang có 301."),
            ("# " + "a" * 121 + "\n1.001456", "Dòng 1: tên nhóm dài nhất 120 ký tự, đang có 121."),
            ("\n".join(f"1.{n:06d}" for n in range(MOST_ENTRIES + 1)), "Danh sách có 61 thủ tục; nhiều nhất 60"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, text, sentence):
        (problem,) = read_lines(text)[1]
        assert problem.startswith(sentence)

    def test_all_mistakes_are_told_at_once(self):
        assert len(read_lines("x\ny\n# a")[1]) == 3


class TestWriting:
    """By procedure control."""

    def test_a_new_one_gets_an_address_of_its_title(self, author):
        assert le.save_life_event(TEXT, actor=author).slug == "mat-giay-to"
        assert le.save_life_event(TEXT, actor=author).slug == "mat-giay-to-2"

    def test_it_comes_last_among_those_of_its_audience(self, author):
        le.save_life_event(TEXT, actor=author)
        citizen = [event for event in le.life_events() if event.audience == "citizen"]
        assert citizen[-1].title == "Mất giấy tờ"

    def test_what_was_written_is_what_is_edited_next(self, author):
        event = le.save_life_event(TEXT, actor=author)
        assert le.text_of(event) == TEXT

    def test_somebody_elses_change_in_between_is_not_overwritten(self, author):
        event = le.save_life_event(TEXT, actor=author)
        seen = le.revision_of(event)
        le.save_life_event(le.Text("Khác", "", "1.001456"), actor=author, slug=event.slug, seen=seen)
        wrong = refused(le.save_life_event, TEXT, actor=author, slug=event.slug, seen=seen)
        assert wrong.code == "life_event_changed"
        assert le.life_event(event.slug).title == "Khác"

    @pytest.mark.parametrize(
        ("text", "field", "sentence"),
        [
            (le.Text(" ", "", "1.001456"), "title", "Hãy ghi tên sự kiện, như người dân gọi."),
            (le.Text("a" * 121, "", "1.001456"), "title", "Tên sự kiện dài nhất 120 ký tự, đang có 121."),
            (le.Text("A", "", ""), "lines", "Hãy ghi ít nhất một thủ tục."),
            (le.Text("A", "", "9.999999"), "lines", "Danh mục không có thủ tục mang mã 9.999999."),
            (le.Text("A", "", "1.001456", "nobody"), "audience", "Hãy chọn sự kiện dành cho ai."),
        ],
    )
    def test_what_is_wrong_is_told_beside_its_field(self, author, text, field, sentence):
        wrong = refused(le.save_life_event, text, actor=author)
        assert (wrong.field, wrong.sentence) == (field, sentence)

    def test_only_procedure_control_writes_and_deletes(self):
        for part in ("director", "receptionist", "case_officer", "administrator"):
            assert refused(le.save_life_event, TEXT, actor=cast.person(part)).code == "forbidden"
            assert refused(le.delete_life_event, "ket-hon", actor=cast.person(part)).code == "forbidden"

    def test_one_that_was_deleted_meanwhile_is_told(self, author):
        le.delete_life_event("ket-hon", actor=author)
        le.delete_life_event("ket-hon", actor=author)
        assert refused(le.save_life_event, TEXT, actor=author, slug="ket-hon", seen="x").code == "no_life_event"


def test_a_procedure_that_is_not_in_force_is_left_out_and_an_empty_group_with_it(author):
    load_procedures([procedure(valid_from="2020-01-01")])
    event = le.save_life_event(le.Text("A", "", "# Sau\n1.900001\n# Nay\n1.001456"), actor=author)
    assert [group.heading for group in le.life_event_page(event.slug, TODAY).groups] == ["Nay"]


def test_a_page_costs_at_most_four_queries(queries):
    with queries(4):
        le.life_event_page("mo-cua-hang", TODAY)


def test_an_event_that_does_not_exist_has_no_page():
    assert le.life_event_page("khong-co", TODAY) is None
