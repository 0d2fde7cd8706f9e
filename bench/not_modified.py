"""``python bench/not_modified.py``: the CPU of a 304 beside that of its 200, in one process.

Asks the WSGI application as the server would, on the database that ``DATABASE_URL`` names, and
prints milliseconds of CPU per request: the median of rounds that take turns.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "navdiplomacy.settings")

from navdiplomacy.wsgi import application

ADDRESSES = (
    "/",
    "/visits/cavour-yokosuka-2024-08-22/",
    "/ports/yokosuka/",
    "/api/v1/visits/?page_size=50",
    "/api/v1/visits/cavour-yokosuka-2024-08-22/",
    "/api/v1/timeline/?page_size=50",
)
ROUNDS = 7
REQUESTS = {200: 5, 304: 50}
"""Requests in a round, by the status that they are answered with."""


def ask(address: str, tag: str = "") -> tuple[int, dict[str, str]]:
    """The status and headers of one answer, read to its end."""
    path, _mark, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        **({"HTTP_IF_NONE_MATCH": tag} if tag else {}),
    }
    told: list[tuple[int, dict[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]], *_more: object) -> None:
        told.append((int(status.split()[0]), dict(headers)))

    answer: Iterable[bytes] = application(environ, start)
    for _part in answer:
        pass
    if hasattr(answer, "close"):
        answer.close()
    return told[0]


def measured(address: str, tag: str, status: int) -> float:
    """Milliseconds of CPU per request in one round."""
    begun = time.process_time()
    for _number in range(REQUESTS[status]):
        assert ask(address, tag)[0] == status
    return (time.process_time() - begun) * 1000 / REQUESTS[status]


def main() -> None:
    """Print a line for each address."""
    print(f"{'CPU ms':50}{'200':>10}{'304':>10}")
    for address in ADDRESSES:
        status, headers = ask(address)
        assert status == 200, (address, status)
        tag = headers["ETag"]
        rounds = [(measured(address, "", 200), measured(address, tag, 304)) for _ in range(ROUNDS)]
        full, short = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"{address:50}{full:10.2f}{short:10.2f}")


if __name__ == "__main__":
    main()
