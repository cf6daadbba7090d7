"""Invented dossiers with real figures: the demonstration, and a test bed for everything that counts."""
