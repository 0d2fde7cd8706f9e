"""What it costs to write: publishing, renaming and importing, each on a copy of the database."""

from __future__ import annotations

import json
import shutil
import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from . import importing
from .databases import Kept, run_python

ROUNDS = 3


def measure(database: Kept) -> dict[str, Any]:
    """Figures of everything that is written."""
    found: dict[str, Any] = {}
    for row in ("publish", "rename"):
        with _copy(database) as url:
            found[row] = json.loads(
                run_python(url, database.home, "-m", "bench.speed.editing", row).output
            )
    found["import"] = _imports(database)
    return found


def _imports(database: Kept) -> dict[str, Any]:
    """The same three files, by turns; a database anew for each round."""
    directory = database.home / "files"
    assert database.file is not None
    with closing(sqlite3.connect(database.file)) as connection:
        rows = connection.execute("SELECT key FROM deployments_port ORDER BY id LIMIT 200")
        ports = [key for (key,) in rows]
    importing.write_files(directory, ports)
    taken: dict[str, list[float]] = {"ours": [], "import_export": []}
    for _round in range(ROUNDS):
        for who, seconds in taken.items():
            with _copy(database) if who == "ours" else _empty(database) as url:
                told = run_python(
                    url, database.home, "-m", "bench.speed.importing", who, str(directory)
                )
            seconds.append(json.loads(told.output)["cpu_s"])
    own, other = (statistics.median(each) for each in taken.values())
    return {
        "rows": importing.ROWS,
        "ours_rows_s": importing.ROWS / own,
        "other_rows_s": importing.ROWS / other,
        "times_as_fast": other / own,
    }


@contextmanager
def _copy(database: Kept) -> Iterator[str]:
    """The address of a copy, which goes at the end."""
    assert database.file is not None
    copy = database.home / "copy.sqlite3"
    with closing(sqlite3.connect(database.file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(database.file, copy)
    try:
        yield f"sqlite:///{copy}"
    finally:
        _remove(copy)


@contextmanager
def _empty(database: Kept) -> Iterator[str]:
    """The address of a new file, which goes at the end."""
    file = database.home / "empty.sqlite3"
    try:
        yield f"sqlite:///{file}"
    finally:
        _remove(file)


def _remove(file: Path) -> None:
    for each in file.parent.glob(f"{file.name}*"):
        each.unlink()
