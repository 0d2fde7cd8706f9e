"""The records that an address names by their keys: looked up for all filters at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ..fields import KEY_LENGTH
from ..public import referred

if TYPE_CHECKING:
    from .base import RecordFilterSet

MAX_VALUES = 50
"""How many values a repeated parameter may have."""

MOST_NAMED = 40
"""Records that a form names of a kind; of more, those that occur most often."""

KEY = re.compile(rf"[a-z0-9-]{{1,{KEY_LENGTH}}}")


class Keys:
    """The public records among those that are named, those by a key of before among them."""

    def __init__(self, filterset: RecordFilterSet) -> None:
        self._filterset = filterset

    def ids(self, record_type: str) -> Mapping[str, int]:
        """By key, the ids of the records of a kind: one query for all kinds.

        Three where a key is none of a public record: it may have been that of one.
        """
        return self._ids.get(record_type, {})

    @cached_property
    def _ids(self) -> Mapping[str, Mapping[str, int]]:
        asked = self._asked()
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for kind, key, pk in referred.named("key", asked):
            found[kind][key] = pk
        missing = {kind: names - found[kind].keys() for kind, names in asked.items()}
        moved = referred.once_named(missing)
        there: dict[str, set[int]] = defaultdict(set)
        for kind, _key, pk in moved:
            there[kind].add(pk)
        public = {(kind, pk) for kind, _key, pk in referred.named("record_id", there)}
        for kind, key, pk in moved:
            if (kind, pk) in public:
                found[kind][key] = pk
        return found

    def _asked(self) -> Mapping[str, set[str]]:
        """The keys that the address names, by kind; no more than are read."""
        asked: dict[str, set[str]] = defaultdict(set)
        for name, each in self._filterset.asked.items():
            if target := getattr(each, "target", None):
                widget = each.field.widget
                given = widget.value_from_datadict(self._filterset.data, {}, name) or ()
                names = list(dict.fromkeys(map(str, given)))  # what stands twice counts once
                asked[target.record_type].update(filter(KEY.fullmatch, names[:MAX_VALUES]))
        return asked
