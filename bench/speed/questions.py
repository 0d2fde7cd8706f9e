"""What is asked: a row of the table each, in the words of everything that is asked for it.

Which records are asked for is found in the answers of this project itself: the busiest port, a
ship that called, the first person.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from deployments.public.words import place

from .. import wording
from ..world import Sizes
from .asking import HOST
from .workers import Worker

OURS, LIMIT, TUNED, DEFAULT = "ours", "limit", "datasette_tuned", "datasette_default"
DRF, NINJA, TEMPLATES = "drf", "ninja", "templates"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
LARGE, SMALL = "large", "small"
NAMES = (OURS, LIMIT, TUNED, DEFAULT, DRF, NINJA, TEMPLATES)

PAGE = 50
DEEP = 10_000
"""The page that is asked for deep in a list, where there are so many."""

SHOWN = {"timeline page": 20, "/visits/": 25, "port page": 25}
"""How many rows a plain page shows: as many as ours."""

Asked = Mapping[str, str]
"""By what is asked: the address."""


@dataclass(frozen=True, slots=True)
class Question:
    """A row: what is asked of whom, with which headers, and what has to be known of it."""

    name: str
    asked: Asked
    headers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def keys(body: str) -> list[str]:
    """The keys of the records in an answer, in order; nothing where it is no list of records."""
    try:
        found = json.loads(body.encode("latin-1"))
    except ValueError:
        return []
    if isinstance(found, dict):
        for name in ("results", "rows", "items"):
            if name in found:
                found = found[name]
                break
    rows = found if isinstance(found, list) else [found]
    return [row.get("key", row.get("id", "")) for row in rows if isinstance(row, dict)]


def questions(sizes: Sizes, ours: Worker, file: Path) -> list[Question]:
    """All rows that are read, for a database of that size, which was made as ``file`` too."""
    plain = {"Accept-Encoding": "identity"}
    told = facts(file)
    cursor, page = _deep(sizes, ours)
    day, key, deep_id = before(file, page)
    visit, port, vessel = told.visit, told.port, told.vessel
    country, year = told.country, told.year
    days = {"from": f"{year}-01-01", "to": f"{year}-12-31"}
    flat = f"/visits/visits.json?_shape=array&_size={PAGE}&_nocount=1&_sort_desc=day"
    counted = f"/visits/visits.json?_shape=objects&_size={PAGE}&_sort_desc=day"
    through = json.dumps({"table": "visit_vessels", "column": "vessel", "value": vessel})
    found = [
        Question(
            "list by date",
            {
                OURS: "/api/v1/visits/",
                LIMIT: "/list",
                TUNED: flat,
                DEFAULT: counted,
                DRF: "/visits/",
                NINJA: "/visits",
            },
        ),
        Question(
            "country and days",
            {
                OURS: f"/api/v1/visits/?country={country}&from={year}&to={year}",
                LIMIT: "/days?" + urlencode({"value": country, **days}),
                **_by(
                    flat,
                    counted,
                    {
                        "country": country,
                        "first_day__lte": days["to"],
                        "last_day__gte": days["from"],
                        "certainty__notin": "planned,cancelled",
                    },
                ),
                DRF: "/visits/?" + urlencode({"country": country, **days}),
                NINJA: "/visits?" + urlencode({"country": country, **days}),
            },
            note="DRF and django-ninja compare the one day that a visit is sorted by",
        ),
        Question(
            "by vessel",
            {
                OURS: f"/api/v1/visits/?vessel={vessel}",
                LIMIT: _facet("visit", "vessel", told.vessel_id),
                **_by(flat, counted, {"_through": through}),
                DRF: f"/visits/?vessel={vessel}",
                NINJA: f"/visits?vessel={vessel}",
            },
        ),
        Question(
            "by port",
            {
                OURS: f"/api/v1/visits/?port={port}",
                LIMIT: _facet("visit", "port", told.port_id),
                **_by(flat, counted, {"port": port}),
                DRF: f"/visits/?port={port}",
                NINJA: f"/visits?port={port}",
            },
        ),
        Question(
            "by person",
            {
                OURS: "/api/v1/commentary/?person=person-0",
                LIMIT: _facet("commentary", "speaker", told.person_id),
                **{
                    name: address.replace("/visits.json", "/commentary.json")
                    for name, address in _by(flat, counted, {"person": "person-0"}).items()
                },
                DRF: "/commentary/?person=person-0",
                NINJA: "/commentary?person=person-0",
            },
        ),
        Question(
            f"page {page:,}",
            {
                OURS: "/api/v1/visits/?" + urlencode({"cursor": cursor}),
                LIMIT: "/page?" + urlencode({"day": day, "key": key}),
                **_by(flat, counted, {"_next": f"{day},{deep_id}"}),
                DRF: f"/visits/?page={page}",
                NINJA: f"/visits?page={page}",
            },
            note="by cursor here and in Datasette, by OFFSET in DRF and django-ninja",
        ),
        Question(
            "detail",
            {
                OURS: f"/api/v1/visits/{visit}/",
                LIMIT: f"/detail?key={visit}",
                TUNED: f"/visits/visits/{told.visit_id}.json?_shape=array",
                DEFAULT: f"/visits/visits/{told.visit_id}.json",
                DRF: f"/visits/{visit}/",
                NINJA: f"/visits/{visit}",
            },
        ),
    ]
    found += [_word(name, word, flat, counted) for name, word in _WORDS]
    found.append(Question("timeline, API", {OURS: "/api/v1/timeline/"}))
    found += [
        Question(name, {OURS: address, TEMPLATES: f"{address}?rows={SHOWN.get(name, 1)}"})
        for name, address in (
            ("timeline page", "/timeline/"),
            ("visit page", f"/visits/{visit}/"),
            ("port page", f"/ports/{port}/"),
            ("/visits/", "/visits/"),
        )
    ]
    found.append(Question("front page", {OURS: "/"}))
    found = [replace(each, headers=plain) for each in found]
    found += [
        Question(f"{name}, compressed", {OURS: address}, {"Accept-Encoding": "gzip"})
        for name, address in (("timeline page", "/timeline/"), ("front page", "/"))
    ]
    return found


def of_the_desk(file: Path, session: Mapping[str, str]) -> list[Question]:
    """What an editor opens, with the cookie of a session."""
    headers = {"Accept-Encoding": "identity", **session}
    visits = "/admin/deployments/visit/"
    return [
        Question(name, {OURS: address}, headers)
        for name, address in (
            ("admin list", visits),
            ("admin search", f"{visits}?q={wording.COMMON}"),
            ("admin change form", f"{visits}{facts(file).visit_id}/change/"),
        )
    ]


_WORDS = (("common word", wording.COMMON), ("rare word", wording.RARE))


def _word(name: str, word: str, flat: str, counted: str) -> Question:
    first = place("visit")
    last = place("visit", (1 << 29) - 1, (1 << 29) - 1)
    return Question(
        name,
        {
            OURS: f"/api/v1/visits/?q={word}",
            LIMIT: "/word?" + urlencode({"word": f'"{word}"', "first": first, "last": last}),
            **_by(flat, counted, {"_search": word}),
            DRF: f"/visits/?search={word}",
            NINJA: f"/visits?search={word}",
        },
    )


def _by(flat: str, counted: str, asked: Mapping[str, str]) -> dict[str, str]:
    """How Datasette is asked for some rows, tuned and as it comes."""
    return {TUNED: f"{flat}&{urlencode(asked)}", DEFAULT: f"{counted}&{urlencode(asked)}"}


def _facet(kind: str, name: str, value: int) -> str:
    return "/facet?" + urlencode({"kind": kind, "name": name, "value": value})


def _deep(sizes: Sizes, ours: Worker) -> tuple[str, int]:
    """The cursor of a page deep in the list, as our API gives it out, and which page that is.

    Page ``DEEP`` or the one after it; where there are fewer, one near the end.
    """
    large = 500
    skipped = math.floor(min(DEEP, sizes.visits / PAGE * 0.97)) * PAGE // large
    address = f"/api/v1/visits/?page_size={large}"
    for _page in range(skipped):
        following = json.loads(ours.answer(address)["body"].encode("latin-1"))["next"]
        address = following.removeprefix(f"https://{HOST}")
    return parse_qs(address.partition("?")[2])["cursor"][0], skipped * large // PAGE + 1


@dataclass(frozen=True, slots=True)
class Facts:
    """What the others have to be told of the records that are asked for."""

    visit: str
    visit_id: int
    port: str
    port_id: int
    vessel: str
    vessel_id: int
    country: str
    year: str
    """The country and the year of that visit."""
    person_id: int


def facts(file: Path) -> Facts:
    """A visit in the middle with its first ship, the busiest port and who says most."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        visit = connection.execute(
            """SELECT visit.key, visit.id, vessel.key, vessel.id,
                place.value, substr(place.sort_day, 1, 4)
            FROM deployments_visit visit
            JOIN deployments_publicfacet place ON place.record_type = 'visit'
                AND place.record_id = visit.id AND place.name = 'place'
            JOIN deployments_visitparticipant participant ON participant.visit_id = visit.id
            JOIN deployments_vessel vessel ON vessel.id = participant.vessel_id
            WHERE visit.id >= (SELECT MAX(id) / 2 FROM deployments_visit)
            AND visit.certainty = 'confirmed' ORDER BY visit.id LIMIT 1"""
        ).fetchone()
        port = connection.execute(
            """SELECT port.key, port.id FROM deployments_visit visit
            JOIN deployments_port port ON port.id = visit.port_id
            GROUP BY port.id ORDER BY COUNT(*) DESC LIMIT 1"""
        ).fetchone()
        person = connection.execute(
            "SELECT id FROM deployments_person WHERE key = 'person-0'"
        ).fetchone()
    return Facts(visit[0], visit[1], *port, *visit[2:], *person)


def before(file: Path, page: int) -> tuple[str, str, int]:
    """Day, key and id of the last visit before a page of the list by date."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        row: tuple[str, str, int] = connection.execute(
            """SELECT sort_day, key, record_id FROM deployments_publicdocument
            WHERE record_type = 'visit' ORDER BY sort_day DESC, key LIMIT 1 OFFSET ?""",
            [(page - 1) * PAGE - 1],
        ).fetchone()
    return row
