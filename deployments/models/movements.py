"""Where ships went: deployments with their ships, and port calls."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .. import dates
from ..choices import UN_EDIFACT_8025, Purpose, Role
from ..fields import DurationField, FuzzyDateField, KeyField, OpenWord
from .base import Occurrence, Record
from .names import countries_then, named_then
from .owned import OwnedRow
from .participants import ASSIGNED_VOYAGES
from .plannable import Plannable, certainty_field, outcome_word
from .reference import Navy, Port
from .times import Then
from .vessels import Vessel


class Deployment(Occurrence):
    """A named voyage or task group."""

    record_type: ClassVar[str] = "deployment"
    owned: ClassVar[tuple[str, ...]] = ("assignments", *Record.owned)
    required: ClassVar[tuple[str, ...]] = ("lead_navy", "origin_port")
    detail_paths: ClassVar[tuple[str, ...]] = (
        "lead_navy",
        "origin_port__names",
        "assignments__vessel__navy",
        "assignments__vessel__identities__navy",
        "assignments__citations__source",
        "assignments__citations__via",
        *Occurrence.detail_paths,
    )
    list_paths: ClassVar[tuple[str, ...]] = (
        "lead_navy",
        "origin_port__names",
        "assignments__vessel__navy",
        "assignments__vessel__identities__navy",
        "citations__source",
    )
    entry_paths: ClassVar[tuple[str, ...]] = (
        "lead_navy",
        "origin_port__names",
        "assignments__vessel__navy",
        "assignments__vessel__identities__navy",
        "visits__participants__vessel",
    )
    apart_paths: ClassVar[tuple[str, ...]] = ("lead_navy",)
    search_fields: ClassVar[tuple[str, ...]] = ("name", "summary")

    name = models.CharField(max_length=250)
    lead_navy = models.ForeignKey(Navy, on_delete=models.PROTECT, related_name="led_deployments")
    start = FuzzyDateField("start", _("start"))
    end = FuzzyDateField("end", _("end"), not_before="start")
    duration = DurationField(help_text=_("How long a source says that it lasted."))
    duration_words = models.CharField(
        max_length=dates.MAX_DURATION_WORDS,
        blank=True,
        help_text=_("The source's own words for it, such as “five-month voyage”."),
    )
    origin_port = models.ForeignKey(
        Port,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="originating_deployments",
    )

    class Meta(Occurrence.Meta):
        verbose_name = _("deployment")
        verbose_name_plural = _("deployments")
        constraints = [
            *Occurrence.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_duration_form",
                condition=Q(duration="")
                | Q(duration__regex=dates.DURATION_FORM) & ~Q(duration="P"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def telling_apart(self) -> tuple[str, ...]:
        return self.year, self.dates_in_words, self.lead_navy.name

    @property
    def origin_place(self) -> str:
        """What the port it left was called then, if known; the port's names must be at hand."""
        return named_then(self.origin_port, self.start) if self.origin_port else ""

    def settle(self) -> None:
        super().settle()
        if self.duration:
            self.duration = dates.parse_duration(self.duration).iso

    @property
    def said_to_last(self) -> dates.Duration | None:
        """How long a source says that it lasted, in numbers or in words alone."""
        if self.duration:
            return dates.parse_duration(self.duration, self.duration_words)
        return dates.Duration(words=self.duration_words) if self.duration_words else None


class Assignment(OwnedRow):
    """A vessel's part in a deployment, from joining to leaving."""

    parent: ClassVar[str] = "deployment"
    gate: ClassVar[tuple[str, ...]] = ("deployment", "vessel")
    needed: ClassVar[tuple[str, ...]] = ("vessel",)
    named_by: ClassVar[tuple[str, ...]] = ("vessel",)

    key = KeyField(blank=True, unique=True)
    deployment = models.ForeignKey(Deployment, on_delete=models.CASCADE, related_name="assignments")
    vessel = models.ForeignKey(Vessel, on_delete=models.PROTECT, related_name="assignments")
    role = OpenWord(Role, max_length=30)
    joined = FuzzyDateField("joined", _("joined"))
    left = FuzzyDateField("left", _("left"), not_before="joined")
    note = models.CharField(max_length=300, blank=True)

    class Meta(OwnedRow.Meta):
        verbose_name = _("ship of the deployment")
        verbose_name_plural = _("ships of the deployment")
        constraints = [
            models.UniqueConstraint(
                "deployment", "vessel", "joined_edtf", name="assignment_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.key or self.base_key()

    def base_key(self) -> str:
        """What its key is made of when none is given."""
        return f"{self.deployment.key}--{self.vessel.key}"

    @cached_property
    def vessel_then(self) -> Then:
        """The vessel as she was on the days of her part."""
        voyage = self.deployment
        return Then(
            self.vessel, dates.days_of(self.joined or voyage.start, self.left or voyage.end)
        )


class Visit(Plannable):
    """One port call, its ships among the participants."""

    record_type: ClassVar[str] = "visit"
    name_paths: ClassVar[tuple[str, ...]] = ("port__names",)
    owned: ClassVar[tuple[str, ...]] = ("participants", *Record.owned)
    required: ClassVar[tuple[str, ...]] = ("port",)
    list_paths: ClassVar[tuple[str, ...]] = (
        "port__names",
        "deployment",
        "superseded_by__port__names",
        "participants__navy",
        "participants__vessel__navy",
        "participants__vessel__identities__navy",
        "participants__identified_as__navy",
        "participants__identified_as__identities__navy",
        "participants__deployment",
        "citations__source",
    )
    detail_paths: ClassVar[tuple[str, ...]] = (
        "host",
        "host_organisation",
        "supersedes__port__names",
        "participants__attestations__source",
        "participants__citations__source",
        "participants__citations__via",
        *Occurrence.detail_paths,
        *list_paths,
    )
    entry_paths: ClassVar[tuple[str, ...]] = (
        "port__names",
        "deployment",
        "participants__navy",
        "participants__vessel__navy",
        "participants__vessel__identities__navy",
        "participants__identified_as__navy",
        "participants__identified_as__identities__navy",
        "participants__deployment",
    )
    entry_rests_on: ClassVar[tuple[str, ...]] = ASSIGNED_VOYAGES
    search_fields: ClassVar[tuple[str, ...]] = ("summary",)

    deployment = models.ForeignKey(
        Deployment, null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    port = models.ForeignKey(Port, on_delete=models.PROTECT, related_name="visits")
    arrival = FuzzyDateField("arrival", _("arrival"))
    departure = FuzzyDateField("departure", _("departure"), not_before="arrival")
    certainty = certainty_field()
    outcome = outcome_word()
    purpose = OpenWord(Purpose, max_length=30)
    host = models.ForeignKey(
        Navy, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_visits"
    )
    host_organisation = models.ForeignKey(
        "deployments.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_visits",
        help_text=_("The organisation that hosted it, where it is no navy."),
    )

    class Meta(Plannable.Meta):
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [*Plannable.Meta.constraints]

    def __str__(self) -> str:
        return self.key

    @property
    def called(self) -> str:
        """Its place and dates, with a capital first."""
        return capfirst(self.stop)

    @property
    def place(self) -> str:
        """What its port was called on the day; the port's names must be at hand."""
        return named_then(self.port, self.begins)

    @property
    def countries(self) -> list[str]:
        """The country that its port lay in on the day, or those that it may have lain in."""
        return countries_then(self.port, self.begins)

    @property
    def stop(self) -> str:
        """Its place and dates, within a sentence."""
        place = _("visit to %(place)s") % {"place": self.place}
        return ", ".join(part for part in (place, self.dates_in_words) if part)

    @property
    def purpose_code(self) -> int | None:
        """The code of UN/EDIFACT 8025 for the purpose, where the list has one."""
        return UN_EDIFACT_8025.get(self.purpose)
