"""Addresses of the API."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .base import NotHere
from .copresence import CopresenceViewSet
from .reference import reference
from .schema import Schema
from .views import VIEWSETS, Root, TimelineViewSet

app_name = "api"

router = SimpleRouter()
for viewset in VIEWSETS:
    router.register(viewset.record.plural, viewset, basename=viewset.record.plural)

urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("timeline/", TimelineViewSet.as_view({"get": "list"}), name="timeline"),
    path("copresence/", CopresenceViewSet.as_view({"get": "list"}), name="copresence"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", reference, name="docs"),
    *router.urls,
    path("<path:rest>/", NotHere.as_view(), name="nothing"),
]
