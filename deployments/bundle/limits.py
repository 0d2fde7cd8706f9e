"""How large a bundle may be. What is larger is refused before it is read to its end.

An export that outgrows a bound is imported in several bundles, or the bound is raised here.
"""

MB = 1024 * 1024

MOST_FILE_BYTES = 64 * MB
"""One CSV file."""

MOST_BUNDLE_BYTES = 256 * MB
"""All CSV files of a bundle together."""

MOST_LINES = 250_000
"""Lines of one file, without its header."""

MOST_COLUMNS = 100
"""Columns of one file."""

MOST_CELL_CHARACTERS = 100_000
"""One cell."""

MOST_MESSAGES = 10_000
"""Faults that one report holds; further ones are counted."""

MOST_MESSAGE_CHARACTERS = 1_000
"""One message, which may quote a cell."""

MOST_ARCHIVE_BYTES = 64 * MB
"""A ZIP archive as it stands."""

MOST_ENTRIES = 100
"""Files and folders in a ZIP archive."""

MOST_DIRECTORY_BYTES = MOST_ENTRIES * 1024
"""The list of contents at the end of a ZIP archive."""

MOST_RATIO = 200
"""How many times larger than its compressed form a file in a ZIP archive may be."""
