"""How a fee was settled, in a form."""

from __future__ import annotations

from django import forms

from motcua.faces.common.formats import number
from motcua.faces.desk.forms.base import Choice, CommandForm, Text
from motcua.law.lifecycle.state import Fee, Money


class FeeForm(CommandForm):
    """Adds the fields of a fee; `prepare_fee` fits them to what is owed."""

    fee_money = Choice("Tình hình thu", (), ask="Hãy cho biết phí, lệ phí đã thu hay được miễn.")
    fee = forms.IntegerField(
        label="Số tiền (đồng)",
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Hãy ghi số tiền bằng chữ số, ví dụ 200.000."},
    )
    fee_reason = Text("Căn cứ miễn", help_text="Chỉ ghi khi được miễn.", optional=True)

    def prepare_fee(self, amount: int, ways: tuple[Money, ...]) -> None:
        """Offer these ways to settle `amount` đồng; none: nothing is asked."""
        labels = {Money.PAID: "Đã thu đủ", Money.WAIVED: "Được miễn", Money.OWED: "Chưa thu, thu khi trả kết quả"}
        self.fields["fee_money"].choices = [(way.value, labels[way]) for way in ways]
        self.initial.setdefault("fee", number(amount))
        self.drop_unless(bool(ways), "fee_money", "fee", "fee_reason")

    def settled_fee(self) -> Fee | None:
        """The fee as filled in; None where none was asked for."""
        if "fee_money" not in self.fields:
            return None
        return Fee(self.cleaned_data.get("fee") or 0, Money(self.text("fee_money")), self.text("fee_reason"))
