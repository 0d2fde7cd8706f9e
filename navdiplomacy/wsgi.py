"""WSGI entry point: what gunicorn serves."""

import os
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "navdiplomacy.settings")


class Request(WSGIRequest):
    """A request that says it is in an encoding which is none of text is read as UTF-8.

    Django does so for encodings nobody knows, but fails for those that Python has for other uses,
    such as ``hex``, before any view could answer.

    Its host is looked at once, not each time that somebody asks for it.
    """

    _host: str | None = None

    def get_host(self) -> str:
        if self._host is None:
            self._host = super().get_host()
        return self._host

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except LookupError:
            self._encoding = None


application = get_wsgi_application()
application.request_class = Request
