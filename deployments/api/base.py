"""What every address of the API shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
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


def open_to_all(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let scripts of any site read what ``view`` answers; see :data:`OPEN`."""

    @wraps(view)
    def opened(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        for name, value in OPEN.items():
            response[name] = value
        return response

    return opened


@method_decorator(open_to_all, name="dispatch")
class Endpoint(APIView):
    """Reads what is public, without knowing who asks; takes only the parameters it names."""

    metadata_class = None
    single_parameters: set[str] = set()
    multiple_parameters: set[str] = set()

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
