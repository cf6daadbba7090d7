"""Measurements: `python -m bench.<name>` prints one table each."""
