"""The invariant of the publication gate, checked after every change.

A published record's required relations are published, the navies and vessels its own rows name
are published, and an occurrence cites at least one published source. What is nothing without the
records that it names, a dossier, names a published one. Relations it can do without
are simply not shown while they are not public.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from .. import rules
from ..choices import Status
from ..chunks import chunks
from ..loading import Loader
from ..models import RECORD_MODELS, Citation, KeyRedirect, OwnedRow, Record, Row, Source
from ..querysets import public_q


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
    return problems_among(type(record), {record.pk: record})


def problems_among(model: type[Record], records: Mapping[int, Record]) -> list[Problem]:
    """:func:`problems` of many records of one kind, in a number of queries that does not grow."""
    found = [*_unpublished_relations(model, records), *_unpublished_in_rows(model, records)]
    if model.is_occurrence:
        found += _without_source(model, records)
    if model.one_of:
        found += _naming_nothing(model, records)
    found += [
        Problem(records.get(finding.record.pk, finding.record), finding.message)
        for finding in rules.impossible_among(model, list(records))
    ]
    return found


def _unpublished_relations(model: type[Record], records: Mapping[int, Record]) -> Iterator[Problem]:
    for name in model.required:
        for part in chunks(records):
            for row in _naming_hidden(model, name, "pk").rows(part):
                yield Problem(records[row.pk], _not_published(name, getattr(row, name)))


@cache
def _naming_hidden(model: type[Row], name: str, column: str) -> Loader:
    """Rows, chosen by ``column``, whose relation leads to a record that is not public."""
    naming = model._default_manager.filter(**{f"{name}__isnull": False})
    hidden = naming.exclude(**{f"{name}__status": Status.PUBLISHED})
    return Loader(hidden.select_related(name), column)


def _unpublished_in_rows(model: type[Record], records: Mapping[int, Record]) -> Iterator[Problem]:
    for owned in model.owned:
        row_model = owned_model(model, owned)
        seen: set[tuple[int, str, int]] = set()
        for name in row_model.needed:
            for part in chunks(records):
                for row in _naming_hidden(row_model, name, row_model.parent).rows(part):
                    owner, related = getattr(row, f"{row_model.parent}_id"), getattr(row, name)
                    if (owner, related.record_type, related.pk) not in seen:
                        seen.add((owner, related.record_type, related.pk))
                        yield Problem(records[owner], _not_published(name, related))


def _not_published(name: str, related: Record) -> str:
    return _("its %(relation)s “%(name)s” is not published. Publish that first.") % {
        "relation": name.replace("_", " "),
        "name": related,
    }


@cache
def _sourced(kind: str) -> Loader:
    """The ids of records of a kind, one for each citation of theirs to a public source."""
    target = f"target_{kind}"
    cited = Citation.objects.filter(source__status=Status.PUBLISHED)
    return Loader(cited.order_by().values_list(target), target)


def _without_source(model: type[Record], records: Mapping[int, Record]) -> Iterator[Problem]:
    for part in chunks(records):
        sourced = {pk for (pk,) in _sourced(model.record_type).rows(part)}
        for pk in part:
            if pk not in sourced:
                yield Problem(
                    records[pk], _("it cites no published source. Add a citation to one first.")
                )


@cache
def _shown(model: type[Record]) -> Loader:
    """The ids of records, one for each row that the public sees of those of which one is needed."""
    rows = owned_model(model, model.one_of)
    owner = str(rows.parent)
    # Of the record itself it is asked whether it could be public: its rows are looked at alone.
    shown = rows.objects.filter(public_q(rows, reached_by=owner))
    return Loader(shown.order_by().values_list(owner), owner)


def _naming_nothing(model: type[Record], records: Mapping[int, Record]) -> Iterator[Problem]:
    for part in chunks(records):
        naming = {pk for (pk,) in _shown(model).rows(part)}
        for pk in part:
            if pk not in naming:
                yield Problem(
                    records[pk], _("it names no published record. Publish one that it names first.")
                )


def owned_model(model: type[Record], related_name: str) -> type[OwnedRow]:
    """The model of the rows that ``model`` owns under ``related_name``."""
    related = model._meta.get_field(related_name).related_model
    assert isinstance(related, type)
    assert issubclass(related, OwnedRow)
    return related


def dependants(record: Record) -> list[Record]:
    """Published records that could not stay public if ``record`` were not, nearest first."""
    found: dict[tuple[str, int], Record] = {}
    for model in RECORD_MODELS:
        for path in required_paths(model, type(record)):
            for other in model._default_manager.published().filter(**{path: record}):
                found[other.record_type, other.pk] = other
    more = _naming_alone(record)
    for other in [*more, *_resting_on(record)] if isinstance(record, Source) else more:
        found[other.record_type, other.pk] = other
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


def _naming_alone(record: Record) -> list[Record]:
    """Published records that name ``record``, and no other published one of which they need one."""
    found: list[Record] = []
    for model in RECORD_MODELS:
        rows = owned_model(model, model.one_of) if model.one_of else None
        if rows is None or rows.arc is None or record.record_type not in rows.arc.kinds:
            continue
        column = rows.arc.column(record.record_type)
        of_each = rows.objects.filter(**{str(rows.parent): OuterRef("pk")})
        others = of_each.published().exclude(**{column: record.pk})
        published = model._default_manager.published()
        found += published.filter(Exists(of_each.filter(**{column: record})), ~Exists(others))
    return found


def _resting_on(source: Source) -> Iterable[Record]:
    """Published occurrences that cite ``source`` and no other published source."""
    for model in RECORD_MODELS:
        if not model.is_occurrence:
            continue
        published = model._default_manager.published()
        cited = Citation.objects.filter(**{f"target_{model.record_type}": OuterRef("pk")})
        others = cited.filter(source__status=Status.PUBLISHED).exclude(source=source)
        yield from published.filter(Exists(cited.filter(source=source)), ~Exists(others))


def require_invariant(records: Iterable[Record]) -> None:
    """Raise :class:`Refused` when the gate fails for ``records`` or for those that need them."""
    found: list[Problem] = []
    public: dict[type[Record], dict[int, Record]] = {}
    every: dict[type[Record], dict[int, Record]] = {}
    for record in records:
        every.setdefault(type(record), {})[record.pk] = record
        if record.is_published:
            public.setdefault(type(record), {})[record.pk] = record
        elif record.once_public:
            found += [Problem(record, needed_by(other)) for other in dependants(record)]
    found += _with_spent_keys(every)
    for model, of_type in public.items():
        found += problems_among(model, of_type)
    if found:
        raise Refused(found)


def needed_by(other: Record) -> str:
    """Why a record cannot be withdrawn: ``other`` is public and needs it."""
    return _("the published %(kind)s “%(key)s” needs it. Withdraw that too, or first.") % {
        "kind": other._meta.verbose_name,
        "key": other.key,
    }


@cache
def _redirects() -> Loader:
    return Loader(KeyRedirect.objects.all(), "old_key")


def _with_spent_keys(records: Mapping[type[Record], Mapping[int, Record]]) -> Iterator[Problem]:
    """Records whose key was once the public key of another of their kind."""
    keys = {
        (model.record_type, record.key): record
        for model, of_type in records.items()
        for record in of_type.values()
    }
    for part in chunks(sorted({key for _kind, key in keys})):
        for redirect in _redirects().rows(part):
            record = keys.get((redirect.record_type, redirect.old_key))
            if record is not None and redirect.record_id != record.pk:
                yield Problem(
                    record, _("this key was once another record's. Choose a different one.")
                )
