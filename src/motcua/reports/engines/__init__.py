"""Engines that run the definitions of reports: PostgreSQL (live), DuckDB and Spark over exported facts."""

from motcua.reports.engines.base import Engine, Question
from motcua.reports.engines.choice import chosen
from motcua.reports.engines.postgres import LIVE

__all__ = ["LIVE", "Engine", "Question", "chosen"]
