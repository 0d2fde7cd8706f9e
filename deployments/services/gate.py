"""The invariant of the publication gate, checked after every change.

A published record's required relations are published, the navies and vessels its own rows name
are published, and a statement cites at least one published source. Relations it can do without
are simply not shown while they are not public.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from .. import rules
from ..models import RECORD_MODELS, KeyRedirect, OwnedRow, Record, Source


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a record may not be public, in a sentence for an editor."""

    record: Record
    message: str

    def __str__(self) -> str:
        return f"{self.record._meta.verbose_name} “{self.record.key}”: {self.message}"


class Refused(ValidationError):
    """A change that would break the gate; ``problems`` says why, record by record."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__([str(problem) for problem in problems])


def problems(record: Record) -> list[Problem]:
    """Why ``record`` could not be public as it is now stored; empty when nothing is in the way."""
    found = [Problem(record, message) for message in _unpublished_relations(record)]
    if record.is_statement and not _has_published_source(record):
        found.append(
            Problem(record, _("it cites no published source. Add a citation to one first."))
        )
    found += [Problem(record, finding.message) for finding in rules.impossible(record)]
    return found


def _unpublished_relations(record: Record) -> Iterable[str]:
    for name in record.required:
        related = getattr(record, name)
        if related is not None and not related.is_published:
            yield _not_published(name, related)
    seen: set[tuple[str, int]] = set()
    for owned in record.owned:
        for name in owned_model(type(record), owned).needed:
            rows = getattr(record, owned).filter(**{f"{name}__isnull": False})
            for row in rows.exclude(**{f"{name}__status": "published"}).select_related(name):
                related = getattr(row, name)
                if (related.record_type, related.pk) not in seen:
                    seen.add((related.record_type, related.pk))
                    yield _not_published(name, related)


def _not_published(name: str, related: Record) -> str:
    return _("its %(relation)s “%(name)s” is not published. Publish that first.") % {
        "relation": name.replace("_", " "),
        "name": related,
    }


def owned_model(model: type[Record], related_name: str) -> type[OwnedRow]:
    """The model of the rows that ``model`` owns under ``related_name``."""
    related = model._meta.get_field(related_name).related_model
    assert isinstance(related, type)
    assert issubclass(related, OwnedRow)
    return related


def _has_published_source(record: Record) -> bool:
    return bool(record.citations.filter(source__status="published").exists())  # type: ignore[attr-defined]


def dependants(record: Record) -> list[Record]:
    """Published records that could not stay public if ``record`` were not, nearest first."""
    found: dict[tuple[str, int], Record] = {}
    for model in RECORD_MODELS:
        for path in required_paths(model, type(record)):
            published: Any = model._default_manager.published()
            for other in published.filter(**{path: record}):
                found[other.record_type, other.pk] = other
    if isinstance(record, Source):
        for other in _resting_on(record):
            found[other.record_type, other.pk] = other
    found.pop((record.record_type, record.pk), None)
    return list(found.values())


def all_dependants(record: Record) -> list[Record]:
    """:func:`dependants`, theirs, and so on, each once."""
    found: dict[tuple[str, int], Record] = {}
    queue = [record]
    while queue:
        for other in dependants(queue.pop()):
            if (other.record_type, other.pk) not in found:
                found[other.record_type, other.pk] = other
                queue.append(other)
    return list(found.values())


def required_paths(model: type[Record], target: type[Record]) -> list[str]:
    """Lookups by which records of ``model`` depend on records of ``target``."""
    paths = [name for name in model.required if model._meta.get_field(name).related_model is target]
    for owned in model.owned:
        rows = owned_model(model, owned)
        paths += [
            f"{owned}__{name}"
            for name in rows.needed
            if rows._meta.get_field(name).related_model is target
        ]
    return paths


def _resting_on(source: Source) -> Iterable[Record]:
    """Published statements that cite ``source`` and no other published source."""
    for model in RECORD_MODELS:
        if not model.is_statement:
            continue
        published: Any = model._default_manager.published()
        for record in published.filter(citations__source=source).distinct():
            others = Q(source__status="published") & ~Q(source=source)
            if not record.citations.filter(others).exists():
                yield record


def require_invariant(records: Iterable[Record]) -> None:
    """Raise :class:`Refused` when the gate fails for ``records`` or for those that need them."""
    found: list[Problem] = []
    for record in records:
        if _has_a_spent_key(record):
            found.append(
                Problem(record, _("this key was once another record's. Choose a different one."))
            )
        if record.is_published:
            found += problems(record)
        elif record.once_public:
            found += [
                Problem(
                    record,
                    _("the published %(kind)s “%(key)s” needs it. Withdraw that too, or first.")
                    % {"kind": other._meta.verbose_name, "key": other.key},
                )
                for other in dependants(record)
            ]
    if found:
        raise Refused(found)


def _has_a_spent_key(record: Record) -> bool:
    redirects = KeyRedirect.objects.filter(record_type=record.record_type, old_key=record.key)
    return redirects.exclude(record_id=record.pk).exists()
