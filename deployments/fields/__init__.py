"""Patterns of the domain that a model declares in a line: keys, fuzzy dates, open words, arcs.

`FuzzyDateField`, `OpenWord` and `Arc` are no columns themselves: each contributes its columns, its
named constraint and the value they make, and says in words what it refuses.
"""

from .arcs import Arc
from .durations import DurationField
from .fuzzy import EDTFField, FuzzyDateField, validate_edtf
from .keys import KEY_LENGTH, KeyField, validate_key
from .open_words import OpenWord

__all__ = [
    "KEY_LENGTH",
    "Arc",
    "DurationField",
    "EDTFField",
    "FuzzyDateField",
    "KeyField",
    "OpenWord",
    "validate_edtf",
    "validate_key",
]
