"""Where ships went: deployments with their ships, and port calls."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .. import dates
from ..choices import NOT_PRESENT, UN_EDIFACT_8025, Certainty, Purpose, Role
from ..fields import EDTFField, Fuzzy, KeyField, bound_field, words_field
from .base import Occurrence, OwnedRow, Record, ordered
from .reference import Navy, Port
from .vessels import Vessel


class Deployment(Occurrence):
    """A named voyage or task group."""

    record_type: ClassVar[str] = "deployment"
    plural: ClassVar[str] = "deployments"
    owned: ClassVar[tuple[str, ...]] = ("assignments", "citations")
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
        "origin_port",
        "assignments__vessel__navy",
        "citations__source",
    )
    search_fields: ClassVar[tuple[str, ...]] = ("name", "summary")

    name = models.CharField(max_length=250)
    lead_navy = models.ForeignKey(Navy, on_delete=models.PROTECT, related_name="led_deployments")
    start_edtf = EDTFField(verbose_name=_("start"))
    start_words = words_field()
    start_earliest = bound_field()
    start_latest = bound_field()
    end_edtf = EDTFField(verbose_name=_("end"))
    end_words = words_field()
    end_earliest = bound_field()
    end_latest = bound_field()
    origin_port = models.ForeignKey(
        Port,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="originating_deployments",
    )

    start = Fuzzy("start")
    end = Fuzzy("end")

    class Meta(Occurrence.Meta):
        verbose_name = _("deployment")
        verbose_name_plural = _("deployments")
        constraints = [*Occurrence.Meta.constraints, ordered("start", "end")]

    def __str__(self) -> str:
        return self.name

    @property
    def dates_in_words(self) -> str:
        """Start and end as they are known."""
        return dates.display_range(self.start, self.end)


class Assignment(OwnedRow):
    """A vessel's part in a deployment, from joining to leaving."""

    parent: ClassVar[str] = "deployment"
    gate: ClassVar[tuple[str, ...]] = ("deployment", "vessel")
    needed: ClassVar[tuple[str, ...]] = ("vessel",)

    key = KeyField(blank=True, unique=True)
    deployment = models.ForeignKey(Deployment, on_delete=models.CASCADE, related_name="assignments")
    vessel = models.ForeignKey(Vessel, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=30, choices=Role, default=Role.UNKNOWN)
    role_said = models.CharField(
        max_length=100, blank=True, help_text=_("The source's own word, where it differs.")
    )
    joined_edtf = EDTFField(verbose_name=_("joined"))
    joined_words = words_field()
    joined_earliest = bound_field()
    joined_latest = bound_field()
    left_edtf = EDTFField(verbose_name=_("left"))
    left_words = words_field()
    left_earliest = bound_field()
    left_latest = bound_field()
    note = models.CharField(max_length=300, blank=True)

    joined = Fuzzy("joined")
    left = Fuzzy("left")

    class Meta(OwnedRow.Meta):
        verbose_name = _("ship of the deployment")
        verbose_name_plural = _("ships of the deployment")
        constraints = [
            ordered("joined", "left"),
            models.UniqueConstraint(
                "deployment", "vessel", "joined_edtf", name="assignment_unique"
            ),
            models.CheckConstraint(
                name="%(class)s_role_other_has_a_word",
                condition=~Q(role=Role.OTHER) | ~Q(role_said=""),
            ),
        ]

    def __str__(self) -> str:
        return self.key or self.base_key()

    def clean(self) -> None:
        super().clean()
        if self.role == Role.OTHER and not self.role_said:
            raise ValidationError({"role_said": _("Give the source's own word for “other”.")})

    def base_key(self) -> str:
        """What its key is made of when none is given."""
        return f"{self.deployment.key}--{self.vessel.key}"

    @property
    def role_in_words(self) -> str:
        """The role in the source's word where it has one."""
        return self.role_said or self.get_role_display()

    @property
    def dates_in_words(self) -> str:
        """Joining and leaving as they are known."""
        return dates.display_range(self.joined, self.left)


class Visit(Occurrence):
    """One port call, its ships among the participants."""

    record_type: ClassVar[str] = "visit"
    plural: ClassVar[str] = "visits"
    owned: ClassVar[tuple[str, ...]] = ("participants", "citations")
    required: ClassVar[tuple[str, ...]] = ("port",)
    list_paths: ClassVar[tuple[str, ...]] = (
        "port",
        "deployment",
        "superseded_by__port",
        "participants__navy",
        "participants__vessel__navy",
        "participants__identified_as",
        "participants__deployment",
        "citations__source",
    )
    detail_paths: ClassVar[tuple[str, ...]] = (
        "host",
        "supersedes__port",
        "participants__attestations__source",
        "participants__citations__source",
        "participants__citations__via",
        "citations__via",
        *list_paths,
    )
    search_fields: ClassVar[tuple[str, ...]] = ("summary",)

    deployment = models.ForeignKey(
        Deployment, null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    port = models.ForeignKey(Port, on_delete=models.PROTECT, related_name="visits")
    arrival_edtf = EDTFField(verbose_name=_("arrival"))
    arrival_words = words_field()
    arrival_earliest = bound_field()
    arrival_latest = bound_field()
    departure_edtf = EDTFField(verbose_name=_("departure"))
    departure_words = words_field()
    departure_earliest = bound_field()
    departure_latest = bound_field()
    certainty = models.CharField(
        max_length=12, choices=Certainty, default=Certainty.REPORTED, db_index=True
    )
    purpose = models.CharField(max_length=30, choices=Purpose, default=Purpose.UNKNOWN)
    purpose_said = models.CharField(
        max_length=100, blank=True, help_text=_("The source's own word, where it differs.")
    )
    host = models.ForeignKey(
        Navy, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_visits"
    )
    superseded_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
        help_text=_("What happened instead of this planned or cancelled stop."),
    )

    arrival = Fuzzy("arrival")
    departure = Fuzzy("departure")

    class Meta(Occurrence.Meta):
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            *Occurrence.Meta.constraints,
            ordered("arrival", "departure"),
            models.CheckConstraint(
                name="%(class)s_certainty_known", condition=Q(certainty__in=Certainty.values)
            ),
            models.CheckConstraint(
                name="%(class)s_purpose_other_has_a_word",
                condition=~Q(purpose=Purpose.OTHER) | ~Q(purpose_said=""),
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

    def clean(self) -> None:
        super().clean()
        if self.purpose == Purpose.OTHER and not self.purpose_said:
            raise ValidationError({"purpose_said": _("Give the source's own word for “other”.")})
        if self.superseded_by_id and self.certainty not in NOT_PRESENT:
            raise ValidationError(
                {"superseded_by": _("Only a planned or cancelled stop can be superseded.")}
            )
        if self.superseded_by_id and self.superseded_by_id == self.pk:
            raise ValidationError({"superseded_by": _("A visit cannot supersede itself.")})

    @property
    def purpose_in_words(self) -> str:
        """The purpose in the source's word where it has one."""
        return self.purpose_said or self.get_purpose_display()

    @property
    def purpose_code(self) -> int | None:
        """The code of UN/EDIFACT 8025 for the purpose, where the list has one."""
        return UN_EDIFACT_8025.get(self.purpose)

    @property
    def is_presence(self) -> bool:
        """Whether it counts as presence: planned and cancelled stops do not."""
        return self.certainty not in NOT_PRESENT

    @property
    def dates_in_words(self) -> str:
        """Arrival and departure as they are known."""
        return dates.display_range(self.arrival, self.departure)
