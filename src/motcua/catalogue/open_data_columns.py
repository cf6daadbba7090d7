"""The columns of the open table of procedures: name, type, meaning, and where the value comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.catalogue.models import OnlineLevel
from motcua.catalogue.queries import channels_at
from motcua.catalogue.spec import FeeSpec, LimitSpec, VersionSpec
from motcua.law.limit import Unit

Value = str | int | bool | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Row:
    """A procedure on a local day.

    Attributes:
        agency: its name.
        suspended: whether dossiers are not taken in on the day.
        address: begins the addresses of pages.
    """

    spec: VersionSpec
    on: date
    agency: str
    suspended: bool
    address: str

    @property
    def online_level(self) -> str:
        """The online level on the day."""
        changed = [change.level for change in self.spec.online_changes if change.since <= self.on]
        return str(OnlineLevel(changed[-1] if changed else self.spec.online_level).value)

    @property
    def channels(self) -> list[str]:
        """The ways of filing on the day."""
        stated = (channel.value for channel in self.spec.channels)
        return [way.value for way in channels_at(stated, str(self.spec.online_level.value), self.online_level)]

    @property
    def limit(self) -> LimitSpec | None:
        """The time limit, where there is one for all cases and ways."""
        limits = self.spec.limits
        return limits[0] if len({(one.value, one.unit) for one in limits}) == 1 else None

    @property
    def fees(self) -> tuple[FeeSpec, ...]:
        """The fees and charges that hold on the day."""
        return tuple(
            fee
            for fee in self.spec.fees
            if (fee.valid_from is None or fee.valid_from <= self.on)
            and (fee.valid_until is None or self.on < fee.valid_until)
        )

    @property
    def fee(self) -> int | None:
        """What is paid in all, in đồng: 0 where nothing is; None where it depends on the case."""
        fees = self.fees
        plain = len(fees) <= 1 and all(not fee.case and not fee.condition for fee in fees)
        return sum(fee.amount or 0 for fee in fees) if plain and all(fee.amount is not None for fee in fees) else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `kind` is a type of CSV on the Web (W3C): string, integer, decimal, boolean, date, anyURI.

    Attributes:
        separator: what parts the values of a cell that has several, "" where it has one.
        required: whether every line has a value.
    """

    name: str
    kind: str
    title: str
    meaning: str
    value: Callable[[Row], Value | list[str]]
    separator: str = ""
    required: bool = False

    def text(self, row: Row) -> str:
        """The cell of a row."""
        value = self.value(row)
        if isinstance(value, list):
            return self.separator.join(value)
        return _written(value)

    @property
    def described(self) -> dict[str, Any]:
        """The column as CSV on the Web describes it."""
        said = {"name": self.name, "titles": self.title, "datatype": self.kind, "dc:description": self.meaning}
        return said | ({"separator": self.separator} if self.separator else {}) | {"required": self.required}


def _written(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)


def _limit(read: Callable[[LimitSpec], Value]) -> Callable[[Row], Value]:
    return lambda row: read(row.limit) if row.limit else None


_UNITS = ", ".join(f"{unit.value} ({unit.label})" for unit in Unit)

COLUMNS = (
    Column(
        "code", "string", "Mã thủ tục", "Mã quốc gia, có thể kèm mã địa phương.", lambda r: r.spec.code, required=True
    ),
    Column("name", "string", "Tên thủ tục", "Tên theo quyết định công bố.", lambda r: r.spec.name, required=True),
    Column("field", "string", "Lĩnh vực", "Lĩnh vực theo quyết định công bố.", lambda r: r.spec.field, required=True),
    Column("agency_code", "string", "Mã cơ quan", "Mã định danh của cơ quan giải quyết.", lambda r: r.spec.agency),
    Column("agency", "string", "Cơ quan", "Tên cơ quan giải quyết.", lambda r: r.agency, required=True),
    Column(
        "levels",
        "string",
        "Cấp thực hiện",
        "ministry (bộ), province (tỉnh), commune (xã), other (khác).",
        lambda r: [str(level.value) for level in r.spec.levels],
        ";",
    ),
    Column(
        "subjects",
        "string",
        "Đối tượng",
        "Ai được nộp, theo danh mục của Cổng Dịch vụ công quốc gia.",
        lambda r: [str(subject.value) for subject in r.spec.subjects],
        ";",
    ),
    Column("subject", "string", "Đối tượng (lời)", "Ai được nộp, theo lời của quyết định.", lambda r: r.spec.subject),
    Column(
        "online_level",
        "string",
        "Mức trực tuyến",
        "full (toàn trình), partial (một phần), none (chưa nộp trực tuyến).",
        lambda r: r.online_level,
        required=True,
    ),
    Column(
        "channels",
        "string",
        "Cách nộp",
        "counter (tại quầy), post (bưu chính), online_full, online_partial (qua mạng).",
        lambda r: r.channels,
        ";",
        required=True,
    ),
    Column(
        "route",
        "string",
        "Nơi giải quyết",
        "local (hệ thống của tỉnh), ministry_central (hệ thống của bộ), specialised_system (phần mềm chuyên ngành).",
        lambda r: str(r.spec.route.value),
        required=True,
    ),
    Column("sets", "integer", "Số bộ", "Số bộ hồ sơ phải nộp.", lambda r: r.spec.sets, required=True),
    Column(
        "components", "integer", "Số giấy tờ", "Số thành phần hồ sơ.", lambda r: len(r.spec.components), required=True
    ),
    Column(
        "cases",
        "integer",
        "Số trường hợp",
        "Số trường hợp có quy định riêng.",
        lambda r: len(r.spec.cases),
        required=True,
    ),
    Column(
        "limit_value",
        "decimal",
        "Thời hạn",
        "Thời hạn giải quyết, tính bằng limit_unit; trống khi khác nhau tùy trường hợp, cách nộp.",
        _limit(lambda limit: limit.value),
    ),
    Column("limit_unit", "string", "Đơn vị thời hạn", f"{_UNITS}.", _limit(lambda limit: str(limit.unit.value))),
    Column(
        "legal_limit_value",
        "decimal",
        "Thời hạn luật định",
        "Thời hạn trong luật khi limit_value đã được cắt giảm.",
        _limit(lambda limit: limit.legal_value),
    ),
    Column(
        "legal_limit_unit",
        "string",
        "Đơn vị thời hạn luật định",
        "Như limit_unit.",
        _limit(lambda limit: str(limit.legal_unit.value) if limit.legal_unit else None),
    ),
    Column(
        "fee",
        "integer",
        "Phí, lệ phí",
        "Số tiền phải nộp, tính bằng đồng; 0 khi không thu; trống khi tùy trường hợp (xem bản JSON).",
        lambda r: r.fee,
    ),
    Column(
        "on_the_spot",
        "boolean",
        "4 tại chỗ",
        "Giải quyết ngay tại Trung tâm.",
        lambda r: r.spec.on_the_spot,
        required=True,
    ),
    Column("results", "string", "Kết quả", "Giấy tờ nhận được.", lambda r: [one.name for one in r.spec.results], "|"),
    Column(
        "decision_number",
        "string",
        "Số quyết định",
        "Quyết định công bố.",
        lambda r: r.spec.decision.number,
        required=True,
    ),
    Column("decision_date", "date", "Ngày quyết định", "Ngày ký.", lambda r: r.spec.decision.date, required=True),
    Column("version", "integer", "Phiên bản", "Số thứ tự phiên bản.", lambda r: r.spec.number, required=True),
    Column(
        "valid_from", "date", "Hiệu lực từ", "Ngày đầu tiên có hiệu lực.", lambda r: r.spec.valid_from, required=True
    ),
    Column("valid_until", "date", "Hết hiệu lực", "Ngày đầu tiên không còn hiệu lực.", lambda r: r.spec.valid_until),
    Column("suspended", "boolean", "Tạm ngừng", "Đang tạm ngừng tiếp nhận.", lambda r: r.suspended, required=True),
    Column(
        "page", "anyURI", "Trang thủ tục", "Địa chỉ trang có đầy đủ nội dung.", lambda r: f"{r.address}{r.spec.code}"
    ),
)
"""In the order of the table; new ones come at the end."""
