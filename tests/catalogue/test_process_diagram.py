"""The diagram of a process: an SVG that stands in a page, with everything in it and nothing over anything else."""

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from cast import LINEAR, PARALLEL, UNIT, step
from law.lifecycle.processes import specimens
from motcua.catalogue.diagram import svg
from motcua.catalogue.layout import layout_of
from motcua.catalogue.shape import NodeKind, shape_of
from motcua.law.process import Process

SVG = "{http://www.w3.org/2000/svg}"


def words(text):
    """All that can be read in a diagram, but for its description."""
    return " ".join("".join(part.itertext()) for part in ET.fromstring(text).iter(f"{SVG}text"))


def placed(process):
    shape = shape_of(process)
    return shape, layout_of(shape, lambda node: (100, 50) if node.kind is NodeKind.STEP else (30, 30), 40, 90)


@pytest.mark.parametrize("process", [LINEAR, PARALLEL], ids=["linear", "parallel"])
def test_every_step_is_written_with_its_number(process):
    text = words(svg(process))

    assert all(f"{number}. {one.name}" in text for number, one in enumerate(process.steps, start=1))


def test_it_has_a_title_and_a_description_for_screen_readers():
    root = ET.fromstring(svg(LINEAR))
    named = {part.get("id"): part.text for part in root if part.get("id")}

    assert root.get("role") == "img"
    title, told = (named[name] for name in root.get("aria-labelledby").split())
    assert title == "Sơ đồ quy trình gồm 7 bước"
    assert "4. Bước check → Chuyển bước: 5. Bước decide; Hướng revise: 3. Bước process." in told


def test_outcomes_are_written_where_there_is_a_choice():
    assert "Hướng revise" in words(svg(LINEAR))
    assert words(svg(LINEAR)).count("Chuyển bước") == 1


def test_units_are_called_by_their_names():
    assert "Phòng Tư pháp" in words(svg(LINEAR, units={UNIT: "Phòng Tư pháp"}))


def test_where_a_dossier_lies_is_told_by_more_than_colour():
    text = svg(LINEAR, current=["process"], done=["intake", "assign"])

    assert text.count("đang ở bước này") == 1 and text.count("đã qua bước này") == 2


def test_what_is_typed_is_never_markup():
    name = '<script>alert("x")</script>&'
    text = svg(replace(LINEAR, steps=(replace(LINEAR.steps[0], name=name), *LINEAR.steps[1:])))

    assert "<script" not in text
    assert ET.fromstring(text).tag == f"{SVG}svg"


def test_a_long_name_is_broken_into_lines():
    name = "Thẩm định hồ sơ đề nghị cấp giấy phép hoạt động khoáng sản trên địa bàn tỉnh"
    text = svg(Process((step("a", "hand_over", "reception"),), "a"))
    longer = svg(Process((replace(step("a", "hand_over", "reception"), name=name),), "a"))

    assert float(ET.fromstring(longer).get("height")) > float(ET.fromstring(text).get("height"))
    assert name in words(longer)


def test_a_draft_with_loose_ends_is_drawn():
    draft = Process((step("a", "work", "leader", "nowhere"), step("b", "work", "", "b"), step("c", "work", "")), "gone")

    assert "3. Bước c" in words(svg(draft))


def test_the_same_process_is_drawn_alike():
    assert svg(PARALLEL) == svg(PARALLEL)


@settings(max_examples=60, deadline=None)
@given(specimens())
def test_arrows_go_right_but_for_the_ways_back(specimen):
    shape, places = placed(specimen.process)

    for arrow in shape.arrows:
        source, target = places.boxes[arrow.source], places.boxes[arrow.target]
        assert (source.x + source.width <= target.x) is not places.routes[arrow.id].is_back


@settings(max_examples=60, deadline=None)
@given(specimens())
def test_no_arrow_runs_through_a_box(specimen):
    shape, places = placed(specimen.process)

    for arrow in shape.arrows:
        points = places.routes[arrow.id].points
        for (x, y), (to_x, to_y) in pairwise(points):
            assert x == to_x or y == to_y
            for node, box in places.boxes.items():
                if node not in (arrow.source, arrow.target):
                    beside = max(x, to_x) <= box.x or min(x, to_x) >= box.x + box.width
                    assert beside or max(y, to_y) <= box.y or min(y, to_y) >= box.y + box.height


@settings(max_examples=60, deadline=None)
@given(specimens())
def test_everything_lies_within_the_picture(specimen):
    _, places = placed(specimen.process)

    assert all(box.x >= 0 and box.x + box.width <= places.width for box in places.boxes.values())
    assert all(box.y >= 0 and box.y + box.height <= places.height for box in places.boxes.values())
    corners = [point for route in places.routes.values() for point in route.points]
    assert all(0 <= x <= places.width and 0 <= y <= places.height for x, y in corners)
