"""Root addresses. The public site and the API keep theirs in the app."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("deployments.urls")),
]
