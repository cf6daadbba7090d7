"""The register of dossiers (form 06 of TT 01/2018/TT-VPCP, 07 of TT 03/2025/TT-VPCP): a line for each one accepted.

The columns are those in general use; the annexes were not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier, DueDate, Event
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Delivery, Receiver
from motcua.law.regimes import FORM_NUMBERS, REGISTER, form_set_on
from motcua.reports.table import Column, Kind, Row, Table
from motcua.reports.tables.definition import LISTS, Asked, Definition
from motcua.reports.tables.lists import Record, accepted, day, known, long_list

COLUMNS = (
    Column("procedure", "Tên thủ tục hành chính", kind=Kind.TEXT),
    Column("sets", "Số lượng hồ sơ (bộ)", kind=Kind.NUMBER, places=0),
    Column("applicant", "Tên cá nhân, tổ chức", kind=Kind.TEXT),
    Column("contact", "Địa chỉ, số điện thoại", kind=Kind.TEXT),
    Column("agency", "Cơ quan chủ trì giải quyết", kind=Kind.TEXT),
    Column("accepted", "Nhận hồ sơ", "Ngày, tháng, năm", Kind.TEXT),
    Column("due", "Hẹn trả kết quả", "Ngày, tháng, năm", Kind.TEXT),
    Column("returned", "Ngày trả", "Trả kết quả", Kind.TEXT),
    Column("delivery", "Phương thức nhận", "Trả kết quả", Kind.TEXT),
    Column("receiver", "Người nhận", "Trả kết quả", Kind.TEXT),
    Column("note", "Ghi chú", kind=Kind.TEXT),
)
_NEEDED = (
    "applicant_name", "applicant__address", "applicant__phone", "procedure_version__name", "procedure_version__sets",
    "ended_at", "ended_as", "due_original", "returned_at",
)  # fmt: skip
_ENDINGS = {Dossier.Ending.REJECTED: "Không đủ điều kiện giải quyết", Dossier.Ending.STOPPED: "Dừng giải quyết"}


def register(asked: Asked) -> tuple[Table, ...]:
    """The dossiers accepted in the period, in the order of acceptance, as known at the as-of instant."""
    forms = form_set_on(asked.span.period.last)
    table = long_list(
        asked,
        lambda: _lines(asked),
        name="register",
        title=f"Sổ theo dõi hồ sơ (mẫu số {FORM_NUMBERS[forms, REGISTER]}, {forms})",
        row_label="Mã hồ sơ",
        columns=COLUMNS,
    )
    return (table,)


def _lines(asked: Asked) -> Iterator[Row]:
    agencies = dict(Agency.objects.values_list("pk", "name"))
    number = 0
    for page in accepted(asked, *_NEEDED):
        ids = [record["id"] for record in page]
        due, returned = _due_dates(ids, asked), _returned(ids, asked)
        for record in page:
            number += 1
            cells = _cells(record, agencies, due, returned.get(record["id"]), asked)
            yield Row(record["code"], record["code"], cells, number=str(number))


def _cells(
    record: Record,
    agencies: Mapping[int, str],
    due: Mapping[UUID, datetime | None],
    returned: Mapping[str, Any] | None,
    asked: Asked,
) -> tuple[int | str | None, ...]:
    contact = ", ".join(filter(None, (record["applicant__address"], record["applicant__phone"])))
    promised = due.get(record["id"], record["due_original"])
    note = _ENDINGS.get(record["ended_as"]) if known(record["ended_at"], asked) else None
    return (
        record["procedure_version__name"],
        record["procedure_version__sets"],
        record["applicant_name"],
        contact or None,
        agencies[record["agency_id"]],
        day(record["accepted_at"]),
        day(promised) or "Đang tạm dừng tính hạn",
        day(known(record["returned_at"], asked)),
        Delivery(returned["delivery"]).label if returned else None,
        _receiver(returned) if returned else None,
        note,
    )


def _receiver(returned: Mapping[str, Any]) -> str:
    return ": ".join(filter(None, (Receiver(returned["receiver"]).label, returned.get("receiver_name"))))


def _due_dates(ids: list[UUID], asked: Asked) -> dict[UUID, datetime | None]:
    """The due date of each dossier as known; None while its clock stood."""
    rows = DueDate.objects.filter(dossier__in=ids, known_at__lte=asked.span.as_of).order_by("seq")
    return dict(rows.values_list("dossier_id", "due_at"))


def _returned(ids: list[UUID], asked: Asked) -> dict[UUID, dict[str, Any]]:
    """How the result of each dossier was given, as the log tells it."""
    rows = Event.objects.filter(dossier__in=ids, kind=e.KIND_OF[e.ResultReturned], at__lte=asked.span.as_of)
    return dict(rows.order_by("seq").values_list("dossier_id", "data"))


DEFINED = (
    Definition(
        "register",
        "11",
        "Sổ theo dõi hồ sơ",
        "TT 03/2025/TT-VPCP mẫu 07; TT 01/2018/TT-VPCP mẫu 06",
        register,
        group=LISTS,
        personal=True,
    ),
)
