"""The workbook in which procedure control works: which sheets and columns it has, and what a column takes.

Sheets and columns follow the editor's fields (`sheet_fields`), so that both call everything by the same name.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as made

import msgspec

from motcua.accounts.roles import Role
from motcua.catalogue.content_checks import PROCESS
from motcua.catalogue.process_spec import KIND_LABELS, ROLES
from motcua.catalogue.sheet_fields import SECTIONS, Choices, Field, Kind
from motcua.catalogue.spec import CaseSpec, ComponentSpec, Content, FeeSpec, LimitSpec, OnlineSpec, ResultSpec

YES, NO = "Có", "Không"
GUIDE = "Hướng dẫn"
MOST_CELL = 32_767
"""Letters (UTF-16) that a cell holds."""
MOST_ROWS = 100_000
"""Rows of a sheet under its headings; no workbook with more is written or read."""
GOES_ON = " (tiếp)"
"""Ends the heading of the column that takes what the one before had no room for."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column; `field` says what its cells are.

    Attributes:
        required: whether a row cannot be without it.
        when_blank: what a blank cell says where that is not the format's own default.
        goes_on: whether it takes what the column before, of the same name, had no room for.
    """

    field: Field
    required: bool = False
    when_blank: object = None
    goes_on: bool = False

    @property
    def name(self) -> str:
        """Its name in our own format."""
        return self.field.name

    @property
    def heading(self) -> str:
        """What stands in the first row."""
        return self.field.label + (GOES_ON if self.goes_on else "")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its title and columns, the first of which is the code of the procedure.

    Attributes:
        slug: section of the editor (the first one, where a sheet has several).
        name: where `spec.Content` keeps the rows; "" for the sheet with a row for each procedure.
        plain: whether a row is a sentence.
    """

    title: str
    slug: str
    columns: tuple[Column, ...]
    name: str = ""
    plain: bool = False
    hint: str = ""
    sections: frozenset[str] = made(default_factory=frozenset)

    def heading(self, name: str) -> str:
        """The heading of the column of this name, "" for none."""
        return next((column.heading for column in self.columns if column.name == name), "")


CODE = Column(Field("code", "Mã thủ tục", hint="Mã quốc gia như 1.004238, mã địa phương như 1.004238.H51."), True)
_KEYS = {
    "truong-hop": Field("key", "Mã trường hợp", hint="Chữ không dấu, số, gạch nối; các sheet khác gọi bằng mã này."),
    "thanh-phan": Field("key", "Mã giấy tờ", hint="Để trống với giấy tờ mới; không đổi khi sửa tên."),
}
_TITLES = {"thoi-han": "Thời hạn", "muc-truc-tuyen": "Mức trực tuyến", "trinh-tu": "Trình tự"}
_STRUCTS: dict[str, type[msgspec.Struct]] = {
    "cases": CaseSpec,
    "components": ComponentSpec,
    "limits": LimitSpec,
    "fees": FeeSpec,
    "results": ResultSpec,
    "online_changes": OnlineSpec,
}
_ALSO_REQUIRED = {"online_level", "mandatory"}
"""Have a default in files for programs, but a cell that was left blank must not decide them."""
_BLANK_IS_ZERO = {"originals", "copies"}
"""Who writes the copies only means no original."""
_LONGER_THAN_A_CELL = {"conditions"}

PROCESS_FIELDS = (
    Field("process_decision", "Quy trình: quyết định phê duyệt", hint="Bắt buộc khi có sheet “Quy trình nội bộ”."),
    Field("process_number", "Quy trình: lần ban hành", Kind.COUNT, hint="Để trống: 1."),
    Field("process_valid_from", "Quy trình: áp dụng từ ngày", Kind.DAY, hint="Để trống: từ ngày thủ tục có hiệu lực."),
    Field("process_start", "Quy trình: mã bước đầu", hint="Để trống: bước ghi trước tiên."),
)
"""What is said once of an internal process: on the sheet of procedures."""


def _defaults(struct: type[msgspec.Struct]) -> set[str]:
    return {one.name for one in msgspec.structs.fields(struct) if not one.required}


def _columns(fields: tuple[Field, ...], struct: type[msgspec.Struct]) -> tuple[Column, ...]:
    optional = _defaults(struct) - _ALSO_REQUIRED
    columns = []
    for one in fields:
        required = (one.required or one.name not in optional) and one is not _KEYS["thanh-phan"]
        columns.append(Column(one, required, 0 if one.name in _BLANK_IS_ZERO else None))
        if one.name in _LONGER_THAN_A_CELL:
            columns.append(Column(one, goes_on=True))
    return tuple(columns)


def _procedures() -> Table:
    parts = [part for part in SECTIONS if not part.rows]
    fields = tuple(one for part in parts for one in part.fields)
    columns = (CODE, *_columns(fields, Content), *(Column(one) for one in PROCESS_FIELDS))
    hint = "Mỗi dòng một thủ tục; các sheet khác nhắc lại mã thủ tục ở cột đầu."
    return Table("Thủ tục", parts[0].slug, columns, hint=hint, sections=frozenset(part.slug for part in parts))


def _parts() -> dict[str, Table]:
    """The sheets of parts by their section."""
    tables = {}
    for part in SECTIONS:
        if not part.rows:
            continue
        own = (_KEYS[part.slug],) if part.slug in _KEYS else ()
        if part.plain:
            columns = tuple(Column(one, required=True) for one in part.fields)
        else:
            columns = _columns((*own, *part.fields), _STRUCTS[part.name])
        title = _TITLES.get(part.slug, part.title)
        columns = (CODE, *columns)
        tables[part.slug] = Table(title, part.slug, columns, part.name, part.plain, part.hint, frozenset([part.slug]))
    return tables


def _process() -> Table:
    kinds: Choices = tuple((kind.value, label) for kind, label in KIND_LABELS.items())
    roles: Choices = tuple((role.value, str(Role(role).label)) for role in ROLES)
    again = "Bước có nhiều hướng đi: thêm dòng cùng mã bước, chỉ ghi hướng đi."
    fields = (
        Field("id", "Mã bước", hint=again, required=True),
        Field("name", "Tên bước", longest=2000, wide=True),
        Field("kind", "Loại việc", Kind.CHOICE, kinds, none=" "),
        Field("role", "Vai trò", Kind.CHOICE, roles, none=" "),
        Field("unit", "Mã đơn vị", hint="Để trống: cơ quan hoặc bộ phận một cửa."),
        Field("hours", "Số giờ làm việc", Kind.NUMBER, hint="Để trống hoặc 0: bước không có hạn riêng."),
        Field("join", "Chờ đủ nhánh", Kind.FLAG),
        Field("outcome", "Mã hướng đi", hint="Để trống: hệ thống đặt. Lãnh đạo ký là approve."),
        Field("label", "Tên hướng đi", hint="Chữ trên nút bấm."),
        Field("to", "Đến bước", hint="Mã bước tiếp theo; nhiều bước song song cách nhau bằng dấu chấm phẩy."),
    )
    columns = (CODE, *(Column(one, one.required) for one in fields))
    hint = "Mỗi dòng một hướng đi của một bước, theo thứ tự thực hiện."
    return Table("Quy trình nội bộ", PROCESS, columns, "process", hint=hint, sections=frozenset([PROCESS]))


PROCEDURES = _procedures()
PROCESSES = _process()
_BY_SECTION = _parts()
_ORDER = ("truong-hop", "thanh-phan", "thoi-han", "phi", "trinh-tu", "can-cu", "ket-qua", "muc-truc-tuyen")
PARTS = tuple(_BY_SECTION[slug] for slug in _ORDER)
TABLES = (PROCEDURES, *PARTS, PROCESSES)
"""All sheets that are read, in the order in which they stand in the workbook."""
STEP_COLUMNS = ("name", "kind", "role", "unit", "hours", "join")
"""What is said of a step in its first row; the rows of its other ways on leave it blank or repeat it."""
