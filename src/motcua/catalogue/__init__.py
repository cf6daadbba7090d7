"""Procedures and their versions: components, time limits, fees, internal processes and their decisions."""
