"""``python -m bench.speed``: measures, and writes ``bench/results.json`` and the document of it."""

from __future__ import annotations

import argparse
import json
import os
from typing import Any

import django

from .environment import ROOT, production

HOME = ROOT / "build" / "bench"
RESULTS = ROOT / "bench" / "results.json"
DOCUMENT = ROOT / "docs" / "benchmarks.md"
SIZES = (1_000, 100_000, 1_000_000)


def main() -> None:
    """Measure the sizes that are asked for; those measured before stay as they are."""
    reader = argparse.ArgumentParser(prog="make bench ARGS=…", description=main.__doc__)
    reader.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="visits")
    reader.add_argument("--rows", nargs="+", default=[], help="only rows that begin so")
    reader.add_argument("--only-document", action="store_true", help="write the document anew")
    reader.add_argument("--only-reading", action="store_true", help="nothing that writes")
    reader.add_argument(
        "--postgresql", action="store_true", help="both engines; DATABASE_URL names an empty one"
    )
    reader.add_argument("--than", type=int, help="beside a database of so many, and no more")
    options = reader.parse_args()
    server = os.environ.get("DATABASE_URL", "") if options.postgresql else ""
    os.environ.update(production("sqlite:///:memory:", HOME))
    HOME.mkdir(parents=True, exist_ok=True)
    django.setup()
    from . import report, running

    full = not (options.only_reading or options.rows)
    sizes = () if options.only_document else options.sizes
    for size in sizes:
        if options.postgresql:
            found = running.run_engines(size, home=HOME, url=server)
        elif options.than:
            found = running.run_growth(size, options.than, home=HOME)
        else:
            found = running.run(size, home=HOME, rows=tuple(options.rows), writing=full)
        keep(found, size)
    if full and len(sizes) > 1 and not (options.postgresql or options.than):
        keep(running.run_growth(max(sizes), min(sizes), home=HOME), max(sizes))
    DOCUMENT.write_text(report.document(json.loads(RESULTS.read_text())))


def keep(found: dict[str, Any], size: int) -> None:
    """Put what was measured of a size beside what is there: rows anew, the others as they are.

    What writing cost at another commit goes: nothing says of which it was.
    """
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {"sizes": {}}
    section = found.pop("section")
    before = results["sizes"].get(str(size), {})
    if section.get("commit", before.get("commit")) != before.get("commit"):
        before.pop("writing", None)
    for name in ("rows", "profiles"):
        section[name] = {**before.get(name, {}), **section.get(name, {})}
    results |= found
    results["sizes"][str(size)] = {**before, **section}
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
