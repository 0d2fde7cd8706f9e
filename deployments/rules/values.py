"""Rules about the values of citations: what supports gives what is recorded, what differs does not.

Values are compared as values: days by their bounds, places and ships by the records they name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Prefetch
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ..choices import BEARING_OUT, Aspect, PortKind, Stance
from ..letters import fold
from ..models import (
    Citation,
    Deployment,
    Engagement,
    Exercise,
    Port,
    PortName,
    Record,
    Row,
    Vessel,
    VesselIdentity,
    Visit,
)
from ..models.sources import CITED
from . import stated
from .finding import Finding
from .stated import Verdict

_Named = TypeVar("_Named", Port, int)


def check(
    records: Mapping[int, Record], cited: Mapping[int, Sequence[Citation]]
) -> Iterator[Finding]:
    """What is odd about the values in the citations of ``records``, given by their ids."""
    told = [
        (records[pk], row)
        for pk, rows in cited.items()
        for row in rows
        if row.value and row.aspect in COMPARISONS and row.source.is_published
    ]
    targets = _targets(row for _record, row in told)
    named = Named()
    for record, row in told:
        target = targets[CITED.kind_of(row), CITED.id_of(row)]
        verdict = COMPARISONS[row.aspect](row.value, target, named)
        source = Truncator(row.source.title).chars(80)
        if row.stance in BEARING_OUT and verdict is Verdict.ANOTHER:
            yield Finding(
                record,
                "supports-another-value",
                _(
                    "“%(source)s” is cited in support of the %(aspect)s, but gives “%(value)s”, "
                    "which is not what is recorded. Call it differing, or correct one of the two."
                )
                % {"source": source, "aspect": row.get_aspect_display(), "value": row.value},
                impossible=False,
            )
        elif row.stance == Stance.DIFFERS and verdict is Verdict.SAME:
            yield Finding(
                record,
                "differs-in-nothing",
                _(
                    "“%(source)s” is said to differ on the %(aspect)s, but gives “%(value)s”, "
                    "which is what is recorded. Call it supporting, or correct one of the two."
                )
                % {"source": source, "aspect": row.get_aspect_display(), "value": row.value},
                impossible=False,
            )


def _targets(cited: Iterator[Citation]) -> dict[tuple[str, int | None], Row]:
    """The records and rows that citations bear on, with what they are compared by."""
    ids: dict[str, set[int]] = defaultdict(set)
    for row in cited:
        pk = CITED.id_of(row)
        if pk is not None:
            ids[CITED.kind_of(row)].add(pk)
    found: dict[tuple[str, int | None], Row] = {}
    for kind, wanted in ids.items():
        rows = CITED.model_of(kind)._default_manager.filter(pk__in=wanted)
        for target in rows.prefetch_related(*NEEDED.get(kind, ())):
            assert isinstance(target, Row)
            found[kind, target.pk] = target
    return found


NEEDED: dict[str, tuple[str | Prefetch[str], ...]] = {
    "visit": ("port", "participants"),
    "engagement": ("port",),
    "exercise": ("participants",),
    "deployment": ("assignments",),
    "vessel": ("identities",),
}
"""What is fetched with each kind of target."""


@dataclass
class Named:
    """What names stand for, asked for when the first name is met."""

    _ports: dict[str, set[Port]] = field(default_factory=dict)
    _ships: dict[str, set[int]] = field(default_factory=dict)

    def ports(self, name: str) -> set[Port]:
        """The ports that bear a name, in any language."""
        if not self._ports:
            names = [(port, text) for port in Port.objects.all() for text in _names_of(port)]
            others = PortName.objects.select_related("port")
            names += [(row.port, row.name) for row in others]
            self._ports = _by_name(names)
        return self._ports.get(fold(name), set())

    def ships(self, name: str) -> set[int]:
        """The ids of the ships that bear or bore a name, with or without the prefix."""
        if not self._ships:
            names: list[tuple[int, str]] = []
            for ship in Vessel.objects.select_related("navy"):
                prefixed = f"{ship.navy.ship_prefix} {ship.name}"
                names += [(ship.pk, text) for text in (ship.name, ship.native_name, prefixed)]
            former = VesselIdentity.objects.values_list("vessel", "name")
            self._ships = _by_name([*names, *former])
        return self._ships.get(fold(name), set())


def _names_of(port: Port) -> tuple[str, ...]:
    return port.name, port.native_name, port.unlocode


def _by_name(pairs: Sequence[tuple[_Named, str]]) -> dict[str, set[_Named]]:
    found: dict[str, set[_Named]] = defaultdict(set)
    for named, text in pairs:
        if text:
            found[fold(text)].add(named)
    return dict(found)


def _days(value: str, target: Row, _named: Named) -> Verdict:
    recorded = [date.__get__(target, type(target)) for date in target.fuzzy_dates]
    begins = next((when.earliest for when in recorded if when is not None), None)
    said = stated.days(value, begins.year if begins else None)
    if said is None or not recorded:
        return Verdict.UNSURE
    return stated.compare_days(said, recorded)


def _place(value: str, target: Row, named: Named) -> Verdict:
    port = target.port if isinstance(target, Visit | Engagement) else None
    meant = named.ports(value) if port is not None else set()
    if port is None or not meant:
        return Verdict.UNSURE
    if port in meant:
        # Another name of it may be that of a place close by.
        own = {fold(name) for name in _names_of(port)}
        return Verdict.SAME if fold(value) in own else Verdict.UNSURE
    # An area may hold the port, or the port lie in what is recorded as an area.
    exact = all(each.kind == PortKind.PORT for each in (port, *meant))
    return Verdict.ANOTHER if exact else Verdict.UNSURE


def _participants(value: str, target: Row, named: Named) -> Verdict:
    if isinstance(target, Deployment):
        ships = {row.vessel_id for row in target.assignments.all()}
        return _ships(value, ships, named, complete=True)
    if not isinstance(target, Visit | Exercise):
        return Verdict.UNSURE
    who = list(target.participants.all())
    known = {row.vessel_id or row.identified_as_id for row in who}
    complete = None not in known
    verdict = _ships(value, {pk for pk in known if pk}, named, complete=complete)
    counts = [row.count for row in who]
    if verdict is Verdict.UNSURE and isinstance(target, Visit) and counts and all(counts):
        return stated.compare_number(value, sum(count or 0 for count in counts))
    return verdict


def _ships(value: str, recorded: set[int], named: Named, *, complete: bool) -> Verdict:
    meant = [named.ships(name) for name in stated.listed(value)] if complete else []
    return stated.compare_names(meant, recorded, complete=complete)


def _certainty(value: str, target: Row, _named: Named) -> Verdict:
    if not isinstance(target, Visit | Exercise):
        return Verdict.UNSURE
    return stated.compare_certainty(value, target.certainty)


def _identity(value: str, target: Row, _named: Named) -> Verdict:
    if not isinstance(target, Vessel):
        return Verdict.UNSURE
    if fold(value) == fold(target.name):
        return Verdict.SAME
    former = [row.pennant for row in target.identities.all()]
    return stated.compare_pennant(value, target.pennant, former)


COMPARISONS: dict[str, Callable[[str, Row, Named], Verdict]] = {
    Aspect.DATES: _days,
    Aspect.PLACE: _place,
    Aspect.PARTICIPANTS: _participants,
    Aspect.CERTAINTY: _certainty,
    Aspect.IDENTITY: _identity,
}
"""How a value is compared, by the aspect it is of; the whole of a record has none."""
