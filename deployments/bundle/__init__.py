"""Bundles: a directory of CSV files that holds records, to import and to export.

`spec` declares every file and column once; `reading` reads a directory; `importing` writes it to
the database and `report` says what happened, row by row; `exporting` writes the same format.
"""
