"""The part of an address that names a kind of record."""

from __future__ import annotations

from ..models import RECORD_MODELS

UNDER_PERSPECTIVES = ("question", "theme")

SEGMENTS: dict[str, str] = {
    model.record_type: f"perspectives/{model.plural}"
    if model.record_type in UNDER_PERSPECTIVES
    else model.plural
    for model in RECORD_MODELS
}
"""Where the records of each kind are found."""
