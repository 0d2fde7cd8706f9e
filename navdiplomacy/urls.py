"""Root addresses. The public site and the API keep theirs in the app."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("deployments.api.urls")),
    path("", include("deployments.urls")),
]

handler400 = "navdiplomacy.refusals.bad_request"
handler404 = "deployments.views.pages.not_found"
