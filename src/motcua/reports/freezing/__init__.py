"""Freezing of reports: figures, the dossiers behind them, who approved them, and what a later version changes."""

from motcua.reports.freezing.reading import FrozenHeader, frozen_header, frozen_table, frozen_tables

__all__ = ["FrozenHeader", "frozen_header", "frozen_table", "frozen_tables"]
