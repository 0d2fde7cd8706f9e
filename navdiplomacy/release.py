"""What this process serves with, in one word: the same wherever the same software runs."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

PARTS = ("deployments", "navdiplomacy", "templates", "locale")
"""The directories of the project from which answers are made."""


def release() -> str:
    """A digest of all that answers are made of besides the database and the request.

    Code, templates, static files, libraries and Python, as they were when the process began; while
    somebody works on them, with ``DEBUG``, as they are now.
    """
    return digest() if settings.DEBUG else _of_this_process()


def digest() -> str:
    """Worked out from the files, the same in every place and process."""
    found = hashlib.sha256(f"{sys.version}\n{settings.DEBUG}\n".encode())
    for line in sorted({f"{each.name}=={each.version}\n" for each in distributions()}):
        found.update(line.encode())
    for name, path in _files():
        content = path.read_bytes()
        found.update(f"{name} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


@cache
def _of_this_process() -> str:
    return digest()


def _files() -> Iterator[tuple[str, Path]]:
    """The files of the project, each with its place in it, then the list of its static files."""
    for part in PARTS:
        for path in sorted((settings.BASE_DIR / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.name[0] != ".":
                yield path.relative_to(settings.BASE_DIR).as_posix(), path
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if collected.is_file():
        yield collected.name, collected
