"""Pages of countries, and of two of them: who came, who went, who trained and what was said."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import countries
from ..pages import pairs, trained
from ..pages.countries import every, one
from .base import Page


class CountryListPage(Page):
    """Every country that a published record touches."""

    template_name = "deployments/countries.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            title=_("Countries"),
            description=_("Every country that a record touches: visits, exercises, statements."),
            **every(),
        )


class CountryPage(Page):
    """One country, with the territories that are counted for it."""

    template_name = "deployments/country.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if not is_code(code):
            raise Http404
        if code != code.upper():
            return HttpResponsePermanentRedirect(
                reverse("deployments:country-detail", args=[code.upper()])
            )
        return self.page(**one(code))


class TrainedPage(Page):
    """Who trained with whom."""

    template_name = "deployments/trained.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            title=_("Who trained with whom"),
            description=_(
                "Countries by the exercises in which they took part, and their partners."
            ),
            **trained.everyone(),
        )


class PairPage(Page):
    """Two countries, each with the territories that are counted for it."""

    template_name = "deployments/pair.html"

    def get(self, request: HttpRequest, one: str, other: str) -> HttpResponse:
        if not (is_code(one) and is_code(other)):
            raise Http404
        address = pairs.address(one.upper(), other.upper())
        if request.path != address:
            return HttpResponsePermanentRedirect(address)
        if one == other:
            return HttpResponsePermanentRedirect(reverse("deployments:country-detail", args=[one]))
        return self.page(**pairs.pair(one, other))


def is_code(code: str) -> bool:
    """Whether these letters, in whatever case, are the code of a country."""
    return len(code) == 2 and code.isascii() and countries.is_known(code.upper())
