"""A form with files of its own, besides the papers of a dossier: a signed result, what belongs to a note."""

from __future__ import annotations

from typing import Any, ClassVar

from motcua.dossiers.record import File
from motcua.faces.desk.forms.base import CommandForm
from motcua.faces.desk.forms.papers import KeptScan, read_kept
from motcua.law.refusal import Refused
from motcua.papers.commands import keep


class FilesForm(CommandForm):
    """Files are kept at once, so that a mistake elsewhere in the form loses none."""

    upload: ClassVar[str]
    """The field of the files; kept ones come back with the form as `<upload>-kept`."""
    component: ClassVar[str] = ""
    """To what the files belong: "" for the result."""

    def prepare(self) -> None:
        self.kept: list[KeptScan] = read_kept(self.data, self.kept_name) if self.is_bound else []

    @property
    def kept_name(self) -> str:
        """Under which name kept files come back."""
        return f"{self.upload}-kept"

    def clean(self) -> dict[str, Any]:
        for upload in self.cleaned_data.get(self.upload, ()):
            try:
                blob = keep(upload, name=upload.name)
            except Refused as refused:
                self.add_error(self.upload, refused.sentence)
            else:
                self.kept.append(KeptScan(blob.sha256, upload.name))
        return self.cleaned_data

    def hashes(self) -> tuple[str, ...]:
        """The files as the law names them, each once."""
        return tuple(dict.fromkeys(scan.sha256 for scan in self.kept))

    def attached(self) -> tuple[File, ...]:
        return tuple(File(scan.sha256, scan.filename, self.component) for scan in self.kept)
