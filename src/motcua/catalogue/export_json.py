"""Procedures in our own format as JSON: a list that `commands.load_procedures` and the import read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from motcua.catalogue.spec import Content


def export_json(versions: Iterable[Content]) -> Iterator[bytes]:
    """The pieces of one JSON array, a line for each procedure, in the order given; nothing is kept in memory.

    Args:
        versions: what is to be loaded again needs its decision (`spec.VersionSpec`); an import needs none.
    """
    before = b"[\n"
    for version in versions:
        yield before + msgspec.json.encode(version)
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"
