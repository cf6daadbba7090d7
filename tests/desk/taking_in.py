"""The take-in form in a test: what is typed for a complete dossier, and where it is sent."""

from __future__ import annotations

import re
import uuid

CODE = "2.000488"
"""Criminal record certificate: 200,000 đồng at intake, two of its five components only in some cases."""
JUSTICE = "000.00.12.H51"
"""The agency that decides on it."""
MANDATORY = ("to-khai-yeu-cau-cap-phieu", "ban-sao-giay-chung-minh-nhan", "ban-sao-so-ho-khau-giay")
FRIDAY = "01/03/2019 08:30"
"""The moment of all take-ins of these tests."""
FIRST_STEP = "/ban-lam-viec/tiep-nhan/"


def address(draft: uuid.UUID | None = None) -> str:
    """Where a take-in lies; without a draft, one of its own."""
    return f"/ban-lam-viec/tiep-nhan/{draft or uuid.uuid4()}"


def typed(**changes: object) -> dict[str, object]:
    """What is typed for a complete dossier."""
    said: dict[str, object] = {
        "procedure": CODE,
        "kind": "person",
        "identity_number": "094 090 000 001",
        "name": "Thạch Thị Ngọc Ánh",
        "phone": "0912 345 678",
        "address": "Ấp Phú Lợi, xã Phú Tân, huyện Châu Thành",
        "email": "",
        "found": "",
        "subject": "",
        "channel": "counter",
        "wanted_delivery": "counter",
        "all_papers": "on",
        "fee": "paid",
        "fee_amount": "200.000",
        "fee_reason": "",
        "reason": "",
    }
    said |= {f"originals-{key}": "1" for key in MANDATORY} | {f"copies-{key}": "0" for key in MANDATORY}
    return said | changes


def said_of(html: str) -> str:
    """The words of a page, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
