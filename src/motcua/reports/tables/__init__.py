"""The tables of reports by name: what the command line, the board, frozen reports and documents ask for."""

from motcua.reports.tables.registry import TABLES, Asked, Definition, make, table_named

__all__ = ["TABLES", "Asked", "Definition", "make", "table_named"]
