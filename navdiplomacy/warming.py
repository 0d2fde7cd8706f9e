"""Everything that is made when first asked for, made before the first request.

Templates, address patterns, filters, country names and the description of the API are made once
in a process. Made on a first request they keep its sender waiting; made by several threads at
once, the description of the API failed.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from django.urls import reverse

from deployments.addresses import address
from deployments.api.schema import document
from deployments.kinds import KINDS
from deployments.public import PublicDocument, TimelineEntry

from .release import release

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

logger = logging.getLogger(__name__)


def warm(application: Application) -> None:
    """Make what every answer needs, then ask ``application`` for one page of each kind.

    No connection to the database stays open, so that a server may fork after it. A database that
    does not answer yet is no reason not to serve: its pages are then made when they can be.
    """
    document()
    release()
    try:
        TimelineEntry.objects.exists()
        for each in addresses():
            ask(application, each)
    except DatabaseError as error:
        logger.warning("Pages are not made ready, as the database does not answer: %s", error)
    finally:
        connections.close_all()


def addresses() -> list[str]:
    """Addresses that together use every public template: lists, one detail of each kind, API."""
    names = [
        "deployments:front",
        "deployments:timeline",
        "deployments:places",
        "deployments:data",
        "deployments:about",
        "deployments:perspectives",
        "deployments:country-list",
        *("deployments:disagreements", "deployments:one-source", "deployments:day-list"),
        *(f"deployments:{record_type}-list" for record_type in KINDS),
        *("api:root", "api:timeline", "api:visits-list", "api:schema", "api:docs"),
        *(() if settings.PUBLIC_SIDE else ("admin:login",)),
    ]
    found = [reverse(name) for name in names]
    found.append(f"{reverse('deployments:search')}?q=navy")
    for record_type in KINDS:
        document = PublicDocument.objects.of_kind(record_type).only("key").first()
        if document is not None:
            found.append(address(f"deployments:{record_type}-detail", document.key))
    return found


def ask(application: Application, asked: str) -> None:
    """Ask for one address as the server would, and read the answer to its end."""
    path, _sign, query = asked.partition("?")
    host = settings.ALLOWED_HOSTS[0].lstrip(".")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    answer = application(environ, lambda *_args: None)
    try:
        for _part in answer:
            pass
    finally:
        close: Callable[[], None] | None = getattr(answer, "close", None)
        if close is not None:
            close()
