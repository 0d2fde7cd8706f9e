"""Filters of co-presence: two parties, the ports and the days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..choices import Match
from ..copresence.parties import Breadth, Parties, Party
from ..kinds import NAVY, PORT, VESSEL
from ..public.entries import STANDS_FOR
from ..public.words import TIMELINE
from .base import WindowFilterSet, WindowForm
from .parameters import InvolvedCountryFilter, InvolvedKeysFilter

PARTIES = {"navy": Breadth.NAVY, "vessel": Breadth.VESSEL, "country": Breadth.COUNTRY}
"""The parameters that name a party."""


def named_in(cleaned: Mapping[str, Any]) -> list[tuple[str, int | str]]:
    """The parties that are named, by parameter and value, each once."""
    return list(dict.fromkeys((name, value) for name in PARTIES for value in cleaned[name]))


class RecordParty(InvolvedKeysFilter):
    """A navy or a vessel that is a party; two of them do not stand for one another."""

    repeated = _("Repeat it for both parties.")
    most = 2


class CountryParty(InvolvedCountryFilter):
    """A country that is a party."""

    repeated = RecordParty.repeated
    most = RecordParty.most


class CopresenceForm(WindowForm):
    """Two parties, no more and no less, and days in order."""

    def clean(self) -> None:
        super().clean()
        if any(name in self.errors for name in PARTIES):
            return
        named = [name for name, _value in named_in(self.cleaned_data)]
        if len(named) != 2:
            self.add_error(
                named[-1] if named else "navy",
                ValidationError(
                    _(
                        "Name two different parties by “navy”, “vessel” or “country”, such as "
                        "“navy” twice, or “vessel” and “country”. %(number)d named here."
                    )
                    % {"number": len(named)}
                ),
            )


class CopresenceFilterSet(WindowFilterSet):
    """What is asked of co-presence; use it over ``TimelineEntry.objects.stream()``."""

    record_type = TIMELINE
    always_read = tuple(PARTIES)
    q = None  # type: ignore[assignment]
    disputed = None  # type: ignore[assignment]
    updated_since = None  # type: ignore[assignment]
    navy = RecordParty(NAVY, label=_("Navy"), help_text=_("Navy that is a party."))
    vessel = RecordParty(VESSEL, label=_("Vessel"), help_text=_("Vessel that is a party."))
    country = CountryParty(
        STANDS_FOR,
        label=_("Country"),
        help_text=_("Country that is a party, by all that take part for it."),
    )
    port = InvolvedKeysFilter(
        PORT, label=_("Port"), help_text=_("Port or area that one of the two was at.")
    )

    class Meta:
        form = CopresenceForm

    @property
    def parties(self) -> Parties:
        """The two parties: navies first, then vessels, then countries, each as given."""
        named = named_in(self.cleaned)
        first, second = (Party(PARTIES[name], value) for name, value in named)
        return first, second

    @property
    def ports(self) -> frozenset[int]:
        """Ids of the ports asked for."""
        return frozenset(self.cleaned.get("port") or ())

    @property
    def certain_alone(self) -> bool:
        """Whether nothing that is only possible is asked for."""
        return bool(self.cleaned.get("match") == Match.CERTAIN)


class CompanyForm(WindowForm):
    """Two parties at most, and days in order."""

    def clean(self) -> None:
        super().clean()
        if any(name in self.errors for name in PARTIES):
            return
        named = named_in(self.cleaned_data)
        if len(named) > 2:
            words = _("Name two parties at most: a vessel, a navy or a country each.")
            self.add_error(named[-1][0], ValidationError(words))


class CompanyFilterSet(CopresenceFilterSet):
    """The same, where one party, or a port, is enough to ask who was there with whom."""

    class Meta:
        form = CompanyForm

    @property
    def named(self) -> list[Party]:
        """The parties that are named, none to two."""
        return [Party(PARTIES[name], value) for name, value in named_in(self.cleaned)]
