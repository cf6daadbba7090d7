"""Leafing through procedures: by agency and field, with filters, by occasions in life; and what search engines see."""

import pytest

from desk.stage import words
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import LifeEvent
from sample_procedure import procedure

pytestmark = pytest.mark.django_db


class TestAnAgency:
    """`/thu-tuc/co-quan/<code>/`."""

    def test_its_procedures_stand_by_field_with_their_numbers(self, visitor):
        load_procedures([procedure(), procedure(code="1.900002", name="Xác nhận thứ hai")])
        text = words(visitor.get("/thu-tuc/co-quan/000.00.12.H51/"))
        assert "9 thủ tục trong 6 lĩnh vực." in text
        assert "Thử nghiệm 2 thủ tục" in text

    def test_its_code_may_be_typed_in_small_letters(self, visitor):
        answer = visitor.get("/thu-tuc/co-quan/000.00.12.h51/")
        assert (answer.status_code, answer["Location"]) == (301, "/thu-tuc/co-quan/000.00.12.H51/")

    @pytest.mark.parametrize("code", ["x", "000.00.99.H51", "H51"])
    def test_what_is_no_agency_is_not_found(self, visitor, code):
        assert visitor.get(f"/thu-tuc/co-quan/{code}/").status_code == 404

    def test_it_costs_at_most_four_queries(self, visitor, queries):
        with queries(4):
            visitor.get("/thu-tuc/co-quan/000.00.05.H51/")


class TestFilters:
    """Of the search."""

    def listed(self, visitor, **asked):
        return words(visitor.get("/thu-tuc/", asked))

    def test_by_field(self, visitor):
        load_procedures([procedure()])
        assert "1 thủ tục trong Thử nghiệm" in self.listed(visitor, **{"linh-vuc": "Thử nghiệm"})

    def test_by_for_whom(self, visitor):
        load_procedures([procedure(subjects=["enterprise"])])
        assert "1 thủ tục" in self.listed(visitor, **{"linh-vuc": "Thử nghiệm", "doi-tuong": "to-chuc"})
        assert "Không tìm thấy" in self.listed(visitor, **{"linh-vuc": "Thử nghiệm", "doi-tuong": "ca-nhan"})

    def test_by_online_level(self, visitor):
        load_procedures([procedure(online_level="none")])
        assert "1 thủ tục" in self.listed(visitor, **{"linh-vuc": "Thử nghiệm", "truc-tuyen": "chua-co"})
        assert "Không tìm thấy" in self.listed(visitor, **{"linh-vuc": "Thử nghiệm", "truc-tuyen": "toan-trinh"})

    def test_each_choice_tells_how_many_there_would_be(self, visitor):
        load_procedures([procedure()])
        assert "Thử nghiệm (1)" in self.listed(visitor)
        assert "Thử nghiệm (1)" in self.listed(visitor, agency="000.00.12.H51")
        assert "Thử nghiệm (1)" not in self.listed(visitor, agency="000.00.03.H51")

    def test_values_that_do_not_exist_narrow_nothing_or_find_nothing(self, visitor):
        assert "121 thủ tục" in self.listed(visitor, **{"doi-tuong": "x", "truc-tuyen": "x"})
        assert "Không tìm thấy thủ tục nào trong Không có" in self.listed(visitor, **{"linh-vuc": "Không có"})

    def test_while_typing_the_filters_follow(self, visitor):
        page = visitor.get("/thu-tuc/", {"q": "ly lich"}, headers={"HX-Request": "true"}).content.decode()
        assert 'id="bo-loc" hx-swap-oob="innerHTML"' in page


class TestLifeEvents:
    """`/su-kien/`."""

    def test_the_home_page_leads_to_them_in_two_groups(self, visitor):
        page = visitor.get("/")
        assert "Bắt đầu từ việc của bạn Người dân Sinh con" in words(page)
        assert "Doanh nghiệp, tổ chức Mở doanh nghiệp" in words(page)
        assert 'href="/su-kien/sinh-con/"' in page.content.decode()

    def test_without_any_the_home_page_has_no_such_part(self, visitor):
        LifeEvent.objects.all().delete()
        assert "Bắt đầu từ việc của bạn" not in words(visitor.get("/"))
        assert "Chưa có trang sự kiện nào" in words(visitor.get("/su-kien/"))

    def test_one_tells_the_procedures_by_group_and_when_each_is_needed(self, visitor):
        text = words(visitor.get("/su-kien/sinh-con/"))
        assert "Giấy tờ cho con Đăng ký khai sinh Mọi trẻ em, trong 60 ngày đầu" in text

    def test_all_are_listed_with_their_words(self, visitor):
        assert "Sinh con Từ giấy khai sinh đến tiền thai sản." in words(visitor.get("/su-kien/"))

    def test_one_that_does_not_exist_is_not_found(self, visitor):
        assert visitor.get("/su-kien/khong-co/").status_code == 404

    def test_they_cost_few_queries(self, visitor, queries):
        with queries(1):
            visitor.get("/su-kien/")
        with queries(4):
            visitor.get("/su-kien/mo-cua-hang/")


class TestSearchEngines:
    """robots.txt and the sitemap."""

    def test_robots_are_told_where_the_map_is_and_what_is_private(self, visitor):
        answer = visitor.get("/robots.txt")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert "Sitemap: http://testserver/sitemap.xml" in answer.content.decode()
        assert "Disallow: /tra-cuu" in answer.content.decode()

    def test_the_map_leads_to_its_parts(self, visitor):
        index = visitor.get("/sitemap.xml").content.decode()
        assert "<loc>http://testserver/sitemap-thu-tuc.xml</loc>" in index

    def test_every_procedure_in_force_is_on_it_with_its_day(self, visitor):
        load_procedures([procedure(), procedure(code="1.900002", valid_from="2020-01-01")])
        answer = visitor.get("/sitemap-thu-tuc.xml")
        told = answer.content.decode()
        assert "<loc>http://testserver/thu-tuc/1.900001</loc><lastmod>2018-07-01</lastmod>" in told
        assert "1.900002" not in told
        assert told.count("<url>") == 122
        assert answer["Cache-Control"] == "public, max-age=3600"

    def test_more_than_a_part_holds_are_split(self, visitor, monkeypatch):
        monkeypatch.setattr("motcua.faces.portal.crawlers.Procedures.limit", 50)
        assert "sitemap-thu-tuc.xml?p=3" in visitor.get("/sitemap.xml").content.decode()
        assert visitor.get("/sitemap-thu-tuc.xml?p=3").content.decode().count("<url>") == 21

    def test_lists_and_life_events_are_on_it(self, visitor):
        assert "/thu-tuc/co-quan/000.00.12.H51/" in visitor.get("/sitemap-danh-muc.xml").content.decode()
        assert "/su-kien/sinh-con/" in visitor.get("/sitemap-su-kien.xml").content.decode()
