"""Which figures are asked for: a period, an as-of instant, and for a list of dossiers the measure and the agency."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from motcua.agencies.models import Agency
from motcua.faces.common.formats import local_day
from motcua.law.periods import Period
from motcua.law.readings_words import Cause
from motcua.law.refusal import Refused
from motcua.reports.ageing import AGES
from motcua.reports.comparison import PRESETS, other_span
from motcua.reports.dimensions import row_label
from motcua.reports.measures import BY_WAY, EVERY
from motcua.reports.span import Span, span_of
from motcua.reports.tables import Covers, Definition

DAY, INSTANT = "%Y-%m-%d", "%Y-%m-%dT%H:%M"
EXACT = f"{INSTANT}:%S.%f"
"""An instant in the address of the dossiers behind a figure: the very one of the figure."""
ALL = "tat-ca"
"""All agencies that the person may see."""
FIELD_OF = {"first": "tu", "last": "den", "as_of": "chot"}
"""The field of the form that a refusal of a period speaks of."""


def _day(label: str) -> forms.DateField:
    wrong = f"{label} chưa đúng; hãy ghi ngày như 31/12/2019."
    return forms.DateField(
        label=label,
        input_formats=[DAY, "%d/%m/%Y"],
        widget=forms.DateInput(format=DAY, attrs={"type": "date"}),
        error_messages={"required": f"Hãy chọn {label.lower()}.", "invalid": wrong},
    )


class SpanForm(forms.Form):
    """A period of local days and, where wanted, the instant whose knowledge the figures show.

    Without any of it in the address: the present calendar year. `span` is set when the form is valid.
    """

    tu = _day("Từ ngày")
    den = _day("Đến ngày")
    chot = forms.DateTimeField(
        label="Chốt lúc",
        required=False,
        input_formats=[INSTANT, EXACT, "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput(format=INSTANT, attrs={"type": "datetime-local"}),
        error_messages={"invalid": "Thời điểm chốt chưa đúng; hãy ghi như 31/12/2019 17:00."},
    )

    def __init__(self, asked: QueryDict, now: datetime, **more: Any) -> None:
        data = asked.dict()
        if not data.get("tu") and not data.get("den"):
            year = Period.calendar_year(local_day(now).year)
            data = {**data, "tu": f"{year.first:{DAY}}", "den": f"{year.last:{DAY}}"}
        super().__init__(data, auto_id="%s", **more)
        self.now = now
        self.span: Span | None = None

    def clean(self) -> dict[str, Any]:
        """The span, or the refusal beside the field that it speaks of."""
        given = super().clean() or {}
        if "tu" in given and "den" in given and "chot" not in self.errors:
            try:
                self.span = span_of(_period(given), now=self.now, as_of=given.get("chot"))
            except Refused as refused:
                self.add_error(FIELD_OF.get(refused.field or "last", "den"), refused.sentence)
        return given

    @property
    def query(self) -> dict[str, str]:
        """What an address needs to ask for the same figures; the as-of instant only where it was chosen."""
        given = {"tu": f"{self.cleaned_data['tu']:{DAY}}", "den": f"{self.cleaned_data['den']:{DAY}}"}
        return {**given, "chot": self.data["chot"]} if self.data.get("chot") else given


class TableForm(SpanForm):
    """The period of a table, what its rows are, and whose figures are wanted."""

    co_quan = forms.ChoiceField(
        label="Cơ quan",
        required=False,
        error_messages={"invalid_choice": "Không có cơ quan này trong phạm vi của bạn; hãy chọn lại."},
    )
    theo = forms.ChoiceField(
        label="Chia dòng theo",
        error_messages={"invalid_choice": "Bảng này không chia dòng theo cách đó; hãy chọn lại."},
    )

    so_sanh = forms.ChoiceField(
        label="So sánh với",
        required=False,
        choices=[("", "Không so sánh"), *((key, words) for key, (words, _) in PRESETS.items())],
        error_messages={"invalid_choice": "Không có kỳ so sánh này; hãy chọn lại."},
    )

    field_order = ["co_quan", "tu", "den", "chot", "theo", "so_sanh"]

    def __init__(
        self, asked: QueryDict, now: datetime, definition: Definition, agencies: Collection[Agency] = ()
    ) -> None:
        super().__init__(asked, now)
        self.agencies = {agency.code: agency for agency in agencies}
        self.usual = definition.dimensions[0]
        choices = [(agency.code, agency.name) for agency in agencies]
        if definition.covers is Covers.ANY and len(agencies) > 1:
            choices = [(ALL, "Tất cả cơ quan"), *choices]
        if definition.covers is Covers.PROVINCE or len(choices) < 2:
            del self.fields["co_quan"]
        else:
            self.fields["co_quan"].choices = choices
        if choices and definition.covers is not Covers.PROVINCE:
            self.data = {"co_quan": choices[0][0], **self.data}
        if len(definition.dimensions) > 1:
            self.fields["theo"].choices = [(key, row_label(key)) for key in definition.dimensions]
        else:
            del self.fields["theo"]
        if not definition.comparable:
            del self.fields["so_sanh"]
        self.data = {"theo": self.usual, **self.data}

    @property
    def other(self) -> Span | None:
        """The span to compare with; None where none was chosen.

        Raises:
            Refused: it has not begun.
        """
        chosen = self.cleaned_data.get("so_sanh")
        return other_span(chosen, self.span.period, now=self.now) if chosen and self.span else None

    @property
    def by(self) -> str:
        """Key of the dimension of the rows."""
        return self.cleaned_data.get("theo") or self.usual

    @property
    def agency(self) -> Agency | None:
        """The one agency whose figures are wanted; None for all that the person may see."""
        return self.agencies.get(self.data.get("co_quan", ALL))

    @property
    def query(self) -> dict[str, str]:
        """As of the period; the rows only where they are not the usual ones, the agency where it was chosen."""
        agency = {"co_quan": self.agency.code} if self.agency else {}
        rows = {"theo": self.by} if self.by != self.usual else {}
        other = {"so_sanh": self.cleaned_data["so_sanh"]} if self.cleaned_data.get("so_sanh") else {}
        return {**super().query, **agency, **rows, **other}


_AGES = [(key, measure.label) for key, measure in AGES.items()]


class DossiersForm(SpanForm):
    """The figure whose dossiers are wanted."""

    chi_tieu = forms.ChoiceField(
        label="Chỉ tiêu",
        choices=[*((key, measure.label) for key, measure in EVERY.items()), ("Tuổi hồ sơ đang giải quyết", _AGES)],
        error_messages={"invalid_choice": "Chỉ tiêu này không có trong báo cáo; hãy chọn lại."},
    )
    # whether the agency exists for this person is decided where its dossiers are read: it does not, or 404
    co_quan = forms.CharField(label="Cơ quan")

    theo = forms.CharField(required=False, widget=forms.HiddenInput)
    dong = forms.CharField(required=False, widget=forms.HiddenInput)
    cap = forms.ChoiceField(
        choices=Agency.Level.choices,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Không có cấp hành chính này; hãy mở lại từ bảng."},
    )
    luc = forms.RegexField(r"^[1-7]-([01]?[0-9]|2[0-3])$", required=False, widget=forms.HiddenInput)

    field_order = ["chi_tieu", "co_quan", "tu", "den", "chot"]

    def __init__(self, asked: QueryDict, now: datetime, agencies: list[Agency]) -> None:
        super().__init__(asked, now)
        self.data = {"chi_tieu": "total", "co_quan": ALL, **self.data}
        self.fields["co_quan"].widget = _choice_of(agencies)
        # those of one way of filing are many: only the one whose figure was opened is offered
        offered = [key for key in EVERY if key not in BY_WAY or key == self.data["chi_tieu"]]
        self.fields["chi_tieu"].choices = [(key, EVERY[key].label) for key in offered]

    @property
    def agency(self) -> str:
        """Code of the agency wanted; "" for all."""
        chosen = self.cleaned_data["co_quan"]
        return "" if chosen == ALL else chosen

    @property
    def moment(self) -> tuple[int, int] | None:
        """Weekday (1 is Monday) and local hour of acceptance; None for any."""
        weekday, _, hour = self.cleaned_data["luc"].partition("-")
        return (int(weekday), int(hour)) if weekday else None

    @property
    def row(self) -> dict[str, str]:
        """Dimension and key of the row of the figure, and its level; empty for the total or an agency."""
        by, key, level = (self.cleaned_data[name] for name in ("theo", "dong", "cap"))
        return ({"by": by, "key": key} if by and key else {}) | ({"level": level} if level else {})


class ReadingsForm(SpanForm):
    """The period of acceptance, the agency and the cause of the dossiers that are read differently."""

    ly_do = forms.ChoiceField(
        label="Lý do khác nhau",
        choices=[(ALL, "Mọi lý do"), *((cause.value, cause.label) for cause in Cause)],
        error_messages={"invalid_choice": "Lý do này không có trong danh sách; hãy chọn lại."},
    )
    co_quan = forms.CharField(label="Cơ quan")

    field_order = ["ly_do", "co_quan", "tu", "den"]

    def __init__(self, asked: QueryDict, now: datetime, agencies: list[Agency]) -> None:
        super().__init__(asked, now)
        del self.fields["chot"]
        self.data = {"ly_do": ALL, "co_quan": ALL, **self.data}
        self.fields["co_quan"].widget = _choice_of(agencies)

    @property
    def cause(self) -> Cause | None:
        """The cause chosen; None for all."""
        chosen = self.cleaned_data["ly_do"]
        return None if chosen == ALL else Cause(chosen)

    @property
    def agency(self) -> str:
        """Code of the agency wanted; "" for all."""
        chosen = self.cleaned_data["co_quan"]
        return "" if chosen == ALL else chosen

    @property
    def query(self) -> dict[str, str]:
        """Period and agency, as an address names them."""
        days = {name: f"{self.cleaned_data[name]:{DAY}}" for name in ("tu", "den")}
        return {**days, "co_quan": self.cleaned_data["co_quan"]}


def _choice_of(agencies: list[Agency]) -> forms.Select:
    """A choice of one of these agencies, or all of them."""
    everyone = "Mọi cơ quan" if len(agencies) != 1 else agencies[0].name
    more = [(agency.code, agency.name) for agency in agencies if len(agencies) > 1]
    return forms.Select(choices=[(ALL, everyone), *more])


def _period(given: dict[str, Any]) -> Period:
    try:
        return Period(given["tu"], given["den"])
    except Refused as refused:
        # a period is a value of its own; here its second day is the field to mend
        raise Refused(refused.code, refused.sentence, field="last") from None


def address(path: str, query: dict[str, str], **more: str) -> str:
    """The address of a page of the board for these figures."""
    return f"{path}?{urlencode({**query, **more})}"
