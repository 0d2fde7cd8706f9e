"""The addresses of the API: a list and a detail for each kind of record, and the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import DateField, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from .. import paging, timeline
from ..choices import Status
from ..filters import FILTERSETS, RecordFilterSet, TimelineFilterSet
from ..models import (
    RECORD_MODELS,
    Commentary,
    Deployment,
    Engagement,
    Exercise,
    KeyRedirect,
    Navy,
    Person,
    Port,
    Question,
    Record,
    RecordIndex,
    Source,
    Theme,
    TimelineEntry,
    Vessel,
    Visit,
)
from ..models.index import UNDATED
from .base import Endpoint
from .pagination import CursorPages
from .problems import Withdrawn
from .serializers import SERIALIZERS, EntrySerializer
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
    # Closed here and in each kind below, and opened in get_queryset through the gate alone.
    queryset: Any = None
    more_paths: ClassVar[tuple[str, ...]] = ()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"
    order: ClassVar[Sequence[paging.Column]] = (paging.Column("key"),)
    dated_by: ClassVar[tuple[str, ...]] = ()

    @property
    def filterset_class(self) -> type[RecordFilterSet]:  # type: ignore[override]
        return FILTERSETS[self.model.record_type]

    def get_serializer_class(self) -> Any:
        return SERIALIZERS[self.model.record_type]

    def get_queryset(self) -> QuerySet[Any]:
        """Published records with all that the API shows of them, each step through the gate."""
        rows: Any = self.model._default_manager.all()
        changed = RecordIndex.objects.filter(
            record_type=self.model.record_type, record_id=OuterRef("pk")
        )
        found = rows.published().with_public(*self.model.detail_paths, *self.more_paths)
        found = found.annotate(updated_at=Subquery(changed.values("public_changed_at")[:1]))
        if self.dated_by:
            found = found.annotate(day=Coalesce(*self.dated_by, Value(UNDATED, DateField())))
        return found  # type: ignore[no-any-return]

    def list(self, request: Any) -> Response:
        """A page of published records."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Any, key: str) -> Response:
        """One published record."""
        record = self.get_queryset().filter(key=key).first()
        if record is None:
            return self.elsewhere(key)
        return Response(self.get_serializer(record).data)

    def elsewhere(self, key: str) -> Response:
        """The way to a renamed record, or the tombstone of a withdrawn one.

        Raises :class:`Http404` for what was never public, exactly as for an unknown key.
        """
        rows: Any = self.model._default_manager.all()
        record = rows.once_public().filter(key=key).first()
        if record is not None and record.status == Status.WITHDRAWN:
            raise Withdrawn(record)
        renamed = KeyRedirect.objects.filter(record_type=self.model.record_type, old_key=key)
        found = rows.once_public().filter(pk__in=renamed.values("record_id")).first()
        if record is not None or found is None:
            raise Http404
        name = f"api:{self.model.plural}-detail"
        address = reverse(name, args=[found.key], request=self.request)
        return Response({"api_url": address}, status=301, headers={"Location": address})


class OccurrenceViewSet(RecordViewSet):
    """Records that say what happened: newest first, those without a date last."""

    order = (paging.day("day", descending=True), paging.Column("key"))

    def get_queryset(self) -> QuerySet[Any]:
        entries = TimelineEntry.objects.all()
        if self.model is Deployment:
            entries = entries.filter(kind="")  # its whole span, not its departure or return
        return super().get_queryset().prefetch_related(Prefetch("entries", queryset=entries))


class NavyViewSet(RecordViewSet):
    """Navies, coast guards and multinational groups."""

    model = Navy
    queryset = Navy.objects.none()


class PortViewSet(RecordViewSet):
    """Ports, and areas where the sources name no port."""

    model = Port
    queryset = Port.objects.none()


class SourceViewSet(RecordViewSet):
    """Sources that records cite."""

    model = Source
    queryset = Source.objects.none()


class VesselViewSet(RecordViewSet):
    """Vessels, with the names and numbers they bore in time."""

    model = Vessel
    queryset = Vessel.objects.none()


class PersonViewSet(RecordViewSet):
    """People who are quoted, with what they were and when."""

    model = Person
    queryset = Person.objects.none()
    more_paths = ("affiliations__citations__via",)


class QuestionViewSet(RecordViewSet):
    """Questions that readers ask."""

    model = Question
    queryset = Question.objects.none()


class ThemeViewSet(RecordViewSet):
    """Lines of argument."""

    model = Theme
    queryset = Theme.objects.none()


SPAN = ("start_earliest", "start_latest", "end_earliest", "end_latest")


class DeploymentViewSet(OccurrenceViewSet):
    """Named voyages and task groups, with their ships."""

    model = Deployment
    queryset = Deployment.objects.none()
    more_paths = ("assignments__citations__via",)
    dated_by = SPAN


class VisitViewSet(OccurrenceViewSet):
    """Port calls, with who made them as each source says."""

    model = Visit
    queryset = Visit.objects.none()
    more_paths = ("participants__citations__via",)
    dated_by = ("arrival_earliest", "arrival_latest", "departure_earliest", "departure_latest")


class ExerciseViewSet(OccurrenceViewSet):
    """Exercises, with who took part as each source says."""

    model = Exercise
    queryset = Exercise.objects.none()
    more_paths = ("participants__citations__via",)
    dated_by = SPAN


class EngagementViewSet(OccurrenceViewSet):
    """Diplomatic occasions."""

    model = Engagement
    queryset = Engagement.objects.none()
    dated_by = SPAN


class CommentaryViewSet(OccurrenceViewSet):
    """What people said: answers to questions and positions on themes."""

    model = Commentary
    queryset = Commentary.objects.none()
    dated_by = ("date_earliest", "date_latest")


class TimelineViewSet(ListEndpoint):
    """The timeline: visits, exercises, engagements, departures, returns and statements."""

    queryset = TimelineEntry.objects.none()
    serializer_class = EntrySerializer
    filterset_class = TimelineFilterSet
    order = paging.TIMELINE

    def get_queryset(self) -> QuerySet[TimelineEntry]:
        return TimelineEntry.objects.stream()

    def list(self, request: Any) -> Response:
        """A page of entries, newest first."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        told = shown(timeline.hydrate(page or [], "citations__source", "citations__via"))
        return self.get_paginated_response(self.get_serializer(told, many=True).data)


VIEWSETS: tuple[type[RecordViewSet], ...] = (
    NavyViewSet,
    PortViewSet,
    SourceViewSet,
    VesselViewSet,
    PersonViewSet,
    QuestionViewSet,
    ThemeViewSet,
    DeploymentViewSet,
    VisitViewSet,
    ExerciseViewSet,
    EngagementViewSet,
    CommentaryViewSet,
)
"""The views of every kind of record."""


class Root(Endpoint):
    """Where everything is."""

    schema = None

    def get(self, request: Any) -> Response:
        """The addresses of all lists, of the description and of the guide."""
        routes = {
            model.plural: reverse(f"api:{model.plural}-list", request=request)
            for model in RECORD_MODELS
        }
        for name in ("timeline", "schema", "docs"):
            routes[name] = reverse(f"api:{name}", request=request)
        return Response(routes)
