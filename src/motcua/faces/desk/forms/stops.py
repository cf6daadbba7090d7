"""Forms of the commands that let the clock stand and run again: payments asked for and confirmed, pauses."""

from __future__ import annotations

from django import forms

from motcua.faces.common.formats import moment, money, number
from motcua.faces.desk.forms.base import Choice, CommandForm, Text, outcome
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e


class Amount(forms.IntegerField):
    """An amount in đồng; it may be typed as documents write it, “200.000”. None at all is for the law to refuse."""

    def __init__(self, label: str) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        wrong = {"invalid": "Hãy ghi số tiền bằng chữ số, ví dụ 200.000."}
        super().__init__(label=label, localize=True, widget=widget, error_messages=wrong)

    def validate(self, value: int | None) -> None:
        """Nothing: an amount that is missing is for the law to judge."""

    def to_python(self, value: object) -> int | None:
        plain = str(value or "").replace(".", "").replace(" ", "")
        # Python reads no number of more than some thousand digits
        return super().to_python(plain[:20])


class RequestPaymentForm(CommandForm):
    """Ask for a financial obligation, by the fee rule or the tax notice that sets it."""

    amount = Amount("Số tiền phải nộp (đồng)")
    what = Text("Khoản phải nộp", optional=True, help_text="Ví dụ: lệ phí trước bạ, tiền sử dụng đất.")
    basis = Text("Căn cứ thu", help_text="Quy định về phí, hoặc số và ngày của thông báo nộp thuế.")

    def command(self) -> c.RequestPayment:
        return c.RequestPayment(self.cleaned_data.get("amount") or 0, self.text("basis"), self.text("what"))


class ConfirmPaymentForm(CommandForm):
    """The amount asked for has come in."""

    template = "desk/dossier/forms/resume.html"
    amount = Amount("Số tiền đã nộp (đồng)")
    reference = Text("Số biên lai hoặc mã giao dịch")

    def prepare(self) -> None:
        self.initial.setdefault("amount", number(self.page.state.fee.amount))
        self.fields["amount"].help_text = f"Số phải nộp: {money(self.page.state.fee.amount)}."
        self.new_due = _due_if(self, c.ConfirmPayment(self.page.state.fee.amount, "."))

    def command(self) -> c.ConfirmPayment:
        return c.ConfirmPayment(self.cleaned_data.get("amount") or 0, self.text("reference"))


class PauseForm(CommandForm):
    """Let the clock stand, for a cause that the regime of the dossier knows."""

    basis = Text("Căn cứ tạm dừng", help_text="Điều, khoản của văn bản, hoặc số và ngày của quyết định, thông báo.")
    expected = Text("Dự kiến đến", optional=True, help_text="Ví dụ: khi có kết luận giám định, hoặc một ngày cụ thể.")

    def prepare(self) -> None:
        causes = self.page.rules.regime.pause_causes
        offered = [(cause.code, f"{cause.label} ({cause.basis})") for cause in causes]
        self.fields["cause"] = Choice("Nguyên nhân", offered, ask="Hãy chọn nguyên nhân tạm dừng.")
        self.order_fields(["key", "cause", "basis", "expected"])

    def command(self) -> c.Pause:
        return c.Pause(self.text("cause"), self.text("basis"), self.text("expected"))


class ResumeForm(CommandForm):
    """Let the clock run again."""

    template = "desk/dossier/forms/resume.html"
    note = Text("Ghi chú", rows=2, optional=True, help_text="Vì sao không còn phải chờ nữa.")

    def prepare(self) -> None:
        self.new_due = _due_if(self, c.Resume())

    def command(self) -> c.Resume:
        return c.Resume(self.text("note"))


def _due_if(form: CommandForm, command: c.Resume | c.ConfirmPayment) -> str:
    """When the dossier falls due if the clock runs again now; "" where that cannot be told."""
    dates = [
        event.due_at
        for event in outcome(form.page, command, form.now)
        if isinstance(event, e.Resumed | e.PaymentConfirmed)
    ]
    return moment(dates[0]) if dates else ""
