"""Chips, fields and icons as the templates draw them."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.template import engines

from motcua.faces.common import components
from motcua.law.lifecycle.state import Status

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2019, 12, 16, 1, 0, tzinfo=UTC)


def draw(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


class Person(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trên giấy tờ.")
    sex = forms.ChoiceField(label="Giới tính", choices=[("f", "Nữ"), ("m", "Nam")], widget=forms.RadioSelect)


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_a_tone_an_icon_and_its_word(status: Status) -> None:
    parts = components.status_parts(status.value)
    assert parts["label"] == status.label
    assert parts["tone"] and parts["icon"]


@pytest.mark.parametrize(
    ("minutes", "due", "tone", "words"),
    [
        (-600, NOW - timedelta(days=2), "danger", "Quá 1 ngày 2 giờ"),
        (95, NOW + timedelta(hours=2), "warning", "Hôm nay, còn 1 giờ 35 phút"),
        (480, NOW + timedelta(days=1), "warning", "Còn 1 ngày"),
        (1140, NOW + timedelta(days=3), "success", "Còn 2 ngày 3 giờ"),
        (None, None, "neutral", "Không tính hạn"),
    ],
)
def test_a_due_date_is_told_by_tone_and_words(minutes: int | None, due: datetime | None, tone: str, words: str) -> None:
    parts = components.deadline_parts(minutes, due, 480, NOW)
    assert (parts["tone"], parts["words"]) == (tone, words)


def test_hint_and_error_of_a_field_describe_its_control() -> None:
    html = draw("{% field form.name %}", form=Person({"name": ""}))
    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_hint"' in html and 'id="id_name_error"' in html


def test_the_value_of_a_wrong_field_is_kept() -> None:
    assert 'value="Nguyễn &lt;b&gt;"' in draw("{% field form.name %}", form=Person({"name": "Nguyễn <b>"}))


def test_choices_are_a_group_with_a_legend() -> None:
    html = draw("{% field form.sex %}", form=Person())
    assert re.search(r"<fieldset.*<legend[^>]*>Giới tính", html, re.DOTALL)
    assert html.count('class="form-check-input"') == 2


def test_pages_keep_the_query_of_the_address(rf) -> None:  # type: ignore[no-untyped-def]
    from django.core.paginator import Paginator

    page = Paginator(range(500), 50).page(2)
    html = draw("{% pages page %}", page=page, request=rf.get("/", {"loc": "qua-han", "trang": "2"}))
    assert "?loc=qua-han&amp;trang=3" in html
    assert "51–100 trong 500" in html


def test_every_icon_that_a_template_names_is_in_the_list() -> None:
    listed = set(json.loads((ROOT / "frontend/icons.json").read_text("utf-8")))
    named = {
        name
        for template in (ROOT / "src/motcua/faces").rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"', template.read_text("utf-8"))
    }
    assert named <= listed
    assert {icon for _, icon in components.STATUS_LOOKS.values()} <= listed


def test_no_template_has_an_inline_script_or_another_origin() -> None:
    for template in (ROOT / "src/motcua/faces").rglob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text), template
        # a link that somebody follows away says so; whatever a page loads or sends stays at home
        loaded = re.sub(r"""<a href="https://[^"]+" rel="external">""", "", text)
        assert not re.search(r"""(src|href|action)=["'](https?:)?//""", loaded), template
        assert not re.search(r"""\son(click|change|submit|load|input)=""", text), template
