"""Root addresses. The public site and the API keep theirs in the app.

The public side has no address below which somebody could log in or write.
"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from .routes import by_first_word

urlpatterns: list[URLPattern | URLResolver] = [
    by_first_word("api/v1/", "deployments.api.urls"),
    path("", include("deployments.urls")),
]
if not settings.PUBLIC_SIDE:
    from django.contrib import admin

    urlpatterns.insert(0, path("admin/", admin.site.urls))

handler400 = "navdiplomacy.refusals.bad_request"
handler404 = "deployments.views.pages.not_found"
handler500 = "navdiplomacy.faults.failed"
