"""What every address of the API shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .strictness import check


def open_to_all(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let scripts of any site read what ``view`` answers, and caches ask before they repeat it.

    A copy kept without asking would go on showing what was withdrawn.
    """

    def mark(response: HttpResponseBase) -> HttpResponseBase:
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        response["Cache-Control"] = "no-cache"
        return response

    @wraps(view)
    def opened(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(*args, **kwargs)
        if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
            # Rendering may put “not modified” in its place, which needs the same headers.
            response.add_post_render_callback(mark)
            return response
        return mark(response)

    return opened


@method_decorator([open_to_all, conditional_page], name="dispatch")
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
