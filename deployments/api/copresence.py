"""The address of co-presence: which two parties were where together, and how sure that is."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from .. import paging
from ..copresence import reader, words
from ..filters import CopresenceFilterSet
from ..public import TimelineEntry
from .meetings import MeetingSerializer
from .pagination import CursorPages
from .strictness import StrictFilters
from .views import ListEndpoint


class MeetingPages(CursorPages):
    """Pages of meetings, which are worked out as far as a page needs them."""

    def read(
        self, queryset: reader.Question, view: Any, size: int, cursor: str
    ) -> paging.Page[Any]:
        return reader.page(queryset, size=size, cursor=cursor)

    def count_of(self, queryset: reader.Question) -> int:
        return reader.count(queryset)


class CopresenceViewSet(ListEndpoint):
    """Meetings of two parties: in one port, in one exercise, or where that is possible.

    Each party is a navy, a vessel or a country, and exactly two are named. Nobody meets herself:
    what stands for both parties counts for the narrower one, a vessel before her navy and a navy
    before its country. Planned and cancelled records are no presence.
    """

    queryset = TimelineEntry.objects.none()
    serializer_class = MeetingSerializer
    filterset_class = CopresenceFilterSet
    pagination_class = MeetingPages
    order = reader.ORDER

    def list(self, request: Request) -> HttpResponse:
        """A page of meetings, newest first."""
        asked = StrictFilters().read(request, TimelineEntry.objects.stream(), self)
        assert isinstance(asked, CopresenceFilterSet)
        first, last = asked.window
        question = reader.Question(asked.parties, asked.ports, first, last, asked.certain_alone)
        page: list[Any] = self.paginate_queryset(question) or []  # type: ignore[arg-type]
        written = (JSONRenderer().render(words.meeting(each)) for each in page)
        return self.get_paginated_documents(written)
