"""The notice of a procedure for the wall (niêm yết)."""

import pytest

from papers.reading import fonts, read, text_of
from portal.rich import PAGE, load_repealed, load_rich, load_two_versions

pytestmark = pytest.mark.django_db


def notice(visitor, query=""):
    answer = visitor.get(f"{PAGE}/niem-yet.pdf{query}")
    assert answer.status_code == 200, answer.content
    return answer


def test_it_tells_everything_that_is_published(visitor):
    load_rich()
    text = text_of(notice(visitor).content)
    for told in (
        "NIÊM YẾT THỦ TỤC HÀNH CHÍNH",
        "Mã thủ tục: 1.900001",
        "Công bố theo Quyết định số 01/QĐ-UBND ngày 01/06/2018; có hiệu lực từ ngày 01/07/2018.",
        "Trường hợp: Cấp lại do mất",
        "Số lượng: 2 bộ.",
        "Cắt giảm còn 10 ngày làm việc (luật định 15 ngày làm việc) theo Quyết định số 12/QĐ-UBND.",
        "700.000 đồng/lần",
        "Cơ quan giải quyết",
        "Có địa điểm cố định.",
        "In ngày 04 tháng 3 năm 2019 từ testserver/thu-tuc/1.900001.",
    ):
        assert told in text


def test_it_is_a4_with_its_fonts_inside(visitor):
    load_rich()
    pdf = notice(visitor).content
    size = tuple(round(float(side) * 25.4 / 72) for side in read(pdf).pages[0].mediabox[2:])
    assert size == (210, 297)
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & font.keys() for font in fonts(pdf))


def test_a_long_one_flows_on_under_the_head_of_its_table(visitor):
    load_rich(components=[{"key": f"g{n}", "name": f"Giấy tờ số {n}, có xác nhận của nơi cấp"} for n in range(1, 81)])
    pages = read(notice(visitor).content).pages
    assert len(pages) > 2
    assert "Tên giấy tờ" in pages[1].extract_text()
    assert "1.900001 · Xác nhận mẫu thử" in pages[1].extract_text()
    assert f"Trang 2/{len(pages)}" in pages[1].extract_text()


def test_text_of_others_is_never_markup(visitor):
    load_rich(name="#eval *đậm* $x$ <nhãn> @ref", steps=["= Không phải tiêu đề", "#set text(red)"])
    text = text_of(notice(visitor).content)
    assert "#eval *đậm* $x$ <nhãn> @ref" in text
    assert "= Không phải tiêu đề" in text


def test_it_warns_of_a_repeal_and_of_what_comes(visitor):
    load_repealed()
    assert "Đã bãi bỏ từ ngày 01/02/2019" in text_of(notice(visitor).content)


def test_it_is_that_of_the_day_asked_for(visitor):
    load_two_versions(name="Xác nhận mẫu thử mới")
    assert "Từ ngày 01/06/2019 áp dụng bản mới" in text_of(notice(visitor).content)
    assert "Xác nhận mẫu thử mới" in text_of(notice(visitor, "?ngay=2019-06-01").content)


def test_who_has_it_already_does_not_get_it_again(visitor):
    load_rich()
    tag = notice(visitor)["ETag"]
    again = visitor.get(f"{PAGE}/niem-yet.pdf", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    later = visitor.get(f"{PAGE}/niem-yet.pdf?ngay=2019-07-02", headers={"If-None-Match": tag})
    assert later.status_code == 200  # other fees hold on that day


def test_a_bad_day_is_told_and_an_unknown_code_is_not_found(visitor):
    load_rich()
    assert visitor.get(f"{PAGE}/niem-yet.pdf?ngay=x").status_code == 422
    assert visitor.get("/thu-tuc/9.999999/niem-yet.pdf").status_code == 404
