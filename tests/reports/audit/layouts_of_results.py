"""Tables of results as centres print them: invented figures that agree, in the layouts of many offices.

Each layout is a list of lines of texts, as pasted from Excel or Word. The figures come from a small generator, so that
no two layouts share them.
"""

from __future__ import annotations

import random

from reports.audit.invented import (
    DEPARTMENTS,
    DISTRICTS,
    FIELDS,
    ONE_STOP,
    Counts,
    Lines,
    added,
    cells,
    heads,
    shares,
    some,
)

TWO_LINES = heads("two lines")


def one_stop() -> Lines:
    rows = some(DEPARTMENTS, 1)
    total = added(counts for _, counts in rows)
    return [
        *TWO_LINES,
        *([str(at), name, *cells(counts, ONE_STOP)] for at, (name, counts) in enumerate(rows, start=1)),
        ["", "Tổng số", *cells(total, ONE_STOP)],
        ["", "Tỷ lệ %", *shares(total, ONE_STOP)],
    ]


def letterhead_and_notes() -> Lines:
    rows = some(DEPARTMENTS, 2)
    total = added(counts for _, counts in rows)
    return [
        ["UBND TỈNH SÓC TRĂNG", "", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "", "", "", "", "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["KẾT QUẢ TIẾP NHẬN VÀ GIẢI QUYẾT HỒ SƠ NĂM 2021"],
        ["(Kèm theo Báo cáo số 12/BC-TTPVHCC ngày 20/12/2021)"],
        ["Đơn vị tính: hồ sơ"],
        *TWO_LINES,
        [f"({at})" for at in range(1, 15)],
        *([str(at), name, *cells(counts, ONE_STOP)] for at, (name, counts) in enumerate(rows, start=1)),
        ["TỔNG CỘNG", "", *cells(total, ONE_STOP)],
        ["Ghi chú: số liệu trích từ phần mềm một cửa ngày 15/12/2021."],
        ["", "", "", "", "", "", "NGƯỜI LẬP BIỂU", "", "", "GIÁM ĐỐC"],
    ]


def sections_with_figures() -> Lines:
    first, second = some(DEPARTMENTS[:4], 3), some(DISTRICTS, 4)
    upper, lower = added(c for _, c in first), added(c for _, c in second)
    keys = ONE_STOP[:10]
    return [
        *[line[:12] for line in TWO_LINES],
        ["I", "Cấp tỉnh", *cells(upper, keys)],
        *([str(at), name, *cells(counts, keys)] for at, (name, counts) in enumerate(first, start=1)),
        ["II", "Cấp huyện", *cells(lower, keys)],
        *([str(at), name, *cells(counts, keys)] for at, (name, counts) in enumerate(second, start=1)),
        ["", "TỔNG CỘNG (I+II)", *cells(added([upper, lower]), keys)],
    ]


def sections_with_sums_below() -> Lines:
    first, second = some(DEPARTMENTS[3:], 5), some(DISTRICTS, 6)
    upper, lower = added(c for _, c in first), added(c for _, c in second)
    keys = ONE_STOP[:10]
    return [
        *[line[:12] for line in TWO_LINES],
        ["A", "CÁC SỞ, NGÀNH"],
        *([str(at), name, *cells(counts, keys)] for at, (name, counts) in enumerate(first, start=1)),
        ["", "Cộng A", *cells(upper, keys)],
        ["B", "UBND CẤP HUYỆN"],
        *([str(at), name, *cells(counts, keys)] for at, (name, counts) in enumerate(second, start=1)),
        ["", "Cộng B", *cells(lower, keys)],
        ["", "Tổng cộng (A+B)", *cells(added([upper, lower]), keys)],
    ]


def total_on_top() -> Lines:
    rows = some(DISTRICTS, 7)
    total = added(c for _, c in rows)
    return [
        ["Tình hình giải quyết hồ sơ quý I năm 2022"],
        *heads("total on top"),
        ["", "Toàn tỉnh", *cells(total, ONE_STOP[:10])],
        *([str(at), name, *cells(counts, ONE_STOP[:10])] for at, (name, counts) in enumerate(rows, start=1)),
    ]


FORM_07 = [
    "total",
    "full",
    "partial",
    "post",
    "direct",
    "carried",
    "resolved",
    "early",
    "on_time",
    "late",
    "pending",
    "within",
    "overdue",
]


def form_07a() -> Lines:
    rows = some(FIELDS, 8)
    total = added(c for _, c in rows)
    return [
        ["Biểu số 07a/VPCP/KSTT", "", "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"],
        ["Đơn vị tính: Số hồ sơ"],
        *heads("form 07"),
        *([str(at), name, *cells(counts, FORM_07)] for at, (name, counts) in enumerate(rows, start=1)),
        ["", "Tổng số", *cells(total, FORM_07)],
    ]  # fmt: skip


def form_07b() -> Lines:
    first, second = some(FIELDS[:3], 9), some(FIELDS[1:], 10)
    upper, lower = added(c for _, c in first), added(c for _, c in second)
    return [
        ["Biểu 07b: tình hình giải quyết TTHC trên địa bàn tỉnh"],
        *heads("form 07"),
        ["I", "Thuộc thẩm quyền cấp tỉnh", *cells(upper, FORM_07)],
        *([str(at), name, *cells(counts, FORM_07)] for at, (name, counts) in enumerate(first, start=1)),
        ["II", "Tổng hợp cấp xã", *cells(lower, FORM_07)],
        *([str(at), name, *cells(counts, FORM_07)] for at, (name, counts) in enumerate(second, start=1)),
        ["", "Tổng số", *cells(added([upper, lower]), FORM_07)],
    ]


def form_ii_06() -> Lines:
    keys = [
        "total",
        "online",
        "direct_post",
        "carried",
        "resolved",
        "early",
        "on_time",
        "late",
        "pending",
        "within",
        "overdue",
    ]
    rows = some(FIELDS, 11)
    total = added(c for _, c in rows)
    return [
        ["Biểu số II.06a/VPCP/KSTT"],
        *heads("form II.06"),
        *([str(at), name, *cells(counts, keys)] for at, (name, counts) in enumerate(rows, start=1)),
        ["", "TỔNG", *cells(total, keys)],
    ]  # fmt: skip


def form_06a() -> Lines:
    chance = random.Random(12)
    keys = ["t", "b", "r", "c", "n", "d", "db", "dr", "dc", "dn", "p", "pw", "po", "pub"]

    def row() -> Counts:
        d_behaviour, d_rule, pending = chance.randint(20, 90), chance.randint(10, 40), chance.randint(3, 9)
        done = d_behaviour + d_rule
        behaviour, carried, d_carried = d_behaviour + chance.randint(0, 3), chance.randint(8, 15), chance.randint(3, 7)
        total, overdue = done + pending, chance.randint(1, 2)
        figures = [total, behaviour, total - behaviour, carried, total - carried]
        figures += [done, d_behaviour, d_rule, d_carried, done - d_carried]
        figures += [pending, pending - overdue, overdue, done - chance.randint(1, 9)]
        return dict(zip(keys, figures, strict=True))

    rows = [(name, row()) for name in DISTRICTS]
    total = added(c for _, c in rows)
    return [
        ["Biểu 06a: phản ánh, kiến nghị về quy định hành chính và hành vi hành chính"],
        *heads("form 06a"),
        *([str(at), name, *cells(counts, keys)] for at, (name, counts) in enumerate(rows, start=1)),
        ["", "Tổng số", *cells(total, keys)],
    ]  # fmt: skip


def form_08b() -> Lines:
    chance = random.Random(13)

    def row() -> list[int]:
        a, b, c = (chance.randint(40, 90) for _ in range(3))
        d, e, f = (chance.randint(20, 39) for _ in range(3))
        return [a + d, a, d, b + e, b, e, c + f, c, f, chance.randint(1, 4), chance.randint(3, 12), 1, 1, 0]

    rows = [(name, row()) for name in ("Xã An Lạc", "Xã Ba Trinh", "Phường 5", "Phường Vĩnh Châu")]
    total = [sum(row[at] for _, row in rows) for at in range(14)]
    return [
        ["Biểu 08b: tình hình tổ chức Trung tâm Phục vụ hành chính công cấp xã"],
        *heads("form 08b"),
        *([str(at), name, *map(str, row)] for at, (name, row) in enumerate(rows, start=1)),
        ["", "Tổng", *map(str, total)],
    ]  # fmt: skip
