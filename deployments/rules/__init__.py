"""Rules that need more than one row to decide: what is impossible, and what is odd.

Each rule is a small function with a code of its own, in a module by noun. A module checks many
records of one kind at once, with a number of queries that does not grow with them. Records are
held against published ones only, so that a draft keeps nothing from being public.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..choices import Status
from ..chunks import chunks
from ..models import RECORD_MODELS, Record
from ..registry import load
from . import citing, rows
from .finding import CHECKS, ODD, ODD_BESIDE, REACHING, Finding

load(__name__)


def findings(record: Record) -> list[Finding]:
    """All that the rules have to say about a record as it is now stored."""
    ids = [record.pk]
    checks = [table.get(record.record_type) for table in (CHECKS, REACHING, ODD_BESIDE, ODD)]
    found = [finding for check in checks if check for finding in check(ids)]
    model = type(record)
    return [*found, *rows.check(model, ids), *citing.check(model, ids)]


def impossible_among(model: type[Record], ids: Sequence[int]) -> Iterator[Finding]:
    """The findings that keep records of ``model`` from being public, for many at once."""
    for table in (CHECKS, REACHING):
        check = table.get(model.record_type)
        if check is None:
            continue
        for part in chunks(ids):
            yield from (finding for finding in check(part) if finding.impossible)


def impossible(record: Record) -> list[Finding]:
    """The findings that keep a record from being public."""
    return list(impossible_among(type(record), [record.pk]))


def all_findings() -> Iterator[Finding]:
    """All that the rules have to say, kind by kind; what is withdrawn is left out.

    What a change would make of others is not asked here: those others speak for themselves.
    """
    for model in RECORD_MODELS:
        records = model._default_manager.exclude(status=Status.WITHDRAWN)
        ids = list(records.order_by("key").values_list("pk", flat=True))
        checks = [table.get(model.record_type) for table in (CHECKS, ODD_BESIDE)]
        beside = ODD.get(model.record_type)
        for part in chunks(ids):
            for check in checks:
                if check is not None:
                    yield from check(part)
            yield from rows.check(model, part)
            yield from citing.check(model, part)
        if beside is not None:
            yield from beside(ids)


__all__ = [
    "CHECKS",
    "ODD",
    "ODD_BESIDE",
    "Finding",
    "all_findings",
    "findings",
    "impossible",
    "impossible_among",
]
