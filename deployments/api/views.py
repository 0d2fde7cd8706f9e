"""The addresses of the API: a list and a detail for each kind of record, and the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from .. import paging
from ..documents import SERIALIZERS, EntrySerializer, RecordSerializer
from ..filters import FILTERSETS, RecordFilterSet, TimelineFilterSet
from ..kinds import KINDS, RecordKind
from ..pages.reading import NotReady
from ..public import PublicDocument, TimelineEntry, documents_of
from ..public.whereabouts import Where, whereabouts
from . import answers, entries
from .base import Endpoint
from .pagination import CursorPages
from .problems import Withdrawn
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

    def get_paginated_documents(self, documents: Iterable[bytes]) -> HttpResponse:
        """A page of stored documents."""
        pages = self.paginator
        assert isinstance(pages, CursorPages)
        return answers.sent(answers.page(pages.around(), documents, self.request), self.request)


class RecordViewSet(ListEndpoint):
    """List and detail of one kind of record; lists hold the same as details."""

    record: ClassVar[RecordKind]
    queryset = PublicDocument.objects.none()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    order: ClassVar[Sequence[paging.Column]] = (paging.Column("key"),)

    @property
    def filterset_class(self) -> type[RecordFilterSet]:  # type: ignore[override]
        return FILTERSETS[self.record.record_type]

    def get_serializer_class(self) -> type[RecordSerializer]:
        return SERIALIZERS[self.record.record_type]

    def get_queryset(self) -> QuerySet[PublicDocument]:
        """The documents of the kind, to filter and to order; their texts are read for a page."""
        return documents_of(self.record.record_type)

    def list(self, request: Request) -> HttpResponse:
        """A page of published records."""
        found = self.filter_queryset(self.get_queryset())
        said = [name for name in ("match",) if name in found.query.annotations]
        # With a column that no index has: SQLite would walk one that has all, for a few rows.
        columns = ["pk", "record_id", *(column.name for column in self.order), *said]
        rows = self.paginate_queryset(found.values_list(*columns, named=True)) or []
        texts = PublicDocument.objects.texts([row.pk for row in rows])
        if b"" in texts.values():
            raise NotReady
        # What was withdrawn since the rows were read has no document any more.
        read = [row for row in rows if row.pk in texts]
        if not said:
            return self.get_paginated_documents([texts[row.pk] for row in read])
        return self.get_paginated_documents(
            answers.matched(texts[row.pk], row.match) for row in read
        )

    def retrieve(self, request: Request, key: str) -> HttpResponse:
        """One published record."""
        document = PublicDocument.objects.text(self.record.record_type, key)
        if not document:
            return self.elsewhere(key)
        (written,) = answers.addressed([document], request)
        return answers.sent(written, request)

    def elsewhere(self, key: str) -> Response:
        """The way to a renamed record, or the tombstone of a withdrawn one.

        Raises :class:`NotReady` for a public one without a document, and :class:`Http404` for
        what was never public, exactly as for an unknown key.
        """
        found = whereabouts(self.record.record_type, key)
        if found is None:
            raise Http404
        if found.where is Where.WITHDRAWN:
            raise Withdrawn(found)
        if found.where in (Where.PUBLIC, Where.NOT_READY):
            raise NotReady
        name = f"api:{self.record.plural}-detail"
        address = reverse(name, args=[found.key], request=self.request)
        return Response({"api_url": address}, status=301, headers={"Location": address})


class OccurrenceViewSet(RecordViewSet):
    """Records that say what happened: newest first, those without a date last."""

    order = paging.NEWEST_FIRST


class TimelineViewSet(ListEndpoint):
    """The timeline: visits, exercises, engagements, departures, returns and statements."""

    queryset = TimelineEntry.objects.none()
    serializer_class = EntrySerializer
    filterset_class = TimelineFilterSet
    order = paging.TIMELINE

    def get_queryset(self) -> QuerySet[TimelineEntry]:
        return TimelineEntry.objects.stream()

    def list(self, request: Request) -> HttpResponse:
        """A page of entries, newest first."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        written = entries.written(page or [])
        return self.get_paginated_documents(written)


def viewset(kind: RecordKind) -> type[RecordViewSet]:
    """The views of one kind of record, described in the words of its serializer."""
    base = OccurrenceViewSet if kind.is_occurrence else RecordViewSet
    members = {
        "__doc__": SERIALIZERS[kind.record_type].listed,
        "record": kind,
    }
    return type(f"{kind.record_type.capitalize()}ViewSet", (base,), members)


VIEWSETS: tuple[type[RecordViewSet], ...] = tuple(viewset(kind) for kind in KINDS.values())
"""The views of every kind of record."""


class Root(Endpoint):
    """Where everything is."""

    schema = None

    def get(self, request: Request) -> Response:
        """The addresses of all lists, of the description and of the guide."""
        routes = {
            kind.plural: reverse(f"api:{kind.plural}-list", request=request)
            for kind in KINDS.values()
        }
        for name in ("timeline", "copresence", "schema", "docs"):
            routes[name] = reverse(f"api:{name}", request=request)
        return Response(routes)
