"""The floors and goals that were set for a million visits, held against what was measured.

Each is a number that is better the larger it is, or the smaller. What was not measured says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .questions import LARGE, LIMIT, OURS, POSTGRESQL, SMALL, SQLITE, TEMPLATES, TUNED

Section = Mapping[str, Any]
Measured = Iterator[tuple[str, float]]

LISTS = ("list by date", "country and days", "by vessel", "by port", "by person")
PAGES = ("front page", "timeline page", "visit page", "port page", "/visits/")
ADMIN = ("admin list", "admin search", "admin change form")


@dataclass(frozen=True, slots=True)
class Floor:
    """What was set, and how it is read from the figures of the largest and the smallest size."""

    name: str
    floor: float
    goal: float
    unit: str
    values: Callable[[Section, Section], Measured]
    larger_is_better: bool = True

    def met(self, value: float) -> bool:
        """Whether a value is as good as the floor."""
        return value >= self.floor if self.larger_is_better else value <= self.floor


def cpu(section: Section, row: str, name: str = OURS) -> float | None:
    """Milliseconds of CPU in a row, or None where it was not measured."""
    figures = figures_of(section, row).get(name, {})
    found: float | None = figures.get("cpu_ms")
    return found


def figures_of(section: Section, row: str) -> Mapping[str, Any]:
    """The figures of a row by name; a page deep in a list has its number in the row's name."""
    rows: Mapping[str, Any] = section.get("rows", {})
    if row == "page":
        row = next((name for name in rows if name.startswith("page ")), row)
    found: Mapping[str, Any] = rows.get(row, {}).get("figures", {})
    return found


def _times(rows: tuple[str, ...], other: str, percent: bool = False) -> Callable[..., Measured]:
    def values(section: Section, _smallest: Section) -> Measured:
        for row in rows:
            own, theirs = cpu(section, row), cpu(section, row, other)
            if own and theirs:
                yield row, theirs / own * (100 if percent else 1)

    return values


def _growth(section: Section, _smallest: Section) -> Measured:
    for row, figures in section.get("growth", {"rows": {}})["rows"].items():
        yield row, figures[LARGE]["cpu_ms"] / figures[SMALL]["cpu_ms"]


def _milliseconds(rows: tuple[str, ...]) -> Callable[..., Measured]:
    def values(section: Section, _smallest: Section) -> Measured:
        for row in rows:
            own = cpu(section, row)
            if own:
                yield row, own

    return values


def _not_modified(section: Section, _smallest: Section) -> Measured:
    found = section.get("not_modified")
    if found:
        yield "list by date", found[LIMIT]["cpu_ms"] / found[OURS]["cpu_ms"]


def _compressed(section: Section, _smallest: Section) -> Measured:
    for page in ("front page", "timeline page"):
        found = figures_of(section, f"{page}, compressed").get(OURS)
        if found:
            yield page, found["bytes"] / 1000


def _made(name: str) -> Callable[..., Measured]:
    def values(section: Section, _smallest: Section) -> Measured:
        made = section.get("made", {})
        if made.get("rebuild_cpu_s"):
            speed = made["public_records"] / made["rebuild_cpu_s"]
            yield "rebuild_index", speed if name == "speed" else made["rebuild_peak_mb"]

    return values


def _written(row: str, part: str) -> Callable[..., Measured]:
    def values(section: Section, _smallest: Section) -> Measured:
        found = section.get("writing", {}).get(row, {})
        if part in found:
            yield row, found[part]

    return values


def _engines(section: Section, smallest: Section) -> Measured:
    found = section.get("engines") or smallest.get("engines") or {"rows": {}}
    for row, figures in found["rows"].items():
        yield row, figures[POSTGRESQL]["cpu_ms"] / figures[SQLITE]["cpu_ms"]


FLOORS = (
    Floor("share of the same-text limit", 25, 50, "%", _times(LISTS, LIMIT, percent=True)),
    Floor("against Datasette tuned", 3, 5, "×", _times(LISTS, TUNED)),
    Floor("against Datasette tuned: deep page", 40, 100, "×", _times(("page",), TUNED)),
    Floor("against Datasette tuned: detail", 4, 8, "×", _times(("detail",), TUNED)),
    Floor("against Datasette tuned: common word", 30, 60, "×", _times(("common word",), TUNED)),
    Floor("against Datasette tuned: rare word", 3, 5, "×", _times(("rare word",), TUNED)),
    Floor("304 against the limit's 200", 1, 1.4, "×", _not_modified),
    Floor("largest size ÷ smallest", 1.3, 1.2, "×", _growth, larger_is_better=False),
    Floor("pages against a plain template", 1, 1.5, "×", _times(PAGES, TEMPLATES)),
    Floor("any public page", 15, 5, "ms", _milliseconds(PAGES), larger_is_better=False),
    Floor("pages, compressed", 60, 30, "kB", _compressed, larger_is_better=False),
    Floor("admin", 100, 40, "ms", _milliseconds(ADMIN), larger_is_better=False),
    Floor("import, against django-import-export", 2, 4, "×", _written("import", "times_as_fast")),
    Floor("rebuild_index", 500, 1_500, "records/s", _made("speed")),
    Floor("rebuild_index, memory", 256, 256, "MB", _made("peak"), larger_is_better=False),
    Floor(
        "publishing one visit", 100, 30, "ms", _written("publish", "cpu_ms"), larger_is_better=False
    ),
    Floor(
        "renaming a port: a visit of many ÷ a visit of few",
        1.3,
        1.2,
        "×",
        _written("rename", "growth"),
        larger_is_better=False,
    ),
    Floor(
        "PostgreSQL ÷ SQLite, where both were measured",
        1.5,
        1,
        "×",
        _engines,
        larger_is_better=False,
    ),
)
