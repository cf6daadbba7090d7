"""Keeping a file: by its content, once, whole, or not at all."""

import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from motcua.law.refusal import Refused
from motcua.papers.commands import keep
from motcua.papers.models import Blob
from motcua.papers.queries import open_blob, path_of

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(300)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(300)
TIFF = b"II*\x00\x08\x00\x00\x00" + bytes(300)
EXE = b"MZ\x90\x00" + bytes(300)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PAPERS_FOLDER = tmp_path
    return tmp_path


def keep_bytes(content, name="don.pdf"):
    return keep(io.BytesIO(content), name=name)


def files_in(folder: Path):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg"), (TIFF, "image/tiff")],
)
def test_scans_are_kept_under_their_sha256(content, media_type):
    blob = keep_bytes(content)

    assert blob.sha256 == hashlib.sha256(content).hexdigest()
    assert (blob.size, blob.media_type) == (len(content), media_type)
    assert path_of(blob.sha256).read_bytes() == content


def test_what_is_kept_can_be_read_again():
    _, stream = open_blob(keep_bytes(PDF).sha256)

    with stream:
        assert stream.read() == PDF


def test_the_type_is_found_by_content_not_by_name():
    assert keep_bytes(PNG, "don.pdf").media_type == "image/png"


def test_the_same_content_is_kept_once_whatever_its_name(folder):
    first = keep_bytes(PDF, "don.pdf")
    second = keep_bytes(PDF, "ban-sao.pdf")

    assert first == second
    assert Blob.objects.count() == 1
    assert len(files_in(folder)) == 1


def test_a_kept_file_is_never_written_over():
    blob = keep_bytes(PDF)
    before = path_of(blob.sha256).stat()
    keep_bytes(PDF)

    after = path_of(blob.sha256).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_an_upload_of_django_is_kept():
    assert keep(SimpleUploadedFile("don.pdf", PDF), name="don.pdf").size == len(PDF)


def test_a_large_file_passes_through_in_pieces():
    class Endless:
        left, largest = 5 * 1024 * 1024, 0

        def read(self, size):
            self.largest = max(self.largest, size)
            piece = min(size, self.left)
            start, self.left = self.left, self.left - piece
            return (PDF + bytes(piece))[:piece] if start == 5 * 1024 * 1024 else bytes(piece)

    stream = Endless()

    assert keep(stream, name="ban-ve.pdf").size == 5 * 1024 * 1024
    assert stream.largest <= 64 * 1024


@pytest.mark.parametrize("content", [EXE, b"#!/bin/sh\nrm -rf /", b"PK\x03\x04" + bytes(300), b"<html>", b"\x00"])
def test_what_is_not_a_scan_is_refused_by_name(content, folder):
    with pytest.raises(Refused) as refused:
        keep_bytes(content, "x.exe")

    assert refused.value.sentence == (
        "Tệp “x.exe” không phải PDF, JPEG, PNG hoặc TIFF. Hãy quét hoặc lưu lại tệp ở một trong các dạng đó."
    )
    assert files_in(folder) == []


def test_an_executable_named_pdf_is_refused():
    with pytest.raises(Refused, match="không phải PDF"):
        keep_bytes(EXE, "don.pdf")


def test_an_empty_file_is_refused(folder):
    with pytest.raises(Refused, match=r"Tệp “don.pdf” không có nội dung"):
        keep_bytes(b"")

    assert files_in(folder) == []


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(settings, folder):
    settings.PAPERS_MAX_BYTES = 1024 * 1024
    with pytest.raises(Refused, match=r"Tệp “don.pdf” lớn hơn 1 MB"):
        keep_bytes(PDF + bytes(1024 * 1024))

    assert files_in(folder) == []
    assert not Blob.objects.exists()


def test_a_file_of_exactly_the_limit_is_kept(settings):
    settings.PAPERS_MAX_BYTES = 1024 * 1024

    assert keep_bytes(PDF + bytes(1024 * 1024 - len(PDF))).size == 1024 * 1024


def test_a_name_with_folders_is_shown_without_them():
    with pytest.raises(Refused, match=r"^Tệp “passwd” không phải"):
        keep_bytes(EXE, "../../etc/passwd")


def test_a_very_long_name_is_shown_shortened():
    with pytest.raises(Refused) as refused:
        keep_bytes(EXE, "rất-dài-" * 40 + ".exe")

    assert "….exe" in refused.value.sentence or "…" in refused.value.sentence
    assert len(refused.value.sentence) < 220


def test_a_stream_that_breaks_off_leaves_nothing(folder):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            piece = super().read(8)
            if not piece:
                raise OSError("the line is gone")
            return piece

    with pytest.raises(OSError, match="the line is gone"):
        keep(Broken(PDF), name="don.pdf")

    assert files_in(folder) == []
    assert not Blob.objects.exists()


def test_an_unknown_sha256_opens_nothing():
    with pytest.raises(Blob.DoesNotExist):
        open_blob("0" * 64)


@pytest.mark.parametrize("sha256", ["../../../../etc/passwd", "A" * 64, ""])
def test_the_database_refuses_what_is_not_a_sha256(sha256):
    with pytest.raises(IntegrityError), transaction.atomic():
        Blob.objects.create(sha256=sha256, size=1, media_type="application/pdf")
