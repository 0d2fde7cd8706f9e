"""Keeps the timeline and the search words in step with the records.

Everything here is worked out from published records and rows alone, so a draft cannot move a
bound, add a facet or close an open stay.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import timezone

from .. import search
from ..models import (
    RECORD_MODELS,
    RECORD_TYPES,
    Exercise,
    Record,
    RecordIndex,
    Statement,
    TimelineEntry,
    TimelineFacet,
    Visit,
)
from ..models.commentary import Commentary
from ..models.exercises import Engagement
from ..models.movements import Deployment
from . import documents, entries

STATEMENTS: tuple[type[Statement], ...] = (Deployment, Visit, Exercise, Engagement, Commentary)
CHUNK = 200

REFERRING: dict[str, dict[str, tuple[str, ...]]] = {
    "navy": {
        "deployment": ("lead_navy", "assignments__vessel__navy"),
        "visit": ("participants__navy", "participants__vessel__navy"),
        "exercise": ("participants__navy", "participants__vessel__navy"),
        "commentary": ("subjects__navy", "subjects__vessel__navy"),
    },
    "vessel": {
        "deployment": ("assignments__vessel",),
        "visit": ("participants__vessel", "participants__identified_as"),
        "exercise": ("participants__vessel", "participants__identified_as"),
        "commentary": ("subjects__vessel",),
    },
    "port": {
        "deployment": ("origin_port",),
        "visit": ("port",),
        "engagement": ("port",),
        "commentary": ("subjects__port",),
    },
    "person": {
        "engagement": ("engagement_people__person",),
        "commentary": ("person", "subjects__person"),
    },
    "question": {"commentary": ("answers__question",)},
    "theme": {"commentary": ("theme_positions__theme",)},
    "deployment": {
        "visit": (
            "deployment",
            "participants__deployment",
            "participants__vessel__assignments__deployment",
            "participants__identified_as__assignments__deployment",
        ),
        "exercise": (
            "participants__vessel__assignments__deployment",
            "participants__identified_as__assignments__deployment",
        ),
        "commentary": ("subjects__deployment",),
    },
    "visit": {
        "commentary": ("subjects__visit",),
        "deployment": (
            "visits",
            "visit_participants__visit",
        ),
    },
    "exercise": {"commentary": ("subjects__exercise",)},
    "engagement": {"commentary": ("subjects__engagement",)},
}
"""Which statements' entries a record has a part in, by the lookups that lead to it."""


def refresh(records: Iterable[Record]) -> None:
    """Bring the index of ``records`` and the entries of all they have a part in up to date."""
    by_type: dict[type[Record], dict[int, Record]] = {}
    for record in records:
        by_type.setdefault(type(record), {})[record.pk] = record
    affected: dict[str, set[int]] = {}
    for model, of_type in by_type.items():
        moved = index_records(model, list(of_type))
        for pk, record in of_type.items():
            if record.is_statement or pk in moved:
                for record_type, ids in _affected_by(record).items():
                    affected.setdefault(record_type, set()).update(ids)
    for record_type, ids in affected.items():
        _write_entries(record_type, ids)


def rebuild() -> None:
    """Build every entry and every index row anew."""
    RecordIndex.objects.exclude(record_type__in=RECORD_TYPES).delete()
    for model in RECORD_MODELS:
        rows = RecordIndex.objects.filter(record_type=model.record_type)
        ids = set(model._default_manager.values_list("pk", flat=True))
        index_records(model, sorted(ids | set(rows.values_list("record_id", flat=True))))
    for statement in STATEMENTS:
        ids = set(statement._default_manager.values_list("pk", flat=True))
        _write_entries(statement.record_type, ids)


def index_records(model: type[Record], ids: Sequence[int]) -> set[int]:
    """Write the index rows of these records, and remove those of records that are no more.

    Returns the ids of those of which something changed that other records' entries depend on.
    """
    moved: set[int] = set()
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        digests = {
            record.pk: hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
            for record, document in documents.public_documents(model, part)
        }
        rows = {
            row.record_id: row
            for row in RecordIndex.objects.filter(record_type=model.record_type, record_id__in=part)
        }
        owned = [name for name in search.OWNED_NAMES if name in model.owned]
        for record in model._default_manager.filter(pk__in=part).prefetch_related(*owned):
            row = rows.pop(record.pk, None) or RecordIndex(
                record_type=model.record_type, record_id=record.pk
            )
            if _update_row(row, record, digests.get(record.pk, "")):
                moved.add(record.pk)
        RecordIndex.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()
        moved.update(rows)
    return moved


def _update_row(row: RecordIndex, record: Record, digest: str) -> bool:
    """Write an index row where it changed; returns whether entries of others depend on that."""
    signature = f"{record.is_published} {getattr(record, 'country', '')}"
    if record.record_type == "vessel":
        signature += f" {getattr(record, 'navy_id', '')}"
    words = search.words_of(record)
    moved = row.signature != signature
    if digest and digest != row.public_digest:
        row.public_changed_at = timezone.now()
    if moved or digest != row.public_digest or words != row.search_text:
        row.signature = signature
        row.public_digest = digest
        row.search_text = words
        row.save()
    return moved


def _affected_by(record: Record) -> dict[str, set[int]]:
    """Ids of the statements, by type, whose entries may change because ``record`` did."""
    found: dict[str, set[int]] = {}
    if record.is_statement:
        found[record.record_type] = {record.pk}
    for record_type, lookups in REFERRING.get(record.record_type, {}).items():
        model = RECORD_TYPES[record_type]
        condition = Q()
        for lookup in lookups:
            condition |= Q(**{lookup: record.pk})
        ids = model._default_manager.filter(condition).values_list("pk", flat=True)
        found.setdefault(record_type, set()).update(ids)
    _add_by_old_facets(record, found)
    if isinstance(record, Visit | Exercise):
        _add_neighbours(record, found)
    return found


def _add_by_old_facets(record: Record, found: dict[str, set[int]]) -> None:
    """Entries that still name ``record``, and what a statement's old entry named."""
    naming = TimelineEntry.objects.filter(
        facets__facet=record.record_type, facets__value=str(record.pk)
    )
    for entry in naming:
        found.setdefault(entry.record_type, set()).add(entry.record_id)
    if record.is_statement:
        old = TimelineFacet.objects.filter(
            **{f"entry__{record.record_type}": record.pk}, facet="deployment"
        )
        found.setdefault("deployment", set()).update(
            int(value) for value in old.values_list("value", flat=True)
        )


def _add_neighbours(record: Visit | Exercise, found: dict[str, set[int]]) -> None:
    """Visits of the same ships with an open end: this record may be their next sighting."""
    vessels = set(
        record.participants.filter(vessel__isnull=False).values_list("vessel_id", flat=True)
    )
    old = TimelineFacet.objects.filter(
        **{f"entry__{record.record_type}": record.pk}, facet="vessel"
    )
    vessels.update(int(value) for value in old.values_list("value", flat=True))
    open_visits = Visit.objects.filter(participants__vessel__in=vessels).filter(
        Q(arrival_earliest__isnull=True)
        | Q(arrival_latest__isnull=True)
        | Q(departure_earliest__isnull=True)
        | Q(departure_latest__isnull=True)
    )
    found.setdefault("visit", set()).update(open_visits.values_list("pk", flat=True))


def _write_entries(record_type: str, ids: set[int]) -> None:
    """Write the entries of these statements: delete what is no longer true, add what is new."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        part = ordered[start : start + CHUNK]
        planned = entries.plan(record_type, part)
        existing = {
            entry.slug: entry
            for entry in TimelineEntry.objects.filter(
                **{f"{record_type}__in": part}
            ).prefetch_related("facets")
        }
        wanted = {plan.slug: plan for plan in planned}
        gone = [
            entry.pk
            for slug, entry in existing.items()
            if slug not in wanted or not wanted[slug].matches(entry)
        ]
        TimelineEntry.objects.filter(pk__in=gone).delete()
        missing = [
            plan
            for slug, plan in wanted.items()
            if slug not in existing or existing[slug].pk in gone
        ]
        made = TimelineEntry.objects.bulk_create([plan.entry() for plan in missing])
        TimelineFacet.objects.bulk_create(
            TimelineFacet(entry=entry, facet=facet, value=value)
            for entry, plan in zip(made, missing, strict=True)
            for facet, value in sorted(plan.facets)
        )
