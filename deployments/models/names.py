"""Names that people, organisations and ports bore for a time, or bear beside their own.

Also what they were called, and in which country a port lay, on a day. A record says what holds
now; its dated rows say what held at other times. Where the day is too vague to tell, all that may
have held is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeAlias

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import called
from ..dates import FuzzyDate, Held, days_of, held_on
from ..fields import FuzzyDateField
from .owned import OwnedRow
from .reference import country_field

if TYPE_CHECKING:
    from .commentary import Person
    from .organisations import Organisation
    from .reference import Port

    Bearer: TypeAlias = Organisation | Person | Port


class OtherName(OwnedRow):
    """Another name: a former one, one in another language, or how a source writes it.

    ``held_from`` and ``held_to`` say when it was borne; without both it is only searched by.
    """

    named_by: ClassVar[tuple[str, ...]] = ("name",)
    held_from: FuzzyDateField
    held_to: FuzzyDateField

    name = models.CharField(max_length=250)
    language = models.CharField(max_length=10, blank=True)
    source = models.ForeignKey(
        "deployments.Source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    notes = models.CharField(max_length=200, blank=True)

    class Meta(OwnedRow.Meta):
        abstract = True
        verbose_name = gettext_lazy("other name")
        verbose_name_plural = gettext_lazy("other names")

    def __str__(self) -> str:
        return self.name

    @property
    def is_dated(self) -> bool:
        """Whether it is known when it was first or last borne."""
        return self.held_from is not None or self.held_to is not None


class PortName(OtherName):
    """Another name of a port, a berth, or the country that it lay in for a time."""

    parent: ClassVar[str] = "port"
    gate: ClassVar[tuple[str, ...]] = ("port",)

    port = models.ForeignKey("deployments.Port", on_delete=models.CASCADE, related_name="names")
    country = country_field(
        help_text=gettext_lazy("Only where it lay in another country then: that one.")
    )
    held_from = FuzzyDateField("from", gettext_lazy("from"))
    held_to = FuzzyDateField("to", gettext_lazy("to"), not_before="from")

    class Meta(OtherName.Meta):
        constraints = [
            models.UniqueConstraint("port", "name", "country", "from_edtf", name="portname_unique"),
            models.CheckConstraint(
                name="%(class)s_country_is_dated",
                condition=Q(country="") | ~Q(from_edtf="") | ~Q(to_edtf=""),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.country and not (self.held_from or self.held_to):
            raise ValidationError(
                {"country": _("Say from when or until when it lay in that country.")}
            )


class PersonName(OtherName):
    """Another name of a person, such as the one before a marriage."""

    parent: ClassVar[str] = "person"
    gate: ClassVar[tuple[str, ...]] = ("person",)

    person = models.ForeignKey("deployments.Person", on_delete=models.CASCADE, related_name="names")
    held_from = FuzzyDateField("from", gettext_lazy("from"))
    held_to = FuzzyDateField("to", gettext_lazy("to"), not_before="from")

    class Meta(OtherName.Meta):
        constraints = [
            models.UniqueConstraint("person", "name", "from_edtf", name="personname_unique"),
        ]


class OrganisationName(OtherName):
    """Another name of an organisation, such as the one before it was merged or moved."""

    parent: ClassVar[str] = "organisation"
    gate: ClassVar[tuple[str, ...]] = ("organisation",)

    organisation = models.ForeignKey(
        "deployments.Organisation", on_delete=models.CASCADE, related_name="names"
    )
    held_from = FuzzyDateField("from", gettext_lazy("from"))
    held_to = FuzzyDateField("to", gettext_lazy("to"), not_before="from")

    class Meta(OtherName.Meta):
        constraints = [
            models.UniqueConstraint(
                "organisation", "name", "from_edtf", name="organisationname_unique"
            ),
        ]


class CalledThen(NamedTuple):
    """The names that something may have borne on a day, and the one it bears now."""

    then: tuple[str, ...]
    now: str

    def __str__(self) -> str:
        """Such as “Bombay (now Mumbai)”; “Bombay or Mumbai” where the day is too vague."""
        words = called.either(self.then)
        if self.now in self.then:
            return words
        return _("%(then)s (now %(now)s)") % {"then": words, "now": self.now}


def called_then(name: str, rows: Iterable[OtherName], when: FuzzyDate | None) -> CalledThen:
    """What the bearer of ``name`` and of ``rows`` was called on a day; as now without a day."""
    borne = [Held(row.name, row.held_from, row.held_to) for row in rows if row.is_dated]
    now, then = _at(borne, name, when)
    return CalledThen(tuple(then) if when else (now,), now)


def named_then(bearer: Bearer, when: FuzzyDate | None) -> str:
    """What a port, person or organisation was called on a day, told from others of its name.

    Its names must be at hand.
    """
    return bearer.told_apart(str(called_then(bearer.name, bearer.names.all(), when)))


def countries_then(port: Port, when: FuzzyDate | None) -> list[str]:
    """Codes of the countries that a port, whose names are at hand, may have lain in on a day.

    One as a rule; several where the day is too vague to tell, none where nothing is known.
    """
    lay = [Held(row.country, row.held_from, row.held_to) for row in port.names.all() if row.country]
    return [code for code in _at(lay, port.country, when)[1] if code]


def _at(borne: list[Held[str]], own: str, when: FuzzyDate | None) -> tuple[str, list[str]]:
    """What holds now, and all that may have held on a day: what is borne, or else ``own``.

    What is borne without an end is what holds now.
    """
    lasting = [each.value for each in borne if each.until is None]
    now = lasting[-1] if lasting else own
    if now != own:
        borne = [*borne, Held(own)]
    return now, held_on(days_of(when, when), borne, now)
