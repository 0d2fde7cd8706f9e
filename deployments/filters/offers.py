"""What the form of a filter set offers: read for all of its filters at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from ..public import PublicDocument, PublicOption, TimelineEntry, TimelineFacet

if TYPE_CHECKING:
    from .base import RecordFilterSet

TIMELINE = "timeline"
"""The kind of a filter set over the entries of the timeline, which are no documents."""

ENTRY_COLUMNS = ("kind", "certainty")
"""Columns of entries of the timeline by whose words they are found."""


class Offers:
    """The values that occur in what is filtered, and what the records among them are called."""

    def __init__(self, filterset: RecordFilterSet) -> None:
        self._filterset = filterset

    def values(self, facet: str) -> Collection[str]:
        """The values of a facet that occur: all facets of the kind are read in one query."""
        return self._values.get(facet, ())

    def records(self, record_type: str, ids: Collection[str]) -> list[tuple[str, str]]:
        """Key and name of the public ones among records of a kind.

        The records that any of the filters offers are read in one query.
        """
        named = self._records.get(record_type, {})
        return [named[int(pk)] for pk in ids if int(pk) in named]

    @cached_property
    def _values(self) -> Mapping[str, Collection[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        if self._filterset.record_type == TIMELINE:
            entries = TimelineEntry.objects.filter(in_stream=True)
            for words in entries.values_list(*ENTRY_COLUMNS).distinct():
                for name, word in zip(ENTRY_COLUMNS, words, strict=True):
                    found[name].add(word)
            facets = TimelineFacet.objects.filter(entry__in_stream=True, facet__in=self._facets)
            pairs = set(facets.values_list("facet", "value").distinct())
        else:
            options = PublicOption.objects.filter(record_type=self._filterset.record_type)
            pairs = set(options.filter(name__in=self._facets).values_list("name", "value"))
        for name, value in pairs:
            found[name].add(value)
        return found

    @property
    def _facets(self) -> set[str]:
        filters = self._filterset.filters.values()
        return {each.facet for each in filters if hasattr(each, "facet")}

    @cached_property
    def _records(self) -> Mapping[str, Mapping[int, tuple[str, str]]]:
        wanted = Q()
        for each in self._filterset.filters.values():
            if target := getattr(each, "target", None):
                ids = [int(pk) for pk in each.occurring()]
                wanted |= Q(record_type=target.record_type, record_id__in=ids)
        found: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
        if wanted:
            rows = PublicDocument.objects.filter(wanted)
            for kind, pk, key, name in rows.values_list("record_type", "record_id", "key", "name"):
                found[kind][pk] = (key, name)
        return found
