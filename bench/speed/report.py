"""``docs/benchmarks.md``, written from the results alone: nothing in it is typed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .floors import FLOORS, Floor, Section
from .questions import (
    DEFAULT,
    DRF,
    LARGE,
    LIMIT,
    NINJA,
    OURS,
    POSTGRESQL,
    SMALL,
    SQLITE,
    TEMPLATES,
    TUNED,
)

_TITLES = {
    OURS: "navdiplomacy",
    LIMIT: "limit",
    TUNED: "Datasette tuned",
    DEFAULT: "Datasette",
    DRF: "DRF",
    NINJA: "django-ninja",
    TEMPLATES: "plain template",
}

_HEAD = """\
# Benchmarks

Written by `make bench` from [bench/results.json](../bench/results.json); do not edit it. Figures
are milliseconds of CPU per request, user and system, of the process that answers, and of the
database's own process where it has one. Every answer is made anew: no figure is from a cache.

**How it is measured.** Each application runs in a process of its own and is asked within it, by
WSGI or ASGI, with `Accept-Encoding: identity`: sockets and the parsing of HTTP cost all alike and
are left out. All of a row take turns (A B A B), five rounds in one run, after two requests that
warm up; a figure is the median of the rounds, behind it stands how many times the CPU of
navdiplomacy it is. Compare within a row only: other work on the machine moves rows against each
other.

**Who is measured.** navdiplomacy is what `make run` serves, with the settings of a public site. The
*limit* is bare sqlite3 that reads the same stored texts and joins them, and serves nothing.
*Datasette* publishes flat tables of the same documents with an index for every question and FTS5;
*tuned* is an immutable file without counts, facets and suggestions. *DRF* is a usual ModelViewSet:
nested serializers, all relations prefetched, django-filter, page numbers with a COUNT, a connection
for each request; *django-ninja* the same with schemas. A *plain template* shows as many visits from
models, in a line each, without navigation, filters and notes.

**The data** are invented, seeded and the same each time ([bench/world.py](../bench/world.py)):
10,000 vessels, 3,000 deployments, 2,000 ports, and visits of 1990–2024 with one to three
participants, one or two citations and fuzzy dates.
"""

_SIZES = (1_000, 100_000, 1_000_000)

_NEVER = (
    "- writing (publishing, renaming, importing) and the admin on PostgreSQL",
    "- the others on PostgreSQL: they are compared on SQLite alone",
    "- gunicorn and uvicorn: how many requests a second a server answers",
)
"""What this bench does not measure, whatever it is asked for."""


def document(results: Mapping[str, Any]) -> str:
    """The document of results as the bench writes them."""
    return "\n".join([_HEAD, *_body(results)]).rstrip() + "\n"


def _body(results: Mapping[str, Any]) -> Iterator[str]:
    sizes: dict[int, Section] = {int(size): each for size, each in results["sizes"].items()}
    if not sizes:
        yield "Nothing was measured yet."
        return
    machine = results["machine"]
    versions = ", ".join(f"{name} {each}" for name, each in results["versions"].items())
    yield (
        f"**Where:** {machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, "
        f"{machine['system']}; Python {machine['python']}, SQLite {machine['sqlite']}; {versions}. "
        "Other work ran on the machine where its load says so.\n"
    )
    yield from _floors(sizes)
    for visits, section in sorted(sizes.items()):
        yield from _size(visits, section)
    yield from _profiles(sizes)
    yield from _missing(sizes)


def _floors(sizes: Mapping[int, Section]) -> Iterator[str]:
    largest, smallest = sizes[max(sizes)], sizes[min(sizes)]
    yield f"## Floors and goals\n\nThey were set for 1,000,000 visits; this is {max(sizes):,}.\n"
    yield from _table(
        ("what", "floor", "goal", "measured", "floor met"),
        (_floor(each, largest, smallest) for each in FLOORS),
    )


def _floor(floor: Floor, largest: Section, smallest: Section) -> list[str]:
    values = list(floor.values(largest, smallest))
    limits = [
        f"{'≥' if floor.larger_is_better else '≤'} {_short(each)} {floor.unit}"
        for each in (floor.floor, floor.goal)
    ]
    if not values:
        return [floor.name, *limits, "not measured", "–"]
    told = " · ".join(
        f"{name} {_short(value)}" if len(values) > 1 else _short(value) for name, value in values
    )
    missed = [name for name, value in values if not floor.met(value)]
    verdict = "yes"
    if missed:
        verdict = "no" if len(missed) == len(values) else f"not {', '.join(missed)}"
    return [floor.name, *limits, f"{told} {floor.unit}", verdict]


def _size(visits: int, section: Section) -> Iterator[str]:
    yield f"\n## {visits:,} visits\n"
    made = section["made"]
    yield (
        f"{made['public_records']:,} public records. Commit {section['commit']}, "
        f"{section['date']}, load {section['load_before']:.1f} before and "
        f"{section['load_after']:.1f} after: `make bench ARGS='--sizes {visits}'`.\n"
    )
    others = (LIMIT, TUNED, DEFAULT, DRF, NINJA)
    rows = section["rows"]
    read = [name for name, each in rows.items() if LIMIT in each["figures"]]
    yield from _table(
        ("CPU ms", *(_TITLES[name] for name in (OURS, *others)), "bytes"),
        (_row(name, rows[name]["figures"], others) for name in read),
    )
    pages = [name for name in rows if name not in read]
    yield ""
    yield from _table(
        ("CPU ms", _TITLES[OURS], _TITLES[TEMPLATES], "bytes"),
        (_row(name, rows[name]["figures"], (TEMPLATES,)) for name in pages),
    )
    notes = [f"*{name}*: {each['note']}." for name, each in rows.items() if each["note"]]
    if notes:
        yield "\n" + " ".join(notes)
    if "not_modified" in section:
        own, limit = (section["not_modified"][name]["cpu_ms"] for name in (OURS, LIMIT))
        yield (
            f"\nA 304 to the list by date takes {_short(own)} ms, the limit's whole answer "
            f"{_short(limit)} ms."
        )
    yield (
        f"\n`manage.py rebuild_index` of all: {made['rebuild_cpu_s']:,.0f} s of CPU, "
        f"{made['public_records'] / made['rebuild_cpu_s']:,.0f} records a second, at most "
        f"{made['rebuild_peak_mb']:,.0f} MB."
    )
    yield from _writing(section.get("writing", {}))
    yield from _growth(section.get("growth", {}), visits)
    yield from _engines(section.get("engines", {}))


def _engines(found: Mapping[str, Any]) -> Iterator[str]:
    if not found:
        return
    yield f"\nOn both engines, by turns (commit {found['commit']}):\n"
    yield from _table(
        ("CPU ms", "SQLite", "PostgreSQL", "of it the database's process"),
        (
            [
                name,
                f"**{_short(each[SQLITE]['cpu_ms'])}**",
                _beside(each[SQLITE]["cpu_ms"], each[POSTGRESQL]),
                _short(each[POSTGRESQL]["engine_ms"]),
            ]
            for name, each in found["rows"].items()
        ),
    )


def _growth(found: Mapping[str, Any], visits: int) -> Iterator[str]:
    if not found:
        return
    yield f"\nBeside a database of {found['than']:,} visits, by turns (commit {found['commit']}):\n"
    yield from _table(
        ("CPU ms", f"{found['than']:,}", f"{visits:,}"),
        (
            [
                name,
                f"**{_short(each[SMALL]['cpu_ms'])}**",
                _beside(each[SMALL]["cpu_ms"], each[LARGE]),
            ]
            for name, each in found["rows"].items()
        ),
    )


def _writing(found: Mapping[str, Any]) -> Iterator[str]:
    if each := found.get("publish"):
        yield f"\nPublishing one visit takes {_short(each['cpu_ms'])} ms of CPU."
    if each := found.get("rename"):
        told = "; ".join(
            f"of {port['visits']:,} visits {_short(port['cpu_s'])} s, "
            f"{_short(port['ms_a_visit'])} ms a visit"
            for port in each["ports"]
        )
        yield f"\nRenaming a port takes, {told}."
    if each := found.get("import"):
        yield (
            f"\nImporting {each['rows']:,} rows of three files (sources, visits, citations): "
            f"{each['ours_rows_s']:,.0f} rows a second of CPU with validation, history, gate, "
            f"documents and search; django-import-export as it comes, into plain tables: "
            f"{each['other_rows_s']:,.0f}."
        )


def _row(name: str, figures: Mapping[str, Any], others: Iterable[str]) -> list[str]:
    own = figures[OURS]
    return [
        name,
        f"**{_short(own['cpu_ms'])}**",
        *(_beside(own["cpu_ms"], figures.get(other)) for other in others),
        f"{own['bytes']:,}",
    ]


def _beside(own: float, other: Mapping[str, Any] | None) -> str:
    if other is None:
        return ""
    if "cpu_ms" not in other:
        return f"status {other['status']}"
    return f"{_short(other['cpu_ms'])} ({_short(other['cpu_ms'] / own)} ×)"


def _profiles(sizes: Mapping[int, Section]) -> Iterator[str]:
    largest = max(sizes)
    profiles = sizes[largest].get("profiles", {})
    if not profiles:
        return
    yield (
        "\n## Where the time goes\n\n"
        f"Whose code the time of a request is spent in, at {largest:,} visits, in per cent of a "
        "profile. The limit reads and joins texts and does nothing else, so that all but the "
        "database's driver is the gap to it. A profiler makes calls dearer than they are: shares "
        "are a guide.\n"
    )
    owners = list(dict.fromkeys(owner for each in profiles.values() for owner in each))
    yield from _table(
        ("%", *profiles),
        (
            [owner, *(_short(each[owner]) if owner in each else "" for each in profiles.values())]
            for owner in owners
        ),
    )


def _missing(sizes: Mapping[int, Section]) -> Iterator[str]:
    yield "\n## What was not measured\n"
    missing = [f"- {size:,} visits" for size in _SIZES if size not in sizes]
    largest, smallest = sizes[max(sizes)], sizes[min(sizes)]
    missing += [
        f"- {each.name}" for each in FLOORS if not any(True for _ in each.values(largest, smallest))
    ]
    yield from missing
    yield from _NEVER


def _table(head: Iterable[str], rows: Iterable[list[str]]) -> Iterator[str]:
    columns = list(head)
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _short(value: float) -> str:
    """Three digits that say something, and no more."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
