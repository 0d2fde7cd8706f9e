"""Gunicorn's threaded worker, with our words for what is too long to be read at all."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from gunicorn import util
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker


class Worker(ThreadWorker):
    """Answers with problem details, as nothing of the request is known by then, its path included.

    Up to the server's own limits the application answers, with a page where one was asked for.
    """

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Refuse in words what is too long; all else is answered by gunicorn."""
        match exc:
            case LimitRequestLine():
                status = HTTPStatus.REQUEST_URI_TOO_LONG
                title = "Address too long"
                detail = (
                    f"Addresses of at most {self.cfg.limit_request_line} bytes are read. Name "
                    "fewer values, and ask in several steps."
                )
            case LimitRequestHeaders():
                status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                title = "Headers too long"
                detail = "The headers of the request are too long or too many. Send fewer."
            case _:
                super().handle_error(req, client, addr, exc)
                return
        self.log.info("Refused a request of %s: %s", addr, exc)
        body = json.dumps(
            {"type": "about:blank", "title": title, "status": int(status), "detail": detail}
        ).encode()
        head = (
            f"HTTP/1.1 {int(status)} {title}\r\n"
            "Connection: close\r\n"
            "Content-Type: application/problem+json\r\n"
            f"Content-Length: {len(body)}\r\n"
            "\r\n"
        )
        try:
            util.write_nonblock(client, head.encode("latin-1") + body)
        except OSError:
            self.log.debug("The sender of a refused request has gone.")
