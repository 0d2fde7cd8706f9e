"""Writes the log of what the public saw change, and with it the position of the public side.

Only what the public can notice is told to it: rows of the public tables that differ from what
they were. So a draft moves no position, and what moved one can be read in the log.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from ..choices import PublicCause, PublicOperation
from ..chunks import chunks
from ..inserting import insert_objects
from ..models import RECORD_MODELS, FormerAddress, PublicChange, PublicDocument

MOST_CAUSES = 20
"""Of records that may all have been the cause; of more, none is named."""

_PLURALS = {model.plural: model.record_type for model in RECORD_MODELS}
_PLACES = {model.record_type: place for place, model in enumerate(RECORD_MODELS)}
_NAMED = re.compile(r'"api_url":"/[^"]*?([a-z]+)/([^/"]+)/"')


@dataclass(slots=True)
class _Noticed:
    """What the public noticed of one record."""

    key: str = ""
    operation: str = PublicOperation.CHANGED
    own: bool = False
    former: str = ""
    named: frozenset[str] = frozenset()
    """The records that its document names, or named."""


class PublicLog:
    """What one change set did to the public side, written by :meth:`keep`.

    For use by the one writer alone, who gives out positions in the order of commits.
    """

    def __init__(self, *, rebuilt: bool = False) -> None:
        """With ``rebuilt`` nothing was changed but the way in which the records are told."""
        self.former_keys: dict[tuple[str, str], str] = {}
        """By kind and present key, the key that a renamed public record had before."""
        self.rewritten = 0
        """Of how many records only what they show of others was noticed."""
        self._rebuilt = rebuilt
        self._noticed: dict[tuple[str, int], _Noticed] = {}
        self._at = timezone.now()
        self._last: int | None = None
        self._sources: dict[str, str] = {}

    def moved(
        self,
        kind: str,
        record_id: int,
        key: str,
        old: Collection[FormerAddress],
        new: Collection[FormerAddress],
    ) -> None:
        """Note that ``old`` former addresses of a record, whose key is ``key``, became ``new``."""
        was, gone = _tombstone(old), _tombstone(new)
        operation = PublicOperation.RENAMED
        if was and gone:
            if was.key == gone.key and (was.withdrawn_on, was.reason) != (
                gone.withdrawn_on,
                gone.reason,
            ):
                operation = PublicOperation.CHANGED
        elif gone:
            operation = PublicOperation.WITHDRAWN
        elif was:
            operation = PublicOperation.RESTORED
        self._noticed[kind, record_id] = _Noticed(key, operation, own=True)
        document = PublicDocument.objects.filter(record_type=kind, record_id=record_id).first()
        if document is not None and document.key != key:
            self.former_keys[kind, key] = document.key

    def written(self, old: PublicDocument | None, new: PublicDocument | None, *, own: bool) -> None:
        """Note that ``new`` took the place of the document ``old``; None where there is none.

        ``own`` says that the record's own content changed, not only what it shows of others. What
        it is found by may be all that changed.
        """
        document = new or old
        assert document is not None
        found = self._of(document.record_type, document.record_id)
        found.key = document.key
        found.own |= own
        if old is None:
            if found.operation != PublicOperation.RESTORED:
                found.operation = PublicOperation.PUBLISHED
        elif new is None:
            found.operation = PublicOperation.WITHDRAWN
        elif old.key != new.key:
            found.operation = PublicOperation.RENAMED
        if old is not None and (new is None or old.text != new.text):
            found.former = old.text
        found.named = frozenset(_names("".join(each.text for each in (old, new) if each)))

    def noticed(self, kind: str, ids: Iterable[int]) -> None:
        """Note that when these records were, what they are found by or their marks changed."""
        for record_id in ids:
            self._of(kind, record_id)

    def keep(self, *, following: bool = False) -> None:
        """Write what was noted since the last call.

        First what changed itself or in the index, then, ``following``, what names such records.
        """
        self._find_keys()
        noticed = sorted(
            self._noticed.items(),
            key=lambda item: (not item[1].own, _PLACES.get(item[0][0], -1), item[0][1]),
        )
        if not following:
            self._sources |= dict(self._labels({k: n for k, n in noticed if n.own}))
        rows = [self._row(*key, each) for key, each in noticed]
        if not following:
            self._sources |= dict(self._labels(self._noticed))
        self.rewritten += sum(not each.own for _of, each in noticed)
        self._noticed = {}
        if not rows:
            return
        if self._last is None:
            self._last, _at = PublicChange.objects.position()
        for position, row in enumerate(rows, start=self._last + 1):
            row.position = position
        self._last += len(rows)
        insert_objects(rows)

    def _of(self, kind: str, record_id: int) -> _Noticed:
        return self._noticed.setdefault((kind, record_id), _Noticed())

    def _find_keys(self) -> None:
        """Give what only the index told of its key; drop what is not public."""
        nameless: dict[str, list[int]] = {}
        for (kind, record_id), each in self._noticed.items():
            if not each.key:
                nameless.setdefault(kind, []).append(record_id)
        for kind, ids in nameless.items():
            for part in chunks(ids):
                public = PublicDocument.objects.filter(record_type=kind, record_id__in=part)
                keys = dict(public.values_list("record_id", "key"))
                for record_id in part:
                    if record_id in keys:
                        self._noticed[kind, record_id].key = keys[record_id]
                    else:
                        del self._noticed[kind, record_id]

    def _labels(self, noticed: dict[tuple[str, int], _Noticed]) -> Iterator[tuple[str, str]]:
        """What these records are named by, before and after, with what they are called here."""
        for (kind, _id), each in noticed.items():
            label = f"{kind}:{each.key}"
            yield label, label
            if former := self.former_keys.get((kind, each.key)):
                yield f"{kind}:{former}", label

    def _row(self, kind: str, record_id: int, each: _Noticed) -> PublicChange:
        cause, causes = PublicCause.OWN, set[str]()
        if self._rebuilt:
            cause = PublicCause.REBUILT
        elif not each.own:
            cause = PublicCause.OTHERS
            causes = {self._sources[name] for name in each.named if name in self._sources}
            causes -= {f"{kind}:{each.key}"}
            if not causes and len(all_of_them := set(self._sources.values())) <= MOST_CAUSES:
                causes = all_of_them - {f"{kind}:{each.key}"}
        return PublicChange(
            record_type=kind,
            record_id=record_id,
            key=each.key,
            operation=each.operation,
            at=self._at,
            cause=cause,
            causes=sorted(causes),
            former=each.former,
        )


def _tombstone(rows: Iterable[FormerAddress]) -> FormerAddress | None:
    return next((row for row in rows if not row.present_key), None)


def _names(text: str) -> Iterator[str]:
    """The records (“port:yokosuka”) whose addresses stand in documents."""
    for plural, key in _NAMED.findall(text):
        if kind := _PLURALS.get(plural):
            yield f"{kind}:{key}"
