"""Internal processes at the desk of procedure control: list, versions, editor, approval, moving of dossiers."""
