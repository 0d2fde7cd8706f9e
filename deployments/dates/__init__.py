"""Fuzzy dates: what is known of a day, as EDTF, strict bounds, words and spans.

Knows nothing of the rest of the project. `edtf` reads EDTF, `typed` what people type, `words`
says a date, `spans` works out possible and certain days and their overlap, `windows` which of them
are left once it is known when something was not; `durations` reads how long something is said to
have lasted.
"""

from .durations import (
    ACCEPTED_DURATION,
    DURATION_FORM,
    MAX_DURATION_LENGTH,
    MAX_DURATION_WORDS,
    Duration,
    parse_duration,
    typed_duration,
)
from .edtf import FuzzyDate, Kind, ends, parse
from .held import Held, held_on
from .parts import ACCEPTED, MAX_EDTF_LENGTH, Form, InvalidDate, Part
from .spans import OPEN_END_CAP_DAYS, Days, Overlap, Span, after, days_of, overlap, span
from .typed import MAX_TYPED_LENGTH, parse_typed
from .words import display_range
from .written import ACCEPTED_TYPED

__all__ = [
    "ACCEPTED",
    "ACCEPTED_DURATION",
    "ACCEPTED_TYPED",
    "DURATION_FORM",
    "MAX_DURATION_LENGTH",
    "MAX_DURATION_WORDS",
    "MAX_EDTF_LENGTH",
    "MAX_TYPED_LENGTH",
    "OPEN_END_CAP_DAYS",
    "Days",
    "Duration",
    "Form",
    "FuzzyDate",
    "Held",
    "InvalidDate",
    "Kind",
    "Overlap",
    "Part",
    "Span",
    "after",
    "days_of",
    "display_range",
    "ends",
    "held_on",
    "overlap",
    "parse",
    "parse_duration",
    "parse_typed",
    "span",
    "typed_duration",
]
