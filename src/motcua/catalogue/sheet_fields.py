"""The fields of the sheet on which a procedure is written: what they are called, what can be typed into them.

One description draws the editor, reads what was typed, and names a field in a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from motcua.catalogue.models import Fee, Level, OnlineLevel, ProcedureVersion, Subject
from motcua.law.deadline import Counting, Unit
from motcua.law.lifecycle.state import Channel

Choices = tuple[tuple[str, str], ...]


class Kind(StrEnum):
    """What can be typed into a field."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    """with decimals"""
    COUNT = "count"
    MONEY = "money"
    """đồng, with or without points between thousands"""
    DAY = "day"
    TIME = "time"
    URL = "url"
    CHOICE = "choice"
    CASE = "case"
    """one of the sheet's own cases"""
    AGENCY = "agency"
    MANY = "many"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the sheet.

    Attributes:
        choices: (value, label) of a choice, or of what may be ticked.
        none: the label of no choice, where none is allowed.
        longest: letters at most.
        wide: whether it takes a line of its own.
        required: whether a row cannot be without it. What the procedure as a whole cannot be without, the law says.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    choices: Choices = ()
    none: str = ""
    hint: str = ""
    longest: int = 300
    wide: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A section: single fields, or rows of fields (`rows`); a list of sentences is rows of one field.

    Attributes:
        name: where the sheet keeps it; "" for the fields of the sheet itself.
        one: what a row is called, “Thêm …”.
    """

    slug: str
    title: str
    fields: tuple[Field, ...]
    name: str = ""
    one: str = ""
    hint: str = ""
    plain: bool = False
    """Whether a row is a sentence rather than several fields."""

    @property
    def rows(self) -> bool:
        """Whether the section is a list of rows."""
        return bool(self.name)


def _choices(*labelled: tuple[object, object]) -> Choices:
    return tuple((str(value), str(label)) for value, label in labelled)


CHANNELS = _choices(*((channel.value, channel.label) for channel in Channel))
UNITS = _choices(*((unit.value, unit.label) for unit in Unit))


def _url(name: str, label: str) -> Field:
    return Field(name, label, Kind.URL, longest=200, hint="Địa chỉ đầy đủ, bắt đầu bằng https://")


SECTIONS: tuple[SheetSection, ...] = (
    SheetSection(
        "chung",
        "Thông tin chung",
        (
            Field("name", "Tên thủ tục", Kind.LONG, longest=1200, wide=True),
            Field("agency", "Cơ quan giải quyết", Kind.AGENCY, none="Chọn cơ quan"),
            Field("field", "Lĩnh vực", longest=200),
            Field("levels", "Cấp thực hiện", Kind.MANY, _choices(*Level.choices)),
            Field("executing", "Cơ quan thực hiện", hint="Ghi khi khác tên cơ quan ở trên.", longest=1000),
            Field("competent", "Cơ quan có thẩm quyền quyết định", longest=1000),
            Field("coordinating", "Cơ quan phối hợp", longest=1000),
            Field("subject", "Đối tượng thực hiện", longest=1000, wide=True),
            Field("subjects", "Nhóm đối tượng", Kind.MANY, _choices(*Subject.choices), wide=True),
            Field("route", "Hồ sơ được giải quyết ở", Kind.CHOICE, _choices(*ProcedureVersion.Route.choices)),
            Field(
                "on_the_spot",
                "Giải quyết ngay tại Trung tâm (4 tại chỗ)",
                Kind.FLAG,
                wide=True,
            ),
            Field("conditions", "Yêu cầu, điều kiện", Kind.LONG, longest=60_000, wide=True),
            Field("address", "Địa chỉ tiếp nhận", hint="Khi không tiếp nhận tại Trung tâm.", longest=2000, wide=True),
            _url("sample_url", "Hồ sơ mẫu"),
            _url("video_url", "Video hướng dẫn"),
        ),
    ),
    SheetSection(
        "cach-thuc",
        "Cách thức thực hiện",
        (
            Field("channels", "Hình thức nộp", Kind.MANY, CHANNELS, wide=True),
            Field("online_level", "Mức trực tuyến", Kind.CHOICE, _choices(*OnlineLevel.choices)),
            Field("sets", "Số bộ hồ sơ", Kind.COUNT),
        ),
    ),
    SheetSection(
        "muc-truc-tuyen",
        "Mức trực tuyến thay đổi theo ngày",
        (
            Field("since", "Từ ngày", Kind.DAY, required=True),
            Field("level", "Mức trực tuyến", Kind.CHOICE, _choices(*OnlineLevel.choices)),
        ),
        name="online_changes",
        one="một lần thay đổi",
        hint="Chỉ ghi khi thủ tục được nâng hoặc hạ mức trực tuyến trong thời gian phiên bản này có hiệu lực.",
    ),
    SheetSection(
        "truong-hop",
        "Trường hợp",
        (Field("name", "Tên trường hợp", wide=True, required=True),),
        name="cases",
        one="một trường hợp",
        hint="Chỉ ghi khi các trường hợp có thời hạn, phí hoặc giấy tờ khác nhau; mỗi hồ sơ thuộc một trường hợp.",
    ),
    SheetSection(
        "thanh-phan",
        "Thành phần hồ sơ",
        (
            Field("name", "Tên giấy tờ", Kind.LONG, longest=8000, wide=True, required=True),
            Field("originals", "Bản chính", Kind.COUNT),
            Field("copies", "Bản sao", Kind.COUNT),
            Field("mandatory", "Bắt buộc", Kind.FLAG),
            Field("case", "Cho trường hợp", Kind.CASE, none="Mọi trường hợp"),
            Field("condition", "Chỉ cần khi", longest=2000),
            Field("form_code", "Mẫu đơn, tờ khai", longest=60),
            _url("form_url", "Tệp mẫu"),
            Field("paper_type", "Mã loại giấy tờ", hint="Để dùng lại giấy tờ đã có trong kho dữ liệu.", longest=40),
            Field("must_digitise", "Phải số hóa", Kind.FLAG),
            Field("digitise_reason", "Căn cứ số hóa", longest=1000),
        ),
        name="components",
        one="một giấy tờ",
    ),
    SheetSection(
        "thoi-han",
        "Thời hạn giải quyết",
        (
            Field("value", "Số", Kind.NUMBER, required=True),
            Field("unit", "Đơn vị", Kind.CHOICE, UNITS),
            Field("channel", "Cho hình thức nộp", Kind.CHOICE, CHANNELS, none="Mọi hình thức"),
            Field("case", "Cho trường hợp", Kind.CASE, none="Mọi trường hợp"),
            Field(
                "counting",
                "Cách đếm ngày làm việc",
                Kind.CHOICE,
                _choices((Counting.EXACT, "đến đúng giờ nộp"), (Counting.WHOLE_DAYS, "đến hết ngày cuối")),
            ),
            Field("cutoff", "Giờ chốt trong ngày", Kind.TIME, hint="Chỉ cho thời hạn trong ngày."),
            Field("legal_value", "Luật định: số", Kind.NUMBER, hint="Chỉ ghi khi đã cắt giảm."),
            Field("legal_unit", "Luật định: đơn vị", Kind.CHOICE, UNITS, none="Không cắt giảm"),
            Field("reduction_basis", "Căn cứ cắt giảm", longest=1000),
            Field("note", "Ghi chú", longest=2000, wide=True),
        ),
        name="limits",
        one="một thời hạn",
    ),
    SheetSection(
        "phi",
        "Phí, lệ phí",
        (
            Field("kind", "Loại", Kind.CHOICE, _choices(*Fee.Kind.choices)),
            Field("name", "Tên khoản thu", longest=300, required=True),
            Field("amount", "Mức thu (đồng)", Kind.MONEY, hint="Bỏ trống khi do văn bản khác quy định."),
            Field("per", "Tính cho một", hint="hồ sơ, giấy phép, bản …", longest=60),
            Field("online_amount", "Mức thu khi nộp trực tuyến", Kind.MONEY, hint="Chỉ ghi khi thấp hơn."),
            Field("case", "Cho trường hợp", Kind.CASE, none="Mọi trường hợp"),
            Field("due_at_intake", "Thu khi tiếp nhận", Kind.FLAG),
            Field("condition", "Điều kiện", longest=2000),
            Field("exemption", "Đối tượng miễn, giảm", longest=2000),
            Field("valid_from", "Áp dụng từ ngày", Kind.DAY),
            Field("valid_until", "Hết áp dụng từ ngày", Kind.DAY),
        ),
        name="fees",
        one="một khoản thu",
    ),
    SheetSection(
        "trinh-tu",
        "Trình tự thực hiện",
        (Field("text", "Bước", Kind.LONG, longest=60_000, wide=True),),
        name="steps",
        one="một bước",
        plain=True,
    ),
    SheetSection(
        "ket-qua",
        "Kết quả",
        (
            Field("name", "Tên kết quả", longest=2000, wide=True, required=True),
            Field("code", "Mã loại kết quả", longest=60),
        ),
        name="results",
        one="một kết quả",
    ),
    SheetSection(
        "can-cu",
        "Căn cứ pháp lý",
        (Field("text", "Văn bản", longest=2000, wide=True),),
        name="legal_bases",
        one="một văn bản",
        plain=True,
    ),
)
MOST_ROWS = 300
"""Rows that a section holds at most; more is a mistake."""


def section(slug: str) -> SheetSection:
    """The section with this slug.

    Raises:
        StopIteration: there is none.
    """
    return next(one for one in SECTIONS if one.slug == slug)
