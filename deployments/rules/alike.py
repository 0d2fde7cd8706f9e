"""Records of one kind that may be one thing: what they share, and what tells them apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import TypeVar, cast

from django.utils.translation import gettext as _

from .. import countries
from ..choices import Status
from ..letters import APOSTROPHES, fold
from ..models import Record
from ..querysets import RecordQuerySet
from .finding import Finding
from .spelling import is_placeholder

R = TypeVar("R", bound=Record)
NAMED = 3
"""After so many others the rest says nothing new."""


def standing(model: type[R]) -> RecordQuerySet[R]:
    """All records of ``model`` that are not withdrawn, drafts too, by key."""
    records = model._default_manager.exclude(status=Status.WITHDRAWN).order_by("key")
    return cast("RecordQuerySet[R]", records)


def name_of(text: str) -> str:
    """A name as it is compared: without accents, case and marks; nothing for a placeholder."""
    if is_placeholder(text):
        return ""
    return " ".join(re.findall(r"\w+", fold(text.translate(APOSTROPHES).replace("'", ""))))


def names_of(*texts: str) -> set[str]:
    """The names among ``texts``, several in one separated by “;”."""
    return {name_of(text) for texts_ in texts for text in texts_.split(";")} - {""}


def differ(first: Hashable, second: Hashable) -> bool:
    """Whether both are known and are not the same."""
    return bool(first and second and first != second)


def of_two_states(first: str, second: str) -> bool:
    """Whether two country codes are known and of different states."""
    return differ(countries.state_of(first), countries.state_of(second))


def shared(
    records: Iterable[R],
    ids: Collection[int],
    marks: Callable[[R], Iterable[Hashable]],
    told_apart: Callable[[R, R], bool],
) -> Iterator[tuple[R, list[R]]]:
    """Each of ``ids`` with the others that bear a mark of its own and are not told apart."""
    wanted = set(ids)
    bearing: dict[Hashable, list[R]] = defaultdict(list)
    marked = [(record, set(marks(record))) for record in records]
    for record, own in marked:
        for mark in own:
            bearing[mark].append(record)
    for record, own in marked:
        if record.pk not in wanted:
            continue
        others: dict[int, R] = {}
        for other in (each for mark in own for each in bearing[mark]):
            if len(others) < NAMED and other.pk != record.pk and not told_apart(record, other):
                others[other.pk] = other
        if others:
            yield record, sorted(others.values(), key=lambda each: each.key)


def listed(others: Iterable[Record]) -> str:
    """The keys of ``others``, within a sentence."""
    return ", ".join(f"“{other.key}”" for other in others)


def entered_twice(record: Record, others: Iterable[Record], advice: str) -> Finding:
    """The finding that ``record`` may be one with ``others``; ``advice`` says what to do else."""
    return Finding(
        record,
        "entered-twice",
        _("it may be the same as %(others)s. Keep one and withdraw the other, or %(advice)s.")
        % {"others": listed(others), "advice": advice},
        impossible=False,
    )
