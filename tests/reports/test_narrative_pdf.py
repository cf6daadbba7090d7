"""The report as PDF/A, of the same content as the Word document."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
import warnings
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from motcua.reports.narrative.build import build
from motcua.reports.narrative.config import config
from motcua.reports.narrative.pdf import as_pdf
from reports.narrative_tables import SPAN, Work, figures, late_causes, one_stop

AT = datetime(2019, 12, 16, 1, 0, tzinfo=UTC)
MADE = build(
    figures(
        one_stop({"Sở Tư pháp": Work(42, 46_000, 834, 144, 1_400, 21, 48, 5_000), "Sở Y tế": Work(early=1_715)}),
        late_causes({"Sở Tư pháp": {"waiting_other_agency": 144}}),
    ),
    SPAN,
    config(),
    written_on=date(2019, 12, 16),
)


def test_it_is_an_archival_pdf_and_the_same_each_time() -> None:
    made = as_pdf(MADE, at=AT)
    assert made.startswith(b"%PDF")
    assert b"pdfaid:part" in made
    assert as_pdf(MADE, at=AT) == made


def test_it_says_what_the_word_document_says(tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        warnings.warn("pdftotext is missing: the text of the PDF was not read", stacklevel=2)
        pytest.skip("pdftotext is missing")
    (tmp_path / "report.pdf").write_bytes(as_pdf(MADE, at=AT))
    read = subprocess.run(["pdftotext", "-raw", str(tmp_path / "report.pdf"), "-"], capture_output=True, text=True)
    told = "".join(unicodedata.normalize("NFC", read.stdout).split())
    for paragraph in MADE.paragraphs:
        for sentence in paragraph.text.replace("\N{NO-BREAK SPACE}", " ").split(". "):
            # a sentence that runs over the end of a page has the foot of the page in it
            half = "".join(sentence.split())
            assert half[:30] in told
    assert "sócTrăng,ngày16tháng12năm2019" in told.replace("Sóc", "sóc")
