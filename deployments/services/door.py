"""The door from the desk to the public: the only code that writes what the public reads.

A document shows what others are called and were then, so that a change of one record can change
the documents of all that name it. Which these are is read from the paths by which documents are
made: all that a document shows of others is loaded by them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from django.utils import timezone

from .. import documents
from ..chunks import chunks
from ..models import RECORD_MODELS, RECORD_TYPES, PublicDocument, Record
from . import contents, naming
from .naming import Ids

NOT_SHOWN_BY_OTHERS = frozenset(
    {"notes", "translations", "citations", "updated_at", "rests_on", "match"}
)
"""Parts of a document of which no other document shows anything."""

COMPARED = ("key", "text", "digest")


def refresh(changed: Ids, renamed: Ids) -> None:
    """Bring the documents of ``changed`` records up to date, and of all that name them.

    ``renamed`` are those that are called otherwise now without having changed themselves, as
    another record took their name.
    """
    looks: dict[str, set[int]] = {}
    for kinds in (changed, renamed):
        for kind, ids in kinds.items():
            looks.setdefault(kind, set()).update(write(RECORD_TYPES[kind], ids))
    for kind, ids in naming.naming(naming.shown(), looks).items():
        write(RECORD_TYPES[kind], ids - set(changed.get(kind, ())))


def write(model: type[Record], ids: Collection[int]) -> set[int]:
    """Write the documents of these records of one kind; remove those of what is not public.

    Returns the ids of those of which other documents may now show something else.
    """
    looks: set[int] = set()
    for part in chunks(sorted(ids)):
        stale = list(_stale(model, part))
        gone = [old.pk for old, _new in stale if old is not None]
        PublicDocument.objects.filter(pk__in=gone).delete()
        PublicDocument.objects.bulk_create(new for _old, new in stale if new is not None)
        for old, new in stale:
            if _look(old) != _look(new):
                looks.add((old or new).record_id)  # type: ignore[union-attr]
    return looks


Stale = tuple[PublicDocument | None, PublicDocument | None]
"""A stored document, and what should be in its place; None where there is nothing."""


def _stale(model: type[Record], ids: Collection[int]) -> Iterator[Stale]:
    """The documents of these records that are not as they should be."""
    rows = PublicDocument.objects.filter(record_type=model.record_type, record_id__in=ids)
    stored = {row.record_id: row for row in rows}
    shown = documents.shown(model, *contents.paths(model))
    for record in shown.filter(pk__in=ids).order_by("pk"):
        old = stored.pop(record.pk, None)
        digest = contents.digest(record)
        own = old.changed_at if old is not None and old.digest == digest else timezone.now()
        new = PublicDocument(
            record_type=model.record_type,
            record_id=record.pk,
            key=record.key,
            text=documents.text(record, updated_at=own),
            digest=digest,
            changed_at=own,
        )
        if old is None or any(getattr(old, n) != getattr(new, n) for n in COMPARED):
            yield old, new
    for old in stored.values():
        yield old, None


def _look(document: PublicDocument | None) -> object:
    """What other documents may show of a record, given its own."""
    if document is None or not document.text:
        return None
    parts: dict[str, object] = json.loads(document.text)
    return {name: part for name, part in parts.items() if name not in NOT_SHOWN_BY_OTHERS}


def rebuild() -> None:
    """Write every document anew."""
    PublicDocument.objects.exclude(record_type__in=RECORD_TYPES).delete()
    for model in RECORD_MODELS:
        write(model, _known(model))


def differences() -> Iterator[str]:
    """What :func:`rebuild` would change, in a line each; nothing when all is up to date."""
    for row in PublicDocument.objects.exclude(record_type__in=RECORD_TYPES):
        yield f"{row}: it has a public document, but there is no such kind of record"
    for model in RECORD_MODELS:
        for part in chunks(sorted(_known(model))):
            for old, new in _stale(model, part):
                yield f"{new or old}: its public document is out of date"


def has_old_documents() -> bool:
    """Whether the oldest or newest public record of some kind has a document no longer right.

    That is so after an update that changes what documents show. Cheap: two are asked of each kind.
    """
    for model in RECORD_MODELS:
        public = model._default_manager.published().order_by("pk").values_list("pk", flat=True)
        if any(_stale(model, sorted({*public[:1], *public.reverse()[:1]}))):
            return True
    return False


def _known(model: type[Record]) -> set[int]:
    """Ids of the published records of ``model``, and of those that have a document."""
    rows = PublicDocument.objects.filter(record_type=model.record_type)
    published = model._default_manager.published().values_list("pk", flat=True)
    return {*published, *rows.values_list("record_id", flat=True)}
