"""One run: a database, everything that is asked of it, and on what machine that was."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..world import Sizes
from .databases import Kept, kept, run_python
from .environment import ROOT
from .measuring import measure, not_modified
from .questions import (
    LARGE,
    LIMIT,
    NAMES,
    OURS,
    POSTGRESQL,
    SMALL,
    SQLITE,
    Question,
    of_the_desk,
    questions,
)
from .workers import Worker, workers
from .writing import measure as editing_and_importing

PACKAGES = (
    "django",
    "djangorestframework",
    "django-filter",
    "orjson",
    "datasette",
    "django-ninja",
    "django-import-export",
)
NOT_MEASURED = (":!bench/results.json", ":!docs/benchmarks.md")
PROFILED = ("list by date", "country and days", "detail", "timeline page", "/visits/")
"""Rows of which it is told whose code they are spent in."""


def run(visits: int, *, home: Path, rows: Sequence[str], writing: bool) -> dict[str, Any]:
    """Measure a size: the rows whose names begin as one of ``rows``, or all; what writes if so."""
    sizes = Sizes(visits=visits)
    database = kept(sizes, home)
    assert database.file is not None
    section: dict[str, Any] = {
        "commit": commit(),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "made": {name: value for name, value in database.made.items() if name != "made_by"},
        "load_before": os.getloadavg()[0],
        "rows": {},
        "profiles": {},
    }
    with workers(list(NAMES), database) as running:
        asked = questions(sizes, running[OURS], database.file)
        asked += of_the_desk(database.file, session(database))
        for question in asked:
            if rows and not question.name.startswith(tuple(rows)):
                continue
            figures = measure(question, running)
            section["rows"][question.name] = {"note": question.note, "figures": figures}
            print(told(question, figures), flush=True)
            if question.name in PROFILED:
                section["profiles"][question.name] = running[OURS].profile(
                    question.asked[OURS], question.headers
                )
        if not rows:
            section["not_modified"] = not_modified_of(running)
    if writing:
        section["writing"] = editing_and_importing(database)
    section["load_after"] = os.getloadavg()[0]
    return {
        "machine": machine(),
        "versions": {name: version(name) for name in PACKAGES},
        "section": section,
    }


def run_engines(visits: int, *, home: Path, url: str) -> dict[str, Any]:
    """This project on both engines by turns; ``url`` names an empty database on a server."""
    sizes = Sizes(visits=visits)
    both = {SQLITE: kept(sizes, home), POSTGRESQL: kept(sizes, home, url)}
    # The server's is filled alike, so that it is asked the same.
    found = _beside(both, dict.fromkeys(both, both[SQLITE]))
    return {"section": {"engines": {**found, "made": both[POSTGRESQL].made}}}


def run_growth(visits: int, than: int, *, home: Path) -> dict[str, Any]:
    """This project with so many visits, and with fewer, by turns."""
    both = {LARGE: kept(Sizes(visits=visits), home), SMALL: kept(Sizes(visits=than), home)}
    found = _beside(both, both)
    return {"section": {"growth": {**found, "than": than}}}


def _beside(both: Mapping[str, Kept], like: Mapping[str, Kept]) -> dict[str, Any]:
    """Every row for both databases by turns; what to ask is read from the file ``like`` each."""
    found: dict[str, Any] = {}
    with ExitStack() as stack:
        running = {
            name: stack.enter_context(workers([OURS], each))[OURS] for name, each in both.items()
        }
        asked = [
            questions(Sizes(visits=each.visits), running[name], each.file)
            for name, each in like.items()
            if each.file is not None
        ]
        for rows in zip(*asked, strict=True):
            addresses = {name: row.asked[OURS] for name, row in zip(both, rows, strict=True)}
            each = Question(rows[0].name, addresses, rows[0].headers)
            found[each.name] = measure(each, running)
            print(told(each, found[each.name]), flush=True)
    return {"commit": commit(), "rows": found}


def session(database: Kept) -> dict[str, str]:
    """The header by which an editor is known."""
    told = run_python(database.url, database.home, "-m", "bench.speed.making", "session")
    found: dict[str, str] = json.loads(told.output)
    return found


def not_modified_of(running: dict[str, Worker]) -> dict[str, Any]:
    """The list by date, answered by 304, beside the limit's whole answer."""
    return not_modified("/api/v1/visits/", running[OURS], running[LIMIT], "/list")


def told(question: Question, figures: dict[str, Any]) -> str:
    """A line of a row, for whoever waits for it."""
    each = (f"{name} {found.get('cpu_ms', '–')}" for name, found in figures.items())
    return f"  {question.name}: {', '.join(each)}"


def machine() -> dict[str, Any]:
    """On what it was measured."""
    processor = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    memory = int(Path("/proc/meminfo").read_text().split()[1])
    return {
        "processor": processor[0] if processor else platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 1024**2),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.system(),
    }


def commit() -> str:
    """The commit that was measured, with what was changed since: not what is written here."""
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", *NOT_MEASURED)
    return _git("rev-parse", "--short=12", "HEAD") + (" and changes" if changed else "")


def _git(*arguments: str) -> str:
    told = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return told.stdout.strip()
