"""What Datasette publishes: flat tables of the same documents, with indexes for what is asked."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from pathlib import Path

from ..asking import Ask, of_asgi

DATABASE = "visits"

_TABLES = """
CREATE TABLE visits (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE, day TEXT, first_day TEXT, last_day TEXT,
    certainty TEXT, port TEXT, country TEXT, summary TEXT, notes TEXT, document TEXT
);
CREATE TABLE visit_vessels (
    visit INTEGER REFERENCES visits (id), vessel TEXT, PRIMARY KEY (vessel, visit)
);
CREATE TABLE commentary (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE, day TEXT, person TEXT, summary TEXT, document TEXT
);
INSERT INTO visits
    SELECT document.record_id, document.key, document.sort_day,
        entry.possible_from, entry.possible_to, visit.certainty,
        port.key, place.value, visit.summary, visit.notes, document.text
    FROM curated.deployments_publicdocument document
    JOIN curated.deployments_visit visit ON visit.id = document.record_id
    JOIN curated.deployments_port port ON port.id = visit.port_id
    JOIN curated.deployments_timelineentry entry ON entry.visit_id = visit.id
    LEFT JOIN curated.deployments_publicfacet place
        ON place.document_id = document.id AND place.name = 'place'
    WHERE document.record_type = 'visit'
    GROUP BY document.record_id;
INSERT INTO visit_vessels
    SELECT DISTINCT participant.visit_id, vessel.key
    FROM curated.deployments_visitparticipant participant
    JOIN curated.deployments_vessel vessel ON vessel.id = participant.vessel_id;
INSERT INTO commentary
    SELECT document.record_id, document.key, document.sort_day, person.key, said.summary,
        document.text
    FROM curated.deployments_publicdocument document
    JOIN curated.deployments_commentary said ON said.id = document.record_id
    JOIN curated.deployments_person person ON person.id = said.person_id
    WHERE document.record_type = 'commentary';
CREATE INDEX visits_by_day ON visits (day DESC);
CREATE INDEX visits_by_port ON visits (port, day DESC);
CREATE INDEX visits_by_country ON visits (country, day DESC);
CREATE INDEX commentary_by_person ON commentary (person, day DESC);
CREATE VIRTUAL TABLE visits_fts USING fts5 (summary, notes, content="visits", content_rowid='id');
INSERT INTO visits_fts (visits_fts) VALUES ('rebuild');
ANALYZE;
"""


def make(source: Path, target: Path) -> None:
    """Write the flat tables of the database in ``source`` to the file ``target``."""
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target)
    connection.execute("ATTACH ? AS curated", [str(source)])
    connection.executescript(_TABLES)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


def datasette(*, immutable: bool) -> Ask:
    """How Datasette is asked on the file that the environment names."""
    from datasette.app import Datasette

    file = os.environ["BENCH_FLAT_FILE"]
    tuned = {"suggest_facets": False, "allow_facet": False, "default_page_size": 50}
    settings = {"default_page_size": 50, **(tuned if immutable else {})}
    served = Datasette(
        files=[] if immutable else [file],
        immutables=[file] if immutable else [],
        settings=settings,
    )
    loop = asyncio.new_event_loop()
    loop.run_until_complete(served.invoke_startup())
    return of_asgi(served.app(), loop)
