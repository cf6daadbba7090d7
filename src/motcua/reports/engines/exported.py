"""The tables that are exported for other engines, and how their rows are read out of PostgreSQL.

No name, address or number of a person is among them: officers are ids, applicants are told by commune only.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pyarrow as pa

from motcua.reports import facts
from motcua.reports.engines.postgres import FACTS

_ARROW: dict[str, pa.DataType] = {
    "int64": pa.int64(),
    "string": pa.dictionary(pa.int32(), pa.string()),
    "uuid": pa.string(),
    "boolean": pa.bool_(),
    "timestamp('UTC', 6)": pa.timestamp("us", "UTC"),
    "timestamp('UTC')": pa.timestamp("us", "UTC"),
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A table of facts that is exported.

    Attributes:
        table: the unbound table of `reports.facts` that stands for it.
        relation: its rows in PostgreSQL, as SQL.
        moment: the column whose local month tells the part that a row belongs to.
    """

    table: Any
    relation: str
    moment: str

    @property
    def name(self) -> str:
        """Of the table, and of the folder of its files."""
        return str(self.table.get_name())

    @property
    def columns(self) -> dict[str, pa.DataType]:
        """The columns with their types while they are read; instants are in UTC."""
        return {name: _ARROW[str(kind)] for name, kind in self.table.schema().items()}

    @property
    def schema(self) -> pa.Schema:
        """The columns as they are written: instants are UTC without saying so, which every engine compares fast."""
        plain = {name: self._written(kind) for name, kind in self.columns.items()}
        return pa.schema(list(plain.items()))

    @staticmethod
    def _written(kind: pa.DataType) -> pa.DataType:
        return pa.timestamp("us") if pa.types.is_timestamp(kind) else kind

    @property
    def version(self) -> str:
        """What the files are made of; other columns make other files."""
        return sha256(str(sorted(self.columns.items())).encode()).hexdigest()[:12]

    @property
    def encoding(self) -> dict[str, Any]:
        """How the columns are written: instants as differences and not compressed, which halves the time of reading."""
        instants = [name for name, kind in self.columns.items() if pa.types.is_timestamp(kind)]
        others = [name for name in self.columns if name not in instants]
        return {
            "use_dictionary": [name for name in others if name != "id"],
            "column_encoding": dict.fromkeys(instants, "DELTA_BINARY_PACKED"),
            "compression": {**dict.fromkeys(instants, "none"), **dict.fromkeys(others, "zstd")},
        }

    def select(self, columns: str = "*") -> str:
        """A query of its rows, or of something about them."""
        names = ", ".join(f"t.{name}" for name in self.columns)
        return f"SELECT {columns} FROM (SELECT {names} FROM ({self.relation}) AS t) AS row"


EXPORTED = (
    Exported(facts.FACTS, FACTS, "accepted_at"),
    Exported(facts.RATINGS, "SELECT * FROM feedback_rating", "given_at"),
    Exported(facts.PAYMENTS, "SELECT * FROM reports_paymentfact", "paid_at"),
    Exported(facts.QUESTIONS, "SELECT * FROM reports_questionfact", "received_at"),
)
