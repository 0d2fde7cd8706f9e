"""All that is worked out from the records: the index, and what the public reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..models import RECORD_TYPES, KeyRedirect, Record
from . import door, finding, former_addresses, indexing
from .public_log import PublicLog


def refresh(records: Iterable[Record], redirects: Iterable[KeyRedirect] = ()) -> None:
    """Bring all that rests on ``records`` up to date, after they or their redirects changed.

    What the public can notice of it is written to the log.
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
    door.refresh(followed.changed, followed.renamed, log)


def rebuild() -> None:
    """Work everything out anew; what comes out otherwise is written to the log."""
    log = PublicLog(rebuilt=True)
    noticed = indexing.rebuild()
    former_addresses.rebuild(log)
    log.keep()
    door.rebuild(noticed, log)


def differences() -> Iterator[str]:
    """What :func:`rebuild` would change, in a line each; nothing when all is up to date.

    The log is not among it: what was once public is known there alone.
    """
    yield from indexing.differences()
    yield from former_addresses.differences()
    yield from door.differences()


def is_old() -> bool:
    """Whether an update has changed how something is worked out, by a look at a few records."""
    return (
        indexing.searches_by_old_words()
        or indexing.has_old_entries()
        or door.has_old_documents()
        or finding.lacks_options()
    )
