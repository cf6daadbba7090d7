"""What a column is, from the words over it, however a centre words them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from motcua.law.tables.words import fold

NAMES = {
    "total": "total",
    "received": "total",
    "carried": "carried",
    "carried over": "carried",
    "new": "new",
    "newly received": "new",
    "resolved": "resolved",
    "early": "early",
    "on time": "on_time",
    "early or on time": "early_on_time",
    "early on time": "early_on_time",
    "late": "late",
    "pending": "pending",
    "within": "within",
    "overdue": "overdue",
    "returned": "sent_back",
    "sent back": "sent_back",
    "online": "online",
    "received online": "online",
    "offline": "direct_post",
    "direct": "counter",
    "online full": "online_full",
    "online partial": "online_partial",
    "post": "post",
    "counter": "counter",
    "rate online": "rate_online",
    "rate paid online": "rate_paid",
    "rate identity": "rate_identity",
    "rate digitised": "rate_digitised",
    "rate electronic result": "rate_electronic",
    "on time rate": "rate_on_time",
    "rate on time": "rate_on_time",
    "rate": "rate_on_time",
    "online count": "online_count",
    "online amount": "online_amount",
    "counter count": "counter_count",
    "counter amount": "counter_amount",
    "total count": "all_count",
    "total amount": "all_amount",
}
"""Headings of data files, folded."""

RECEIVED, RESOLVED, PENDING = "received", "resolved", "pending"
_STAGES = (
    (PENDING, re.compile(r"\b(?:dang|chua) (?:giai quyet|xu ly)|ton dong|con ton|con lai|dang trong|pending")),
    (
        RESOLVED,
        re.compile(
            r"(?:da|duoc|ket qua) (?:giai quyet|xu ly)|giai quyet xong|da tra|hoan thanh|ho so giai quyet|resolved"
        ),
    ),
    (RECEIVED, re.compile(r"tiep nhan|nhan giai quyet|\bnhan\b|so ho so nop|received")),
)
_RATE = re.compile(r"\bty le|\bti le|%|phan tram|\brate\b|ty trong|\bshare\b|\bpercent")
_COUNT = re.compile(r"so luong|so ho so|so luot")
_AVERAGE = re.compile(r"binh quan|trung binh|average")
_CHANGE = re.compile(r"\btang\b|\bgiam\b|so voi|chenh lech|so sanh")
_MONEY = re.compile(r"so tien|\bdong\b|amount|kinh phi|doanh thu|\bvnd\b")

_RATES = (
    ("rate_on_time", re.compile(r"dung han|truoc han|dung hen|on time")),
    ("rate_late", re.compile(r"tre|qua han|cham|late")),
    ("rate_paid", re.compile(r"thanh toan|paid")),
    ("rate_identity", re.compile(r"dinh danh|dan cu|xac thuc|identity")),
    ("rate_digitised", re.compile(r"so hoa|digit")),
    ("rate_electronic", re.compile(r"dien tu|electronic")),
    ("rate_online", re.compile(r"truc tuyen|online")),
    ("rate_resolved", re.compile(r"giai quyet")),
)
_PLAIN = (
    ("average", _AVERAGE),
    ("change", _CHANGE),
    ("published", re.compile(r"cong khai|dang tai|published")),
    ("carried", re.compile(r"(?:ky|nam|thang|quy) truoc|ton (?:dau|cu)|chuyen (?:sang|qua|tiep)|carried")),
    (
        "early_on_time",
        re.compile(
            r"(?:truoc|som)(?: han)?(?: va| hoac)?(?: va)? dung han|dung(?: han)?(?: va| hoac)? (?:truoc|som) han"
        ),
    ),
    ("on_time", re.compile(r"dung han|dung hen|on time")),
    ("early", re.compile(r"truoc han|som han|som hen|early")),
    ("within", re.compile(r"(?:con|trong|chua den|chua toi)(?: trong)? (?:thoi )?han|within")),
    ("late", re.compile(r"tre han|qua han|cham|tre hen|qua hen|\btre\b|late|overdue")),
    ("sent_back", re.compile(r"tra lai|tu choi|bi tra|khong du dieu kien|\brut\b|returned|sent back")),
    ("online", re.compile(r"muc(?: do)? 3 (?:va )?4")),
    ("online_full", re.compile(r"toan trinh|muc do 4|muc 4")),
    ("online_partial", re.compile(r"mot phan|muc do 3|muc 3")),
    ("online", re.compile(r"truc tuyen|qua mang|online|dien tu")),
    ("direct_post", re.compile(r"truc tiep.*(?:buu chinh|bcci)|(?:buu chinh|bcci).*truc tiep")),
    ("post", re.compile(r"buu chinh|bcci|buu dien")),
    ("counter", re.compile(r"truc tiep|tai quay|counter")),
    ("behaviour", re.compile(r"hanh vi")),
    ("regulation", re.compile(r"quy dinh")),
    ("new", re.compile(r"\bmoi\b|trong (?:ky|nam|thang|quy)|phat sinh")),
)


def role_of(path: Sequence[str]) -> str:
    """The role of a column with these headings from top to bottom; "" where the words tell nothing."""
    folded = [fold(words).replace("thoi han", "han") for words in path if fold(words)]
    if not folded:
        return ""
    if folded[-1] in NAMES and len(folded) == 1 and path[-1].isascii():
        return NAMES[folded[-1]]
    last, whole = folded[-1], " ".join(folded)
    if is_rate(path):
        return next((role for role, words in _RATES if words.search(last)), "") or next(
            (role for role, words in _RATES if words.search(whole)), "rate"
        )
    if role := _fee(last, whole):
        return role
    stage = _stage(folded)
    for role, words in _PLAIN:
        if words.search(last):
            return _in_stage(role, stage)
    if re.search(r"\btong\b|^cong$|^so luong$|total", last) or _names_stage(last):
        return {RECEIVED: "total", RESOLVED: "resolved", PENDING: "pending"}.get(stage, "sum")
    return ""


_TOTAL_BEFORE = {
    "carried": "total",
    "new": "total",
    "early": "resolved",
    "on_time": "resolved",
    "early_on_time": "resolved",
    "within": "pending",
}


def by_neighbours(roles: Sequence[str]) -> list[str]:
    """Roles that words alone do not tell: "Tổng số" before its parts, "Quá hạn" behind "Còn hạn"."""
    told = list(roles)
    for at, role in enumerate(roles):
        after = roles[at + 1] if at + 1 < len(roles) else ""
        if role == "sum" and after in _TOTAL_BEFORE and _TOTAL_BEFORE[after] not in roles:
            told[at] = _TOTAL_BEFORE[after]
        if role == "sum" and "carried" in roles and "total" in roles and "new" not in roles:
            # "Tồn kỳ trước | Tiếp nhận | Tổng số": what was received is new
            told[at], told[list(roles).index("total")] = "total", "new"
        if role == "sum" and "total" not in (*roles, *told) and {"resolved", "pending"} & set(roles):
            told[at] = "total"
        behind = at > 0 and roles[at - 1] == "within" and "pending" in told
        if role == "late" and "overdue" not in roles and (behind or "late" in roles[:at]):
            told[at] = "overdue"
    return told


def is_rate(path: Sequence[str]) -> bool:
    """Whether the headings speak of per cent."""
    folded = [fold(words) for words in path]
    if not folded or _CHANGE.search(folded[-1]):
        return False
    if _RATE.search(folded[-1]):
        return True
    return not _COUNT.search(folded[-1]) and bool(_RATE.search(" ".join(folded)))


def is_average(path: Sequence[str]) -> bool:
    """Whether the headings speak of an average."""
    return bool(_AVERAGE.search(fold(" ".join(path))))


def is_change(path: Sequence[str]) -> bool:
    """Whether the headings speak of a difference, which may be negative."""
    return bool(_CHANGE.search(fold(" ".join(path))))


def _stage(folded: list[str]) -> str:
    for words in reversed(folded):
        for stage, pattern in _STAGES:
            if pattern.search(words):
                return stage
    return ""


def _names_stage(last: str) -> bool:
    return any(pattern.search(last) for _, pattern in _STAGES)


def _in_stage(role: str, stage: str) -> str:
    if role == "late" and stage == PENDING:
        return "overdue"
    if role == "within" and stage == RESOLVED:
        return "early_on_time"
    if role in ("behaviour", "regulation"):
        return f"{stage or RECEIVED}_{role}"
    return role


def _fee(last: str, whole: str) -> str:
    money = bool(_MONEY.search(last)) or ("amount" in last)
    if not money and not re.search(r"giao dich", last):
        return ""
    what = "amount" if money else "count"
    if re.search(r"truc tuyen|online", whole):
        return f"online_{what}"
    if re.search(r"truc tiep|tien mat|tai quay|counter|tai trung tam", whole):
        return f"counter_{what}"
    return f"all_{what}"
