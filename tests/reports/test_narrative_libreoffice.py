"""The Word document in LibreOffice: it opens, and comes back with its figures. Needs `soffice` with Writer."""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest

from motcua.reports.narrative.build import build
from motcua.reports.narrative.config import config
from motcua.reports.narrative.verify import figures_of, verify
from motcua.reports.narrative.word.write import as_docx
from reports.narrative_tables import SPAN, Work, figures, late_causes, one_stop

FIGURES = figures(
    one_stop({"Sở Tư pháp": Work(42, 46_000, 834, 144, 1_400, 21, 48, 5_000), "Sở Y tế": Work(early=1_715, late=23)}),
    late_causes({"Sở Tư pháp": {"waiting_other_agency": 144}, "Sở Y tế": {"recorded_late": 23}}),
)
MADE = build(FIGURES, SPAN, config())
SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("office")
    (made / "report.docx").write_bytes(as_docx(MADE, at=datetime(2019, 12, 16, tzinfo=UTC)))
    return made


def converted(folder: Path, kind: str) -> Path:
    """The report as LibreOffice writes it; without LibreOffice the test is left out, and says so."""
    if SOFFICE is None:
        warnings.warn("LibreOffice (soffice) is missing: the Word report was not opened in it", stacklevel=2)
        pytest.skip("LibreOffice (soffice) is missing")
    command = [SOFFICE, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", kind]
    out = folder / kind
    ran = subprocess.run(
        [*command, "--outdir", str(out), str(folder / "report.docx")], capture_output=True, text=True, timeout=120
    )
    if not (out / f"report.{kind}").exists():
        warnings.warn(f"LibreOffice has no Writer here: {ran.stderr}", stacklevel=2)
        pytest.skip("LibreOffice without Writer")
    return out / f"report.{kind}"


def test_libreoffice_opens_the_report_and_prints_it(folder: Path) -> None:
    pdf = converted(folder, "pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type/Page/") + pdf.count(b"/Type /Page\n") >= 5  # the text, and two annexes


def test_the_report_saved_by_libreoffice_still_has_its_bound_figures(folder: Path) -> None:
    saved = converted(folder, "docx").read_bytes()
    found = verify(io.BytesIO(saved), lambda told: (FIGURES, MADE))
    assert found.sound
    assert found.figures == len(list(figures_of(MADE)))
    assert found.removed == ()
