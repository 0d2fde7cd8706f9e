"""``make proofs``: what takes too long for every change, in pieces of at most ten minutes.

Each piece that is not yet done for what is committed runs, one after the other, and its result
goes into the table of ``docs/quality.md``. A run that is stopped loses the piece it was in; mutants
go on where they were. ``python bench/proofs.py PIECE …`` runs those pieces, done or not.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUALITY = ROOT / "docs" / "quality.md"
TARGETS = ("dates", "gate", "indexing", "rules", "filters", "matching")
MADE = "test_walk and all_rows_that_there_should_be"
FILTERS = "test_walk and every_filter"
LARGE = {
    "the large world is made": MADE,
    "large": f"test_walk and not ({MADE} or every_filter or every_row or rebuild or check_records)",
    "large, exports": "test_walk and every_row",
    "large, a rebuild": "test_walk and rebuild",
    "large, checked": "test_walk and check_records",
    "large, filters of the API": f"{FILTERS} and api",
    "large, filters of pages": f"{FILTERS} and not api",
    "large, bundles and generated": "not test_walk",
}
"""The pieces of the large walk, each with its choice of tests; the first keeps the world."""

KEPT = ROOT / "build" / "proofs" / "postgres"
"""Where the cluster of the large world stays; as root, its owner has to reach it."""

SECONDS = 600
HEAD = "| piece | result | commit | date | seconds |\n|---|---|---|---|---|\n"
CODE = ("deployments", "navdiplomacy", "templates", "tests", "bench", "requirements-dev.txt")
"""What a result depends on; words about it do not make it old."""


@dataclass(frozen=True)
class Row:
    """The last result of a piece."""

    piece: str
    result: str
    commit: str
    date: str
    seconds: str

    def done(self) -> bool:
        """Whether it is whole, and nothing it depends on has changed since its commit."""
        if self.result.startswith(("failed", "begun")) or self.commit.endswith("+"):
            return False
        compared = subprocess.run(
            ["git", "diff", "--quiet", self.commit, "--", *CODE], cwd=ROOT, check=False
        )
        return compared.returncode == 0


def main() -> int:
    """Run the pieces named, or all that are not done; the status tells whether one failed."""
    named, rows, known = sys.argv[1:], read(), pieces()
    if unknown := set(named) - known.keys():
        print(f"No such piece: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
        return 2
    failed = False
    for piece in named or known:
        if not named and piece in rows and rows[piece].done():
            print(f"{piece}: done for {rows[piece].commit}")
            continue
        print(f"{piece}: {' '.join(known[piece])}", flush=True)
        rows[piece] = run(piece, known[piece])
        failed |= rows[piece].result.startswith("failed")
        write([rows[name] for name in known if name in rows])
        print(f"{piece}: {rows[piece].result} ({rows[piece].seconds} s)", flush=True)
    return int(failed)


def pieces() -> dict[str, list[str]]:
    """Every piece with its command."""
    found = {
        f"mutants of {name}": [sys.executable, "-m", "bench.mutants", name] for name in TARGETS
    }
    found["fuzz"] = ["make", "--no-print-directory", "fuzz", "EXAMPLES=60"]
    pytest = [sys.executable, "-m", "pytest", "-q"]
    races = ["env", "ROUNDS=20", *pytest, "-m", "race", "tests/races"]
    found |= {"races on SQLite": races, "races on PostgreSQL": ["bin/with-postgres", *races]}
    cluster = ["env", f"NAVDIPLOMACY_POSTGRES_HOME={KEPT}", "bin/with-postgres"]
    for name, chosen in LARGE.items():
        command = ["env", "LARGE=1", *pytest, "-m", "long", "tests/large", "-k", chosen]
        found |= {f"{name} on SQLite": command, f"{name} on PostgreSQL": [*cluster, *command]}
    return found


def run(piece: str, command: list[str]) -> Row:
    """Run a piece and take its last words as the result."""
    commit = git("rev-parse", "--short", "HEAD")
    if git("status", "--porcelain", "--", *CODE):
        commit += "+"
    started = time.monotonic()
    ended = subprocess.run(
        ["timeout", "--kill-after=20", str(SECONDS + 120), *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    seconds = f"{time.monotonic() - started:.0f}"
    lines = [line.strip(" =") for line in ended.stdout.splitlines() if line.strip(" =")]
    words = re.sub(r" in [\d.]+s( \([\d:]+\))?$", "", lines[-1]) if lines else "nothing was said"
    if ended.returncode == 124:
        words = f"failed: not done in {SECONDS // 60} minutes"
    elif ended.returncode:
        words = f"failed: {words}"
    elif re.match(r"\d+ of \d+ mutants", words):
        words = f"begun: {words}"
    return Row(piece, words, commit, f"{datetime.now(UTC):%Y-%m-%d}", seconds)


def git(*arguments: str) -> str:
    """What git answers."""
    return subprocess.check_output(["git", *arguments], cwd=ROOT, text=True).strip()


def read() -> dict[str, Row]:
    """The rows of the table, by piece."""
    _before, _head, table = QUALITY.read_text().partition(HEAD)
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.splitlines()
        if line.startswith("|")
    ]
    return {row[0]: Row(*row) for row in cells}


def write(rows: list[Row]) -> None:
    """Put the rows where the table was, which is the end of the file."""
    before, _head, _table = QUALITY.read_text().partition(HEAD)
    QUALITY.write_text(before + HEAD + "".join(f"| {' | '.join(astuple(row))} |\n" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
