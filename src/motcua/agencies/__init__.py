"""Agencies and units, posts and who holds them, work calendars."""
