"""The limit: bare sqlite3 that reads the same stored texts and joins them. It serves nothing.

An address names one of its questions, and the rest of it are the parameters: it is told what to
read in the words of the index (ids, days), which a server first has to find out.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from urllib.parse import parse_qsl

from ..asking import Answer, Ask

PAGE = 50

_FOUND = """
    SELECT document.text FROM deployments_publicfacet facet
    JOIN deployments_publicdocument document ON document.id = facet.document_id
    WHERE facet.record_type = :kind AND facet.name = :name AND facet.value = :value
    ORDER BY facet.sort_day DESC, facet.key LIMIT 50
"""

QUESTIONS = {
    "list": (
        """SELECT text FROM deployments_publicdocument
        WHERE record_type = 'visit' ORDER BY sort_day DESC, key LIMIT 50""",
    ),
    "facet": (_FOUND,),
    "days": (
        """SELECT document.text FROM deployments_publicfacet facet
        JOIN deployments_timelineentry entry ON entry.visit_id = facet.record_id
        JOIN deployments_publicdocument document ON document.id = facet.document_id
        WHERE facet.record_type = 'visit' AND facet.name = 'place' AND facet.value = :value
        AND facet.sort_day <= :to AND entry.possible_from <= :to AND entry.possible_to >= :from
        AND entry.certainty NOT IN ('planned', 'cancelled')
        ORDER BY facet.sort_day DESC, facet.key LIMIT 50""",
    ),
    "page": (
        """SELECT text FROM deployments_publicdocument
        WHERE record_type = 'visit' AND sort_day = :day AND key > :key
        ORDER BY sort_day DESC, key LIMIT 50""",
        """SELECT text FROM deployments_publicdocument
        WHERE record_type = 'visit' AND sort_day < :day
        ORDER BY sort_day DESC, key LIMIT 50""",
    ),
    "detail": (
        """SELECT text FROM deployments_publicdocument
        WHERE record_type = 'visit' AND key = :key""",
    ),
    "word": (
        """SELECT document.text FROM (
            SELECT rowid AS place FROM deployments_publicwords_fts
            WHERE deployments_publicwords_fts MATCH :word AND rowid BETWEEN :first AND :last
            ORDER BY rowid DESC LIMIT 50
        ) found JOIN deployments_publicdocument document
        ON document.id = found.place & 536870911 ORDER BY found.place DESC""",
    ),
}
"""The statements of each question; one after the other, until there are enough rows."""


def load() -> Ask:
    """A connection to the file, for reading."""
    connection = sqlite3.connect(f"file:{os.environ['BENCH_FILE']}?mode=ro", uri=True)

    def ask(address: str, _headers: Mapping[str, str]) -> Answer:
        name, _mark, query = address.removeprefix("/").partition("?")
        parameters = dict(parse_qsl(query))
        texts: list[str] = []
        for statement in QUESTIONS[name]:
            rows = connection.execute(statement, parameters).fetchall()
            texts += [text for (text,) in rows[: PAGE - len(texts)]]
        return Answer(200, {}, f"[{','.join(texts)}]".encode())

    return ask
