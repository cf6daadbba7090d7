"""Where exported facts lie: a folder, or a bucket of S3 under a prefix. A file is there whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pyarrow as pa
from pyarrow import fs

from motcua.law.refusal import Refused

UNFINISHED = ".unfinished"
"""End of the name of a file that is being written in a folder; an interrupted export leaves it behind."""


class Place(Protocol):
    """A place of files whose names are paths such as ``report_facts/2019-03.1f….parquet``."""

    def read(self, name: str) -> bytes | None:
        """The content of a file; None when there is none."""
        ...

    def names(self) -> set[str]:
        """The names of all files, those left unfinished among them."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away; nothing happens when it is not there."""
        ...

    def opened(self, name: str) -> Any:
        """A file to read from anywhere in it, as a stream of pyarrow.

        Raises:
            FileNotFoundError: there is none.
        """
        ...

    def local(self, name: str) -> Path:
        """A file on this machine with the content of the one that has this name; it is fetched when it is not here.

        Raises:
            FileNotFoundError: there is none.
        """
        ...

    def writing(self, name: str) -> Any:
        """Context manager of a binary stream; what is written has its name once the block has ended without error."""
        ...


def place_of(address: str, cache: Path) -> Place:
    """The place of an address: a path, or ``s3://bucket/prefix``.

    S3 is reached as the environment says: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, and
    `AWS_ENDPOINT_URL` where it is another than Amazon's.

    Args:
        cache: folder where files of S3 are kept once they were read.

    Raises:
        Refused: neither (field ``place``).
    """
    parts = urlsplit(address)
    if parts.scheme == "s3" and parts.netloc:
        return Bucket(parts.netloc, parts.path.strip("/"), cache)
    if parts.scheme not in ("", "file") or not parts.path:
        raise Refused(
            "no_such_place",
            f"Không hiểu nơi lưu số liệu “{address[:80]}”; hãy ghi đường dẫn thư mục hoặc s3://tên-kho/đường-dẫn.",
            field="place",
        )
    return Folder(Path(parts.path))


class Folder:
    """A folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, name: str) -> bytes | None:
        """See `Place`."""
        with suppress(FileNotFoundError):
            return (self.root / name).read_bytes()
        return None

    def names(self) -> set[str]:
        """See `Place`."""
        found = (path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix() for path in found}

    def remove(self, name: str) -> None:
        """See `Place`."""
        (self.root / name).unlink(missing_ok=True)

    def opened(self, name: str) -> Any:
        """See `Place`."""
        return pa.OSFile(str(self.root / name), "rb")

    def local(self, name: str) -> Path:
        """See `Place`."""
        if not (self.root / name).exists():
            raise FileNotFoundError(name)
        return self.root / name

    @contextmanager
    def writing(self, name: str) -> Iterator[Any]:
        """See `Place`."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(path.name + UNFINISHED)
        with unfinished.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())  # the name must never be there before the content, even after a power cut
        unfinished.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class Bucket:
    """A bucket of S3 under a prefix. An object is put whole when its upload is completed, never before."""

    def __init__(self, bucket: str, prefix: str, cache: Path) -> None:
        self.root = f"{bucket}/{prefix}" if prefix else bucket
        self.cache = cache / self.root
        self.files = _s3()

    def read(self, name: str) -> bytes | None:
        """See `Place`."""
        with suppress(FileNotFoundError), self.files.open_input_stream(f"{self.root}/{name}") as stream:
            return bytes(stream.read())
        return None

    def names(self) -> set[str]:
        """See `Place`."""
        found = self.files.get_file_info(fs.FileSelector(self.root, recursive=True, allow_not_found=True))
        return {one.path.removeprefix(f"{self.root}/") for one in found if one.type == fs.FileType.File}

    def remove(self, name: str) -> None:
        """See `Place`."""
        with suppress(FileNotFoundError):
            self.files.delete_file(f"{self.root}/{name}")
        (self.cache / name).unlink(missing_ok=True)

    def opened(self, name: str) -> Any:
        """See `Place`."""
        return self.files.open_input_file(f"{self.root}/{name}")

    def local(self, name: str) -> Path:
        """See `Place`; the names of facts follow from their content, so that a file fetched once stays right."""
        path = self.cache / name
        if path.exists():
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
        with self.files.open_input_stream(f"{self.root}/{name}") as theirs, unfinished.open("wb") as ours:
            shutil.copyfileobj(theirs, ours, 4 << 20)
        unfinished.replace(path)
        return path

    @contextmanager
    def writing(self, name: str) -> Iterator[Any]:
        """See `Place`."""
        stream = self.files.open_output_stream(f"{self.root}/{name}", buffer_size=8 << 20)
        try:
            yield stream
        except BaseException:
            stream.close()  # the library cannot give an upload up: it becomes half a file, which must not stay
            self.remove(name)
            raise
        stream.close()


def _s3() -> Any:
    told = {"region": os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"}
    if endpoint := os.environ.get("AWS_ENDPOINT_URL"):
        parts = urlsplit(endpoint)
        told |= {"endpoint_override": parts.netloc, "scheme": parts.scheme}
    return fs.S3FileSystem(**told)
