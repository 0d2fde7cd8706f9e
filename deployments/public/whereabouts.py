"""Where the record of an address is: public, moved, withdrawn, or nowhere that anyone may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .documents import PublicDocument
from .log import FormerAddress


class Where(Enum):
    """What became of an address that is or was public."""

    PUBLIC = "public"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    NOT_READY = "not ready"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an address leads: the key that the record has now, and why a withdrawn one is gone."""

    where: Where
    record_type: str
    key: str
    withdrawn_on: date | None = None
    reason: str = ""


def whereabouts(kind: str, key: str) -> Whereabouts | None:
    """Where the record of a kind with ``key`` is; None for what was never public.

    Asks the public tables alone. An address that moved leads to the record's present one, where
    it is public or withdrawn.
    """
    if PublicDocument.objects.filter(record_type=kind, key=key).exists():
        return Whereabouts(Where.PUBLIC, kind, key)
    found = FormerAddress.objects.of(kind, key)
    if found is None:
        # After an update of the software the keys of documents may still have to be written.
        waiting = PublicDocument.objects.filter(record_type=kind, text="").exists()
        return Whereabouts(Where.NOT_READY, kind, key) if waiting else None
    if found.present_key:
        return Whereabouts(Where.MOVED, kind, found.present_key)
    return Whereabouts(Where.WITHDRAWN, kind, key, found.withdrawn_on, found.reason)
