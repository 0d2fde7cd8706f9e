"""Asks an application as a server would, within its process: what is counted is its work alone.

No sockets, no parsing of HTTP: those of gunicorn and uvicorn cost every application the same.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HOST = "bench.example"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, read to its end."""

    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[[str, Mapping[str, str]], Answer]
"""Takes an address, beginning with a slash, and headers of the request."""


def of_wsgi(application: Callable[..., Iterable[bytes]]) -> Ask:
    """How a WSGI application is asked, by HTTPS as behind a proxy that ends it."""

    def ask(address: str, headers: Mapping[str, str]) -> Answer:
        path, _mark, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "443",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": HOST,
            "wsgi.url_scheme": "https",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
        }
        told: list[tuple[int, dict[str, str]]] = []

        def start(status: str, said: list[tuple[str, str]], *_more: object) -> None:
            told.append((int(status.split()[0]), dict(said)))

        answer = application(environ, start)
        try:
            body = b"".join(answer)
        finally:
            close: Callable[[], None] | None = getattr(answer, "close", None)
            if close is not None:
                close()
        return Answer(*told[0], body)

    return ask


def of_asgi(application: Callable[..., Any], loop: asyncio.AbstractEventLoop) -> Ask:
    """How an ASGI application is asked, in one loop that stays."""

    async def answered(address: str, headers: Mapping[str, str]) -> Answer:
        path, _mark, query = address.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "https",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [
                (name.lower().encode(), value.encode())
                for name, value in {"host": HOST, **headers}.items()
            ],
        }
        status, said, body = 0, {}, bytearray()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            nonlocal status, said
            if message["type"] == "http.response.start":
                status = message["status"]
                said = {name.decode(): value.decode() for name, value in message["headers"]}
            else:
                body.extend(message.get("body", b""))

        await application(scope, receive, send)
        return Answer(status, said, bytes(body))

    return lambda address, headers: loop.run_until_complete(answered(address, headers))
