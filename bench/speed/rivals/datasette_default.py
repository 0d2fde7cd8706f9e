"""Datasette as it comes, on a file that may change."""

from __future__ import annotations

from ..asking import Ask
from . import flat


def load() -> Ask:
    """With counts, and suggestions of facets."""
    return flat.datasette(immutable=False)
