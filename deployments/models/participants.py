"""Who took part in a visit or an exercise, as exactly as the source says and no more."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .. import countries, dates
from ..fields import FuzzyDateField, KeyField
from .owned import OwnedRow
from .reference import Navy, country_field
from .times import Then
from .vessels import Vessel


class Participant(OwnedRow):
    """A named vessel; or a navy with a number and a type; or a navy; or a country and no more."""

    needed: ClassVar[tuple[str, ...]] = ("navy", "vessel")
    named_by: ClassVar[tuple[str, ...]] = ("vessel", "navy", "country", "said", "type")

    key = KeyField(blank=True, unique=True)
    country = country_field()
    navy = models.ForeignKey(
        Navy, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    vessel = models.ForeignKey(
        Vessel, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    count = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How many ships; empty where no source gives a number."),
    )
    type = models.CharField(
        max_length=100, blank=True, help_text=_("Such as “frigates and destroyers”.")
    )
    said = models.CharField(
        max_length=200, blank=True, help_text=_("The source's own words, such as a ship's name.")
    )
    identified_as = models.ForeignKey(
        Vessel,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_identifications",
        help_text=_("Found out later; cite the source. What was said stays."),
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta(OwnedRow.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_says_who",
                condition=~Q(country="") | Q(navy__isnull=False) | Q(vessel__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_named_vessel_counts_one",
                condition=Q(vessel__isnull=True) | Q(count=1),
            ),
            models.CheckConstraint(
                name="%(class)s_count_at_least_one",
                condition=Q(count__isnull=True) | Q(count__gte=1),
            ),
            models.CheckConstraint(
                name="%(class)s_identified_only_if_unnamed",
                condition=Q(identified_as__isnull=True) | Q(vessel__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.key or self.base_key()

    def clean(self) -> None:
        super().clean()
        if not (self.country or self.navy_id or self.vessel_id):
            raise ValidationError(_("Say who took part: a vessel, a navy or at least a country."))
        if self.vessel_id and self.count is None:
            self.count = 1
        if self.vessel_id and self.count != 1:
            raise ValidationError({"count": _("A named vessel counts one.")})
        if self.vessel_id and self.identified_as_id:
            raise ValidationError(
                {"identified_as": _("The vessel is named already; leave this empty.")}
            )

    def base_key(self) -> str:
        """What its key is made of when none is given."""
        if self.vessel_id:
            who = self.vessel.key if self.vessel else ""
        elif self.navy_id:
            who = f"{self.navy.key if self.navy else ''} {self.said or self.type}"
        else:
            who = f"{self.country} {self.said or self.type}"
        return f"{self.owner.key}--{who}"  # type: ignore[attr-defined]

    @property
    def days(self) -> dates.Days:
        """The days on which it took part."""
        raise NotImplementedError

    @cached_property
    def vessel_then(self) -> Then | None:
        """Its named vessel as she was on these days."""
        return self._then(self.vessel)

    @cached_property
    def identified_then(self) -> Then | None:
        """The vessel that it was identified as, as she was on these days."""
        return self._then(self.identified_as)

    def _then(self, vessel: Vessel | None) -> Then | None:
        """A vessel on these days, of the navy that is stated unless that is a group."""
        of_state = self.navy if self.navy is not None and not self.navy.is_group else None
        return Then(vessel, self.days, stated=of_state) if vessel is not None else None

    @property
    def ship(self) -> Then | None:
        """Its vessel, named or identified, as she was on these days."""
        return self.vessel_then or self.identified_then

    @property
    def navies(self) -> tuple[Navy, ...]:
        """The navies it stands for: the one stated; without it, or in a group, its ship's then.

        Several of a ship's where the days leave open which, unless a country is stated.
        """
        if self.navy is not None and not self.navy.is_group:
            return (self.navy,)
        then = self.ship.navies if self.ship else ()
        state = countries.state_of(self.country)
        stated = tuple(navy for navy in then if countries.state_of(navy.country) == state)
        own = (self.navy,) if self.navy is not None else ()
        return tuple(dict.fromkeys((*own, *(stated or then))))

    @property
    def country_codes(self) -> tuple[str, ...]:
        """The country it stands for: the one stated, else that of its navy, or of its ship then.

        Several where the days leave open which of its ship's; none for unnamed ships of a group.
        """
        if self.country:
            return (self.country,)
        return tuple(dict.fromkeys(navy.country for navy in self.navies if navy.country))

    @property
    def country_said(self) -> str:
        """The country that it stands for in words, where that has no code."""
        said = (navy.country_said for navy in self.navies)
        return "" if self.country_codes else next(filter(None, said), "")

    @property
    def country_name(self) -> str:
        """The name of the country it stands for; several with “or” between."""
        return self.country_said or countries.names(self.country_codes)


ASSIGNED_VOYAGES = (
    "participants__vessel__assignments__deployment",
    "participants__identified_as__assignments__deployment",
)
"""The deployments to which the ships that took part were assigned."""


def natural_key(parent: str, *more: str) -> models.UniqueConstraint:
    """One row for each (parent, country, navy, vessel, type, said), empty values included."""
    return models.UniqueConstraint(
        models.F(parent),
        models.F("country"),
        Coalesce("navy", 0),
        Coalesce("vessel", 0),
        models.F("type"),
        models.F("said"),
        *[models.F(name) for name in more],
        name="%(class)s_natural_key_unique",
    )


class VisitParticipant(Participant):
    """Who made a port call; it may have its own times, berth and deployment."""

    parent: ClassVar[str] = "visit"
    gate: ClassVar[tuple[str, ...]] = ("visit", "navy", "vessel")

    visit = models.ForeignKey(
        "deployments.Visit", on_delete=models.CASCADE, related_name="participants"
    )
    arrival = FuzzyDateField("arrival", _("own arrival"))
    departure = FuzzyDateField("departure", _("own departure"), not_before="arrival")
    berth = models.CharField(max_length=200, blank=True)
    deployment = models.ForeignKey(
        "deployments.Deployment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="visit_participants",
        help_text=_("Where it differs from the visit's deployment."),
    )

    class Meta(Participant.Meta):
        abstract = False
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            *Participant.Meta.constraints,
            natural_key("visit"),
        ]

    @property
    def days(self) -> dates.Days:
        visit = self.visit
        return dates.days_of(self.arrival or visit.arrival, self.departure or visit.departure)


class ExerciseParticipant(Participant):
    """Who took part in an exercise."""

    parent: ClassVar[str] = "exercise"
    gate: ClassVar[tuple[str, ...]] = ("exercise", "navy", "vessel")

    exercise = models.ForeignKey(
        "deployments.Exercise", on_delete=models.CASCADE, related_name="participants"
    )

    class Meta(Participant.Meta):
        abstract = False
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [*Participant.Meta.constraints, natural_key("exercise")]

    @property
    def days(self) -> dates.Days:
        return self.exercise.days


class Attestation(OwnedRow):
    """Names a source that says that someone took part."""

    named_by: ClassVar[tuple[str, ...]] = ("participant", "source")

    source = models.ForeignKey(
        "deployments.Source", on_delete=models.PROTECT, related_name="%(class)ss"
    )

    class Meta(OwnedRow.Meta):
        abstract = True
        verbose_name = _("attesting source")
        verbose_name_plural = _("attesting sources")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("participant", "source", name="%(class)s_unique"),
        ]

    def __str__(self) -> str:
        return str(self.source)


class VisitAttestation(Attestation):
    """A source that names a participant of a visit."""

    parent: ClassVar[str] = "participant"
    gate: ClassVar[tuple[str, ...]] = ("participant", "source")

    participant = models.ForeignKey(
        VisitParticipant, on_delete=models.CASCADE, related_name="attestations"
    )


class ExerciseAttestation(Attestation):
    """A source that names a participant of an exercise."""

    parent: ClassVar[str] = "participant"
    gate: ClassVar[tuple[str, ...]] = ("participant", "source")

    participant = models.ForeignKey(
        ExerciseParticipant, on_delete=models.CASCADE, related_name="attestations"
    )
