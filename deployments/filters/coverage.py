"""Filters of coverage."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..choices import Completeness, Followed
from ..kinds import COVERAGE, NAVY, PORT
from .base import RecordFilterSet, filters_of
from .columns import WordsFilter
from .parameters import CountryFilter, KeysFilter


@filters_of(COVERAGE)
class CoverageFilterSet(RecordFilterSet):
    """Filters of coverage."""

    navy = KeysFilter(NAVY, label=_("Navy"), help_text=_("Navy that was followed."))
    port = KeysFilter(PORT, label=_("Port"), help_text=_("Port or area that was followed."))
    country = CountryFilter(
        label=_("Country"), help_text=_("Country that was followed as a whole.")
    )
    followed = WordsFilter(
        Followed, "followed", label=_("Followed"), help_text=_("Which records were looked for.")
    )
    completeness = WordsFilter(
        Completeness,
        "completeness",
        label=_("Completeness"),
        help_text=_("How much of what happened the records hold."),
    )
