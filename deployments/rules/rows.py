"""Rules about every column of every record and row, whatever it is called.

The models are walked, so that a new kind, row or column is looked at without being named here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import F

from .. import clock
from ..models import OWNED_MODELS, OwnedRow, Record, Row
from . import futures, spelling
from .finding import Finding


def check(model: type[Record], ids: Sequence[int]) -> Iterator[Finding]:
    """What is odd in the columns of the records ``ids`` of ``model`` and of the rows they own."""
    today = clock.latest_day()
    for record, row in rows_of(model, ids):
        yield from futures.check(record, row, today)
        yield from spelling.check(record, row)


def rows_of(model: type[Record], ids: Sequence[int]) -> Iterator[tuple[Record, Row]]:
    """The records themselves and all rows that they own, also through another row."""
    records = {record.pk: record for record in model._default_manager.filter(pk__in=ids)}
    for record in sorted(records.values(), key=lambda each: each.key):
        yield record, record
    for owned in OWNED_MODELS:
        for path in paths_to(model, owned):
            rows = owned._default_manager.filter(**{f"{path}__in": ids})
            for row in rows.annotate(owned_by=F(path)).order_by("pk"):
                yield records[row.owned_by], row


def paths_to(model: type[Record], owned: type[OwnedRow]) -> Iterator[str]:
    """The lookups that lead from rows of ``owned`` to a record of ``model`` as their owner."""
    for name in owned.owners():
        owner = owned._meta.get_field(name).related_model
        if owner is model:
            yield name
        elif isinstance(owner, type) and issubclass(owner, OwnedRow):
            yield from (f"{name}__{rest}" for rest in paths_to(model, owner))
