"""Which of the known tables a table is, by its headings, its title and its figures; and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from motcua.law.tables.findings import Understanding
from motcua.law.tables.numbers import Kind
from motcua.law.tables.relations import Relations
from motcua.law.tables.table import ReadTable
from motcua.law.tables.words import fold


@dataclass(frozen=True, slots=True)
class Shape:
    """A known table.

    Attributes:
        needs: roles that its columns must have.
        knows: further roles that they may have.
        words: what its title or headings say when they name it; "" for nothing special.
        never: roles that belong to another table.
    """

    key: str
    label: str
    needs: frozenset[str]
    knows: frozenset[str] = frozenset()
    words: str = ""
    never: frozenset[str] = frozenset()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RESULTS = _set("total carried new resolved early on_time late pending within overdue")
_RATES = _set(
    "rate rate_on_time rate_late rate_online rate_paid rate_identity rate_digitised rate_electronic rate_resolved"
)
SHAPES = (
    Shape(
        "form-07",
        "Biểu 07a/07b (TT 09/2026/TT-BTP)",
        _set(
            "total carried online_full online_partial post counter resolved early on_time late pending within overdue"
        ),
        _RATES,
    ),
    Shape(
        "form-ii-06",
        "Biểu II.06 (TT 01/2020/TT-VPCP)",
        _set("total carried online resolved early on_time late pending within overdue"),
        _set("new direct_post counter post"),
        never=_set("sent_back"),
    ),
    Shape(
        "form-06",
        "Biểu 06a/06b: phản ánh, kiến nghị",
        _set("received_behaviour received_regulation"),
        _set("total carried new resolved resolved_behaviour resolved_regulation pending pending_behaviour")
        | _set("pending_regulation within overdue published sum early on_time late"),
    ),
    Shape(
        "form-08",
        "Biểu 08b/08c",
        frozenset(),
        words=r"bieu (?:so )?08|quy trinh noi bo.*(?:may|trang thiet bi|nhan su)",
    ),
    Shape(
        "hand-over",
        "Kết quả chuyển giao cho Bưu điện",
        _RESULTS,
        _set("online sent_back average") | _RATES,
        words=r"chuyen giao|buu dien|hand over",
    ),
    Shape(
        "yearly",
        "Kết quả năm kèm chỉ tiêu",
        _set("total carried new resolved early_on_time late pending"),
        _RATES | _set("online within overdue early on_time counter post"),
    ),
    Shape(
        "one-stop",
        "Kết quả giải quyết theo cơ chế một cửa",
        _RESULTS,
        _set("online sent_back online_full online_partial post counter average") | _RATES,
    ),
    Shape(
        "fees",
        "Thu phí, lệ phí",
        _set("online_count online_amount counter_count counter_amount"),
        _set("all_count all_amount sum total"),
    ),
    Shape(
        "on-time",
        "Tình hình đúng hạn",
        _set("total on_time late"),
        _set("within overdue resolved pending rate_on_time rate_late rate early_on_time early carried new"),
    ),
    Shape("ratings", "Mức độ hài lòng", frozenset(), _set("sum total"), words=r"hai long|danh gia|satisf"),
    Shape("late-causes", "Hồ sơ trễ hạn theo nguyên nhân", frozenset(), _set("sum total late"), words=r"nguyen nhan"),
    Shape("questions", "Hỏi đáp, phản ánh, kiến nghị", frozenset(), words=r"cau hoi|hoi dap|phan anh"),
)
GENERIC = ("generic", "Bảng chưa rõ loại")
_CHANNEL = re.compile(r"theo kenh|theo hinh thuc|kenh (?:tiep )?nhan")


def understand(table: ReadTable, relations: Relations) -> Understanding:
    """The shape of a table, how sure it is from 0 to 1, and why."""
    words = _words_of(table)
    scored = [(_score(shape, table, words), -order, shape) for order, shape in enumerate(SHAPES)]
    score, _, shape = max(scored, key=lambda one: one[:2])
    roles = [column for column in table.figures if column.role]
    held = len(relations.sums)
    reasons = [
        f"Hiểu được {len(roles)} trên {len(table.figures)} cột số theo tiêu đề.",
        f"{held} đẳng thức giữa các cột đúng ở phần lớn các dòng."
        if held
        else "Không thấy đẳng thức nào giữa các cột.",
    ]
    if relations.stated:
        reasons.append(f"{relations.stated} đẳng thức do chính tiêu đề cột nêu.")
    if relations.detected:
        reasons.append(f"{relations.detected} đẳng thức nhận ra từ số liệu, tiêu đề không nêu.")
    if score < Decimal("0.5"):
        return Understanding(*GENERIC, _certainty(held, table), tuple(reasons))
    label = shape.label
    if _CHANNEL.search(words) and shape.key in ("one-stop", "on-time", "yearly"):
        label = f"{label}, theo kênh"
    if shape.words and re.search(shape.words, words):
        reasons.insert(0, f"Tiêu đề có lời của bảng “{shape.label}”.")
    if shape.needs:
        found = shape.needs & set(table.roles)
        reasons.insert(0, f"Có {len(found)} trên {len(shape.needs)} cột của bảng “{shape.label}”.")
    return Understanding(shape.key, label, score, tuple(reasons))


def _words_of(table: ReadTable) -> str:
    heads = " ".join(" ".join(column.head.path) for column in table.columns)
    return fold(f"{table.title} {table.grid.name} {heads}")


def _score(shape: Shape, table: ReadTable, words: str) -> Decimal:
    roles = set(table.roles)
    named = bool(shape.words) and re.search(shape.words, words) is not None
    if shape.needs:
        found = Decimal(len(shape.needs & roles)) / len(shape.needs)
        known = {c.role for c in table.figures if c.role in shape.needs | shape.knows}
        fitting = Decimal(len([c for c in table.figures if c.role in known])) / max(len(table.figures), 1)
        score = found * Decimal("0.7") + fitting * Decimal("0.3")
        if shape.words and not named:
            score -= Decimal("0.2")
        if shape.never & roles:
            score -= Decimal("0.3")
        return max(score.quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal(0))
    if not named:
        return Decimal(0)
    counts = [c for c in table.figures if c.kind is Kind.COUNT]
    return Decimal("0.80") if len(counts) >= 2 else Decimal("0.55")


def _certainty(held: int, table: ReadTable) -> Decimal:
    """Of a table of no known shape: the share of its columns that some equation ties."""
    return Decimal("0.50") if held else Decimal("0.30") if table.figures else Decimal(0)
