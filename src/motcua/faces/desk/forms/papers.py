"""The papers of a dossier in a form: one line for each component, with counts and scans."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing

from motcua.dossiers.models import Attachment
from motcua.dossiers.record import File
from motcua.faces.desk.forms.base import CommandForm
from motcua.faces.desk.words import counted
from motcua.law.lifecycle.rules import ComponentRule
from motcua.law.lifecycle.state import PaperReceived
from motcua.law.refusal import Refused
from motcua.papers.commands import keep

_SALT = "desk-scan"
SCAN_TYPES = ".pdf,.jpg,.jpeg,.png,.tif,.tiff"


class ScanInput(forms.ClearableFileInput):
    """A choice of several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def __init__(self) -> None:
        super().__init__(attrs={"accept": SCAN_TYPES, "multiple": True})


class Scans(forms.FileField):
    """Any number of files."""

    def __init__(self, label: str = "Bản quét", **kwargs: Any) -> None:
        super().__init__(label=label, required=False, widget=ScanInput(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files chosen, empty ones included: what is a scan, `papers` says."""
        return list(filter(None, data or []))


class Count(forms.IntegerField):
    """How many; nothing typed is none, and a negative number is for the law to refuse."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "count", "min": 0})
        wrong = {"invalid": "Hãy ghi số bản bằng chữ số."}
        super().__init__(label=label, max_value=9999, widget=widget, error_messages=wrong, **kwargs)

    def validate(self, value: int | None) -> None:
        """Nothing: none at all is for the law to judge."""

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


@dataclass(frozen=True, slots=True)
class KeptScan:
    """A scan that is already kept; `token` brings it back with the form, signed so that nobody can name another."""

    sha256: str
    filename: str

    @property
    def token(self) -> str:
        """What the hidden field holds."""
        return signing.dumps([self.sha256, self.filename], salt=_SALT)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A component as the form shows it."""

    component: ComponentRule
    asked: str
    wanted: str
    already: tuple[Attachment, ...]
    originals: forms.BoundField
    copies: forms.BoundField
    scans: forms.BoundField
    kept: tuple[KeptScan, ...]
    kept_name: str
    errors: tuple[str, ...]


class PapersForm(CommandForm):
    """A form with a line for each component. Scans are kept at once, so that a mistake elsewhere loses none."""

    def prepare(self) -> None:
        self.kept: dict[str, list[KeptScan]] = {}
        had = {paper.component: paper for paper in self.before()}
        for component in self.components():
            paper = had.get(component.key, PaperReceived(component.key))
            name = f"papers-{component.key}"
            self.fields[f"{name}-originals"] = Count("Bản chính", initial=paper.originals)
            self.fields[f"{name}-copies"] = Count("Bản sao", initial=paper.copies)
            self.fields[f"{name}-scans"] = Scans()
            self.kept[component.key] = self._returned(name)

    def components(self) -> tuple[ComponentRule, ...]:
        """The components that have a line."""
        return self.page.rules.procedure.components

    def before(self) -> tuple[PaperReceived, ...]:
        """What the lines say at first."""
        return ()

    def clean(self) -> dict[str, Any]:
        for component in self.components():
            for upload in self.cleaned_data.get(f"papers-{component.key}-scans", ()):
                try:
                    blob = keep(upload, name=upload.name)
                except Refused as refused:
                    self.add_error(f"papers-{component.key}-scans", refused.sentence)
                else:
                    self._add(component.key, KeptScan(blob.sha256, upload.name))
        return self.cleaned_data

    def papers(self) -> tuple[PaperReceived, ...]:
        """What was handed in, component by component; lines without anything are left out."""
        lines = (self._paper(component.key) for component in self.components())
        return tuple(paper for paper in lines if paper.originals or paper.copies or paper.scans)

    def attached(self) -> tuple[File, ...]:
        return tuple(
            File(scan.sha256, scan.filename, component) for component, scans in self.kept.items() for scan in scans
        )

    def refuse(self, refused: Refused) -> None:
        field = refused.field or ""
        if f"{field}-originals" in self.fields:
            self.add_error(f"{field}-originals", refused.sentence)
        else:
            super().refuse(refused)

    @property
    def lines(self) -> list[PaperLine]:
        """The lines, for the template."""
        asked = {request.component: request.what for request in self.page.state.requested}
        return [self._line(component, asked.get(component.key, "")) for component in self.components()]

    def _line(self, component: ComponentRule, asked: str) -> PaperLine:
        bound = [self[f"papers-{component.key}-{part}"] for part in ("originals", "copies", "scans")]
        errors = tuple(str(error) for one in bound for error in one.errors)
        return PaperLine(
            component,
            asked,
            counted(component.originals, component.copies),
            tuple(file for file in self.page.attachments if file.component == component.key),
            *bound,
            kept=tuple(self.kept[component.key]),
            kept_name=f"papers-{component.key}-kept",
            errors=errors,
        )

    def _paper(self, component: str) -> PaperReceived:
        name = f"papers-{component}"
        scans = tuple(scan.sha256 for scan in self.kept[component])
        earlier = next((paper.scans for paper in self.before() if paper.component == component), ())
        return PaperReceived(
            component,
            self.cleaned_data.get(f"{name}-originals") or 0,
            self.cleaned_data.get(f"{name}-copies") or 0,
            tuple(dict.fromkeys((*earlier, *scans))),
        )

    def _returned(self, name: str) -> list[KeptScan]:
        """Scans that were kept when the form was sent before and came back with an error."""
        return read_kept(self.data, f"{name}-kept") if self.is_bound else []

    def _add(self, component: str, scan: KeptScan) -> None:
        if scan.sha256 not in {known.sha256 for known in self.kept[component]}:
            self.kept[component].append(scan)


def read_kept(data: Any, name: str) -> list[KeptScan]:
    """The kept scans that come back under this name of the form; forged tokens are left out."""
    found = []
    for token in data.getlist(name):
        with suppress(signing.BadSignature, TypeError):
            found.append(KeptScan(*signing.loads(token, salt=_SALT)))
    return found
