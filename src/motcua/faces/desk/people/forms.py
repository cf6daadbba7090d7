"""Forms of posts, stand-ins, hand-overs and relatives. They read what was typed; what is allowed, the commands say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from motcua.accounts.models import Staff
from motcua.agencies.actors import Actor
from motcua.agencies.models_posts import Relative
from motcua.agencies.orders import Decision, Order
from motcua.faces.common.forms import day
from motcua.law.refusal import Refused

ALL = "tat-ca"
"""All procedures of an agency."""


def pick(label: str, choices: Iterable[Any], *, ask: str, required: bool = True, **more: Any) -> forms.ChoiceField:
    """One of many, as a list to open."""
    return forms.ChoiceField(
        label=label,
        choices=[("", ask), *choices],
        required=required,
        error_messages={"required": f"{ask}.", "invalid_choice": f"{ask}."},
        **more,
    )


class OrderForm(forms.Form):
    """What rests on a decision: the subclass asks for the rest."""

    use_required_attribute = False
    rows: tuple[tuple[str, ...], ...] = ()
    """The names of fields that stand beside each other."""
    decision = forms.CharField(
        label="Số quyết định",
        max_length=200,
        help_text="Như in trên văn bản, ví dụ 12/QĐ-STP.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Hãy ghi số quyết định."},
    )
    decided_on = day("Ngày ký", help_text="Ngày ghi trên quyết định.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to what is at hand."""

    def order(self, actor: Actor, at: Any) -> Order:
        """The order as it was filled in."""
        return Order(actor, Decision(self.cleaned_data["decision"], self.cleaned_data["decided_on"]), at)

    def refuse(self, refused: Refused) -> None:
        """Show a refusal beside the field that it names, or above the form."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.sentence)

    def groups(self) -> list[list[forms.BoundField]]:
        """The fields in their order, those of one row together."""
        beside = {name: row for row in self.rows for name in row}
        found: list[list[forms.BoundField]] = []
        for bound in self.visible_fields():
            row = beside.get(bound.name)
            if row and found and found[-1][0].name in row:
                found[-1].append(bound)
            else:
                found.append([bound])
        return found


def grouped(people: Iterable[tuple[str, list[Staff]]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Accounts as groups of choices."""
    return [(label, [(str(one.pk), f"{one.full_name} ({one.username})") for one in rows]) for label, rows in people]


class AppointForm(OrderForm):
    """Who holds the post from now on."""

    rows = (("decision", "decided_on"),)
    since = day("Giữ vị trí từ ngày", ask="Hãy chọn ngày bắt đầu giữ vị trí.")

    def __init__(self, *args: Any, people: list[tuple[str, list[Staff]]], **kwargs: Any) -> None:
        self.people = people
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["person"] = pick("Người giữ vị trí", grouped(self.people), ask="Hãy chọn người giữ vị trí")
        self.order_fields(["person", "since", "decision", "decided_on"])

    def person(self) -> Staff:
        """The person chosen."""
        chosen = self.cleaned_data["person"]
        return next(one for _, rows in self.people for one in rows if str(one.pk) == chosen)


class StandInForm(AppointForm):
    """Who stands in, from when to when."""

    rows = (("since", "until"), ("decision", "decided_on"))
    since = day("Từ ngày", ask="Hãy chọn ngày đầu tiên thay.")
    until = day("Đến hết ngày", ask="Hãy chọn ngày cuối cùng thay.")

    def prepare(self) -> None:
        self.fields["person"] = pick("Người thay", grouped(self.people), ask="Hãy chọn người thay")
        self.order_fields(["person", "since", "until", "decision", "decided_on"])

    def first_without(self) -> date:
        """The day after the last one chosen."""
        last: date = self.cleaned_data["until"]
        return last + timedelta(days=1) if last < date.max else last


class LeaveForm(OrderForm):
    """From when on the holder is gone, and who takes over the open dossiers."""

    rows = (("decision", "decided_on"),)
    until = day("Thôi giữ vị trí từ ngày", ask="Hãy chọn ngày thôi giữ vị trí.")

    def __init__(self, *args: Any, successors: list[tuple[str, str]], load: int, **kwargs: Any) -> None:
        self.successors, self.load = successors, load
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if self.load:
            self.fields["successor"] = pick(
                "Người tiếp nhận hồ sơ đang thụ lý",
                self.successors,
                ask="Hãy chọn người tiếp nhận",
                required=False,
                help_text=f"{self.load} hồ sơ chưa xong được chuyển sang người này vào ngày thôi giữ.",
            )
        self.order_fields(["until", "successor", "decision", "decided_on"])


class HandOverForm(OrderForm):
    """Which reception goes to which post of the post enterprise."""

    rows = (("decision", "decided_on"),)
    since = day("Bàn giao từ ngày", ask="Hãy chọn ngày bàn giao.")

    def __init__(self, *args: Any, posts: list[tuple[str, str]], procedures: list[tuple[str, str]], **kw: Any) -> None:
        self.posts, self.procedures = posts, procedures
        super().__init__(*args, **kw)

    def prepare(self) -> None:
        self.fields["post"] = pick("Vị trí nhận bàn giao", self.posts, ask="Hãy chọn vị trí của bưu điện")
        self.fields["procedure"] = forms.ChoiceField(
            label="Thủ tục",
            choices=[(ALL, "Mọi thủ tục của cơ quan"), *self.procedures],
            error_messages=dict.fromkeys(("required", "invalid_choice"), "Hãy chọn thủ tục trong danh sách."),
        )
        self.order_fields(["procedure", "post", "since", "decision", "decided_on"])


class EndHandoverForm(OrderForm):
    """From when on the agency's own desk takes in again."""

    rows = (("decision", "decided_on"),)
    until = day("Cơ quan tự tiếp nhận lại từ ngày", ask="Hãy chọn ngày kết thúc bàn giao.")
    field_order = ["until", "decision", "decided_on"]


class EndForm(forms.Form):
    """The first day without a stand-in."""

    use_required_attribute = False
    until = day("Kết thúc việc thay từ ngày", ask="Hãy chọn ngày kết thúc việc thay.")


class IdentityForm(forms.Form):
    """One's own identity number."""

    use_required_attribute = False
    prefix = "own"
    identity_number = forms.CharField(
        label="Số định danh cá nhân",
        max_length=20,
        help_text="12 chữ số trên thẻ căn cước.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": "Hãy ghi số định danh."},
    )


class CorrectIdentityForm(IdentityForm):
    """The identity number of somebody else."""

    prefix = None


class RelativeForm(forms.Form):
    """A relative, or an organisation that one leads."""

    use_required_attribute = False
    name = forms.CharField(
        label="Họ tên hoặc tên tổ chức", max_length=300, error_messages={"required": "Hãy ghi họ tên người thân."}
    )
    relation = pick("Quan hệ", Relative.Relation.choices, ask="Hãy chọn quan hệ")
    identity_number = forms.CharField(
        label="Số định danh",
        max_length=20,
        help_text="Cá nhân: số định danh 12 chữ số. Tổ chức: mã số thuế.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Hãy ghi số định danh."},
    )
