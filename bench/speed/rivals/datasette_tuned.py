"""Datasette on a file that does not change, without counts, facets and suggestions."""

from __future__ import annotations

from ..asking import Ask
from . import flat


def load() -> Ask:
    """The file is opened as immutable."""
    return flat.datasette(immutable=True)
