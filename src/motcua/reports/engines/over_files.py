"""What engines over exported facts have in common: the query with its tables, and until when the facts are known."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from motcua.law.refusal import Refused
from motcua.reports.engines.base import Question, compiled
from motcua.reports.engines.exported import EXPORTED, Exported
from motcua.reports.engines.manifest import Manifest, read_manifest
from motcua.reports.engines.places import Place
from motcua.reports.span import Span

_SQL = {"int64": "BIGINT", "string": "STRING", "uuid": "STRING", "boolean": "BOOLEAN"}


class OverFiles(ABC):
    """An engine that counts over the files of an export: those that the manifest lists when it is asked.

    Attributes:
        dialect: name of its SQL in Ibis.
        utc: type of an instant that does not say that it is UTC: what the files hold.
    """

    name: str
    dialect: str
    utc = "TIMESTAMP"

    def __init__(self, place: Place) -> None:
        self.place = place

    def rows(self, question: Question, spans: Sequence[Span], agencies: Iterable[int] | None) -> list[tuple[Any, ...]]:
        """See `Engine`.

        Raises:
            Refused: there is no export, or files of it are missing or damaged (field ``engine``).
        """
        expression = compiled(question, self.dialect).replace("TIMESTAMPTZ", self.utc)
        tables = {"report_span": _spans(spans)}
        if agencies is not None:
            tables["report_scope"] = _scope(agencies)
        manifest = manifest_at(self.place)
        try:
            tables |= {table.name: self._table(table, manifest) for table in EXPORTED if table.name in expression}
            named = ", ".join(f"{name} AS ({text})" for name, text in tables.items())
            found = self._run(f"WITH {named} SELECT * FROM ({expression}) AS report")
        except FileNotFoundError:
            raise unreadable() from None
        return [tuple(_aware(value) for value in row) for row in found]

    def known_until(self, now: datetime) -> datetime:
        """See `Engine`."""
        return manifest_at(self.place).known_until

    def _table(self, table: Exported, manifest: Manifest) -> str:
        if names := [part.file for part in manifest.tables.get(table.name, ())]:
            return self._files(names)
        kinds = {name: _SQL.get(str(kind), self.utc) for name, kind in table.table.schema().items()}
        columns = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in kinds.items())
        return f"SELECT {columns} WHERE 1 = 0"

    @abstractmethod
    def _files(self, names: Sequence[str]) -> str:
        """A query of all rows of some files of the place."""

    @abstractmethod
    def _run(self, query: str) -> Sequence[Sequence[Any]]:
        """The rows of a query."""


def manifest_at(place: Place) -> Manifest:
    """The newest export at a place.

    Raises:
        Refused: there is none (field ``engine``).
    """
    found = read_manifest(place)
    if found is None:
        raise Refused(
            "no_facts", "Chưa có kho số liệu; hãy chạy “motcua facts export” trước khi lập báo cáo.", field="engine"
        )
    return found


def unreadable() -> Refused:
    """Says that the files are not those that the list of the export promises."""
    return Refused(
        "facts_incomplete",
        "Kho số liệu thiếu tệp hoặc có tệp hỏng; hãy chạy “motcua facts export --all” để ghi lại toàn bộ.",
        field="engine",
    )


def instant(moment: datetime) -> str:
    """An instant as a constant of SQL, in UTC that does not say so."""
    return f"TIMESTAMP '{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}'"


def _spans(spans: Sequence[Span]) -> str:
    """The table `report_span`, as constants, which the planner sees."""
    rows = (
        f"SELECT CAST({place} AS BIGINT) AS place, "
        + ", ".join(f"{instant(moment)} AS {name}" for name, moment in span.bindings().items())
        for place, span in enumerate(spans)
    )
    return " UNION ALL ".join(rows)


def _scope(agencies: Iterable[int]) -> str:
    listed = [f"SELECT CAST({int(agency)} AS BIGINT) AS agency_id" for agency in sorted(agencies)]
    return " UNION ALL ".join(listed) or "SELECT CAST(0 AS BIGINT) AS agency_id WHERE false"


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
