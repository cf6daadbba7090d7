"""The clock of requests: that of the whole system."""

from __future__ import annotations

from motcua.config.clock import is_demonstration, now

__all__ = ["is_demonstration", "now"]
