"""Where ships went: deployments with their ships, and port calls."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..choices import NOT_PRESENT, UN_EDIFACT_8025, Certainty, Purpose, Role
from ..fields import FuzzyDateField, KeyField, OpenWord
from .base import Occurrence, OwnedRow, Record
from .names import countries_then, named_then
from .participants import ASSIGNED_VOYAGES
from .reference import Navy, Port
from .vessels import Vessel


class Deployment(Occurrence):
    """A named voyage or task group."""

    record_type: ClassVar[str] = "deployment"
    plural: ClassVar[str] = "deployments"
    owned: ClassVar[tuple[str, ...]] = ("assignments", *Record.owned)
    required: ClassVar[tuple[str, ...]] = ("lead_navy", "origin_port")
    detail_paths: ClassVar[tuple[str, ...]] = (
        "lead_navy",
        "origin_port",
        "assignments__vessel__navy",
        "assignments__citations__source",
        "assignments__citations__via",
        *Record.detail_paths,
    )
    list_paths: ClassVar[tuple[str, ...]] = (
        "lead_navy",
        "origin_port__names",
        "assignments__vessel__navy",
        "citations__source",
    )
    entry_paths: ClassVar[tuple[str, ...]] = (
        "lead_navy",
        "origin_port__names",
        "assignments__vessel__navy",
        "visits__participants__vessel",
    )
    apart_paths: ClassVar[tuple[str, ...]] = ("lead_navy",)
    search_fields: ClassVar[tuple[str, ...]] = ("name", "summary")

    name = models.CharField(max_length=250)
    lead_navy = models.ForeignKey(Navy, on_delete=models.PROTECT, related_name="led_deployments")
    start = FuzzyDateField("start", _("start"))
    end = FuzzyDateField("end", _("end"), not_before="start")
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
        constraints = [*Occurrence.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def telling_apart(self) -> tuple[str, ...]:
        return self.year, self.dates_in_words, self.lead_navy.name


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


class Visit(Occurrence):
    """One port call, its ships among the participants."""

    record_type: ClassVar[str] = "visit"
    plural: ClassVar[str] = "visits"
    name_paths: ClassVar[tuple[str, ...]] = ("port__names",)
    owned: ClassVar[tuple[str, ...]] = ("participants", *Record.owned)
    required: ClassVar[tuple[str, ...]] = ("port",)
    list_paths: ClassVar[tuple[str, ...]] = (
        "port__names",
        "deployment",
        "superseded_by__port__names",
        "participants__navy",
        "participants__vessel__navy",
        "participants__identified_as",
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
        *Record.detail_paths,
        *list_paths,
    )
    entry_paths: ClassVar[tuple[str, ...]] = (
        "port__names",
        "deployment",
        "participants__navy",
        "participants__vessel__navy",
        "participants__identified_as__navy",
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
    certainty = models.CharField(
        max_length=12, choices=Certainty, default=Certainty.REPORTED, db_index=True
    )
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
    superseded_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
        help_text=_("What happened instead of this planned or cancelled stop."),
    )

    class Meta(Occurrence.Meta):
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            *Occurrence.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_certainty_known", condition=Q(certainty__in=Certainty.values)
            ),
            models.CheckConstraint(
                name="%(class)s_not_superseded_by_itself",
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
            ),
            models.CheckConstraint(
                name="%(class)s_superseded_only_if_planned_or_cancelled",
                condition=Q(superseded_by__isnull=True) | Q(certainty__in=NOT_PRESENT),
            ),
        ]

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

    def clean(self) -> None:
        super().clean()
        if self.superseded_by_id and self.certainty not in NOT_PRESENT:
            raise ValidationError(
                {"superseded_by": _("Only a planned or cancelled stop can be superseded.")}
            )
        if self.superseded_by_id and self.superseded_by_id == self.pk:
            raise ValidationError({"superseded_by": _("A visit cannot supersede itself.")})

    @property
    def purpose_code(self) -> int | None:
        """The code of UN/EDIFACT 8025 for the purpose, where the list has one."""
        return UN_EDIFACT_8025.get(self.purpose)

    @property
    def is_presence(self) -> bool:
        """Whether it counts as presence: planned and cancelled stops do not."""
        return self.certainty not in NOT_PRESENT
