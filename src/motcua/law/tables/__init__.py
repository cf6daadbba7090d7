"""Anyone's table of figures: what its columns mean, whether its figures agree, and which cell is wrong when not.

`audit.audit_grid` is the door; what comes in is a plain grid of cells (`grid.Grid`), what goes out are findings with
the place, what is printed there, what it must be, and why.
"""
