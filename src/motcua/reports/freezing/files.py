"""Frozen tables as files: those of any table, with version and hash printed on them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import BinaryIO

from motcua.reports import exports
from motcua.reports.freezing.reading import SHORT, FrozenHeader
from motcua.reports.table import Table


def file_name(header: FrozenHeader, place: int, kind: str) -> str:
    """Code, version and the beginning of the hash; the tables after the first have their number too."""
    number = f"_{place + 1}" if place else ""
    return f"{header.code}_ban-{header.number}_{header.hash[:SHORT]}{number}.{kind}"


def write(table: Table, header: FrozenHeader, kind: str, stream: BinaryIO) -> None:
    """Write a frozen table in one of the formats of any table.

    CSV ends with a line that begins with ``#``; JSON has an object ``frozen``; the other formats have a note more.

    Raises:
        KeyError: another kind.
    """
    sentence = header.sentence if header.final else f"{header.sentence} (chưa ký)"
    if kind == "csv":
        exports.write(table, kind, stream)
        stream.write(f"# {sentence}\n".encode())
    elif kind == "json":
        data = json.loads(exports.as_json(table))
        data["frozen"] = {
            "code": header.code,
            "version": header.number,
            "hash": header.hash,
            "signed": header.final,
            "made_at": header.made_at.isoformat(),
        }
        stream.write((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
    else:
        exports.write(replace(table, notes=(*table.notes, sentence)), kind, stream)
