"""Where the record of an address is: public, moved, withdrawn, or nowhere that anyone may know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from ..choices import Status
from ..models import KeyRedirect, Record
from ..querysets import records_of

_Record = TypeVar("_Record", bound=Record)


class Where(Enum):
    """What became of an address that is or was public."""

    PUBLIC = "public"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Whereabouts(Generic[_Record]):
    """Where an address leads; of a withdrawn ``record`` only its tombstone may be told."""

    where: Where
    record: _Record


def whereabouts(model: type[_Record], key: str) -> Whereabouts[_Record] | None:
    """Where the record of ``model`` with ``key`` is; None for what was never public.

    An address that moved leads to the record's present one, where it is public or withdrawn.
    """
    known = records_of(model).once_public().filter(status__in=(Status.PUBLISHED, Status.WITHDRAWN))
    record = known.filter(key=key).first()
    if record is not None:
        return Whereabouts(Where.PUBLIC if record.is_published else Where.WITHDRAWN, record)
    moved = KeyRedirect.objects.filter(record_type=model.record_type, old_key=key)
    record = known.filter(pk__in=moved.values("record_id")).first()
    return Whereabouts(Where.MOVED, record) if record is not None else None
