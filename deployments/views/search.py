"""The search over everything, and how a browser learns to ask it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ..filters.inputs import MAX_QUERY_LENGTH, QueryField
from ..filters.inputs import shown as quoted
from ..html import render
from ..pages import search
from ..pages.found import COUNTRY
from ..pages.values import Shown, filtered
from ..public.everywhere import MOST
from .base import PAGES, Page
from .filtering import unknown
from .lists import without_blanks

NOTHING_ASKED: Shown = {
    **dict.fromkeys(("query", "refusal", "better", "better_url", "timeline_url"), ""),
    **dict.fromkeys(("examples", "meant", "things", "mentions", "alone"), ()),
}
"""What the page shows where nothing is looked for."""


class SearchPage(Page):
    """What is found for ``q``; without it, what can be asked and how."""

    template_name = "deployments/search.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if clean := without_blanks(request):
            return HttpResponseRedirect(clean)
        query = " ".join(request.GET.get("q", "").split())
        try:
            has_words = bool(QueryField(required=False).clean(query))
        except ValidationError as problem:
            return self._page(query[:MAX_QUERY_LENGTH], {"refusal": " ".join(problem.messages)})
        if not has_words:
            return self._page("", {"examples": search.examples()})
        return self._page(query, search.results(query, heading))

    def _page(self, query: str, shown: Shown) -> HttpResponse:
        title = _("Search: %(query)s") % {"query": quoted(query)} if query else _("Search")
        return self.page(
            **{**NOTHING_ASKED, **shown, "query": query},
            path=filtered("search", q=query) if query else reverse("deployments:search"),
            most=MOST,
            left_out=unknown(self.request.GET, ("q",)),
            title=title,
            description=_(
                "Ships, ports, people and all that is recorded of them, by name or word."
            ),
        )


def heading(kind: str) -> str:
    """What the records of a kind are called together."""
    return _("Countries") if kind == COUNTRY else str(PAGES[kind].kind.title)


class OpenSearchPage(Page):
    """The description by which a browser offers this search in its own box."""

    template_name = "opensearch.xml"
    content_type = "application/opensearchdescription+xml"

    def get(self, request: HttpRequest) -> HttpResponse:
        response = render(
            request, self.template_name, {"site": request.build_absolute_uri("/")[:-1]}
        )
        response["Content-Type"] = self.content_type
        response["Cache-Control"] = "public, no-cache"
        return response
