"""Navies and places: what other records refer to."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import countries
from ..choices import PortKind
from .base import Record

validate_unlocode = RegexValidator(
    r"^[A-Z]{2}[A-Z0-9]{3}$",
    _("A UN/LOCODE is two letters for the country and three letters or digits, such as “JPYOS”."),
    code="unlocode",
)
validate_wikidata = RegexValidator(
    r"^Q[1-9]\d*$", _("A Wikidata id is a Q and a number, such as “Q1067206”."), code="wikidata"
)


def country_field(**kwargs: object) -> models.CharField[str, str]:
    """An ISO 3166-1 alpha-2 code; empty where there is none."""
    kwargs.setdefault("help_text", _("Country, by its ISO 3166-1 code."))
    return models.CharField(
        max_length=2,
        blank=True,
        choices=countries.choices,
        db_index=True,
        **kwargs,  # type: ignore[arg-type]
    )


def position_constraints() -> list[models.CheckConstraint]:
    """Latitude and longitude: both or neither, and on the globe."""
    return [
        models.CheckConstraint(
            name="%(class)s_lat_and_lon_both_or_neither",
            condition=Q(lat__isnull=True, lon__isnull=True)
            | Q(lat__isnull=False, lon__isnull=False),
        ),
        models.CheckConstraint(
            name="%(class)s_position_on_the_globe",
            condition=Q(lat__isnull=True)
            | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
        ),
    ]


class Positioned(models.Model):
    """A place with a position in degrees (WGS 84), or with none."""

    lat = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees, north positive. Leave both empty where no source gives a position."),
    )
    lon = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees, east positive."),
    )
    radius_km = models.FloatField(
        _("radius in km"), null=True, blank=True, validators=[MinValueValidator(0.001)]
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if (self.lat is None) != (self.lon is None):
            missing = "lat" if self.lat is None else "lon"
            raise ValidationError(
                {missing: _("Give both latitude and longitude, or leave both empty.")}
            )
        if self.radius_km is not None and self.lat is None:
            raise ValidationError(
                {"radius_km": _("A radius needs a centre: give latitude and longitude too.")}
            )


class OfACountry(models.Model):
    """What belongs to a country: by code, or in words where the country never had a code."""

    country = country_field()
    country_said = models.CharField(
        _("country in words"),
        max_length=100,
        blank=True,
        help_text=_("Only for a country that never had a code, such as “Republic of Texas”."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.country and self.country_said:
            raise ValidationError(
                {"country_said": _("The country is given by its code; leave this empty.")}
            )

    @property
    def country_name(self) -> str:
        """The name of the country, by code or in words; empty where neither is given."""
        return countries.name(self.country) if self.country else self.country_said


def one_country(model: str) -> models.CheckConstraint:
    """A country by code or in words, not both."""
    return models.CheckConstraint(
        name=f"{model}_country_by_code_or_in_words",
        condition=Q(country="") | Q(country_said=""),
    )


class Navy(OfACountry, Record):
    """An operator: a navy, a coast guard or a multinational group (which has no country)."""

    record_type: ClassVar[str] = "navy"
    search_fields: ClassVar[tuple[str, ...]] = (
        "name",
        "native_name",
        "abbreviation",
        "ship_prefix",
        "former_names",
        "country",
        "country_said",
    )
    search_words: ClassVar[tuple[str, ...]] = ("navy", "marina", "Marine", "armada", "海軍")

    name = models.CharField(max_length=200)
    native_name = models.CharField(max_length=200, blank=True)
    former_names = models.CharField(
        max_length=300, blank=True, help_text=_("Separate several by “;”.")
    )
    abbreviation = models.CharField(max_length=30, blank=True)
    ship_prefix = models.CharField(max_length=20, blank=True)
    wikidata = models.CharField(max_length=20, blank=True, validators=[validate_wikidata])

    class Meta(Record.Meta):
        ordering = ("name", "key")
        verbose_name = _("navy")
        verbose_name_plural = _("navies")
        constraints = [*Record.Meta.constraints, one_country("%(class)s")]

    def __str__(self) -> str:
        return self.name

    def telling_apart(self) -> tuple[str, ...]:
        return self.country_name, self.abbreviation, self.native_name

    @property
    def is_group(self) -> bool:
        """Whether it is a multinational group, which any nation's ship may join."""
        return not (self.country or self.country_said)

    @property
    def country_in_words(self) -> str:
        """The country's name, or that the group is multinational."""
        return self.country_name or countries.name("")


class Port(Positioned, OfACountry, Record):
    """The place of a visit: a port, or an area where the sources name no port."""

    record_type: ClassVar[str] = "port"
    owned: ClassVar[tuple[str, ...]] = ("names", *Record.owned)
    detail_paths: ClassVar[tuple[str, ...]] = ("names__source", *Record.detail_paths)
    search_fields: ClassVar[tuple[str, ...]] = (
        "name",
        "native_name",
        "unlocode",
        "country",
        "country_said",
    )

    name = models.CharField(max_length=200)
    native_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=PortKind,
        default=PortKind.PORT,
        help_text=_("“Area” where a source names only an area, such as “Okinawa”."),
    )
    unlocode = models.CharField(
        "UN/LOCODE", max_length=5, blank=True, db_index=True, validators=[validate_unlocode]
    )
    naval_base = models.BooleanField(default=False)

    class Meta(Record.Meta):
        ordering = ("name", "key")
        verbose_name = _("port")
        verbose_name_plural = _("ports")
        constraints = [
            *Record.Meta.constraints,
            one_country("%(class)s"),
            *position_constraints(),
            models.CheckConstraint(
                name="%(class)s_radius_only_with_a_centre",
                condition=Q(radius_km__isnull=True) | Q(lat__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_radius_positive",
                condition=Q(radius_km__isnull=True) | Q(radius_km__gt=0),
            ),
            models.CheckConstraint(
                name="%(class)s_unlocode_form",
                condition=Q(unlocode="") | Q(unlocode__regex=r"^[A-Z]{2}[A-Z0-9]{3}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def telling_apart(self) -> tuple[str, ...]:
        return self.country_name, self.unlocode, str(self.get_kind_display())

    @property
    def is_area(self) -> bool:
        """Whether only an area is known."""
        return self.kind == PortKind.AREA
