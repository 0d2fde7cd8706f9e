"""Exercises, and the diplomatic occasions beside the visits."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import countries
from ..choices import ONE_DAY, EngagementKind, ExerciseDomain, ExerciseKind
from ..fields import FuzzyDateField, OpenWord
from .base import Occurrence
from .commentary import Person
from .movements import Visit
from .names import countries_then, named_then
from .owned import OwnedRow
from .participants import ASSIGNED_VOYAGES
from .plannable import Plannable, certainty_field, outcome_word
from .reference import Port, Positioned, country_field, position_constraints


class Exercise(Positioned, Plannable):
    """A named exercise, joint training or passing exercise."""

    record_type: ClassVar[str] = "exercise"
    owned: ClassVar[tuple[str, ...]] = ("participants", *Occurrence.owned)
    list_paths: ClassVar[tuple[str, ...]] = (
        "superseded_by",
        "participants__navy",
        "participants__vessel__navy",
        "participants__vessel__identities__navy",
        "participants__identified_as__navy",
        "participants__identified_as__identities__navy",
        "citations__source",
    )
    detail_paths: ClassVar[tuple[str, ...]] = (
        "host_organisation",
        "supersedes",
        "participants__attestations__source",
        "participants__citations__source",
        "participants__citations__via",
        *Occurrence.detail_paths,
        *list_paths,
    )
    entry_paths: ClassVar[tuple[str, ...]] = (
        "participants__navy",
        "participants__vessel__navy",
        "participants__vessel__identities__navy",
        "participants__identified_as__navy",
        "participants__identified_as__identities__navy",
    )
    entry_rests_on: ClassVar[tuple[str, ...]] = ASSIGNED_VOYAGES
    search_fields: ClassVar[tuple[str, ...]] = ("name", "series", "area", "summary")

    name = models.CharField(max_length=250)
    kind = OpenWord(ExerciseKind, _("kind"), said=_("kind in the source's word"))
    domain = models.CharField(max_length=20, choices=ExerciseDomain, blank=True)
    series = models.CharField(
        max_length=150, blank=True, help_text=_("Such as “RIMPAC”, of which this is one.")
    )
    area = models.CharField(max_length=250, blank=True)
    host_organisation = models.ForeignKey(
        "deployments.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_exercises",
        help_text=_("The organisation that hosted it."),
    )
    start = FuzzyDateField("start", _("start"))
    end = FuzzyDateField("end", _("end"), not_before="start")
    certainty = certainty_field()
    outcome = outcome_word()

    class Meta(Plannable.Meta):
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [*Plannable.Meta.constraints, *position_constraints()]

    def __str__(self) -> str:
        return self.name

    def telling_apart(self) -> tuple[str, ...]:
        return self.year, self.dates_in_words, self.area

    @property
    def is_of_one_day(self) -> bool:
        return self.kind in ONE_DAY


class Engagement(Occurrence):
    """A diplomatic occasion, on its own date and often beside a visit."""

    record_type: ClassVar[str] = "engagement"
    owned: ClassVar[tuple[str, ...]] = (
        "engagement_people",
        "engagement_countries",
        *Occurrence.owned,
    )
    required: ClassVar[tuple[str, ...]] = ("port",)
    list_paths: ClassVar[tuple[str, ...]] = (
        "port",
        "visit__port",
        "engagement_people__person",
        "engagement_countries",
        "citations__source",
    )
    detail_paths: ClassVar[tuple[str, ...]] = (
        "host_organisation",
        "port__names",
        "visit__port__names",
        *Occurrence.detail_paths,
        *list_paths,
    )
    entry_paths: ClassVar[tuple[str, ...]] = (
        "port__names",
        "visit__deployment",
        "engagement_people__person",
        "engagement_countries",
    )
    apart_paths: ClassVar[tuple[str, ...]] = ("port",)
    search_fields: ClassVar[tuple[str, ...]] = ("name", "summary")

    name = models.CharField(max_length=250)
    kind = OpenWord(EngagementKind, _("kind"), said=_("kind in the source's word"))
    host_organisation = models.ForeignKey(
        "deployments.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_engagements",
        help_text=_("The organisation that hosted it."),
    )
    start = FuzzyDateField("start", _("start"))
    end = FuzzyDateField("end", _("end"), not_before="start")
    port = models.ForeignKey(
        Port, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements"
    )
    visit = models.ForeignKey(
        Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements"
    )
    people = models.ManyToManyField(Person, through="EngagementPerson", related_name="engagements")

    class Meta(Occurrence.Meta):
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        constraints = [
            *Occurrence.Meta.constraints,
        ]

    def __str__(self) -> str:
        return self.name

    def telling_apart(self) -> tuple[str, ...]:
        return self.year, self.dates_in_words, self.port.name if self.port else ""

    @property
    def place(self) -> str:
        """What its port was called on the day, where one is known; its names must be at hand."""
        return named_then(self.port, self.begins) if self.port else ""

    @property
    def countries(self) -> list[str]:
        """The country that its port lay in on the day, or those that it may have lain in."""
        return countries_then(self.port, self.begins) if self.port else []

    @property
    def is_of_one_day(self) -> bool:
        return self.kind in ONE_DAY


class EngagementPerson(OwnedRow):
    """Someone who was there."""

    parent: ClassVar[str] = "engagement"
    gate: ClassVar[tuple[str, ...]] = ("engagement", "person")
    named_by: ClassVar[tuple[str, ...]] = ("person",)

    engagement = models.ForeignKey(
        Engagement, on_delete=models.CASCADE, related_name="engagement_people"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="engagement_people")

    class Meta(OwnedRow.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint("engagement", "person", name="engagementperson_unique")
        ]

    def __str__(self) -> str:
        return str(self.person)


class EngagementCountry(OwnedRow):
    """A country that was represented."""

    parent: ClassVar[str] = "engagement"
    gate: ClassVar[tuple[str, ...]] = ("engagement",)
    named_by: ClassVar[tuple[str, ...]] = ("country",)

    engagement = models.ForeignKey(
        Engagement, on_delete=models.CASCADE, related_name="engagement_countries"
    )
    country = country_field()

    class Meta(OwnedRow.Meta):
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            models.UniqueConstraint("engagement", "country", name="engagementcountry_unique"),
            models.CheckConstraint(name="%(class)s_country_given", condition=~Q(country="")),
        ]

    def __str__(self) -> str:
        return countries.name(self.country)
