"""Addresses of the one front that the process was started for."""

from __future__ import annotations

import os

from django.urls import include, path

FRONT = os.environ["BENCH_FRONT"]

if FRONT == "drf":
    from rest_framework.routers import DefaultRouter

    from .drf import Statements, Visits

    router = DefaultRouter()
    router.register("visits", Visits, basename="visit")
    router.register("commentary", Statements, basename="commentary")
    urlpatterns = [path("", include(router.urls))]
elif FRONT == "ninja":
    from .ninja_api import api

    urlpatterns = [path("", api.urls)]
else:
    from .pages import entries, port, visit, visits

    urlpatterns = [
        path("", entries),
        path("visits/", visits),
        path("visits/<slug:key>/", visit),
        path("ports/<slug:key>/", port),
    ]
