"""The tables of reports by name: what the command line, the board, frozen reports and documents ask for."""

from motcua.reports.tables.definition import Asked, Covers, Definition
from motcua.reports.tables.registry import TABLES, make, table_named

__all__ = ["TABLES", "Asked", "Covers", "Definition", "make", "table_named"]
