"""Words to search by, folded alike on both engines, and the conditions that look for them.

**Synonyms stand in the index, names of other records do not.** What a record is called in other
words follows from its own columns: its country gives “Greece”, “Greek” and “Griechenland”, its
type “replenishment ship”, “oiler” and “support vessel”. These words are written into its line
when it is stored. One condition for each word of a query is then enough, however many synonyms
there are; words of several words need no phrases (“South Korean support vessel” is four
conditions); and each synonym stands beside the fact that it is true of, so that “Georgian” cannot
find a ship called Georgia. The price is that a change of the tables asks for ``rebuild_index``,
which ``prepare`` runs after an update.

The names of *other* records change by an edit of those, and would be stale in this one's line. A
ship's navy (“ITS Cavour”), a visit's port and ships are therefore looked for in their own lines
when staff search. What the public searches is written anew when such a name changes
(``services.search_words``), with all words of a row in one place (``phrases``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from .. import country_words, vocabularies
from ..choices import TranslatedText
from ..models import Occurrence, Record, RecordIndex
from .forms import Term, in_one, is_undivided, lines, number_alone, plain, terms
from .phrases import sought, stored

__all__ = [
    "OWNED_NAMES",
    "Term",
    "in_one",
    "is_undivided",
    "lines",
    "number_alone",
    "plain",
    "search",
    "sought",
    "stored",
    "terms",
    "words_of",
    "words_of_country",
]

OWNED_NAMES: dict[str, tuple[str, ...]] = {
    "names": ("name",),
    "identities": ("name", "pennant", "mmsi"),
    "affiliations": ("organisation", "role"),
    "participants": ("type", "said"),
    "translations": ("text",),
}
"""Rows by whose words their record is found too, and the columns of these."""

_SEARCHED = (TranslatedText.NAME, TranslatedText.TITLE, TranslatedText.QUOTE)
Tree = dict[str, tuple[bool, "Tree"]]
"""Relations by name: whether what each leads to may have a term, and the relations of that."""

_Model = TypeVar("_Model", bound=models.Model)


def words_of(record: Record) -> str:
    """All that ``record`` is found by: its key, its own words and those of its names."""
    return lines(dict.fromkeys(str(text) for text in _texts(record) if text))


def _texts(record: Record) -> Iterator[object]:
    yield record.key
    yield from record.search_words
    for name in record.search_fields:
        yield getattr(record, name)
    for word in record.open_words:
        value, said = getattr(record, word.name), getattr(record, word.said)
        yield said
        if value not in (word.vocabulary["OTHER"].value, word.unknown):
            yield from vocabularies.words_for(word.vocabulary, value)
    yield from country_words.words(getattr(record, "country", ""))
    for owned, columns in OWNED_NAMES.items():
        for row in getattr(record, owned).all() if owned in record.owned else ():
            if owned != "translations" or row.text_of in _SEARCHED:
                yield from (getattr(row, column) for column in columns)


def _found_by(model: type[Record], term: Term) -> Q:
    """What holds for the records of ``model`` that have ``term`` in their words or names.

    Names are those of the records that ``search_paths`` lead to. The index is read once for all
    kinds: the query then knows who has the term, and follows no relation to a kind that has none.
    """
    occurs = Q()
    for needle in term:
        occurs |= Q(search_text__contains=needle)
    rows = RecordIndex.objects.filter(occurs)
    having = _Having(rows, _kinds_asked(model))
    own, others = having.of(model), having.named_by(model, _tree(model))
    if own is None:
        return Q(pk__in=[]) if others is None else others
    return Q(pk__in=own) if others is None else Q(pk__in=own) | others


class _Ids(Aggregate):
    """Ids as one value: a list on PostgreSQL, as JSON on SQLite."""

    function = "ARRAY_AGG"
    output_field = models.TextField()

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **extra)


class _Having:
    """The records that have a term in their own words, and what leads to them."""

    def __init__(self, rows: QuerySet[RecordIndex], kinds: frozenset[str]) -> None:
        listed = rows.filter(record_type__in=kinds).values_list("record_type")
        self.ids: dict[str, object] = dict(listed.annotate(ids=_Ids("record_id")))

    def named_by(self, model: type[models.Model], tree: Tree) -> Q | None:
        """What holds for the rows of ``model`` that lead to one of them; None where none can."""
        found: Q | None = None
        for name, (is_named, further) in tree.items():
            relation = model._meta.get_field(name)
            target = _target(model, name)
            of_target = self.named_by(target, further)
            own = self.of(target) if is_named else None
            if own is not None:
                has = Q(pk__in=own)
                of_target = has if of_target is None else has | of_target
            if of_target is None:
                continue
            rows = target._default_manager.filter(of_target).order_by()
            if isinstance(relation, models.ForeignObjectRel):
                leads = Q(pk__in=rows.values(relation.field.attname))
            elif further:
                leads = Q(**{f"{name}__in": rows.values("pk")})
            else:
                leads = Q(**{f"{name}__in": own})
            found = leads if found is None else found | leads
        return found

    def of(self, kind: type[models.Model]) -> RawSQL | None:
        """The ids of the records of a kind that have the term; None where none has."""
        ids = self.ids.get(kind.record_type) if issubclass(kind, Record) else None
        if ids is None:
            return None
        sqlite = connection.vendor == "sqlite"
        listed = "SELECT value FROM json_each(%s)" if sqlite else "SELECT unnest(%s::bigint[])"
        return RawSQL(listed, [ids])  # noqa: S611  # one of the two, and ids


@cache
def _tree(model: type[Record]) -> Tree:
    """:func:`_paths` by their steps: each with whether it is one itself, and what follows it."""
    tree: Tree = {}
    for path, _kind in _paths(model):
        steps = path.split("__")
        below = tree
        for number, step in enumerate(steps, start=1):
            is_named, further = below.get(step, (False, {}))
            below[step] = (is_named or number == len(steps), further)
            below = further
    return tree


@cache
def _kinds_asked(model: type[Record]) -> frozenset[str]:
    return frozenset(kind.record_type for kind in (model, *(kind for _, kind in _paths(model))))


@cache
def _paths(model: type[Record]) -> tuple[tuple[str, type[Record]], ...]:
    """The relations by whose names a record is found, with what each leads to.

    Of an occurrence these are all records from which its entry on the timeline is worked out.
    """
    paths = dict.fromkeys(model.search_paths)
    if issubclass(model, Occurrence):
        for path in model.entry_paths:
            steps = path.split("__")
            paths.update(dict.fromkeys("__".join(steps[: n + 1]) for n in range(len(steps))))
    reached = ((path, _target(model, path)) for path in paths)
    return tuple((path, target) for path, target in reached if issubclass(target, Record))


def _target(model: type[models.Model], path: str) -> type[models.Model]:
    """The model that ``path`` leads to."""
    for step in path.split("__"):
        related = model._meta.get_field(step).related_model
        assert isinstance(related, type)
        model = related
    return model


def search(queryset: QuerySet[_Model], query: str) -> QuerySet[_Model]:
    """The records of ``queryset`` that every word of ``query`` finds, drafts too: for staff."""
    model = queryset.model
    assert issubclass(model, Record)
    for term in terms(query):
        queryset = queryset.filter(_found_by(model, term))
    return queryset


@cache
def words_of_country(code: str) -> str:
    """All that a country is called, a line each; nothing for what is none."""
    return lines(country_words.words(code))
