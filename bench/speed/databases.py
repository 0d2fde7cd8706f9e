"""The databases that are measured: made once for each size and kept in ``build/bench``.

One is made anew when what it is made by has changed: the generator, the migrations or the sizes.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..world import Sizes
from .environment import ROOT, production
from .rivals import flat

GENERATOR = ("rows", "wording", "sailing", "beside", "world")
SEED = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A filled database, and what making it took."""

    visits: int
    url: str
    file: Path | None
    flat: Path | None
    made: dict[str, Any]
    home: Path

    def environment(self) -> dict[str, str]:
        """What a process is started with to serve it with the settings of a public site."""
        found = {**os.environ, **production(self.url, self.home)}
        if self.file is not None:
            found["BENCH_FILE"] = str(self.file)
        if self.flat is not None:
            found["BENCH_FLAT_FILE"] = str(self.flat)
        return found


def kept(sizes: Sizes, home: Path, url: str = "") -> Kept:
    """The database of that size in ``home``, made now where there is none or another.

    ``url`` names an empty database on a server; without it a file is made.
    """
    home.mkdir(parents=True, exist_ok=True)
    name = f"{sizes.visits}{'' if not url else '-server'}"
    file = None if url else home / f"{name}.sqlite3"
    url = url or f"sqlite:///{file}"
    note = home / f"{name}.json"
    made_by = _digest(sizes)
    # What is on a server is not known to be what was made there once.
    made = json.loads(note.read_text()) if file is not None and note.exists() else {}
    collected = home / "data" / "staticfiles" / "staticfiles.json"
    if not collected.exists():
        run_python(url, home, "manage.py", "collectstatic", "--no-input", "--verbosity=0")
    if made.get("made_by") != made_by:
        if file is not None:
            for each in home.glob(f"{file.name}*"):
                each.unlink()
        made = {"made_by": made_by, "sizes": asdict(sizes), **_make(sizes, url, home)}
        if file is not None:
            note.write_text(json.dumps(made, indent=1))
    flat_file = None
    if file is not None:
        flat_file = home / f"flat-{sizes.visits}" / f"{flat.DATABASE}.db"
        if not flat_file.exists() or flat_file.stat().st_mtime < note.stat().st_mtime:
            flat_file.parent.mkdir(exist_ok=True)
            flat.make(file, flat_file)
    return Kept(sizes.visits, url, file, flat_file, made, home)


def _make(sizes: Sizes, url: str, home: Path) -> dict[str, Any]:
    """Fill a database and work out what is public, each in a process of its own."""
    print(f"Making a database of {sizes} …", flush=True)
    filled = run_python(url, home, "-m", "bench.speed.making", "fill", json.dumps(asdict(sizes)))
    print(f"  filled in {filled.seconds:.0f} s of CPU; working out what is public …", flush=True)
    rebuilt = run_python(url, home, "manage.py", "rebuild_index", "--verbosity=0")
    looked = run_python(url, home, "-m", "bench.speed.making", "look")
    found = json.loads(looked.output)
    print(f"  worked out in {rebuilt.seconds:.0f} s of CPU", flush=True)
    return {
        "fill_cpu_s": round(filled.seconds, 2),
        "rebuild_cpu_s": round(rebuilt.seconds, 2),
        "rebuild_wall_s": round(rebuilt.wall, 2),
        "rebuild_peak_mb": round(rebuilt.peak_mb, 1),
        **found,
    }


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took: CPU in seconds, its peak of memory, and what it said."""

    seconds: float
    wall: float
    peak_mb: float
    output: str


def run_python(url: str, home: Path, *arguments: str) -> Run:
    """Run Python with these arguments, and fail with what it said if it fails."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **production(url, home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments[:3])} failed:\n{output[-2000:]}")
    return Run(
        seconds=usage.ru_utime + usage.ru_stime,
        wall=time.monotonic() - begun,
        peak_mb=usage.ru_maxrss / 1024,
        output=output,
    )


def _digest(sizes: Sizes) -> str:
    """What a database is made by: the generator, and what works out what is public."""
    found = hashlib.sha256(f"{sizes!r} {SEED}".encode())
    paths = [ROOT / "bench" / f"{name}.py" for name in GENERATOR]
    paths += sorted((ROOT / "deployments").rglob("*.py"))
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()
