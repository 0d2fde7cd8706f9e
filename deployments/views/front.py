"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ..filters import TimelineFilterSet
from ..pages import front
from .base import Page
from .timeline import PAGING


class FrontPage(Page):
    """What this is, and the ways into it.

    The timeline once stood at its address: a question that is asked of it there leads to where it
    stands now.
    """

    template_name = "deployments/front.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.GET.keys() & {*TimelineFilterSet.base_filters, *PAGING}:
            query = request.GET.urlencode()
            return HttpResponsePermanentRedirect(f"{reverse('deployments:timeline')}?{query}")
        return self.page(
            title=_("Naval diplomacy, day by day"),
            description=_(
                "Who sent which ship where, when and with whom, what was said about it, "
                "and how we know."
            ),
            **front.shown(),
        )
