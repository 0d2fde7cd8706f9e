"""By what what happened stands in lists."""

from datetime import date

UNDATED = date.min
"""The sort day of what has no date: it stands after all others, newest first."""
