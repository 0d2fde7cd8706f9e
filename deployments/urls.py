"""Addresses of the public site. They are promises: what is published under one stays there."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, path

from .views import (
    countries,
    exercises,
    lists,
    movements,
    pages,
    perspectives,
    reference,
    sources,
    timeline,
)
from .views.addresses import SEGMENTS
from .views.base import DetailPage

app_name = "deployments"

DETAIL_PAGES: dict[str, type[DetailPage]] = {
    page.model.record_type: page
    for page in (
        movements.DeploymentPage,
        movements.VisitPage,
        exercises.ExercisePage,
        exercises.EngagementPage,
        perspectives.CommentaryPage,
        perspectives.PersonPage,
        perspectives.QuestionPage,
        perspectives.ThemePage,
        reference.NavyPage,
        reference.PortPage,
        reference.VesselPage,
        sources.SourcePage,
    )
}
"""The page of each kind of record."""


def record_patterns() -> list[URLPattern]:
    """The list and the detail page of each kind of record."""
    found = []
    for kind, segment in SEGMENTS.items():
        listed: Any = lists.ListPage.as_view(record_type=kind)
        found += [
            path(f"{segment}/", listed, name=f"{kind}-list"),
            path(f"{segment}/<slug:key>/", DETAIL_PAGES[kind].as_view(), name=f"{kind}-detail"),
        ]
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("", timeline.TimelinePage.as_view(), name="timeline"),
    path("about/", pages.AboutPage.as_view(), name="about"),
    path("perspectives/", perspectives.PerspectivesPage.as_view(), name="perspectives"),
    path("countries/", countries.CountryListPage.as_view(), name="country-list"),
    path("countries/<str:code>/", countries.CountryPage.as_view(), name="country-detail"),
    *record_patterns(),
]
