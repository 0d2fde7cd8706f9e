"""Filters, one set for each kind of record and one for the timeline, shared by pages and API.

Flat and explicit: every parameter is declared with its words. A parameter repeated matches any of
its values; different parameters must all match.
"""

from ..registry import load
from .base import FILTERSETS, RecordFilterSet, WindowFilterSet
from .copresence import CompanyFilterSet, CopresenceFilterSet
from .occurrences import TimelineFilterSet

load(__name__)

__all__ = [
    "FILTERSETS",
    "CompanyFilterSet",
    "CopresenceFilterSet",
    "RecordFilterSet",
    "TimelineFilterSet",
    "WindowFilterSet",
]
