"""The door from the desk to the public: the only code that writes what the public reads.

A document shows what others are called and were then, so that a change of one record can change
the documents of all that name it. Which these are is read from the paths by which documents are
made: all that a document shows of others is loaded by them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.utils import timezone

from .. import documents
from ..chunks import CHUNK, chunks
from ..documents.facets import Facet
from ..inserting import insert_objects
from ..loading import Loader
from ..models import RECORD_MODELS, RECORD_TYPES, PublicDocument, PublicFacet, Record
from ..orders import UNDATED
from ..public.documents import VALUE_LENGTH
from ..querysets import records_of
from . import contents, found_by, naming, options
from .naming import Ids
from .pieces import Found, Step, following, of_no_kind
from .public_log import PublicLog

NOT_SHOWN_BY_OTHERS = frozenset(
    {"notes", "translations", "citations", "updated_at", "rests_on", "match"}
)
"""Parts of a document of which no other document shows anything."""

COMPARED = ("key", "text", "digest", "name", "sort_name", "sort_day")
PLACED_BY = ("key", "sort_day")


def refresh(changed: Ids, renamed: Ids, log: PublicLog) -> dict[str, set[int]]:
    """Bring the documents of ``changed`` records up to date, and of all that name them.

    ``renamed`` are those that are called otherwise now without having changed themselves, as
    another record took their name. What the public can notice is written to ``log``. Returns by
    kind the ids of those that are found by something else now, or stand elsewhere in lists.
    """
    looks: dict[str, set[int]] = {kind: set(ids) for kind, ids in renamed.items()}
    given: dict[str, set[int]] = {kind: set(ids) for kind, ids in renamed.items()}
    for kind, ids in changed.items():
        given.setdefault(kind, set()).update(ids)
    found: dict[str, set[int]] = {}
    for kind, ids in given.items():
        written = write(RECORD_TYPES[kind], ids, log)
        looks.setdefault(kind, set()).update(written.looks)
        found[kind] = written.found_otherwise
    log.keep()
    for kind, ids in naming.naming(naming.shown(), looks).items():
        for part in chunks(sorted(ids - given.get(kind, set()))):
            written = write(RECORD_TYPES[kind], part, log)
            found.setdefault(kind, set()).update(written.found_otherwise)
            log.keep(following=True)
    return found


@dataclass(frozen=True, slots=True)
class Written:
    """Ids of records, of one kind, whose documents were written."""

    looks: set[int]
    """Those of which other documents may now show something else."""
    found_otherwise: set[int]
    """Those that are found by something else, or stand elsewhere in lists."""


def write(model: type[Record], ids: Collection[int], log: PublicLog) -> Written:
    """Write the documents of these records of one kind; remove those of what is not public."""
    written = Written(set(), set())
    for part in chunks(sorted(ids)):
        stale = list(_stale(model, part, log.former_keys))
        _store(stale, log)
        for each in stale:
            if _shown(each.old) != _shown(each.new):
                written.looks.add(each.record_id)
            if each.is_moved or each.had != each.facets or model.shown_words:
                written.found_otherwise.add(each.record_id)
    return written


def _store(stale: Sequence[Stale], log: PublicLog) -> None:
    """Write documents as they should be, what they are found by, and what that offers."""
    _write_rows(stale)
    _write_facets(stale)
    offers: options.Options = Counter()
    for each in stale:
        log.written(each.old, each.new, own=each.own)
        offers.update(each.offers)
    options.count(offers)


@dataclass(frozen=True, slots=True)
class Stale:
    """A stored document, what should be in its place, and the facets of both; None is none."""

    old: PublicDocument | None
    new: PublicDocument | None
    had: Collection[Facet] = ()
    facets: Collection[Facet] = ()
    own: bool = True
    """Whether it differs by the record's own content, not only by what it shows of others."""

    @property
    def record_id(self) -> int:
        """The id of the record that the document is of."""
        document = self.old or self.new
        assert document is not None
        return document.record_id

    @property
    def is_moved(self) -> bool:
        """Whether it has another place in lists, or none any more, or a first one."""
        return any(getattr(self.old, n, None) != getattr(self.new, n, None) for n in PLACED_BY)

    @property
    def is_new(self) -> bool:
        """Whether the document is not as it is stored."""
        return any(getattr(self.old, n, None) != getattr(self.new, n, None) for n in COMPARED)

    @property
    def offers(self) -> options.Options:
        """What forms may offer oftener or less often by this."""
        kind = (self.old or self.new).record_type  # type: ignore[union-attr]
        offers = found_by.offered(kind, self.facets)
        offers.subtract(found_by.offered(kind, self.had))
        return offers


def _write_rows(stale: Iterable[Stale]) -> None:
    """Write the documents; a row stays the same row while it stays in its place."""
    if left := [each.old.pk for each in stale if each.old is not None and each.is_moved]:
        PublicDocument.objects.filter(pk__in=left).delete()
    moved = [each.new for each in stale if each.new is not None and each.is_moved]
    insert_objects(moved)
    staying = [each.new for each in stale if each.new is not None and not each.is_moved]
    PublicDocument.objects.bulk_create(
        staying,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*COMPARED, "changed_at"],
    )


def _write_facets(stale: Iterable[Stale]) -> None:
    """Write the facets of documents that are written; those of a deleted row went with it."""
    added: list[tuple[PublicDocument, Collection[Facet]]] = []
    right: dict[int, Collection[Facet]] = {}
    for each in stale:
        if each.new is None:
            continue
        had = set() if each.is_moved else set(each.had)
        added.append((each.new, set(each.facets) - had))
        if had - set(each.facets):
            right[each.new.pk] = each.facets
    rows = PublicFacet.objects.filter(document__in=right).values_list(
        "pk", "document", "name", "value"
    )
    if gone := [pk for pk, document, *facet in rows if tuple(facet) not in right[document]]:
        PublicFacet.objects.filter(pk__in=gone).delete()
    found_by.write(added)


@cache
def _stored(kind: str) -> Loader:
    return Loader(PublicDocument.objects.of_kind(kind), "record_id")


@cache
def _published(model: type[Record]) -> Loader:
    """Published records of a kind, with all that documents and facets are made of."""
    paths = (*contents.paths(model), *documents.facets.paths(model))
    return Loader(documents.shown(model, *paths).order_by("pk"))


def _stale(
    model: type[Record], ids: Collection[int], former_keys: contents.FormerKeys | None = None
) -> Iterator[Stale]:
    """The documents of these records that are not as they should be."""
    stored = {row.record_id: row for row in _stored(model.record_type).rows(ids)}
    had = found_by.stored(stored.values())
    involved = found_by.involved(model, ids)
    for record in _published(model).rows(ids):
        old = stored.pop(record.pk, None)
        new = _document(record, old)
        is_same = old is not None and old.digest in (
            new.digest,
            contents.digest(record, former_keys) if former_keys else "",
        )
        stale = Stale(
            old,
            new,
            had[record.pk],
            documents.facets.facets(record, involved[record.pk]),
            own=not is_same,
        )
        if stale.is_new or stale.had != stale.facets:
            yield stale
    for old in stored.values():
        yield Stale(old, None, had[old.record_id])


def _document(record: Any, old: PublicDocument | None) -> PublicDocument:
    """The document of a record, not saved; its last own change is that of ``old`` or now."""
    digest = contents.digest(record)
    own = old.changed_at if old is not None and old.digest == digest else timezone.now()
    in_time = record.is_occurrence  # listed by day, others by name
    day = record.sort_day if in_time else UNDATED
    return PublicDocument(
        pk=old.pk if old is not None and old.key == record.key and old.sort_day == day else None,
        record_type=record.record_type,
        record_id=record.pk,
        key=record.key,
        text=documents.text(record, updated_at=own),
        digest=digest,
        changed_at=own,
        name=record.told_apart(str(record)),
        sort_name="" if in_time else record.sort_name[:VALUE_LENGTH],
        sort_day=day,
    )


def _shown(document: PublicDocument | None) -> object:
    """What other documents may show of a record, given its own."""
    if document is None or not document.text:
        return None
    parts: dict[str, object] = json.loads(document.text)
    return {name: part for name, part in parts.items() if name not in NOT_SHOWN_BY_OTHERS}


def steps() -> Iterator[Step]:
    """How documents are looked at in pieces, with what they are found by."""
    strange = PublicDocument.objects.exclude(record_type__in=RECORD_TYPES)
    yield of_no_kind(
        "documents of no kind",
        strange,
        "it has a public document, but there is no such kind of record",
    )
    for model in RECORD_MODELS:
        yield Step(f"documents of {model.plural}", partial(_next, model), partial(_look, model))


def _look(model: type[Record], ids: Sequence[int]) -> Found:
    stale = list(_stale(model, ids))
    lines = [f"{each.new or each.old}: its public document is out of date" for each in stale]
    return Found(lines, lambda log: _store(stale, log))


def has_old_documents() -> bool:
    """Whether the oldest or newest public record of some kind has a document no longer right.

    That is so after an update that changes what documents show. Cheap: two are asked of each kind.
    """
    for model in RECORD_MODELS:
        public = model._default_manager.published().order_by("pk").values_list("pk", flat=True)
        if any(_stale(model, sorted({*public[:1], *public.reverse()[:1]}))):
            return True
    return False


def _next(model: type[Record], after: int) -> Sequence[int]:
    """Ids of the published records of ``model``, and of those that have a document."""
    documents = PublicDocument.objects.of_kind(model.record_type)
    published = records_of(model).published()
    ids = {*following("pk", after, published), *following("record_id", after, documents)}
    return sorted(ids)[:CHUNK]
