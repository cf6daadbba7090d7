"""The indicators of the 766 index: what each counts, in words; never what it is worth (that is `scheme`).

Source: QĐ 766/QĐ-TTg 23/06/2022, with the formulas of the operators of the national portal. `number` is theirs; the
groups are in the order of the decision, in which digitising comes before online services.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Group(StrEnum):
    """The five groups, in the order of the decision."""

    PUBLICITY = "publicity"
    PROGRESS = "progress"
    DIGITISATION = "digitisation"
    ONLINE = "online"
    SATISFACTION = "satisfaction"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LABELS[self]

    @property
    def maximum(self) -> Decimal:
        """Its points of 100 (QĐ 766): 18, 20, 22, 22, 18."""
        return _MAXIMA[self]


_LABELS = {
    Group.PUBLICITY: "Công khai, minh bạch",
    Group.PROGRESS: "Tiến độ, kết quả giải quyết",
    Group.DIGITISATION: "Số hóa hồ sơ",
    Group.ONLINE: "Cung cấp dịch vụ trực tuyến",
    Group.SATISFACTION: "Mức độ hài lòng",
}
_MAXIMA = {
    Group.PUBLICITY: Decimal(18),
    Group.PROGRESS: Decimal(20),
    Group.DIGITISATION: Decimal(22),
    Group.ONLINE: Decimal(22),
    Group.SATISFACTION: Decimal(18),
}


class Formula(StrEnum):
    """How a rate comes from its two counts."""

    SHARE = "share"
    """part ÷ whole"""
    WITHOUT = "without"
    """100 % − part ÷ whole, never below 0: the part counts what is wrong, and a dossier may be wrong in two ways."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator.

    Attributes:
        number: of the document with the formulas.
        part, whole: what its two counts are of, as a sentence goes on after a number ("12 hồ sơ …").
        gap: what costs points, as a sentence goes on after a number.
        unit: what one of them is ("hồ sơ", "thủ tục", "phản ánh, kiến nghị").
        times: key of the indicator whose rate its own is multiplied by; "" for none.
        province_only: it is a figure of the province and has none for single agencies.
    """

    key: str
    number: str
    group: Group
    label: str
    unit: str
    part: str
    whole: str
    gap: str
    formula: Formula = Formula.SHARE
    times: str = ""
    province_only: bool = False


_ALL = (
    Indicator(
        "published_on_time", "1.1", Group.PUBLICITY, "Thủ tục được công bố đúng hạn", "thủ tục",
        "thủ tục được công bố đúng hạn", "thủ tục được công bố trong kỳ",
        "thủ tục công bố chậm (quyết định ký sau ngày hiệu lực trừ 5 ngày làm việc)",
    ),
    Indicator(
        "publicised_on_time", "1.2", Group.PUBLICITY, "Thủ tục được cập nhật, công khai đúng hạn", "thủ tục",
        "thủ tục được công khai đúng hạn", "thủ tục phải công khai trong kỳ",
        "thủ tục công khai chậm (quá 5 ngày làm việc sau ngày ký quyết định)", province_only=True,
    ),
    Indicator(
        "complete", "1.3", Group.PUBLICITY, "Thủ tục được công khai đầy đủ nội dung", "thủ tục",
        "thủ tục có đủ các bộ phận cấu thành", "thủ tục đang công khai",
        "thủ tục còn thiếu nội dung (NĐ 63/2010/NĐ-CP Điều 8 khoản 2)",
    ),
    Indicator(
        "synced", "1.4", Group.PUBLICITY, "Hồ sơ được đồng bộ lên Cổng Dịch vụ công quốc gia", "hồ sơ",
        "hồ sơ đã đồng bộ", "hồ sơ tiếp nhận trong kỳ", "hồ sơ chưa đồng bộ",
    ),
    Indicator(
        "on_time", "2.1", Group.PROGRESS, "Hồ sơ giải quyết trước hạn, đúng hạn", "hồ sơ",
        "hồ sơ xong đúng hạn hoặc còn trong hạn", "hồ sơ tiếp nhận hoặc giải quyết trong kỳ",
        "hồ sơ trễ hạn, quá hạn",
    ),
    Indicator(
        "e_result", "4.1", Group.DIGITISATION, "Hồ sơ cấp kết quả điện tử", "hồ sơ",
        "hồ sơ có kết quả điện tử", "hồ sơ đã có kết quả của thủ tục trả kết quả bằng giấy tờ",
        "hồ sơ chưa có kết quả điện tử",
    ),
    Indicator(
        "digitised", "4.2", Group.DIGITISATION, "Hồ sơ được số hóa", "hồ sơ",
        "hồ sơ đã số hóa thành phần và kết quả", "hồ sơ đã có kết quả",
        "hồ sơ chưa số hóa đủ thành phần và kết quả",
    ),
    Indicator(
        "reused", "4.3", Group.DIGITISATION, "Hồ sơ khai thác, sử dụng lại dữ liệu đã số hóa", "hồ sơ",
        "hồ sơ có giấy tờ được dùng lại", "hồ sơ tiếp nhận trong kỳ", "hồ sơ không dùng lại giấy tờ nào",
    ),
    Indicator(
        "from_store", "4.4", Group.DIGITISATION, "Hồ sơ kết nối kho dữ liệu của cá nhân, tổ chức", "hồ sơ",
        "hồ sơ lấy giấy tờ từ kho hoặc trả kết quả vào kho", "hồ sơ tiếp nhận trong kỳ",
        "hồ sơ không kết nối kho dữ liệu",
    ),
    Indicator(
        "identity_procedures", "4.5a", Group.DIGITISATION, "Thủ tục có kết nối dữ liệu dân cư", "thủ tục",
        "thủ tục có hồ sơ được xác thực với dữ liệu dân cư",
        "thủ tục có đối tượng là cá nhân và có hồ sơ trong kỳ", "thủ tục chưa có hồ sơ nào được xác thực",
    ),
    Indicator(
        "identity", "4.5b", Group.DIGITISATION, "Hồ sơ được xác thực với dữ liệu dân cư", "hồ sơ",
        "hồ sơ được xác thực với dữ liệu dân cư", "hồ sơ tiếp nhận trong kỳ",
        "hồ sơ chưa xác thực với dữ liệu dân cư",
    ),
    Indicator(
        "online_procedures", "3.1", Group.ONLINE, "Thủ tục có dịch vụ công trực tuyến", "thủ tục",
        "thủ tục cung cấp trực tuyến một phần hoặc toàn trình", "thủ tục thuộc thẩm quyền",
        "thủ tục chưa cung cấp trực tuyến",
    ),
    Indicator(
        "online_used", "3.2", Group.ONLINE, "Dịch vụ công trực tuyến có phát sinh hồ sơ", "thủ tục",
        "dịch vụ có hồ sơ nộp trực tuyến", "dịch vụ công trực tuyến đang cung cấp",
        "dịch vụ chưa có hồ sơ nộp trực tuyến",
    ),
    Indicator(
        "online_filed", "3.3", Group.ONLINE, "Hồ sơ nộp trực tuyến", "hồ sơ",
        "hồ sơ nộp trực tuyến, có kết quả điện tử khi phải trả giấy tờ", "hồ sơ tiếp nhận trong kỳ",
        "hồ sơ không nộp trực tuyến hoặc chưa có kết quả điện tử", times="synced",
    ),
    Indicator(
        "payable_online", "3.5", Group.ONLINE, "Thủ tục có thanh toán trực tuyến", "thủ tục",
        "thủ tục có hồ sơ được thanh toán trực tuyến", "thủ tục có phí, lệ phí",
        "thủ tục có phí, lệ phí chưa được thanh toán trực tuyến",
    ),
    Indicator(
        "paid_online", "3.6", Group.ONLINE, "Hồ sơ thanh toán trực tuyến", "hồ sơ",
        "hồ sơ thanh toán trực tuyến", "hồ sơ phải nộp phí, lệ phí", "hồ sơ có phí, lệ phí không thanh toán trực tuyến",
    ),
    Indicator(
        "complaints_on_time", "5.2", Group.SATISFACTION, "Phản ánh, kiến nghị xử lý đúng hạn", "phản ánh, kiến nghị",
        "phản ánh, kiến nghị xử lý đúng hạn", "phản ánh, kiến nghị đã xử lý hoặc đến hạn trong kỳ",
        "phản ánh, kiến nghị xử lý quá hạn",
    ),
    Indicator(
        "complaints_satisfied", "5.3", Group.SATISFACTION, "Hài lòng trong xử lý phản ánh, kiến nghị",
        "phản ánh, kiến nghị", "phản ánh, kiến nghị được xử lý làm hài lòng", "phản ánh, kiến nghị trong kỳ",
        "phản ánh, kiến nghị bị chê, gửi lại hoặc quá hạn",
    ),
    Indicator(
        "satisfied", "5.4", Group.SATISFACTION, "Hài lòng trong tiếp nhận, giải quyết hồ sơ", "hồ sơ",
        "lượt hồ sơ quá hạn, bị phản ánh hoặc không hài lòng", "hồ sơ tiếp nhận hoặc giải quyết trong kỳ",
        "lượt hồ sơ quá hạn, bị phản ánh hoặc không hài lòng", formula=Formula.WITHOUT,
    ),
)  # fmt: skip

INDICATORS: Mapping[str, Indicator] = {one.key: one for one in _ALL}
"""In the order of the groups and, in a group, of the document."""


def indicators_of(group: Group) -> tuple[Indicator, ...]:
    """The indicators of a group, in order."""
    return tuple(one for one in _ALL if one.group is group)
