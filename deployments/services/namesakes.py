"""What tells published records of one name apart, kept in the index.

Every kind says what it is told apart by, the best first (``Record.telling_apart``). The rule that
chooses among these is here: the first that no namesake shares, else as many as it takes, and the
key where all that is known fits another one too. Only published records count, so that a draft of
the same name is not hinted at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ..chunks import CHUNK, chunks
from ..letters import fold
from ..loading import Loader
from ..models import RECORD_MODELS, RECORD_TYPES, Record, RecordIndex
from ..querysets import records_of, tells_apart
from .pieces import Found, Step

KINDS = tuple(model for model in RECORD_MODELS if tells_apart(model))
"""The kinds of records of which several may bear one name."""

MOST_CHARACTERS = 400
"""Of a name and of a mark that the index keeps."""


def called(record: Record) -> str:
    """The name of ``record`` as the index has it; nothing for kinds that need none."""
    if not isinstance(record, KINDS):
        return ""
    return fold(str(getattr(record, record.name_column)))[:MOST_CHARACTERS]


def marks(records: Sequence[Record]) -> dict[int, str]:
    """What to put beside the name of each of ``records``, which bear one name; by id."""
    told = {record.pk: tuple(map(str, record.telling_apart())) for record in records}
    shared: list[Counter[str]] = [Counter(values) for values in zip(*told.values(), strict=True)]
    found = {}
    for record in records:
        aspects = told[record.pk]
        alone = (text for text, times in zip(aspects, shared, strict=True) if times[text] == 1)
        found[record.pk] = next((text for text in alone if text), "")
    for record in records:
        if not found[record.pk]:
            known = set(told[record.pk])
            fits_another = any(known <= {"", *told[each.pk]} for each in records if each != record)
            key = record.key if fits_another else ""
            found[record.pk] = ", ".join(filter(None, (*told[record.pk], key)))
    return found


@cache
def _names(record_type: str) -> Loader:
    rows = RecordIndex.objects.filter(record_type=record_type)
    return Loader(rows.values_list("called", "apart"), "record_id")


def names_of(record_type: str, ids: Iterable[int]) -> set[str]:
    """The names under which the index has these records; none for kinds that need none."""
    found: set[str] = set()
    if RECORD_TYPES[record_type] not in KINDS:
        return found
    for part in chunks(sorted(ids)):
        found.update(called for called, _apart in _names(record_type).rows(part) if called)
    return found


def told_apart(record_type: str, ids: Iterable[int]) -> set[str]:
    """The names of those of these records that are told from others of their name."""
    found: set[str] = set()
    for part in chunks(sorted(ids)):
        found.update(called for called, apart in _names(record_type).rows(part) if apart)
    return found


@cache
def _of_names(record_type: str) -> Loader:
    rows = RecordIndex.objects.filter(record_type=record_type)
    return Loader(rows.order_by("pk"), "called")


def stale(record_type: str, names: Iterable[str]) -> list[tuple[RecordIndex, str]]:
    """Index rows of records of these names whose mark is not right, each with the right one."""
    found = []
    for part in chunks(sorted(names)):
        rows = _of_names(record_type).rows(part)
        by_name: Mapping[str, list[RecordIndex]] = defaultdict(list)
        for row in rows:
            by_name[row.called].append(row)
        right = _marks(record_type, by_name.values())
        wanted = ((row, right.get(row.record_id, "")) for row in rows)
        found += [(row, mark) for row, mark in wanted if row.apart != mark]
    return found


@cache
def _published(model: type[Record]) -> Loader:
    return Loader(records_of(model).published().with_public(*model.apart_paths))


def _marks(record_type: str, namesakes: Iterable[Sequence[RecordIndex]]) -> dict[int, str]:
    model = RECORD_TYPES[record_type]
    public = [[row.record_id for row in rows if row.signature] for rows in namesakes]
    several = [ids for ids in public if len(ids) > 1]
    wanted = [pk for ids in several for pk in ids]
    if not wanted:
        return {}
    records = {record.pk: record for record in _published(model).rows(wanted)}
    found: dict[int, str] = {}
    for ids in several:
        found.update(marks([records[pk] for pk in ids if pk in records]))
    return {pk: mark[:MOST_CHARACTERS] for pk, mark in found.items()}


def step(record_type: str, plural: str) -> Step:
    """How the marks of one kind are looked at in pieces: by the names that the index has.

    What has a mark without a name is among them, under no name at all.
    """
    rows = RecordIndex.objects.filter(record_type=record_type).exclude(called="", apart="")

    def names(after: str | None) -> Sequence[str]:
        later = rows if after is None else rows.filter(called__gt=after)
        # In the order of the database, which decides what comes after.
        return list(later.order_by("called").values_list("called", flat=True).distinct()[:CHUNK])

    def look(borne: Sequence[str]) -> Found:
        wrong = stale(record_type, borne)
        lines = [f"{row}: what tells it from others of its name is out of date" for row, _ in wrong]
        return Found(lines, lambda log: log.noticed(record_type, _mark(wrong)))

    return Step(f"namesakes of {plural}", names, look, first=None)


def refresh(names: Mapping[str, set[str]]) -> dict[str, set[int]]:
    """Bring the marks of all records of these names, by kind, up to date.

    Returns the ids of those whose mark changed, by kind.
    """
    changed: dict[str, set[int]] = defaultdict(set)
    for record_type, borne in names.items():
        changed[record_type] |= _mark(stale(record_type, borne))
    return changed


def _mark(wrong: Sequence[tuple[RecordIndex, str]]) -> set[int]:
    """Give these rows the right marks; returns the ids of their records."""
    for row, right in wrong:
        row.apart = right
        row.save(update_fields=["apart"])
    return {row.record_id for row, _right in wrong}
