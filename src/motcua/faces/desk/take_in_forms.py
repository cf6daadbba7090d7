"""The take-in form. It reads what was typed; whether that makes a dossier, the law says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse

from motcua.catalogue.pages import ComponentLine, ProcedurePage
from motcua.dossiers.applicants import ApplicantDetails
from motcua.dossiers.commands import Filing
from motcua.dossiers.models import Applicant
from motcua.dossiers.record import File
from motcua.faces.common import formats
from motcua.faces.desk.forms.base import Text
from motcua.law.identity import identity_number
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import Channel, Delivery, Fee, Money, PaperReceived, PaperRequest
from motcua.law.refusal import Refused

AT_THE_COUNTER = (Channel.COUNTER, Channel.POST)
DELIVERIES = [(delivery.value, delivery.label) for delivery in Delivery]
MOST_LETTERS = 500
"""Of what one component still wants."""
PAID, WAIVED, OWED = Money.PAID.value, Money.WAIVED.value, Money.OWED.value


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan that the draft holds."""

    component: str
    sha256: str
    filename: str

    @property
    def token(self) -> str:
        """By which a button names it."""
        return f"{self.component}:{self.sha256}"


@dataclass(frozen=True, slots=True)
class Row:
    """A component of the checklist as the form shows it."""

    component: ComponentLine
    tick: forms.BoundField
    originals: forms.BoundField
    copies: forms.BoundField
    scans: tuple[Scan, ...]
    errors: tuple[str, ...]

    @property
    def asked(self) -> str:
        """What the rule asks for, in words."""
        parts = [(self.component.originals, "bản chính"), (self.component.copies, "bản sao")]
        return ", ".join(f"{number} {name}" for number, name in parts if number)


class Count(forms.IntegerField):
    """How many papers; nothing typed is none. A negative number is for the law to refuse."""

    def __init__(self, label: str, asked: int) -> None:
        wrong = {
            "invalid": f"{label}: hãy ghi bằng chữ số, ví dụ 1.",
            "max_value": f"{label}: nhiều nhất 999.",
        }
        super().__init__(label=label, initial=asked, required=False, max_value=999, error_messages=wrong)

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


def line(label: str, longest: int, *, required: str = "", **attrs: str) -> forms.CharField:
    """A line of text; `required` is the sentence when it is empty."""
    return forms.CharField(
        label=label,
        required=bool(required),
        max_length=longest,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
        error_messages={"required": required, "max_length": f"{label} dài nhất {longest} ký tự."},
    )


class TakeInForm(forms.Form):
    """All that is typed at the counter for one dossier of one procedure.

    `found` remembers for which identity number the applicant was filled in, so that asking again does not undo
    what was mended by hand. `failed` are sentences about uploads, by field, where nothing else is checked yet;
    `fresh` puts the focus on the identity number.
    """

    use_required_attribute = False

    kind = forms.ChoiceField(
        label="Người nộp là",
        choices=Applicant.Kind.choices,
        initial=Applicant.Kind.PERSON,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Hãy chọn cá nhân hoặc tổ chức.",
            "invalid_choice": "Hãy chọn cá nhân hoặc tổ chức.",
        },
    )
    identity_number = line("Số định danh", 30, required="Hãy ghi số định danh của người nộp.", spellcheck="false")
    name = line("Họ tên hoặc tên tổ chức", 300, required="Hãy ghi họ tên người nộp (hoặc tên tổ chức).")
    phone = line("Số điện thoại", 20, inputmode="tel")
    address = line("Địa chỉ", 500)
    email = forms.EmailField(
        label="Email",
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
        error_messages={"invalid": "Địa chỉ email chưa đúng dạng, ví dụ ten@vidu.vn."},
    )
    found = forms.CharField(required=False, widget=forms.HiddenInput)
    subject = line("Nội dung yêu cầu cụ thể", 500)
    case = forms.ChoiceField(
        label="Trường hợp",
        required=False,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Hãy chọn trường hợp của hồ sơ."),
    )
    channel = forms.ChoiceField(label="Hình thức nộp", widget=forms.RadioSelect)
    wanted_delivery = forms.ChoiceField(
        label="Nhận kết quả",
        choices=DELIVERIES,
        initial=Delivery.COUNTER.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn cách nhận kết quả.", "invalid_choice": "Hãy chọn cách nhận kết quả."},
    )
    all_papers = forms.BooleanField(label="Đã kiểm tra, nhận đủ các giấy tờ bắt buộc", required=False)
    fee = forms.ChoiceField(label="Đã thu hay miễn", required=False, widget=forms.RadioSelect)
    fee_amount = forms.IntegerField(
        label="Số tiền (đồng)",
        required=False,
        max_value=10**12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Hãy ghi số tiền, 0 nếu không thu.",
            "invalid": "Hãy ghi số tiền bằng chữ số, ví dụ 200000.",
            "max_value": "Số tiền quá lớn.",
        },
    )
    fee_reason = line("Căn cứ miễn", 300)
    # asked for only where the dossier is not taken in: an empty one is for the law to refuse
    reason = Text("Lý do từ chối", rows=3)
    guide_reason = Text("Lý do phải bổ sung, hoàn thiện", rows=3)

    def __init__(
        self,
        data: Any = None,
        *,
        page: ProcedurePage,
        case: str = "",
        draft_id: Any,
        typed: dict[str, Any] | None = None,
        scans: Iterable[Scan] = (),
    ) -> None:
        super().__init__(_thousands(data), initial=typed)
        self.page, self.case, self.draft_id, self.scans = page, case, draft_id, tuple(scans)
        self._offer_cases()
        self._offer_channels()
        self._offer_fees()
        self.failed: dict[str, str] = {}
        self.fresh = self.not_taken = self.guides = False
        self._ask_applicant()
        for part in page.components:
            self._ask_paper(part)

    def _ask_applicant(self) -> None:
        url = reverse("desk:take_in_applicant", args=[self.draft_id])
        self.fields["identity_number"].widget.attrs.update(
            {
                "class": "form-control",
                "hx-post": url,
                "hx-trigger": "change",
                "hx-target": "#tim-thay",
                "hx-swap": "innerHTML",
                "hx-sync": "closest section:drop",
            }
        )

    def _ask_paper(self, part: ComponentLine) -> None:
        # their controls are drawn by the template: dozens of widgets take longer than all the rest of the page.
        # Files are kept before the form is read (`take_in_common.store`), so they are no field of it
        self.fields[f"papers-{part.key}"] = forms.BooleanField(label=part.name, required=False)
        self.fields[f"originals-{part.key}"] = Count("Số bản chính", part.originals)
        self.fields[f"copies-{part.key}"] = Count("Số bản sao", part.copies)
        self.fields[f"guide-{part.key}"] = line(part.name, MOST_LETTERS)

    def _offer_cases(self) -> None:
        """One of the cases, where the procedure has any: which papers, fees and time it takes follows from it."""
        field = self.fields["case"]
        field.choices = [(one.key, one.name) for one in self.page.cases]
        field.required, field.initial = bool(self.page.cases), self.case

    def _offer_channels(self) -> None:
        field = self.fields["channel"]
        offered = [channel for channel in AT_THE_COUNTER if channel in self.page.channels] or [Channel.COUNTER]
        field.choices = [(channel.value, channel.label) for channel in offered]
        field.initial = offered[0].value
        field.error_messages = dict.fromkeys(("required", "invalid_choice"), "Hãy chọn hình thức nộp.")
        due = reverse("desk:take_in_due", args=[self.draft_id])
        field.widget.attrs.update(
            {
                "hx-get": f"{due}?thu-tuc={self.page.code}&case={self.case}",
                "hx-target": "#han-tra",
                "hx-swap": "outerHTML",
            }
        )

    def _offer_fees(self) -> None:
        choices = [(PAID, "Đã thu"), (WAIVED, "Miễn")]
        if not self.due_at_intake:
            choices.append((OWED, "Thu khi trả kết quả"))
            self.fields["fee"].initial = OWED
        owed = formats.money(self.due_at_intake)
        fee, amount = self.fields["fee"], self.fields["fee_amount"]
        fee.choices = choices
        fee.required = amount.required = self.asks_fees
        fee.error_messages["invalid_choice"] = "Hãy chọn đã thu hay miễn."
        fee.error_messages["required"] = (
            f"Thủ tục này thu {owed} khi tiếp nhận: hãy xác nhận đã thu hoặc ghi căn cứ miễn."
            if self.due_at_intake
            else "Hãy chọn đã thu, miễn hay thu khi trả kết quả."
        )
        amount.initial = sum(line.amount or 0 for line in self.page.fees)

    @property
    def asks_fees(self) -> bool:
        """Whether there is anything to collect, or to find out about."""
        return any(fee.amount is None or fee.amount for fee in self.page.fees)

    @property
    def due_at_intake(self) -> int:
        """What has to be settled before acceptance, in đồng."""
        return sum(fee.amount or 0 for fee in self.page.fees if fee.due_at_intake)

    def not_taken_in(self, *, guides: bool = False) -> None:
        """A dossier that is not taken in may be incomplete and costs nothing: neither is asked about.

        Args:
            guides: the applicant is told what is missing; else the dossier is refused.
        """
        self.not_taken, self.guides = True, guides
        self.fields["fee"].required = self.fields["fee_amount"].required = False

    def clean_identity_number(self) -> str:
        number = self.cleaned_data["identity_number"]
        try:
            return identity_number(number, self.cleaned_data.get("kind") or Applicant.Kind.PERSON)
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from refused

    def clean_fee_amount(self) -> int:
        return self.cleaned_data["fee_amount"] or 0

    def clean(self) -> dict[str, Any]:
        paid = self.cleaned_data.get("fee") == PAID
        if self.asks_fees and paid and self.cleaned_data.get("fee_amount") == 0:
            self.add_error("fee_amount", "Hãy ghi số tiền đã thu; nếu không thu, hãy chọn “Miễn”.")
        # NĐ 118/2025 Đ16.3: what is missing is said once, completely, together with whatever else is wrong
        for part in self.page.components:
            if part.mandatory and not self.not_taken and not self.has(part):
                self.add_error(f"papers-{part.key}", "Còn thiếu giấy tờ bắt buộc này.")
        return self.cleaned_data

    def blame(self, refused: Refused) -> None:
        """Put the sentence of a refusal beside the field it speaks of."""
        field = refused.field or ""
        if self.guides:
            wanted = f"guide-{self.page.components[0].key}" if self.page.components else ""
            field = {"reason": "guide_reason", "papers": wanted}.get(field, field)
        self.add_error(field if field in self.fields else None, refused.sentence)

    def filing(self) -> Filing:
        """What the dossier is about."""
        said = self.cleaned_data
        return Filing(
            procedure=self.page.code,
            applicant=ApplicantDetails(
                identity_number=said["identity_number"],
                name=said["name"],
                kind=said["kind"],
                address=said["address"],
                phone=said["phone"],
                email=said["email"],
            ),
            channel=Channel(said["channel"]),
            subject=said["subject"],
            case=said["case"],
            wanted_delivery=said["wanted_delivery"],
        )

    def accept(self) -> c.Accept:
        """The command to take the dossier in; its code is issued when it is carried out."""
        channel = Channel(self.cleaned_data["channel"])
        return c.Accept(code="", channel=channel, papers=self.papers(), fee=self.settled())

    def guide(self) -> c.Guide:
        """The command to tell the applicant what is missing, before the dossier is taken in."""
        said = {part.key: self.cleaned_data[f"guide-{part.key}"].strip() for part in self.page.components}
        asked = tuple(PaperRequest(key, what) for key, what in said.items() if what)
        return c.Guide(asked, self.cleaned_data["guide_reason"])

    def settled(self) -> Fee:
        """What is owed, and how it stands."""
        if not self.asks_fees:
            return Fee()
        money = Money(self.cleaned_data["fee"])
        amount = self.cleaned_data["fee_amount"]
        if money is Money.OWED and not amount:
            return Fee()
        return Fee(amount, money, self.cleaned_data["fee_reason"] if money is Money.WAIVED else "")

    def papers(self) -> tuple[PaperReceived, ...]:
        """What was handed in: the components that are ticked or have scans."""
        return tuple(self._paper(part) for part in self.page.components if self.has(part))

    def has(self, part: ComponentLine) -> bool:
        """Whether this component was handed in."""
        ticked = self.cleaned_data.get(f"papers-{part.key}") or (self.cleaned_data.get("all_papers") and part.mandatory)
        return bool(ticked or self._scans_of(part.key))

    def _paper(self, part: ComponentLine) -> PaperReceived:
        scans = tuple(scan.sha256 for scan in self._scans_of(part.key))
        originals, copies = self.cleaned_data[f"originals-{part.key}"], self.cleaned_data[f"copies-{part.key}"]
        return PaperReceived(part.key, originals, copies, scans)

    def _scans_of(self, key: str) -> tuple[Scan, ...]:
        return tuple(scan for scan in self.scans if scan.component == key)

    def attachments(self) -> tuple[File, ...]:
        """The scans, to be tied to the dossier."""
        return tuple(File(scan.sha256, scan.filename, scan.component) for scan in self.scans)

    @property
    def identity_control(self) -> str:
        """The field of the identity number, tied to its hint and its error."""
        bound = self["identity_number"]
        described = f"{bound.auto_id}_hint" + (f" {bound.auto_id}_error" if bound.errors else "")
        attrs = {"aria-describedby": described, "class": "form-control" + " is-invalid" * bool(bound.errors)}
        return bound.as_widget(attrs=attrs | ({"autofocus": True} if self.fresh else {}))

    @property
    def wants(self) -> list[tuple[ComponentLine, forms.BoundField]]:
        """What each component still wants, for the template."""
        return [(part, self[f"guide-{part.key}"]) for part in self.page.components]

    @property
    def rows(self) -> list[Row]:
        """The checklist, for the template."""
        return [self.row(part) for part in self.page.components]

    def row(self, part: ComponentLine) -> Row:
        """One line of the checklist."""
        parts = [self[f"{name}-{part.key}"] for name in ("papers", "originals", "copies")]
        errors = [str(error) for bound in parts for error in bound.errors]
        errors += filter(None, [self.failed.get(parts[0].name)])
        return Row(part, *parts, scans=self._scans_of(part.key), errors=tuple(errors))


def _thousands(data: Any) -> Any:
    """Amounts may be typed as Vietnamese documents write them, “200.000”."""
    if data is None or "fee_amount" not in data:
        return data
    read = data.copy()
    read["fee_amount"] = read["fee_amount"].replace(".", "").replace(" ", "")
    return read
