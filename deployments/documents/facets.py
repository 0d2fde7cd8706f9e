"""By what each kind of record is found: the facets of its document, for every filter's parameter.

A facet is a name and a value: a word, a code, or the id of a published record. Each is declared
once, here; filters name them. They are read from records that were loaded through the gate
(:func:`paths`) and from what their entries on the timeline involve, so nothing hidden is among
them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Manager, Model

from ..choices import AGAINST, BEARING_OUT
from ..models import (
    Citation,
    Commentary,
    Coverage,
    Deployment,
    Dossier,
    DossierItem,
    Engagement,
    Exercise,
    Navy,
    Organisation,
    Person,
    Port,
    Record,
    Source,
    Vessel,
    Visit,
)
from ..public.days import number_of
from ..public.documents import (
    ARCHIVED,
    CALLED,
    CITATIONS,
    CITES,
    DISPUTED,
    GRADED,
    LEFT,
    LOCATED,
    MENTIONS,
    NAMED,
    POSITIONS,
    PUBLISHED,
    SPEAKER,
    SUPPORT,
    UNGRADED,
    VALUE_LENGTH,
    WORD,
)
from ..public.entries import LASTING
from ..querysets import at_hand
from . import called

NUMBERS = frozenset({"displacement_tonnes", PUBLISHED})
"""Facets by which ranges of numbers are found."""

NOT_OFFERED = frozenset(
    {NAMED, CALLED, ARCHIVED, LASTING, "wikidata", "imo", "unlocode", "naval_base"}
    | {"retracted", "second_hand"}
    | NUMBERS
)
"""Facets of which nobody asks how often each value occurs."""

Facet: TypeAlias = tuple[str, str]
"""Its name and its value."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Facets of one name: the relations they are read along, and how."""

    name: str
    values: Callable[[Record], Iterable[object]]
    paths: tuple[str, ...] = ()


def column(name: str) -> Declared:
    """What a column holds; nothing where it is empty or not known."""

    def values(record: Record) -> Iterator[object]:
        value = getattr(record, name)
        if isinstance(value, bool):
            yield _truth(value)
        elif value is not None and value != "":
            yield value

    return Declared(name, values)


def _truth(value: bool) -> str:
    return "true" if value else "false"


def related(name: str, path: str = "") -> Declared:
    """The ids of the records that ``path`` leads to."""
    steps = path or name
    return Declared(name, lambda record: (each.pk for each in along(record, steps)), (steps,))


def along(row: Model, path: str) -> Iterator[Model]:
    """The rows that ``path`` leads to from one that has them at hand."""
    first, _sep, rest = path.partition("__")
    reached = at_hand(row, first)
    if reached is None:
        found = getattr(row, first)
        reached = found.all() if isinstance(found, Manager) else filter(None, [found])
    for each in reached:
        yield from along(each, rest) if rest else [each]


def _navies(record: Record) -> Iterator[Navy]:
    """The navies that a vessel is of, and was by an identity with dates."""
    assert isinstance(record, Vessel)
    yield record.navy
    for row in record.identities.all():
        if row.navy is not None and (row.held_from or row.held_to):
            yield row.navy


def _positions(record: Record) -> Iterator[str]:
    """Themes, each with the position that a statement takes on it."""
    assert isinstance(record, Commentary)
    return (f"{row.theme.pk}:{row.position}" for row in record.theme_positions.all())


def _published(record: Record) -> Iterator[int]:
    """The day on which a source was published; else the month or year, where that is known.

    Of several days, in one of which it was, the month or year in which all lie is told.
    """
    assert isinstance(record, Source)
    when = record.published_date
    if when is None or when.earliest is None or when.latest is None:
        return
    first, last = when.earliest, when.latest
    if first.year == last.year:
        month = first.month if first.month == last.month else 0
        yield number_of(first.year, month, first.day if when.is_exact else 0)


def _named(model: type[Record]) -> Declared:
    """The records whose names find a reference record too."""

    def values(record: Record) -> Iterator[str]:
        for path in model.search_paths:
            for each in along(record, path):
                assert isinstance(each, Record)
                yield f"{each.record_type}:{each.pk}"

    return Declared(NAMED, values, model.search_paths)


def _sources(model: type[Record]) -> tuple[Declared, Declared]:
    """The sources that a document cites, and those that it names in other ways.

    Who published them is another matter, and so is which of them a dossier names.
    """
    named = tuple(
        path
        for path in model.detail_paths
        if path.endswith(SOURCES) and path.partition("__")[0] != model.one_of
    )
    cited = tuple(path for path in named if path.endswith(CITED_SOURCE))

    def of(record: Record, paths: Iterable[str]) -> set[int]:
        return {source.pk for path in paths for source in along(record, path)}

    return (
        Declared(CITES, lambda record: of(record, cited), cited),
        Declared(MENTIONS, lambda record: of(record, named) - of(record, cited), named),
    )


def _evidence(model: type[Record]) -> tuple[Declared, ...]:
    """How much of what a document says is cited, located and graded, and whether all agree."""
    paths = tuple(
        dict.fromkeys(
            path.removesuffix("__source")
            for path in model.detail_paths
            if path.endswith(CITED_SOURCE)
        )
    )
    needed = tuple(f"{path}__{name}" for path in paths for name in SOURCES)

    def cited(record: Record) -> Iterator[Citation]:
        rows = (row for path in paths for row in along(record, path))
        return (row for row in rows if isinstance(row, Citation))

    def counted(name: str, meets: Callable[[Citation], object]) -> Declared:
        def values(record: Record) -> Iterator[int]:
            number = sum(1 for row in cited(record) if meets(row))
            if number:
                yield number

        return Declared(name, values, needed)

    def whether(name: str, is_so: Callable[[Iterable[Citation]], bool]) -> Declared:
        return Declared(name, lambda record: [_truth(is_so(cited(record)))], needed)

    figures = (
        counted(CITATIONS, lambda row: True),
        counted(LOCATED, lambda row: row.locator or row.passage),
        counted(GRADED, is_graded),
        whether(DISPUTED, lambda rows: any(row.stance in AGAINST for row in rows)),
    )
    if not model.is_occurrence:
        return figures
    return (*figures, whether(UNGRADED, lambda rows: not any(map(is_graded, rows))))


def is_graded(row: Citation) -> bool:
    """Whether its source, or what that says here, carries a grade."""
    return bool(row.source.reliability or row.credibility)


def _support(record: Record) -> Iterator[int]:
    """On how many sources that bear it out, and were not retracted, a record itself rests."""
    rows = (row for row in along(record, "citations") if isinstance(row, Citation))
    number = len(
        {row.source.pk for row in rows if row.stance in BEARING_OUT and not row.source.retracted}
    )
    if number:
        yield number


def _names(model: type[Record]) -> tuple[Declared, Declared]:
    """All that records are called, and the words of it."""
    needed = called.paths(model)
    return Declared(CALLED, called.called, needed), Declared(WORD, called.words, needed)


SOURCES = ("source", "via")
"""The relations by which rows name sources."""

CITED_SOURCE = "citations__source"
"""How paths end by which citations name sources."""

SOURCE = related("source", "citations__source")
HOST = related("host_organisation")
ITS_PLAN = (column("certainty"), column("outcome"))
_EVER = ("navy", "identities__navy")

DECLARED: Mapping[type[Record], Sequence[Declared]] = {
    Deployment: (related("lead_navy"), related("origin_port"), SOURCE),
    Visit: (
        related("host"),
        column("purpose"),
        Declared(LEFT, lambda record: [_truth(record.departure is not None)]),  # type: ignore[attr-defined]
        *ITS_PLAN,
        HOST,
        SOURCE,
    ),
    Exercise: (column("kind"), column("domain"), column("series"), *ITS_PLAN, HOST, SOURCE),
    Engagement: (related("visit"), column("kind"), HOST, SOURCE),
    Commentary: (
        related(SPEAKER, "person"),
        Declared(
            "position",
            lambda record: (row.position for row in record.theme_positions.all()),  # type: ignore[attr-defined]
            ("theme_positions__theme",),
        ),
        Declared(POSITIONS, _positions, ("theme_positions__theme",)),
        column("medium"),
        column("language"),
        column("second_hand"),
        SOURCE,
    ),
    Navy: (column("country"), column("wikidata")),
    Port: (column("country"), column("kind"), column("unlocode"), column("naval_base")),
    Vessel: (
        Declared("navy", lambda record: (navy.pk for navy in _navies(record)), _EVER),
        Declared(
            "country", lambda record: filter(None, (n.country for n in _navies(record))), _EVER
        ),
        column("hull_type"),
        column("vessel_class"),
        column("displacement_tonnes"),
        related("home_port"),
        column("imo"),
        column("wikidata"),
    ),
    Organisation: (column("country"), column("kind"), column("wikidata")),
    Person: (
        column("country"),
        column("kind"),
        related("organisation", "affiliations__organisation_record"),
    ),
    Source: (
        column("kind"),
        column("publisher"),
        column("language"),
        related("publisher_record"),
        column("reliability"),
        column("retracted"),
        Declared(PUBLISHED, _published),
        Declared(ARCHIVED, lambda record: ["true" if record.archived_url else "false"]),  # type: ignore[attr-defined]
    ),
    Coverage: (
        related("navy"),
        related("port"),
        column("country"),
        column("followed"),
        column("completeness"),
    ),
    Dossier: tuple(related(kind, f"items__{kind}") for kind in DossierItem.target.kinds),
}
"""Beside these an occurrence has what its entries on the timeline involve."""


def declared(model: type[Record]) -> Sequence[Declared]:
    """The facets of one kind of record."""
    own = DECLARED.get(model, ())
    of_all = (*_sources(model), *_evidence(model), *_names(model))
    if model.is_occurrence:
        return (*own, *of_all, Declared(SUPPORT, _support, (CITED_SOURCE,)))
    return (*own, *of_all, _named(model))


def paths(model: type[Record]) -> tuple[str, ...]:
    """What has to be loaded, through the gate, for the facets of one kind."""
    return tuple(dict.fromkeys(path for each in declared(model) for path in each.paths))


def facets(record: Record, involved: Iterable[Facet] = ()) -> set[Facet]:
    """All facets of a record; ``involved`` are those of its entries."""
    found = set(involved)
    for each in declared(type(record)):
        found.update((each.name, str(value)[:VALUE_LENGTH]) for value in each.values(record))
    return found
