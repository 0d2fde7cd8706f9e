"""All that is worked out from the records: the index, and the documents that the public reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..models import Record
from . import door, indexing


def refresh(records: Iterable[Record]) -> None:
    """Bring all that rests on ``records`` up to date, after they changed."""
    followed = indexing.refresh(records)
    door.refresh(followed.changed, followed.renamed)


def rebuild() -> None:
    """Work everything out anew."""
    indexing.rebuild()
    door.rebuild()


def differences() -> Iterator[str]:
    """What :func:`rebuild` would change, in a line each; nothing when all is up to date."""
    yield from indexing.differences()
    yield from door.differences()


def is_old() -> bool:
    """Whether an update has changed how something is worked out, by a look at a few records."""
    return (
        indexing.searches_by_old_words() or indexing.has_old_entries() or door.has_old_documents()
    )
