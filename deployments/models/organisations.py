"""Organisations: where people work, who publishes, and who hosts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import countries
from ..choices import OrganisationKind
from ..fields import OpenWord
from .base import Record
from .reference import country_field, validate_wikidata


class Organisation(Record):
    """A ministry, newspaper, university, company or the like, under the name it bears now.

    An affiliation, a source and an occasion keep the words in which their source named it.
    """

    record_type: ClassVar[str] = "organisation"
    owned: ClassVar[tuple[str, ...]] = ("names", *Record.owned)
    detail_paths: ClassVar[tuple[str, ...]] = ("names__source", *Record.detail_paths)
    search_fields: ClassVar[tuple[str, ...]] = (
        "name",
        "native_name",
        "other_names",
        "abbreviation",
        "country",
    )

    name = models.CharField(max_length=250)
    native_name = models.CharField(max_length=250, blank=True)
    other_names = models.CharField(
        max_length=500,
        blank=True,
        help_text=_("Names without dates. Separate several by “;”; dated ones have rows below."),
    )
    abbreviation = models.CharField(max_length=30, blank=True)
    kind = OpenWord(OrganisationKind, _("kind"), said=_("kind in the source's word"))
    country = country_field()
    wikidata = models.CharField(max_length=20, blank=True, validators=[validate_wikidata])

    class Meta(Record.Meta):
        ordering = ("name", "key")
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def telling_apart(self) -> tuple[str, ...]:
        kind = self.in_words("kind") if self.says("kind") else ""
        return self.country_name, self.abbreviation, kind

    @property
    def country_name(self) -> str:
        """The name of its country; nothing for one of no country or of several."""
        return countries.name(self.country) if self.country else ""
