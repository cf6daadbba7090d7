"""All layouts, and in each a cell in which a row and a column cross, so that an error in it can be told."""

from __future__ import annotations

from collections.abc import Callable

from reports.audit import layouts_of_results as results
from reports.audit import more_layouts as more
from reports.audit.invented import Lines

LAYOUTS: dict[str, tuple[Callable[[], Lines], str]] = {
    "one-stop": (results.one_stop, "one-stop"),
    "letterhead and notes": (results.letterhead_and_notes, "one-stop"),
    "sections with figures": (results.sections_with_figures, "one-stop"),
    "sections with sums below": (results.sections_with_sums_below, "one-stop"),
    "total on top": (results.total_on_top, "one-stop"),
    "form 07a": (results.form_07a, "form-07"),
    "form 07b": (results.form_07b, "form-07"),
    "form II.06": (results.form_ii_06, "form-ii-06"),
    "form 06a": (results.form_06a, "form-06"),
    "form 08b": (results.form_08b, "form-08"),
    "yearly": (more.yearly, "yearly"),
    "fees": (more.fees, "fees"),
    "on time": (more.on_time, "on-time"),
    "ratings": (more.ratings, "ratings"),
    "three channels": (more.three_channels, "one-stop"),
    "hand-over": (more.hand_over, "hand-over"),
    "English signs": (more.english_signs, "one-stop"),
    "per cent signs and dashes": (more.per_cent_signs_and_dashes, "one-stop"),
    "nested numbers": (more.nested_numbers, "one-stop"),
    "heading again": (more.heading_again_on_the_next_page, "one-stop"),
    "share of each row": (more.share_of_each_row, "generic"),
    "nobody knows it": (more.nobody_knows_it, "generic"),
    "late causes": (more.late_causes, "late-causes"),
    "without total": (more.without_total, "one-stop"),
    "of which": (more.of_which, "one-stop"),
}
"""Each layout with the shape that it must be taken for."""

CROSSINGS: dict[str, tuple[str, int]] = {
    "one-stop": ("Sở Nội vụ", 5),
    "letterhead and notes": ("Sở Y tế", 6),
    "sections with figures": ("UBND huyện Long Phú", 3),
    "sections with sums below": ("Sở Tư pháp", 9),
    "total on top": ("UBND thị xã Ngã Năm", 4),
    "form 07a": ("Hộ tịch", 8),
    "form 07b": ("Chứng thực", 10),
    "form II.06": ("Đất đai", 7),
    "form 06a": ("UBND huyện Kế Sách", 2),
    "form 08b": ("Xã Ba Trinh", 5),
    "yearly": ("Sở Công Thương", 7),
    "fees": ("Sở Y tế", 3),
    "on time": ("Sở Giáo dục và Đào tạo", 3),
    "ratings": ("Sở Nội vụ", 3),
    "three channels": ("UBND huyện Long Phú", 7),
    "hand-over": ("UBND huyện Long Phú", 8),
    "English signs": ("Sở Y tế", 4),
    "per cent signs and dashes": ("Sở Tư pháp", 6),
    "nested numbers": ("Hộ tịch", 6),
    "heading again": ("Sở Y tế", 6),
    "nobody knows it": ("Sở Tư pháp", 1),
    "late causes": ("Sở Nội vụ", 1),
    "of which": ("UBND huyện Long Phú", 5),
}
"""The name of a row, and the place of a column in its line."""
