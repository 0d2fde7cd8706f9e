"""The addresses of the API: a list and a detail for each kind of record, and the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import CharField, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from .. import paging, timeline
from ..filters import FILTERSETS, RecordFilterSet, TimelineFilterSet
from ..models import (
    RECORD_MODELS,
    Deployment,
    Record,
    RecordIndex,
    TimelineEntry,
)
from ..services.whereabouts import Where, whereabouts
from .base import Endpoint
from .pagination import CursorPages
from .problems import Withdrawn
from .serializers import SERIALIZERS, EntrySerializer
from .serializers.common import RecordSerializer
from .serializers.timeline import shown
from .strictness import StrictFilters


class ListEndpoint(Endpoint, GenericViewSet):
    """A list that is filtered strictly and paged by cursor."""

    filter_backends = (StrictFilters,)
    pagination_class = CursorPages
    filterset_class: ClassVar[type[RecordFilterSet]]
    order: ClassVar[Sequence[paging.Column]]

    @property
    def single_parameters(self) -> set[str]:  # type: ignore[override]
        if self.action != "list":
            return set()
        filters = self.filterset_class.base_filters
        return {*CursorPages.parameters, *(n for n, one in filters.items() if not one.multiple)}

    @property
    def multiple_parameters(self) -> set[str]:  # type: ignore[override]
        if self.action != "list":
            return set()
        return {n for n, one in self.filterset_class.base_filters.items() if one.multiple}


class RecordViewSet(ListEndpoint):
    """List and detail of one kind of record; lists hold the same as details."""

    model: ClassVar[type[Record]]
    # Closed here and for each kind below, and opened in get_queryset through the gate alone.
    queryset: QuerySet[Record] | None = None
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    order: ClassVar[Sequence[paging.Column]] = (paging.Column("key"),)

    @property
    def filterset_class(self) -> type[RecordFilterSet]:  # type: ignore[override]
        return FILTERSETS[self.model.record_type]

    def get_serializer_class(self) -> type[RecordSerializer]:
        return SERIALIZERS[self.model.record_type]

    def get_queryset(self) -> QuerySet[Record]:
        """Published records with all that the API shows of them, each step through the gate."""
        rows = self.model._default_manager.all()
        changed = RecordIndex.objects.filter(
            record_type=self.model.record_type, record_id=OuterRef("pk")
        )
        found = rows.published().with_public(*self.model.detail_paths)
        return found.annotate(updated_at=Subquery(changed.values("public_changed_at")[:1]))

    def list(self, request: Request) -> Response:
        """A page of published records."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, key: str) -> Response:
        """One published record."""
        record = self.get_queryset().filter(key=key).first()
        if record is None:
            return self.elsewhere(key)
        return Response(self.get_serializer(record).data)

    def elsewhere(self, key: str) -> Response:
        """The way to a renamed record, or the tombstone of a withdrawn one.

        Raises :class:`Http404` for what was never public, exactly as for an unknown key.
        """
        found = whereabouts(self.model, key)
        if found is None:
            raise Http404
        if found.where is Where.WITHDRAWN:
            raise Withdrawn(found.record)
        name = f"api:{self.model.plural}-detail"
        address = reverse(name, args=[found.record.key], request=self.request)
        return Response({"api_url": address}, status=301, headers={"Location": address})


class OccurrenceViewSet(RecordViewSet):
    """Records that say what happened: newest first, those without a date last."""

    order = (paging.day("sort_day", descending=True), paging.Column("key"))

    def get_queryset(self) -> QuerySet[Record]:
        entries = TimelineEntry.objects.prefetch_related("stretches")
        if self.model is Deployment:
            entries = entries.filter(kind="")  # its whole span, not its departure or return
        rows: QuerySet[Any] = super().get_queryset().annotate(match=Value(None, CharField()))
        return rows.prefetch_related(Prefetch("entries", queryset=entries))


class TimelineViewSet(ListEndpoint):
    """The timeline: visits, exercises, engagements, departures, returns and statements."""

    queryset = TimelineEntry.objects.none()
    serializer_class = EntrySerializer
    filterset_class = TimelineFilterSet
    order = paging.TIMELINE

    def get_queryset(self) -> QuerySet[TimelineEntry]:
        return TimelineEntry.objects.stream().prefetch_related("stretches")

    def list(self, request: Request) -> Response:
        """A page of entries, newest first."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        told = shown(timeline.hydrate(page or [], "citations__source", "citations__via"))
        return self.get_paginated_response(self.get_serializer(told, many=True).data)


def viewset(model: type[Record]) -> type[RecordViewSet]:
    """The views of one kind of record, described in the words of its serializer."""
    base = OccurrenceViewSet if model.is_occurrence else RecordViewSet
    members = {
        "__doc__": SERIALIZERS[model.record_type].listed,
        "model": model,
        "queryset": model._default_manager.none(),
    }
    return type(f"{model.__name__}ViewSet", (base,), members)


VIEWSETS: tuple[type[RecordViewSet], ...] = tuple(viewset(model) for model in RECORD_MODELS)
"""The views of every kind of record."""


class Root(Endpoint):
    """Where everything is."""

    schema = None

    def get(self, request: Request) -> Response:
        """The addresses of all lists, of the description and of the guide."""
        routes = {
            model.plural: reverse(f"api:{model.plural}-list", request=request)
            for model in RECORD_MODELS
        }
        for name in ("timeline", "copresence", "schema", "docs"):
            routes[name] = reverse(f"api:{name}", request=request)
        return Response(routes)
