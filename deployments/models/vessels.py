"""Vessels, and the names and numbers they bore in time."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from ..choices import HullType
from ..fields import FuzzyDateField, KeyField, OpenWord
from .base import Record
from .owned import OwnedRow
from .reference import Navy, Port, validate_wikidata

IMO_WEIGHTS = (7, 6, 5, 4, 3, 2)
validate_mmsi = RegexValidator(r"^\d{9}$", _("An MMSI has nine digits."), code="mmsi")


def imo_is_valid(imo: int) -> bool:
    """Whether the last digit is the last one of Σ d1…d6 × 7…2 (IMO resolution A.1117(30))."""
    digits = [int(digit) for digit in str(imo)]
    if len(digits) != 7:
        return False
    return sum(d * w for d, w in zip(digits, IMO_WEIGHTS, strict=False)) % 10 == digits[6]


def imo_condition() -> Q:
    """The check digit in SQL: the weighted sum less the last digit is a multiple of ten.

    A digit is taken out by remainders, so that every division is exact on both engines.
    """
    total: Combinable = Value(0) - F("imo") % 10
    for position, weight in enumerate(IMO_WEIGHTS):
        scale = 10 ** (6 - position)
        total = total + (F("imo") % (scale * 10) - F("imo") % scale) / scale * weight
    return Q(imo__isnull=True) | (
        Q(imo__gte=1_000_000, imo__lte=9_999_999)
        & Q(Exact(ExpressionWrapper(total % 10, output_field=models.IntegerField()), 0))
    )


class Vessel(Record):
    """A hull. Its present name stands here; earlier and disputed ones are identities."""

    record_type: ClassVar[str] = "vessel"
    owned: ClassVar[tuple[str, ...]] = ("identities", *Record.owned)
    required: ClassVar[tuple[str, ...]] = ("navy",)
    detail_paths: ClassVar[tuple[str, ...]] = (
        "navy",
        "home_port",
        "identities__navy",
        "identities__source",
        *Record.detail_paths,
    )
    list_paths: ClassVar[tuple[str, ...]] = ("navy",)
    search_fields: ClassVar[tuple[str, ...]] = (
        "name",
        "native_name",
        "pennant",
        "vessel_class",
        "imo",
        "national_designator",
        "nato_designator",
    )
    search_words: ClassVar[tuple[str, ...]] = (
        "ship",
        "vessel",
        "nave",
        "navire",
        "Schiff",
        "buque",
    )
    search_paths: ClassVar[tuple[str, ...]] = ("navy", "identities__navy")
    then_paths: ClassVar[tuple[str, ...]] = ("navy", "identities__navy")
    """What has to be at hand to say what she was at a time: see ``times``."""
    apart_paths: ClassVar[tuple[str, ...]] = ("navy",)

    name = models.CharField(max_length=200)
    native_name = models.CharField(max_length=200, blank=True)
    navy = models.ForeignKey(Navy, on_delete=models.PROTECT, related_name="vessels")
    hull_type = OpenWord(HullType, db_index=True)
    national_designator = models.CharField(
        max_length=20, blank=True, help_text=_("The navy's own type, such as “DDH”.")
    )
    nato_designator = models.CharField(max_length=20, blank=True)
    vessel_class = models.CharField(_("class"), max_length=100, blank=True)
    pennant = models.CharField(_("pennant number"), max_length=30, blank=True)
    imo = models.PositiveIntegerField("IMO", null=True, blank=True, unique=True)
    wikidata = models.CharField(max_length=20, blank=True, validators=[validate_wikidata])
    commissioned_year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1700), MaxValueValidator(2100)]
    )
    displacement_tonnes = models.PositiveIntegerField(
        _("displacement in tonnes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text=_("Full load, in metric tonnes."),
    )
    home_port = models.ForeignKey(
        Port, null=True, blank=True, on_delete=models.PROTECT, related_name="based_vessels"
    )

    class Meta(Record.Meta):
        ordering = ("name", "key")
        verbose_name = _("vessel")
        verbose_name_plural = _("vessels")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(name="%(class)s_imo_check_digit", condition=imo_condition()),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.pennant})" if self.pennant else self.name

    def telling_apart(self) -> tuple[str, ...]:
        kind = self.in_words("hull_type") if self.says("hull_type") else ""
        ship_class = _("%(name)s class") % {"name": self.vessel_class} if self.vessel_class else ""
        return (
            self.pennant,
            str(ship_class),
            kind,
            str(self.commissioned_year or ""),
            self.navy.name,
        )

    def clean(self) -> None:
        super().clean()
        if self.imo is not None and not imo_is_valid(self.imo):
            raise ValidationError(
                {"imo": _("This is no IMO number: seven digits, of which the last is a check.")}
            )


class VesselIdentity(OwnedRow):
    """A name, pennant, navy or MMSI that a vessel bore for a period, or as one source writes it."""

    parent: ClassVar[str] = "vessel"
    gate: ClassVar[tuple[str, ...]] = ("vessel", "navy")
    needed: ClassVar[tuple[str, ...]] = ("navy",)
    named_by: ClassVar[tuple[str, ...]] = ("name", "pennant")

    key = KeyField(blank=True, unique=True)
    vessel = models.ForeignKey(Vessel, on_delete=models.CASCADE, related_name="identities")
    name = models.CharField(max_length=200)
    pennant = models.CharField(_("pennant number"), max_length=30, blank=True)
    navy = models.ForeignKey(
        Navy, null=True, blank=True, on_delete=models.PROTECT, related_name="identities"
    )
    mmsi = models.CharField("MMSI", max_length=9, blank=True, validators=[validate_mmsi])
    held_from = FuzzyDateField("from", _("from"))
    held_to = FuzzyDateField("to", _("to"), not_before="from")
    source = models.ForeignKey(
        "deployments.Source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="identities",
    )
    notes = models.CharField(max_length=300, blank=True)

    class Meta(OwnedRow.Meta):
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
        constraints = [
            models.UniqueConstraint(
                "vessel", "name", "pennant", "from_edtf", name="vesselidentity_unique"
            ),
            models.CheckConstraint(
                name="%(class)s_mmsi_nine_digits",
                condition=Q(mmsi="") | Q(mmsi__regex=r"^[0-9]{9}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pennant}".strip()

    def base_key(self) -> str:
        """What its key is made of when none is given."""
        return f"{self.vessel.key}--{self.name} {self.pennant}"


def dated(identities: models.QuerySet[VesselIdentity]) -> models.QuerySet[VesselIdentity]:
    """Those that say when they held; others only tell how a source writes her."""
    return identities.exclude(from_edtf="", to_edtf="")
