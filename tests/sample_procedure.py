"""A small procedure, whole, for tests to change."""

from __future__ import annotations

import copy
from typing import Any

STEPS = [
    {
        "id": "intake",
        "name": "Tiếp nhận",
        "kind": "work",
        "role": "reception",
        "hours": "2",
        "edges": [{"outcome": "done", "label": "Chuyển", "to": ["decide"]}],
    },
    {
        "id": "decide",
        "name": "Ký duyệt",
        "kind": "decide",
        "role": "leader",
        "hours": "6",
        "edges": [{"outcome": "approve", "label": "Ký", "to": ["hand-over"]}],
    },
    {"id": "hand-over", "name": "Trả kết quả", "kind": "hand_over", "role": "reception", "hours": "0"},
]

PROCEDURE: dict[str, Any] = {
    "code": "1.900001",
    "agency": "Sở Tư pháp",
    "field": "Thử nghiệm",
    "name": "Xác nhận mẫu thử",
    "decision": {"number": "01/QĐ-UBND", "date": "2018-06-01"},
    "valid_from": "2018-07-01",
    "channels": ["counter", "post"],
    "limits": [{"value": "1", "unit": "working_day"}],
    "components": [
        {"key": "don", "name": "Đơn đề nghị", "originals": 1},
        {"key": "ban-sao", "name": "Bản sao giấy tờ", "originals": 0, "copies": 2, "mandatory": False},
    ],
    "fees": [
        {"kind": "fee", "name": "Phí thẩm định", "amount": 150000, "due_at_intake": True},
        {"kind": "charge", "name": "Lệ phí", "condition": "Theo quy định của Bộ Tài chính"},
    ],
    "process": {"decision": "02/QĐ-UBND", "start": "intake", "steps": STEPS},
}


def procedure(**changes: Any) -> dict[str, Any]:
    """The sample with these changes."""
    return {**copy.deepcopy(PROCEDURE), **changes}
