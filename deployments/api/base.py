"""What every address of the API shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .strictness import check

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, X-Position",
    "Cache-Control": "no-cache",
}
"""Headers by which scripts of any site may read an answer, and caches ask before they repeat it.

A copy kept without asking would go on showing what was withdrawn.
"""


def opened(response: HttpResponseBase) -> HttpResponseBase:
    """An answer that scripts of any site may read; see :data:`OPEN`."""
    for name, value in OPEN.items():
        response[name] = value
    return response


def open_to_all(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let scripts of any site read what ``view`` answers."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponseBase:
        return opened(view(*args, **kwargs))

    return answer


class Negotiation(DefaultContentNegotiation):
    """That of the framework; what most callers send, or leave out, is answered without parsing."""

    def select_renderer(  # type: ignore[override]
        self, request: Request, renderers: list[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        first = renderers[0]
        if not format_suffix and request.META.get("HTTP_ACCEPT", "*/*") in (
            "*/*",
            first.media_type,
        ):
            return first, first.media_type
        found: tuple[BaseRenderer, str] = super().select_renderer(request, renderers, format_suffix)
        return found


class Endpoint(APIView):
    """Reads what is public, without knowing who asks; takes only the parameters it names."""

    content_negotiation_class = Negotiation
    metadata_class = None
    single_parameters: set[str] = set()
    multiple_parameters: set[str] = set()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return opened(super().dispatch(request, *args, **kwargs))

    def perform_authentication(self, request: Request) -> None:
        """Nobody is known here, and nobody asks who it is."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            check(request, single=self.single_parameters, multiple=self.multiple_parameters)

    @property
    def allowed_parameters(self) -> list[str]:
        """The names of all parameters, for an error message."""
        return sorted(self.single_parameters | self.multiple_parameters)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """What may be done here; also answers a browser that asks before it reads."""
        return Response(
            status=204,
            headers={
                "Allow": "GET, HEAD, OPTIONS",
                "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
                "Access-Control-Allow-Headers": "Accept, If-None-Match",
                "Access-Control-Max-Age": "86400",
            },
        )


class NotHere(Endpoint):
    """Any address below the API's that leads nowhere."""

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.perform_content_negotiation(request, force=True)
        raise Http404
