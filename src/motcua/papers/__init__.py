"""Files of dossiers, each kept once under the SHA-256 of its content."""
