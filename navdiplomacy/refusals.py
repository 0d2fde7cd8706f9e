"""Answers to requests that are refused before any view sees them.

A page for readers, problem details for whoever asks below the API's addresses; both say what was
wrong and what to do.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from deployments.html import render
from deployments.views import pages

API = "/api/"
CONTENT_TYPE = "application/problem+json"


def is_api(request: HttpRequest) -> bool:
    """Whether the address lies below the API's."""
    return request.path_info.startswith(API)


def refusal(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    """Say that the request was not answered, in the form that its address asks for."""
    answer: HttpResponse
    if is_api(request):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        answer = JsonResponse(
            body,
            status=status,
            content_type=CONTENT_TYPE,
            json_dumps_params={"ensure_ascii": False},
        )
        answer["Access-Control-Allow-Origin"] = "*"
    else:
        answer = render(request, "400.html", {"heading": title, "detail": detail}, status=status)
    patch_cache_control(answer, no_store=True)
    return answer


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer for an address that nothing can have."""
    if is_api(request):
        detail = _("There is nothing public at this address.")
        return refusal(request, 404, _("Not found"), detail)
    return pages.not_found(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for what Django itself refuses, such as a form with too many fields."""
    return refusal(
        request,
        400,
        _("Bad request"),
        _("Something in the address or in what was sent with it is malformed, or too much."),
    )
