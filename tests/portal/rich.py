"""A procedure that has everything a procedure can have, for the pages that show it."""

from __future__ import annotations

from typing import Any

from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import ProcedureVersion, PublicationDecision
from sample_procedure import procedure

CODE = "1.900001"
PAGE = f"/thu-tuc/{CODE}"
LATER = {"number": "09/QĐ-UBND", "date": "2019-05-20"}

PARTS: dict[str, Any] = {
    "cases": [{"key": "moi", "name": "Cấp lần đầu"}, {"key": "lai", "name": "Cấp lại do mất"}],
    "limits": [
        {
            "value": "10",
            "unit": "working_day",
            "case": "moi",
            "legal_value": "15",
            "legal_unit": "working_day",
            "reduction_basis": "Quyết định số 12/QĐ-UBND",
        },
        {"value": "3", "unit": "working_day", "case": "lai"},
    ],
    "components": [
        {
            "key": "don",
            "name": "Đơn đề nghị",
            "form_code": "Mẫu 01",
            "form_url": "https://vidu.gov.vn/mau",
            "must_digitise": True,
            "digitise_reason": "TT 01/2023/TT-VPCP",
        },
        {"key": "dkkd", "name": "Đăng ký kinh doanh", "paper_type": "KQ.G05.000008"},
        {"key": "so-do", "name": "Sơ đồ cơ sở", "case": "moi"},
        {"key": "cam-ket", "name": "Cam kết mất giấy", "case": "lai", "condition": "Giấy bị mất"},
    ],
    "fees": [
        {
            "kind": "fee",
            "name": "Phí thẩm định",
            "amount": 700000,
            "per": "lần",
            "online_amount": 630000,
            "exemption": "hộ nghèo",
            "case": "moi",
        },
        {"kind": "charge", "name": "Lệ phí cũ", "amount": 150000, "case": "lai", "valid_until": "2019-07-01"},
        {"kind": "charge", "name": "Lệ phí mới", "amount": 200000, "case": "lai", "valid_from": "2019-07-01"},
    ],
    "results": [{"name": "Giấy chứng nhận", "code": "KQ.G05.000102"}],
    "levels": ["province", "commune"],
    "executing": "Phòng Hành chính",
    "competent": "Giám đốc Sở Tư pháp",
    "coordinating": "UBND cấp xã",
    "online_level": "partial",
    "online_changes": [{"since": "2019-09-01", "level": "full"}],
    "channels": ["counter", "online_partial"],
    "sets": 2,
    "on_the_spot": True,
    "conditions": "Có địa điểm cố định.",
    "sample_url": "https://vidu.gov.vn/ho-so-mau",
    "video_url": "https://vidu.gov.vn/video",
    "steps": ["Nộp hồ sơ.", "Nhận kết quả."],
}


def load_rich(**changes: Any) -> None:
    """Load it, with these changes."""
    load_procedures([procedure(**PARTS | changes)])


def load_two_versions(**changes: Any) -> None:
    """The sample until 31/05/2019, and another version of it, with these changes, from then on."""
    load_procedures([procedure(valid_until="2019-06-01")])
    load_procedures([procedure(**{"number": 2, "valid_from": "2019-06-01", "decision": LATER} | changes)])


def load_repealed() -> None:
    """The sample, repealed from 01/02/2019 by a decision that published another procedure of its field."""
    load_procedures([procedure(valid_until="2019-02-01")])
    repeal = {"number": "77/QĐ-UBND", "date": "2019-01-20"}
    load_procedures([procedure(code="1.900002", name="Xác nhận kiểu mới", decision=repeal, valid_from="2019-02-01")])
    decision = PublicationDecision.objects.get(number="77/QĐ-UBND")
    ProcedureVersion.objects.filter(procedure__code=CODE).update(repealed_by=decision)
