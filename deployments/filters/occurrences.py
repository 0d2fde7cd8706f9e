"""Filters of the records that say what happened, and of the timeline they make."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .. import vocabularies
from ..choices import (
    Certainty,
    EngagementKind,
    EntryKind,
    ExerciseDomain,
    ExerciseKind,
    Medium,
    Outcome,
    Position,
    Purpose,
)
from ..kinds import (
    COMMENTARY,
    DEPLOYMENT,
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
from ..public.documents import LEFT, POSITIONS, SUPPORT, UNGRADED
from ..public.entries import PLACE, STANDS_FOR
from ..public.words import TIMELINE
from .base import WindowFilterSet, filters_of
from .columns import EntryWordsFilter, NumbersFilter, TextsFilter, WordsFilter, YesNoFilter
from .parameters import (
    CountryFilter,
    InvolvedCountryFilter,
    InvolvedKeysFilter,
    KeysFilter,
    Rows,
    Values,
    having,
)


def certainty(kind: type[WordsFilter] = WordsFilter) -> WordsFilter:
    """The filter of a record's certainty."""
    return kind(
        Certainty,
        "certainty",
        hint=vocabularies.certainty_hint,
        label=_("Certainty"),
        help_text=_(
            "How sure it is. With days asked for, planned and cancelled ones match only if named."
        ),
    )


def outcome() -> WordsFilter:
    """The filter of what became of what was planned or cancelled."""
    return WordsFilter(
        Outcome,
        "outcome",
        label=_("Outcome"),
        help_text=_("What became of what was planned or cancelled."),
    )


def hosted() -> KeysFilter:
    """The filter of the organisation that hosted it."""
    return KeysFilter(
        ORGANISATION,
        "host_organisation",
        label=_("Host organisation"),
        help_text=_("Organisation that hosted it."),
    )


def cited() -> KeysFilter:
    """The filter of the sources cited for a record."""
    return KeysFilter(SOURCE, label=_("Source"), help_text=_("Source cited for the record."))


class OccurrenceFilterSet(WindowFilterSet):
    """Filters of what happened, by how well it is known."""

    sources = NumbersFilter(
        SUPPORT,
        label=_("Number of sources"),
        help_text=_("How many sources bear it out; what was retracted does not count."),
    )
    ungraded = YesNoFilter(
        UNGRADED,
        label=_("Ungraded"),
        help_text=_("Whether nothing that is cited for it carries a grade."),
    )


@filters_of(DEPLOYMENT)
class DeploymentFilterSet(OccurrenceFilterSet):
    """Filters of deployments."""

    country = CountryFilter(
        label=_("Country"), help_text=_("Country of the lead navy or of a ship's.")
    )
    navy = KeysFilter(NAVY, label=_("Navy"), help_text=_("Lead navy, or navy of one of the ships."))
    lead_navy = KeysFilter(
        NAVY, "lead_navy", label=_("Lead navy"), help_text=_("Navy that leads it.")
    )
    vessel = KeysFilter(VESSEL, label=_("Vessel"), help_text=_("Vessel assigned to it."))
    origin_port = KeysFilter(
        PORT, "origin_port", label=_("Origin"), help_text=_("Port it set out from.")
    )
    source = cited()


@filters_of(VISIT)
class VisitFilterSet(OccurrenceFilterSet):
    """Filters of visits."""

    country = CountryFilter(
        PLACE,
        label=_("Country visited"),
        help_text=_("Country or territory that the port lay in then."),
    )
    port = KeysFilter(PORT, label=_("Port"), help_text=_("Port or area visited."))
    participant_country = CountryFilter(
        STANDS_FOR,
        label=_("Visiting country"),
        help_text=_("Country that a participant stands for."),
    )
    navy = KeysFilter(NAVY, label=_("Navy"), help_text=_("Navy of a participant."))
    vessel = KeysFilter(VESSEL, label=_("Vessel"), help_text=_("Vessel that took part."))
    deployment = KeysFilter(
        DEPLOYMENT,
        label=_("Deployment"),
        help_text=_("Deployment that the visit or one of its ships belonged to."),
    )
    host = KeysFilter(NAVY, "host", label=_("Host"), help_text=_("Navy that hosted it."))
    departure_known = YesNoFilter(
        LEFT,
        label=_("Departure known"),
        help_text=_("Whether a source says when it ended."),
    )
    certainty = certainty()
    outcome = outcome()
    purpose = WordsFilter(
        Purpose, "purpose", label=_("Purpose"), help_text=_("Purpose of the call.")
    )
    host_organisation = hosted()
    source = cited()


@filters_of(EXERCISE)
class ExerciseFilterSet(OccurrenceFilterSet):
    """Filters of exercises."""

    country = CountryFilter(
        STANDS_FOR,
        label=_("Country"),
        help_text=_("Country that a participant stands for."),
    )
    navy = KeysFilter(NAVY, label=_("Navy"), help_text=_("Navy of a participant."))
    vessel = KeysFilter(VESSEL, label=_("Vessel"), help_text=_("Vessel that took part."))
    deployment = KeysFilter(
        DEPLOYMENT,
        label=_("Deployment"),
        help_text=_("Deployment that one of its ships belonged to."),
    )
    kind = WordsFilter(ExerciseKind, "kind", label=_("Kind"), help_text=_("Kind of training."))
    domain = WordsFilter(
        ExerciseDomain, "domain", label=_("Domain"), help_text=_("Where it was fought out.")
    )
    series = TextsFilter(
        "series", label=_("Series"), help_text=_("Series it belongs to, exactly as recorded.")
    )
    certainty = certainty()
    outcome = outcome()
    host_organisation = hosted()
    source = cited()


@filters_of(ENGAGEMENT)
class EngagementFilterSet(OccurrenceFilterSet):
    """Filters of engagements."""

    country = CountryFilter(
        label=_("Country"),
        help_text=_("Country represented, or of the port it was held in."),
    )
    port = KeysFilter(PORT, label=_("Port"), help_text=_("Port it was held in."))
    visit = KeysFilter(VISIT, label=_("Visit"), help_text=_("Visit it belonged to."))
    deployment = KeysFilter(
        DEPLOYMENT,
        label=_("Deployment"),
        help_text=_("Deployment of the visit it belonged to."),
    )
    person = KeysFilter(PERSON, label=_("Person"), help_text=_("Person who was there."))
    kind = WordsFilter(EngagementKind, "kind", label=_("Kind"), help_text=_("Kind of occasion."))
    host_organisation = hosted()
    source = cited()


class PositionFilter(WordsFilter):
    """Positions taken, on the themes asked for where there are any."""

    def filter(self, qs: Rows, value: Values) -> Rows:
        themes = self.parent.cleaned.get("theme")
        if not (value and themes):
            return super().filter(qs, value)
        taken = [f"{theme}:{position}" for theme in themes for position in value]
        return having(qs, self.kind, POSITIONS, taken)


@filters_of(COMMENTARY)
class CommentaryFilterSet(OccurrenceFilterSet):
    """Filters of commentary."""

    person = KeysFilter(PERSON, "speaker", label=_("Person"), help_text=_("Person who said it."))
    question = KeysFilter(QUESTION, label=_("Question"), help_text=_("Question that it answers."))
    theme = KeysFilter(THEME, label=_("Theme"), help_text=_("Theme that it takes a position on."))
    position = PositionFilter(
        Position,
        "position",
        label=_("Position"),
        help_text=_("Position taken on a theme; on the one asked for, if there is one."),
    )
    country = CountryFilter(
        label=_("Country"),
        help_text=_("Country that it is about, or that the person is from."),
    )
    deployment = KeysFilter(
        DEPLOYMENT,
        label=_("Deployment"),
        help_text=_("Deployment that it, or the visit it is about, belongs to."),
    )
    visit = KeysFilter(VISIT, label=_("Visit"), help_text=_("Visit it is about."))
    exercise = KeysFilter(EXERCISE, label=_("Exercise"), help_text=_("Exercise it is about."))
    engagement = KeysFilter(
        ENGAGEMENT, label=_("Engagement"), help_text=_("Engagement it is about.")
    )
    navy = KeysFilter(
        NAVY, label=_("Navy"), help_text=_("Navy that it, or a vessel it is about, is of.")
    )
    vessel = KeysFilter(VESSEL, label=_("Vessel"), help_text=_("Vessel it is about."))
    port = KeysFilter(
        PORT, label=_("Port"), help_text=_("Port that it, or a visit it is about, names.")
    )
    medium = WordsFilter(Medium, "medium", label=_("Medium"), help_text=_("How it was said."))
    language = TextsFilter(
        "language", label=_("Language"), help_text=_("Language it was said in, such as “en”.")
    )
    second_hand = YesNoFilter(
        "second_hand",
        label=_("At second hand"),
        help_text=_("Whether it is known at second hand only."),
    )
    source = cited()


class TimelineFilterSet(WindowFilterSet):
    """Filters of the timeline; use it over ``TimelineEntry.objects.stream()``."""

    record_type = TIMELINE
    disputed = None  # type: ignore[assignment]
    kind = EntryWordsFilter(EntryKind, "kind", label=_("Kind"), help_text=_("What an entry tells."))
    country = InvolvedCountryFilter(
        label=_("Country"),
        help_text=_("Country of a place, a ship or a person involved."),
    )
    navy = InvolvedKeysFilter(NAVY, label=_("Navy"), help_text=_("Navy involved."))
    vessel = InvolvedKeysFilter(VESSEL, label=_("Vessel"), help_text=_("Vessel involved."))
    port = InvolvedKeysFilter(PORT, label=_("Port"), help_text=_("Port or area involved."))
    deployment = InvolvedKeysFilter(
        DEPLOYMENT, label=_("Deployment"), help_text=_("Deployment it belongs to.")
    )
    person = InvolvedKeysFilter(
        PERSON, label=_("Person"), help_text=_("Person who spoke, was there or is meant.")
    )
    question = InvolvedKeysFilter(
        QUESTION, label=_("Question"), help_text=_("Question that a statement answers.")
    )
    theme = InvolvedKeysFilter(THEME, label=_("Theme"), help_text=_("Theme of a statement."))
    certainty = certainty(EntryWordsFilter)
