"""Bundles: CSV files that hold records, to import and to export.

`spec` declares every file and column once. To import, `bundles` and `reading` make lines of bytes;
a line is matched with a stored row (`matching`), filled in (`filling`) and checked (`checking`),
each a step from one value of `steps` to the next, over one `session`. `planning` does so for all
lines and stores nothing; `importing` opens the change set in which `saving` carries the plan out.
`report` says what happened, row by row. `exporting` writes the same format.
"""
