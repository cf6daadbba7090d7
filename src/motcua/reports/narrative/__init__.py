"""The narrative yearly report: sentences built from figures, each figure bound to what it says (reports.md 12)."""
