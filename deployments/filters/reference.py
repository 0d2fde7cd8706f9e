"""Filters of the records that others refer to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..choices import HullType, PersonKind, PortKind, Reliability, SourceKind
from ..kinds import (
    COMMENTARY,
    DEPLOYMENT,
    NAVY,
    ORGANISATION,
    PERSON,
    PORT,
    QUESTION,
    SOURCE,
    THEME,
    VESSEL,
)
from .base import RecordFilterSet, filters_of
from .columns import WIKIDATA, RangeFilter, TextFilter, TextsFilter, WordsFilter, YesNoFilter
from .parameters import CountryFilter, KeysFilter, MetInFilter


@filters_of(NAVY)
class NavyFilterSet(RecordFilterSet):
    """Filters of navies."""

    country = CountryFilter(label=_("Country"), help_text=_("Country of the navy."))
    wikidata = TextFilter(
        "wikidata", label=_("Wikidata"), help_text=_("Wikidata id, such as Q1067206."), **WIKIDATA
    )


@filters_of(PORT)
class PortFilterSet(RecordFilterSet):
    """Filters of ports and areas."""

    country = CountryFilter(label=_("Country"), help_text=_("Country or territory of the port."))
    kind = WordsFilter(PortKind, "kind", label=_("Kind"), help_text=_("A port, or an area only."))
    unlocode = TextFilter(
        "unlocode",
        pattern=r"[A-Z]{2}[A-Z0-9]{3}",
        example="JPYOS",
        label=_("UN/LOCODE"),
        help_text=_("UN/LOCODE, such as JPYOS."),
    )
    naval_base = YesNoFilter(
        "naval_base", label=_("Naval base"), help_text=_("Whether it is a naval base.")
    )


@filters_of(SOURCE)
class SourceFilterSet(RecordFilterSet):
    """Filters of sources."""

    kind = WordsFilter(SourceKind, "kind", label=_("Kind"), help_text=_("Kind of document."))
    publisher = TextsFilter(
        "publisher", label=_("Publisher"), help_text=_("Publisher, exactly as recorded.")
    )
    language = TextsFilter(
        "language", label=_("Language"), help_text=_("Language of the source, such as “en”.")
    )
    publisher_record = KeysFilter(
        ORGANISATION,
        "publisher_record",
        label=_("Publishing organisation"),
        help_text=_("Organisation that published it."),
    )
    reliability = WordsFilter(
        Reliability,
        "reliability",
        label=_("Reliability"),
        help_text=_("Admiralty grade A–F of the source."),
    )
    retracted = YesNoFilter(
        "retracted", label=_("Retracted"), help_text=_("Whether it was retracted.")
    )


@filters_of(VESSEL)
class VesselFilterSet(RecordFilterSet):
    """Filters of vessels."""

    navy = KeysFilter(
        NAVY, label=_("Navy"), help_text=_("Navy that the vessel is of, or once was.")
    )
    country = CountryFilter(
        label=_("Country"), help_text=_("Country of a navy that it is of, or once was.")
    )
    hull_type = WordsFilter(
        HullType, "hull_type", label=_("Type"), help_text=_("General type of the vessel.")
    )
    vessel_class = TextsFilter(
        "vessel_class", label=_("Class"), help_text=_("Class of the vessel, exactly as recorded.")
    )
    displacement_tonnes = RangeFilter(
        "displacement_tonnes",
        label=_("Displacement"),
        help_text=_("Full load in metric tonnes: a number, or a range such as 5000..30000."),
    )
    home_port = KeysFilter(
        PORT, "home_port", label=_("Home port"), help_text=_("Port it is based at.")
    )
    deployment = MetInFilter(
        DEPLOYMENT,
        met_in=DEPLOYMENT,
        as_facet="vessel",
        label=_("Deployment"),
        help_text=_("Deployment that it was assigned to."),
    )
    imo = TextFilter(
        "imo",
        pattern=r"\d{7}",
        example="9074729",
        label=_("IMO number"),
        help_text=_("IMO number, seven digits."),
    )
    wikidata = TextFilter(
        "wikidata", label=_("Wikidata"), help_text=_("Wikidata id, such as Q1067206."), **WIKIDATA
    )


@filters_of(PERSON)
class PersonFilterSet(RecordFilterSet):
    """Filters of people."""

    country = CountryFilter(label=_("Country"), help_text=_("Country of the person."))
    kind = WordsFilter(
        PersonKind, "kind", label=_("Capacity"), help_text=_("In what capacity they are quoted.")
    )
    question = MetInFilter(
        QUESTION,
        met_in=COMMENTARY,
        as_facet="speaker",
        label=_("Question"),
        help_text=_("Question that they answered."),
    )
    organisation = KeysFilter(
        ORGANISATION,
        label=_("Organisation"),
        help_text=_("Organisation that they were affiliated with."),
    )
    theme = MetInFilter(
        THEME,
        met_in=COMMENTARY,
        as_facet="speaker",
        label=_("Theme"),
        help_text=_("Theme that they took a position on."),
    )


@filters_of(QUESTION)
class QuestionFilterSet(RecordFilterSet):
    """Filters of questions."""

    person = MetInFilter(
        PERSON,
        "speaker",
        met_in=COMMENTARY,
        as_facet="question",
        label=_("Person"),
        help_text=_("Person who answered it."),
    )


@filters_of(THEME)
class ThemeFilterSet(RecordFilterSet):
    """Filters of themes."""

    person = MetInFilter(
        PERSON,
        "speaker",
        met_in=COMMENTARY,
        as_facet="theme",
        label=_("Person"),
        help_text=_("Person who took a position on it."),
    )
