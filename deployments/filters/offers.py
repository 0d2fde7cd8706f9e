"""What the form of a filter set offers: read for all of its filters at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from ..public import PublicDocument, PublicOption
from .keys import MOST_NAMED
from .parameters import KeysFilter

if TYPE_CHECKING:
    from .base import RecordFilterSet


class Offers:
    """The values that occur in what is filtered, and what the records among them are called."""

    def __init__(self, filterset: RecordFilterSet) -> None:
        self._filterset = filterset

    def values(self, facet: str) -> Collection[str]:
        """The values of a facet that occur, of one that names records the most frequent.

        Of these there is one more than a form names where there are more. All facets of the kind
        are read in one query.
        """
        return self._values.get(facet, ())

    def records(self, record_type: str, ids: Collection[str]) -> list[tuple[str, str]]:
        """Key and name of the public ones among records of a kind.

        The records that any of the filters offers are read in one query.
        """
        named = self._records.get(record_type, {})
        return [named[int(pk)] for pk in ids if int(pk) in named]

    def chosen(self, record_type: str, keys: Collection[str]) -> list[tuple[str, str]]:
        """Key and name of those that a filter asks for already."""
        named = dict(self._records.get(record_type, {}).values())
        return [(key, named[key]) for key in keys if key in named]

    @cached_property
    def _values(self) -> Mapping[str, Collection[str]]:
        options = PublicOption.objects.filter(record_type=self._filterset.record_type)
        filters = [each for each in self._filterset.filters.values() if hasattr(each, "facet")]
        rows = options.filter(
            name__in={each.facet for each in filters if not isinstance(each, KeysFilter)}
        ).values_list("name", "value")
        parts = []
        for facet in sorted({each.facet for each in filters if isinstance(each, KeysFilter)}):
            frequent = options.filter(name=facet).order_by("-number", "value")
            # By their ids alone: with the kind beside them, all of the kind would be read.
            some = PublicOption.objects.filter(pk__in=frequent.values("pk")[: MOST_NAMED + 1])
            parts.append(some.values_list("name", "value"))
        found: dict[str, set[str]] = defaultdict(set)
        # Each by itself: a plan for all of them at once would read every option of the kind.
        for name, value in rows.union(*parts, all=True) if parts else rows:
            found[name].add(value)
        return found

    @cached_property
    def _records(self) -> Mapping[str, Mapping[int, tuple[str, str]]]:
        wanted = Q()
        for name, each in self._filterset.filters.items():
            if isinstance(each, KeysFilter):
                named = Q(record_id__in=[int(pk) for pk in each.occurring()])
                if asked := self._filterset.data.getlist(name):
                    named |= Q(key__in=list(dict.fromkeys(asked))[: each.most])
                wanted |= named & Q(record_type=each.target.record_type)
        found: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
        if wanted:
            rows = PublicDocument.objects.filter(wanted)
            for kind, pk, key, name in rows.values_list("record_type", "record_id", "key", "name"):
                found[kind][pk] = (key, name)
        return found
