"""Pages that are no record's: about and method, and what is answered where nothing is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..choices import Certainty, Credibility, Reliability
from ..dates import OPEN_END_CAP_DAYS
from ..html import render
from ..pages import about, evidence, places
from . import search
from .base import PAGES, Page, in_order


class AboutPage(Page):
    """What is recorded, how certain it is, how it is dated and graded, and what is covered."""

    template_name = "deployments/about.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        reliability = [(value, grade_words(label)) for value, label in Reliability.choices]
        credibility = [(value, grade_words(label)) for value, label in Credibility.choices]
        return self.page(
            title=_("About and method"),
            description=_("What is recorded, how certain it is, how to cite it, what is left out."),
            coverage=about.coverage(),
            evidence=evidence.everywhere(),
            certainties=[(value, capfirst(label)) for value, label in Certainty.choices],
            grades=[
                {"letter": letter, "reliability": words, "figure": figure, "credibility": other}
                for (letter, words), (figure, other) in zip(reliability, credibility, strict=True)
            ],
            cap_days=OPEN_END_CAP_DAYS,
            api_url="/api/v1/",
            site=request.build_absolute_uri("/"),
        )


class PlacesPage(Page):
    """Countries, ports, navies and ships: those of which most is recorded, and the ways to all."""

    template_name = "deployments/places.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            title=_("Places and ships"),
            description=_("The countries, ports, navies and ships of which most is recorded."),
            sections=places.most_recorded(search.heading),
        )


class DataPage(Page):
    """What can be had besides pages, and on what terms."""

    template_name = "deployments/data.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        names = ("root", "timeline", "schema", "docs")
        return self.page(
            title=_("Data"),
            description=_("All that is published here, for programs, pictures and your own use."),
            api={name: reverse(f"api:{name}") for name in names},
        )


def grade_words(label: Any) -> str:
    """The words of a grade without the letter or figure before them."""
    return str(label).partition("–")[2].strip() or str(label)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for an address at which nothing public is, whatever the reason.

    It says nothing of the address but the list that the address itself names.
    """
    near = nearest(request.path)
    context = {
        "near": near,
        "near_title": PAGES[near].kind.title if near else "",
        "searchable": [
            {"url_name": f"deployments:{page.record.record_type}-list", "title": page.kind.title}
            for page in in_order()
            if page.record.record_type != near
        ],
    }
    response = render(request, "404.html", context, status=404)
    response["Cache-Control"] = "no-store"
    return response


def nearest(path: str) -> str:
    """The kind of record whose addresses begin as ``path`` does, or nothing."""
    for kind, page in PAGES.items():
        if path.startswith(f"/{page.segment()}/"):
            return kind
    return ""
