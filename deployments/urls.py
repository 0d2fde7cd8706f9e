"""Addresses of the public site. They are promises: what is published under one stays there."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from .registry import load
from .views import (
    company,
    countries,
    days,
    doubt,
    front,
    lists,
    pages,
    perspectives,
    search,
    timeline,
)
from .views.base import PAGES, PictureOf

load("deployments.views")

app_name = "deployments"


def record_patterns() -> list[URLPattern]:
    """The list and the detail page of each kind of record."""
    found = []
    for kind, page in PAGES.items():
        listed = lists.ListPage.as_view(record_type=kind)
        found += [
            path(f"{page.segment()}/", listed, name=f"{kind}-list"),
            path(f"{page.segment()}/<slug:key>/", page.as_view(), name=f"{kind}-detail"),
        ]
        if page.pictured:
            of_it = PictureOf.as_view(page_of=page)
            route = f"{page.segment()}/<slug:key>/timeline.svg"
            found.append(path(route, of_it, name=f"{kind}-picture"))
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.FrontPage.as_view(), name="front"),
    path("timeline/", timeline.TimelinePage.as_view(), name="timeline"),
    path("search/", search.SearchPage.as_view(), name="search"),
    path("opensearch.xml", search.OpenSearchPage.as_view(), name="opensearch"),
    path("places-and-ships/", pages.PlacesPage.as_view(), name="places"),
    path("data/", pages.DataPage.as_view(), name="data"),
    path("about/", pages.AboutPage.as_view(), name="about"),
    path("perspectives/", perspectives.PerspectivesPage.as_view(), name="perspectives"),
    path("disagreements/", doubt.DisagreementsPage.as_view(), name="disagreements"),
    path("company/", company.CompanyPage.as_view(), name="company"),
    path("single-source/", doubt.OneSourcePage.as_view(), name="one-source"),
    path("countries/", countries.CountryListPage.as_view(), name="country-list"),
    path("countries/<str:code>/", countries.CountryPage.as_view(), name="country-detail"),
    path("trained-together/", countries.TrainedPage.as_view(), name="trained"),
    path("pairs/<str:one>/<str:other>/", countries.PairPage.as_view(), name="pair"),
    path("days/", days.DaysPage.as_view(), name="day-list"),
    re_path(r"^days/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})/$", days.DayPage.as_view(), name="day"),
    re_path(r"^days/(?P<month>[0-9]{4}-[0-9]{2})/$", days.MonthPage.as_view(), name="month"),
    re_path(
        r"^days/(?P<month>[0-9]{4}-[0-9]{2})/timeline\.svg$",
        days.MonthPicture.as_view(),
        name="month-picture",
    ),
    path("days/<str:written>/", days.OtherwiseWritten.as_view(), name="day-otherwise-written"),
    *record_patterns(),
]
