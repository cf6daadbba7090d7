"""Audit of anyone's table: files and pasted text become grids of cells, which `law.tables` audits."""
