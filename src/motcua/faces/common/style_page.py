"""Invented samples for the page of components: long names, every status, every kind of due date."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.core.paginator import Paginator

from motcua.law.lifecycle.state import Status

APPLICANTS = (
    "Nguyễn Thị Ánh Tuyết",
    "Công ty Trách nhiệm hữu hạn Một thành viên Xây dựng Thương mại và Dịch vụ Vận tải Phú Lộc Phát",
    "Lâm Thạch Sô Phia",
    "Hợp tác xã Nông nghiệp Hữu cơ Mỹ Xuyên",
    "Trần Huỳnh Quốc Bảo",
    "Thạch Thị Sà Rươne",
)
PROCEDURES = (
    "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam",
    "Cấp giấy phép kinh doanh vận tải bằng xe ô tô",
    "Thẩm định thiết kế bản vẽ thi công và dự toán xây dựng công trình sử dụng vốn đầu tư công",
    "Đăng ký khai thác nước dưới đất",
    "Cấp lại chứng chỉ hành nghề dược",
    "Đăng ký nội quy lao động của doanh nghiệp",
)
MINUTES = (-9 * 480 - 130, -75, 95, 420, 2 * 480 + 180, 14 * 480)
STATUSES = (
    Status.PROCESSING,
    Status.PROCESSING,
    Status.AWAITING_SUPPLEMENT,
    Status.ACCEPTED,
    Status.APPROVED,
    Status.SUBMITTED,
)
AGENCIES = (
    ("Sở Tư pháp", 9_412, 9_398, 0),
    ("Sở Giao thông vận tải", 14_870, 14_702, 17),
    ("Sở Nông nghiệp và Phát triển nông thôn", 2_209, 2_180, 3),
    ("Ban Quản lý các khu công nghiệp tỉnh Sóc Trăng", 318, 311, 0),
)


class SampleForm(forms.Form):
    """One field of each kind; two of them wrong."""

    name = forms.CharField(
        label="Họ và tên", error_messages={"required": "Hãy nhập họ và tên như trên giấy tờ tùy thân."}
    )
    identity = forms.RegexField(
        r"^\d{12}$",
        label="Số căn cước",
        help_text="12 chữ số, in ở mặt trước của thẻ.",
        error_messages={"invalid": "Số căn cước gồm 12 chữ số; số vừa nhập có 9."},
    )
    born = forms.DateField(
        label="Ngày sinh", required=False, widget=forms.DateInput(attrs={"placeholder": "31/12/1990"})
    )
    channel = forms.ChoiceField(
        label="Hình thức nhận kết quả",
        choices=[("counter", "Trực tiếp tại Một cửa"), ("post", "Qua bưu chính công ích")],
        widget=forms.RadioSelect,
    )
    agency = forms.ChoiceField(label="Cơ quan giải quyết", choices=[(name, name) for name, *_ in AGENCIES])
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    scan = forms.FileField(label="Bản quét", help_text="PDF, JPEG, PNG hoặc TIFF, tối đa 20 MB.", required=False)
    sworn = forms.BooleanField(label="Người nộp cam đoan nội dung kê khai là đúng sự thật", required=False)


def _chart() -> dict[str, object]:
    """Bars side by side in two colours."""
    return {
        "kind": "bar",
        "horizontal": True,
        "categories": [name for name, *_ in AGENCIES],
        "series": [
            {
                "name": "Đã giải quyết",
                "values": [done for _, _, done, _ in AGENCIES],
                "tone": "success",
                "stack": "a",
            },
            {
                "name": "Đang giải quyết",
                "values": [total - done for _, total, done, _ in AGENCIES],
                "tone": "info",
                "stack": "a",
            },
        ],
    }


def samples(now: datetime) -> dict[str, object]:
    """What the page of components shows, as if at the instant `now`."""
    rows = [
        {
            "code": f"000.00.19.H51-191216-{number:04d}",
            "applicant": applicant,
            "procedure": procedure,
            "minutes": minutes,
            "due": now + timedelta(minutes=minutes),
            "status": status,
        }
        for number, (applicant, procedure, minutes, status) in enumerate(
            zip(APPLICANTS, PROCEDURES, MINUTES, STATUSES, strict=True), 1
        )
    ]
    wrong = {"sai-identity": "365123456", "sai-agency": AGENCIES[3][0]}
    return {
        "rows": rows,
        "agencies": AGENCIES,
        "statuses": list(Status),
        "form": SampleForm(),
        "wrong_form": SampleForm(wrong, prefix="sai"),
        "page": Paginator(range(1_234), 50).page(7),
        "chart": _chart(),
    }
