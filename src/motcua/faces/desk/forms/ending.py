"""Forms of the commands that end a dossier: approve, reject, take the result over, return it."""

from __future__ import annotations

from django import forms

from motcua.faces.desk.forms.base import LATE_CAUSES, Choice, CommandForm, Pick, Text
from motcua.faces.desk.forms.fees import FeeForm
from motcua.faces.desk.forms.files import FilesForm
from motcua.faces.desk.forms.papers import Count, Scans
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import Delivery, Money, Receiver

_PROBE = "."


class LateForm(CommandForm):
    """A form that asks for the cause of lateness, only when the law wants one."""

    late_cause = Pick("Nguyên nhân trễ hạn", LATE_CAUSES, empty="Chọn nguyên nhân")

    def prepare(self) -> None:
        refused = self.objection(self.well_filled())
        self.drop_unless(refused is not None and refused.field == "late_cause", "late_cause")

    def well_filled(self) -> c.Command:
        """The command filled in without a cause."""
        raise NotImplementedError


class ApproveForm(FilesForm):
    """The leader's decision."""

    template = "desk/dossier/forms/approve.html"
    upload = "result"

    result_number = Text(
        "Số, ký hiệu văn bản kết quả", optional=True, help_text="Ví dụ 125/GP-SXD. Bỏ trống nếu đính kèm tệp đã ký."
    )
    result = Scans("Kết quả đã ký", help_text="PDF, JPEG, PNG hoặc TIFF; có thể chọn nhiều tệp.")
    note = Text("Ghi chú", rows=2, optional=True)

    def command(self) -> c.Approve:
        return c.Approve(self.text("result_number"), self.hashes(), self.text("note"))


class RejectForm(LateForm):
    """Not eligible: the reasons go to the applicant."""

    reason = Text("Lý do từ chối giải quyết", rows=4, help_text="Nêu điều kiện không đáp ứng và căn cứ pháp lý.")

    field_order = ["key", "reason", "late_cause"]

    def well_filled(self) -> c.Reject:
        return c.Reject(_PROBE)

    def command(self) -> c.Reject:
        return c.Reject(self.text("reason"), self.late_cause())


class FinishForm(LateForm):
    """The one-stop unit takes the result over."""

    result_papers = Count("Số bản kết quả giấy nhận được", help_text="Ghi 0 nếu chỉ có kết quả điện tử.", initial=1)
    note = Text("Ghi chú", rows=2, optional=True)

    field_order = ["key", "result_papers", "late_cause", "note"]

    def well_filled(self) -> c.Finish:
        return c.Finish(1)

    def command(self) -> c.Finish:
        return c.Finish(self.cleaned_data.get("result_papers") or 0, self.late_cause(), self.text("note"))


class ReturnResultForm(FeeForm):
    """Give the result to the person, after checking who takes it."""

    template = "desk/dossier/forms/return.html"

    delivery = Choice("Cách trả", [(way.value, way.label) for way in Delivery], ask="Hãy chọn cách trả kết quả.")
    receiver = Choice(
        "Người nhận",
        [(who.value, who.label) for who in Receiver],
        ask="Hãy chọn người nhận kết quả.",
        initial=Receiver.OWNER.value,
    )
    identity = Text(
        "Số giấy tờ tùy thân của người nhận",
        help_text="Nhập từ giấy tờ người nhận đưa ra; hệ thống đối chiếu với chủ hồ sơ.",
    )
    receiver_name = Text("Họ tên người được ủy quyền", optional=True)
    proof = Text(
        "Giấy ủy quyền hoặc mã vận đơn đã kiểm tra",
        optional=True,
        help_text="Người nhận thay: số, ngày giấy ủy quyền. Trả qua bưu chính: mã vận đơn.",
    )

    field_order = ["key", "delivery", "receiver", "identity", "receiver_name", "proof"]

    def prepare(self) -> None:
        fee = self.page.state.fee
        ways = (Money.PAID, Money.WAIVED) if fee.money is Money.OWED else ()
        self.prepare_fee(fee.amount, ways)
        self.initial.setdefault("delivery", self.page.row.wanted_delivery)
        self.fields["identity"].widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})

    def command(self) -> c.ReturnResult:
        return c.ReturnResult(
            delivery=Delivery(self.text("delivery")),
            receiver=Receiver(self.text("receiver")),
            identity=self.text("identity"),
            receiver_name=self.text("receiver_name"),
            proof=self.text("proof"),
            fee=self.settled_fee(),
        )
