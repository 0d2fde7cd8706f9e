"""Addresses of the API."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from .base import NotHere
from .reference import reference
from .schema import Schema
from .views import VIEWSETS, Root, TimelineViewSet

app_name = "api"

router = SimpleRouter()
for viewset in VIEWSETS:
    router.register(viewset.model.plural, viewset, basename=viewset.model.record_type)

urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("timeline/", TimelineViewSet.as_view({"get": "list"}), name="timeline"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", reference, name="docs"),
    *router.urls,
    re_path(r"^.*/$", NotHere.as_view()),
]
