"""Filters of organisations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..choices import OrganisationKind
from ..kinds import ORGANISATION
from .base import RecordFilterSet, filters_of
from .columns import WIKIDATA, TextFilter, WordsFilter
from .parameters import CountryFilter


@filters_of(ORGANISATION)
class OrganisationFilterSet(RecordFilterSet):
    """Filters of organisations."""

    country = CountryFilter(label=_("Country"), help_text=_("Country of the organisation."))
    kind = WordsFilter(OrganisationKind, "kind", label=_("Kind"), help_text=_("What it is."))
    wikidata = TextFilter(
        "wikidata", label=_("Wikidata"), help_text=_("Wikidata id, such as Q1067206."), **WIKIDATA
    )
