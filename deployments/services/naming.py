"""Which records name which: by the paths along which the one is worked out from the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from django.db.models import Model

from ..models import RECORD_MODELS, RECORD_TYPES, Occurrence, Record
from . import contents, namesakes

OCCURRENCES = tuple(model for model in RECORD_MODELS if issubclass(model, Occurrence))


@cache
def showing_paths(target: type[Record]) -> dict[str, tuple[str, ...]]:
    """By record type, the lookups by which documents of that type show records of ``target``."""
    paths = {model: steps((*model.detail_paths, *contents.paths(model))) for model in RECORD_MODELS}
    return leading(paths, target)


@cache
def resting_paths(target: type[Record]) -> dict[str, tuple[str, ...]]:
    """By record type, the lookups by which entries of that type rest on records of ``target``."""
    paths: dict[type[Record], set[str]] = {
        model: steps((*model.entry_paths, *model.entry_rests_on)) for model in OCCURRENCES
    }
    return leading(paths, target)


@cache
def telling_paths(target: type[Record]) -> dict[str, tuple[str, ...]]:
    """By record type, the lookups by which what tells such records apart rests on ``target``."""
    paths = {model: steps(model.apart_paths) for model in namesakes.KINDS}
    return leading(paths, target)


def steps(paths: Iterable[str]) -> set[str]:
    """Each of ``paths`` and all that it passes: “subjects__visit” passes “subjects”."""
    found: set[str] = set()
    for path in paths:
        names = path.split("__")
        found.update("__".join(names[: n + 1]) for n in range(len(names)))
    return found


def leading(
    paths: Mapping[type[Record], Iterable[str]], target: type[Record]
) -> dict[str, tuple[str, ...]]:
    """By record type, those among the lookups of each model that lead to ``target``."""
    found = {
        model.record_type: tuple(sorted(path for path in own if _leads_to(model, path, target)))
        for model, own in paths.items()
    }
    return {record_type: lookups for record_type, lookups in found.items() if lookups}


def _leads_to(model: type[Record], path: str, target: type[Record]) -> bool:
    reached: type[Model] = model
    for step in path.split("__"):
        related = reached._meta.get_field(step).related_model
        assert isinstance(related, type)
        reached = related
    return reached is target


def ids(record_type: str, lookups: Iterable[str], targets: Iterable[int]) -> set[int]:
    """Ids of the records that one of ``lookups`` leads from to one of ``targets``."""
    wanted = list(targets)
    if not wanted:
        return set()
    found: set[int] = set()
    for lookup in lookups:
        # One by one: together they would join the rows of each lookup with those of all others.
        records = RECORD_TYPES[record_type]._default_manager.filter(**{f"{lookup}__in": wanted})
        found.update(records.order_by().values_list("pk", flat=True).distinct())
    return found
