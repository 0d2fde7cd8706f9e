"""Filters of dossiers: by the records that they name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..kinds import (
    COMMENTARY,
    COVERAGE,
    DEPLOYMENT,
    DOSSIER,
    ENGAGEMENT,
    EXERCISE,
    NAVY,
    ORGANISATION,
    PERSON,
    PORT,
    QUESTION,
    SOURCE,
    THEME,
    VESSEL,
    VISIT,
)
from .base import RecordFilterSet, filters_of
from .parameters import KeysFilter


@filters_of(DOSSIER)
class DossierFilterSet(RecordFilterSet):
    """Filters of dossiers."""

    visit = KeysFilter(VISIT, label=_("Visit"), help_text=_("Visit that it names."))
    exercise = KeysFilter(EXERCISE, label=_("Exercise"), help_text=_("Exercise that it names."))
    engagement = KeysFilter(
        ENGAGEMENT, label=_("Engagement"), help_text=_("Engagement that it names.")
    )
    deployment = KeysFilter(
        DEPLOYMENT, label=_("Deployment"), help_text=_("Deployment that it names.")
    )
    commentary = KeysFilter(
        COMMENTARY, label=_("Statement"), help_text=_("Statement that it names.")
    )
    question = KeysFilter(QUESTION, label=_("Question"), help_text=_("Question that it names."))
    theme = KeysFilter(THEME, label=_("Theme"), help_text=_("Theme that it names."))
    person = KeysFilter(PERSON, label=_("Person"), help_text=_("Person whom it names."))
    vessel = KeysFilter(VESSEL, label=_("Vessel"), help_text=_("Vessel that it names."))
    navy = KeysFilter(NAVY, label=_("Navy"), help_text=_("Navy that it names."))
    port = KeysFilter(PORT, label=_("Port"), help_text=_("Port or area that it names."))
    organisation = KeysFilter(
        ORGANISATION, label=_("Organisation"), help_text=_("Organisation that it names.")
    )
    source = KeysFilter(SOURCE, label=_("Source"), help_text=_("Source that it names."))
    coverage = KeysFilter(COVERAGE, label=_("Coverage"), help_text=_("Coverage that it names."))
