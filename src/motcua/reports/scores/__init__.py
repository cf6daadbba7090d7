"""Scores from facts: the 766 index and its days, targets, and the scoring of agencies."""
