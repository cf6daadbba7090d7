"""Engines that run the definitions of reports: PostgreSQL (live), DuckDB and Spark over exported facts."""

from motcua.reports.engines.base import Engine, Question, known_span
from motcua.reports.engines.choice import chosen
from motcua.reports.engines.postgres import LIVE

__all__ = ["LIVE", "Engine", "Question", "chosen", "known_span"]
