"""What the form of a filter set offers: read for all of its filters at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import connections
from django.db.models import Q

from ..public import PublicDocument, PublicOption
from .keys import MOST_NAMED
from .parameters import FacetFilter, KeysFilter, MetInFilter, Option

if TYPE_CHECKING:
    from .base import RecordFilterSet

# A part for each facet: of several in one condition PostgreSQL reads the whole table.
_OCCURRING = (
    "SELECT name, value, '', '' FROM \"deployments_publicoption\""
    " WHERE record_type = %s AND name = %s"
)
"""The values of a facet."""

# The records are looked up for those few that are the most frequent, which an index gives in order.
_NAMED = (
    "SELECT * FROM (SELECT CAST(%s AS text), o.value, d.key, d.name FROM ("
    'SELECT value FROM "deployments_publicoption" p WHERE p.record_type = %s AND p.name = %s{} '
    'ORDER BY p.number DESC, p.value LIMIT %s) o JOIN "deployments_publicdocument" d'
    " ON d.record_type = %s AND d.record_id = CAST(o.value AS bigint)) x"
)
"""The records that a facet names most often; the braces stand for a further condition."""

_MET = (
    ' AND EXISTS (SELECT 1 FROM "deployments_publicfacet" f JOIN "deployments_publicfacet" g'
    " ON g.document_id = f.document_id AND g.name = %s"
    " WHERE f.record_type = p.record_type AND f.name = p.name AND f.value = p.value)"
)
"""That a document which has the value has another facet too."""

_MOST = MOST_NAMED + 1
"""One more than a form names, which tells that there are more."""


class Offers:
    """The values that occur in what is filtered, and what the records among them are called."""

    def __init__(self, filterset: RecordFilterSet) -> None:
        self._filterset = filterset

    def values(self, facet: str) -> Collection[str]:
        """The values of a facet that occur, of one that names no records."""
        return self._found[0].get(facet, ())

    def records(self, name: str) -> list[Option]:
        """Key and name of the records that a filter offers: those that occur most often.

        Of these there is one more than a form names where there are more. What all filters of the
        kind offer is read in one query.
        """
        return self._found[1].get(name, [])

    def chosen(self, name: str) -> list[Option]:
        """Key and name of those that a filter asks for already: one query for all filters."""
        return self._chosen.get(name, [])

    @cached_property
    def _found(self) -> tuple[Mapping[str, Collection[str]], Mapping[str, list[Option]]]:
        values: dict[str, set[str]] = defaultdict(set)
        records: dict[str, list[Option]] = defaultdict(list)
        parts = list(self._parts())
        if not parts:
            return values, records
        sql = " UNION ALL ".join(part for part, _parameters in parts)
        with connections[PublicOption.objects.db].cursor() as cursor:
            cursor.execute(sql, [each for _part, parameters in parts for each in parameters])
            rows: list[tuple[str, str, str, str]] = cursor.fetchall()
        for name, value, key, called in rows:
            if key:
                records[name].append((key, called))
            else:
                values[name].add(value)
        return values, records

    def _parts(self) -> Iterator[tuple[str, list[str | int]]]:
        """What is read for each filter, with its parameters."""
        kind = self._filterset.record_type
        for name, each in self._filterset.filters.items():
            if isinstance(each, MetInFilter):
                met = [each.met_in, each.facet, each.as_facet]
                yield _NAMED.format(_MET), [name, *met, _MOST, each.target.record_type]
            elif isinstance(each, KeysFilter):
                yield _NAMED.format(""), [name, kind, each.facet, _MOST, each.target.record_type]
            elif isinstance(each, FacetFilter):
                yield _OCCURRING, [kind, each.facet]

    @cached_property
    def _chosen(self) -> Mapping[str, list[Option]]:
        wanted = Q()
        asked: dict[str, tuple[str, list[str]]] = {}
        for name, each in self._filterset.asked.items():
            if isinstance(each, KeysFilter):
                keys = list(dict.fromkeys(self._filterset.data.getlist(name)))[: each.most]
                asked[name] = each.target.record_type, keys
                wanted |= Q(record_type=each.target.record_type, key__in=keys)
        if not wanted:
            return {}
        rows = PublicDocument.objects.filter(wanted).values_list("record_type", "key", "name")
        called = {(record_type, key): name for record_type, key, name in rows}
        return {
            name: [(key, called[kind, key]) for key in keys if (kind, key) in called]
            for name, (kind, keys) in asked.items()
        }
