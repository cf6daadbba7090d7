"""Further layouts: rates, fees, ratings, channels, hand-overs, other signs, other numbering."""

from __future__ import annotations

import random

from reports.audit.invented import (
    DEPARTMENTS,
    DISTRICTS,
    FIELDS,
    ONE_STOP,
    WHOLE,
    Counts,
    Lines,
    added,
    cells,
    en,
    heads,
    rate,
    shares,
    some,
    vn,
)
from reports.audit.layouts_of_results import TWO_LINES, letterhead_and_notes, one_stop


def yearly() -> Lines:
    rows = some(DEPARTMENTS, 14)
    total = added(c for _, c in rows)
    keys = ["total", "new", "online", "carried", "resolved", "good", "late", "pending", "within", "overdue"]

    def line(number: str, name: str, counts: Counts) -> list[str]:
        rates = [rate(counts["online"], counts["new"], 1), rate(counts["good"], counts["resolved"], 1)]
        return [number, name, *cells(counts, keys), *map(vn, rates), "87,5"]

    return [
        ["Kết quả giải quyết hồ sơ và các chỉ tiêu năm 2023"],
        *heads("yearly"),
        *(line(str(at), name, counts) for at, (name, counts) in enumerate(rows, start=1)),
        line("", "Tổng cộng", total),
    ]  # fmt: skip


def fees() -> Lines:
    chance = random.Random(15)
    rows = [
        (name, [chance.randint(low, high) for low, high in ((20, 900), (10**6, 10**9)) * 2]) for name in DEPARTMENTS
    ]
    rows[3] = (rows[3][0], [0, 0, 0, 0])

    def line(number: str, name: str, row: list[int]) -> list[str]:
        return [number, name, *map(vn, row), vn(row[0] + row[2]), vn(row[1] + row[3])]

    return [
        ["Thu phí, lệ phí tại Trung tâm"],
        ["TT", "Cơ quan", "Thanh toán trực tuyến", "", "Thanh toán trực tiếp", "", "Tổng cộng", ""],
        ["", "", "Số giao dịch", "Số tiền (đồng)", "Số giao dịch", "Số tiền (đồng)", "Số giao dịch", "Số tiền (đồng)"],
        *(line(str(at), name, row) for at, (name, row) in enumerate(rows, start=1)),
        line("", "Tổng", [sum(row[at] for _, row in rows) for at in range(4)]),
    ]


def on_time() -> Lines:
    first, second = some(DEPARTMENTS[:3], 16), some(DISTRICTS, 17)

    def line(number: str, name: str, counts: Counts) -> list[str]:
        good, late, left = counts["good"], counts["late"], counts["pending"]
        return [number, name, vn(good + late + left), vn(good), vn(left), vn(late), vn(rate(good, good + late))]

    upper, lower = added(c for _, c in first), added(c for _, c in second)
    return [
        ["TÌNH HÌNH GIẢI QUYẾT HỒ SƠ ĐÚNG HẠN"],
        ["STT", "Cơ quan", "Số hồ sơ tiếp nhận", "Đúng hạn", "Còn trong hạn", "Trễ hạn", "Tỷ lệ đúng hạn (%)"],
        line("I", "CẤP TỈNH", upper),
        *(line(str(at), name, counts) for at, (name, counts) in enumerate(first, start=1)),
        line("II", "CẤP HUYỆN", lower),
        *(line(str(at), name, counts) for at, (name, counts) in enumerate(second, start=1)),
        line("", "TỔNG CỘNG", added([upper, lower])),
    ]


def ratings() -> Lines:
    chance = random.Random(18)
    rows = [(name, [chance.randint(40, 900), chance.randint(30, 400), chance.randint(1, 30)]) for name in DEPARTMENTS]
    total = [sum(row[at] for _, row in rows) for at in range(3)]
    return [
        ["KẾT QUẢ ĐÁNH GIÁ MỨC ĐỘ HÀI LÒNG"],
        ["STT", "Đơn vị", "Tổng số lượt đánh giá", "Rất hài lòng", "Hài lòng", "Không hài lòng"],
        *([str(at), name, vn(sum(row)), *map(vn, row)] for at, (name, row) in enumerate(rows, start=1)),
        ["", "Tổng cộng", vn(sum(total)), *map(vn, total)],
        ["", "Tỷ lệ (%)", "100,00", *(vn(rate(one, sum(total))) for one in total)],
    ]


def three_channels() -> Lines:
    lines: Lines = []
    for title, seed in (("1. Tất cả hồ sơ", 19), ("2. Hồ sơ trực tuyến", 20), ("3. Hồ sơ qua bưu chính", 21)):
        rows = some(DISTRICTS, seed)
        lines += [
            [f"{title} (theo kênh tiếp nhận)"],
            *[line[:12] for line in TWO_LINES],
            *([str(at), name, *cells(counts, ONE_STOP[:10])] for at, (name, counts) in enumerate(rows, start=1)),
            ["", "Tổng", *cells(added(c for _, c in rows), ONE_STOP[:10])],
            [],
        ]
    return lines


def hand_over() -> Lines:
    rows = some(DISTRICTS, 22)
    keys = ONE_STOP[:10]
    above = [
        ["TT", "Cơ quan chuyển giao", "Từ ngày", "Quyết định", *TWO_LINES[0][2:12], "Bình quân hồ sơ/ngày làm việc"],
        ["", "", "", "", *TWO_LINES[1][2:12], ""],
    ]
    return [
        ["Kết quả tiếp nhận hồ sơ của cơ quan chuyển giao cho Bưu điện"],
        *above,
        *(
            [
                str(at),
                name,
                f"{at:02d}/03/2019",
                f"{at}45/QĐ-UBND",
                *cells(counts, keys),
                vn(rate(counts["new"], 21_000, 1)),
            ]
            for at, (name, counts) in enumerate(rows, start=1)
        ),
        ["", "Tổng cộng", "", "", *cells(added(c for _, c in rows), keys), ""],
    ]  # fmt: skip


def english_signs() -> Lines:
    rows = some(DEPARTMENTS, 23)
    total = added(c for _, c in rows)
    return [
        *[line[1:] for line in TWO_LINES],
        *([name, *cells(counts, ONE_STOP, en)] for name, counts in rows),
        ["Tổng số", *cells(total, ONE_STOP, en)],
        ["Tỷ lệ", *shares(total, ONE_STOP, en)],
    ]


def per_cent_signs_and_dashes() -> Lines:
    rows = some(DEPARTMENTS, 24)
    for _, counts in rows[::2]:
        counts["total"] -= counts["overdue"]
        counts["pending"] -= counts["overdue"]
        counts["new"] -= counts["overdue"]
        counts["overdue"] = 0
    total = added(c for _, c in rows)
    keys = ONE_STOP[:10]

    def dashed(number: int) -> str:
        return f"{number:,}".replace(",", " ") if number else "–"

    return [
        *[line[:12] for line in TWO_LINES],
        *([f"{at}.", name, *cells(counts, keys, dashed)] for at, (name, counts) in enumerate(rows, start=1)),
        ["", "CỘNG", *cells(total, keys, dashed)],
        ["", "Tỉ lệ", *(f"{vn(rate(total[k], total[WHOLE.get(k, 'total')], 1))}%" for k in keys)],
    ]


def nested_numbers() -> Lines:
    first, second = some(FIELDS[:3], 25), some(FIELDS[3:], 26)
    upper, lower = added(c for _, c in first), added(c for _, c in second)
    keys = ONE_STOP[:10]
    return [
        *[line[:12] for line in TWO_LINES],
        ["1", "Sở Tài nguyên và Môi trường", *cells(upper, keys)],
        *([f"1.{at}", name, *cells(counts, keys)] for at, (name, counts) in enumerate(first, start=1)),
        ["2", "Sở Xây dựng", *cells(lower, keys)],
        *([f"2.{at}", name, *cells(counts, keys)] for at, (name, counts) in enumerate(second, start=1)),
        ["Tổng cộng", "", *cells(added([upper, lower]), keys)],
    ]


def heading_again_on_the_next_page() -> Lines:
    lines = letterhead_and_notes()[6:]
    return [*lines[:6], *lines[:3], *lines[6:]]


def share_of_each_row() -> Lines:
    chance = random.Random(27)
    rows = [(name, chance.randint(100, 4000), chance.randint(100, 900)) for name in DEPARTMENTS]
    total, more = sum(one for _, one, _ in rows), sum(two for _, _, two in rows)
    return [
        ["Cơ quan", "Số hồ sơ", "Tỷ trọng (%)", "Số văn bản"],
        *([name, vn(one), vn(rate(one, total)), vn(two)] for name, one, two in rows),
        ["Tổng", vn(total), "100", vn(more)],
    ]


def nobody_knows_it() -> Lines:
    chance = random.Random(28)
    rows = []
    for name in DEPARTMENTS:
        parts = [chance.randint(3, 90) for _ in range(4)]
        rows.append((name, [sum(parts), *parts]))
    return [
        ["BIÊN CHẾ VÀ NGƯỜI LÀM VIỆC"],
        ["Cơ quan", "Người làm việc", "Công chức", "Viên chức", "Hợp đồng 111", "Thử việc"],
        *([name, *map(str, row)] for name, row in rows),
        ["Cộng", *(str(sum(row[at] for _, row in rows)) for at in range(5))],
    ]


def late_causes() -> Lines:
    chance = random.Random(29)
    rows = [(name, [chance.randint(1, 90) for _ in range(3)]) for name in DEPARTMENTS]
    return [
        ["Hồ sơ giải quyết trễ hạn theo nguyên nhân"],
        ["Cơ quan", "Tổng số", "Theo nguyên nhân", "", ""],
        ["", "", "Chờ xác minh", "Hồ sơ phức tạp", "Lỗi phần mềm"],
        *([name, str(sum(row)), *map(str, row)] for name, row in rows),
        ["Tổng", str(sum(sum(row) for _, row in rows)), *(str(sum(row[at] for _, row in rows)) for at in range(3))],
    ]


def side_by_side() -> Lines:
    left, right = ratings()[1:-1], nobody_knows_it()[1:]
    return [
        [*(left[at] if at < len(left) else [""] * 6), "", *(right[at] if at < len(right) else [""] * 6)]
        for at in range(max(len(left), len(right)))
    ]


def without_total() -> Lines:
    return one_stop()[:-2]


def of_which() -> Lines:
    rows = some(DISTRICTS, 30)
    total = added(c for _, c in rows)
    keys = ONE_STOP[:10]
    some_of = {key: value // 3 for key, value in rows[0][1].items()}
    some_of["total"] = some_of["carried"] + some_of["new"]
    for whole, parts in (("resolved", "early on_time late"), ("pending", "within overdue")):
        some_of[whole] = sum(some_of[key] for key in parts.split(" "))
    some_of["total"] = some_of["resolved"] + some_of["pending"]
    some_of["new"] = some_of["total"] - some_of["carried"]
    (first, counts), *others = rows
    return [
        *[line[:12] for line in TWO_LINES],
        ["1", first, *cells(counts, keys)],
        ["", "Trong đó: lĩnh vực đất đai", *cells(some_of, keys)],
        *([str(at), name, *cells(more, keys)] for at, (name, more) in enumerate(others, start=2)),
        ["", "Tổng cộng", *cells(total, keys)],
    ]
