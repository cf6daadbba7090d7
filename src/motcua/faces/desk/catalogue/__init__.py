"""The catalogue of procedures at the desk of procedure control: decisions, the editor, approval, finding aids."""
