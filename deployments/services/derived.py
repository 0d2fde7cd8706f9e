"""All that is worked out from the records: the index, and what the public reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ..models import RECORD_TYPES, KeyRedirect, Record
from . import (
    door,
    former_addresses,
    found_by,
    index_rows,
    indexing,
    search_words,
    sighting_index,
    spellings,
)
from .pieces import Step
from .public_log import PublicLog


def refresh(records: Iterable[Record], redirects: Iterable[KeyRedirect] = ()) -> int:
    """Bring all that rests on ``records`` up to date, after they or their redirects changed.

    What the public can notice of it is written to the log. Returns how many other public records
    were rewritten: those that changed only by what they show of these.
    """
    changed = list(records)
    log = PublicLog()
    addressed: dict[str, set[int]] = {}
    for record in changed:
        if record.once_public:
            addressed.setdefault(record.record_type, set()).add(record.pk)
    for redirect in redirects:
        if redirect.record_type in RECORD_TYPES:  # others lead nowhere, which check_records tells
            addressed.setdefault(redirect.record_type, set()).add(redirect.record_id)
    followed = indexing.refresh(changed)
    former_addresses.refresh(addressed, log)
    for kind, ids in followed.noticed.items():
        log.noticed(kind, ids)
    found = door.refresh(followed.changed, followed.renamed, log)
    for kind, ids in followed.noticed.items():
        found.setdefault(kind, set()).update(ids)
    search_words.refresh(found, followed.worded)
    return log.rewritten


def steps() -> Iterator[Step]:
    """What is worked out, each after what it rests on."""
    return chain(
        indexing.steps(),
        former_addresses.steps(),
        door.steps(),
        found_by.steps(),
        spellings.steps(),
        search_words.steps(),
    )


def rebuild() -> None:
    """Work everything out anew, in one transaction; what comes out otherwise is logged.

    ``services.rebuilding`` does it in many, of which each is short.
    """
    log = PublicLog(rebuilt=True)
    for step in steps():
        for found in step.pieces():
            found.put_right(log)
    log.keep()


def differences() -> Iterator[str]:
    """What :func:`rebuild` would change, in a line each; nothing when all is up to date.

    The log is not among it: what was once public is known there alone.
    """
    for step in steps():
        for found in step.pieces():
            yield from found.lines


def is_old() -> bool:
    """Whether an update has changed how something is worked out, by a look at a few records."""
    asked = (
        index_rows.searches_by_old_words,
        sighting_index.lacks_ships,
        indexing.has_old_entries,
        door.has_old_documents,
        found_by.lacks_options,
        spellings.is_old,
        search_words.is_old,
    )
    return any(old() for old in asked)
