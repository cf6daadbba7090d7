"""What an export holds: the list of its files, put last. Whatever is not in the list is not part of the facts."""

from __future__ import annotations

from datetime import datetime

import msgspec

from motcua.law.refusal import Refused
from motcua.reports.engines.places import Place

NAME = "manifest.json"
FORMAT = 1
"""Version of the manifest and of the Parquet files; described in `docs/reference/file-formats.md`."""


class Part(msgspec.Struct, frozen=True):
    """The rows of a table in one local month.

    Attributes:
        month: "2019-03".
        file: name in the place.
        fingerprint: of all its rows in the database; another row, or another value in one, makes another.
    """

    month: str
    file: str
    rows: int
    fingerprint: str


class Manifest(msgspec.Struct, frozen=True):
    """An export.

    Attributes:
        known_until: everything that was known until then (UTC) is in the files.
        tables: name of the table → its parts, by month.
        superseded: files that only the export before this one lists; readers of it may still need them.
    """

    format: int
    known_until: datetime
    tables: dict[str, tuple[Part, ...]]
    superseded: tuple[str, ...] = ()

    @property
    def files(self) -> set[str]:
        """The names of all files."""
        return {part.file for parts in self.tables.values() for part in parts}


def read_manifest(place: Place) -> Manifest | None:
    """The newest complete export at a place; None when there is none.

    Raises:
        Refused: a newer version of the system wrote it, or it is no manifest (field ``place``).
    """
    text = place.read(NAME)
    if text is None:
        return None
    try:
        found = msgspec.json.decode(text, type=Manifest)
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise Refused(
            "facts_unreadable",
            f"Tệp {NAME} của kho số liệu không đọc được; hãy xóa tệp này rồi xuất lại số liệu.",
            field="place",
        ) from None
    if found.format != FORMAT:
        raise Refused(
            "facts_of_another_version",
            "Kho số liệu do phiên bản khác của hệ thống ghi ra; hãy xuất lại toàn bộ số liệu vào thư mục khác.",
            field="place",
        )
    return found


def put_manifest(place: Place, manifest: Manifest) -> None:
    """Make an export the one that is read."""
    with place.writing(NAME) as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
