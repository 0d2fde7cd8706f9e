"""Rules about one navy, organisation, person, vessel, port or source under two keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from django.utils.translation import gettext as _

from ..geography import kilometres
from ..letters import plain_pennant
from ..models import (
    Navy,
    Organisation,
    OrganisationName,
    OtherName,
    Person,
    PersonName,
    Port,
    PortName,
    Question,
    Source,
    Theme,
    Vessel,
)
from . import bearers
from .addresses import page_of
from .alike import (
    differ,
    entered_twice,
    listed,
    name_of,
    names_of,
    of_two_states,
    shared,
    standing,
)
from .finding import ODD, Finding

CLOSE_KM = 2.0
"""Two ports closer than this are one, or the one says what it is of the other."""

FAR_KM = 50.0
"""Two ports of one name and country further apart than this are two."""


@ODD.register(Navy)
def navies(ids: Sequence[int]) -> Iterator[Finding]:
    """Navies of one name and country, or of one Wikidata item."""
    yield from bearers.check_wikidata(Navy, ids)
    for record, others in shared(
        standing(Navy), ids, lambda each: names_of(each.name, each.native_name), _navies_apart
    ):
        yield entered_twice(record, others, _("give each its country"))


def _navies_apart(a: Navy, b: Navy) -> bool:
    return of_two_states(a.country, b.country) or differ(a.wikidata, b.wikidata)


@ODD.register(Organisation)
def organisations(ids: Sequence[int]) -> Iterator[Finding]:
    """Organisations of one name and country, or of one Wikidata item."""
    yield from bearers.check_wikidata(Organisation, ids)
    more = _other_names(OrganisationName)
    for record, others in shared(
        standing(Organisation),
        ids,
        lambda each: names_of(each.name, each.native_name, each.other_names, *more[each.pk]),
        lambda a, b: of_two_states(a.country, b.country) or differ(a.wikidata, b.wikidata),
    ):
        yield entered_twice(record, others, _("give each its country or Wikidata id"))


@ODD.register(Person)
def people(ids: Sequence[int]) -> Iterator[Finding]:
    """People of one name whose countries do not tell them apart; the unnamed have no name."""
    known = [person for person in standing(Person) if not person.is_unnamed]
    more = _other_names(PersonName)

    def names(person: Person) -> set[str]:
        """“Neri, Alda” and “Alda Neri” alike."""
        own = names_of(person.name, person.native_name, *more[person.pk])
        return {" ".join(sorted(name.split())) for name in own}

    for record, others in shared(
        known, ids, names, lambda a, b: of_two_states(a.country, b.country)
    ):
        yield entered_twice(record, others, _("give each the country"))


def _other_names(model: type[OtherName]) -> dict[int, list[str]]:
    """The other names of records, by the id of their bearer."""
    found: dict[int, list[str]] = defaultdict(list)
    for pk, name in model.objects.order_by("pk").values_list(model.parent, "name"):
        found[pk].append(name)
    return found


@ODD.register(Question)
def questions(ids: Sequence[int]) -> Iterator[Finding]:
    """Questions of one text."""
    for record, others in shared(
        standing(Question), ids, lambda each: names_of(each.text), lambda _a, _b: False
    ):
        yield entered_twice(record, others, _("word them differently"))


@ODD.register(Theme)
def themes(ids: Sequence[int]) -> Iterator[Finding]:
    """Themes of one name."""
    for record, others in shared(
        standing(Theme), ids, lambda each: names_of(each.name), lambda _a, _b: False
    ):
        yield entered_twice(record, others, _("name them differently"))


@ODD.register(Vessel)
def vessels(ids: Sequence[int]) -> Iterator[Finding]:
    """Vessels of one navy and name that nothing tells apart, and numbers borne by two at once."""
    known = list(standing(Vessel).select_related("navy"))
    yield from bearers.check_wikidata(Vessel, ids)
    yield from bearers.check_numbers(known, ids)
    for record, others in shared(known, ids, _names_of_vessel, _vessels_apart):
        yield entered_twice(record, others, _("give each its pennant or year of commissioning"))


def _names_of_vessel(vessel: Vessel) -> Iterator[Hashable]:
    prefix = f"{name_of(vessel.navy.ship_prefix)} "
    for name in names_of(vessel.name, vessel.native_name):
        yield vessel.navy_id, name.removeprefix(prefix)


def _vessels_apart(a: Vessel, b: Vessel) -> bool:
    return (
        differ(plain_pennant(a.pennant), plain_pennant(b.pennant))
        or differ(a.commissioned_year, b.commissioned_year)
        or differ(a.imo, b.imo)
        or differ(a.wikidata, b.wikidata)
    )


@ODD.register(Port)
def ports(ids: Sequence[int]) -> Iterator[Finding]:
    """Ports of one name and country, and ports so close that they may be one."""
    known = list(standing(Port))
    more = _other_names(PortName)

    def names(port: Port) -> set[Hashable]:
        own = names_of(port.name, port.native_name, *more[port.pk])
        return {(port.kind, name) for name in own}

    for record, others in shared(known, ids, names, _ports_apart):
        yield entered_twice(record, others, _("give each its country, UN/LOCODE or position"))
    yield from _close_together(known, ids)


def _ports_apart(a: Port, b: Port) -> bool:
    distance = kilometres(a, b)
    return (
        of_two_states(a.country, b.country)
        or differ(a.unlocode, b.unlocode)
        or (distance is not None and distance > FAR_KM)
        or _says_of(a, b)
    )


def _says_of(a: Port, b: Port) -> bool:
    """Whether the notes of one name the other: its berth, base or anchorage."""
    return any(
        f" {name_of(other.name)} " in f" {name_of(port.notes)} " for port, other in ((a, b), (b, a))
    )


KM_A_DEGREE = 110.0
"""A degree of latitude is no shorter."""


def _close_together(known: Sequence[Port], ids: Sequence[int]) -> Iterator[Finding]:
    """Told of ports alone: an area holds ports, and a naval base may lie beside one."""
    wanted = set(ids)
    near: dict[int, list[Port]] = defaultdict(list)
    placed = [(port.lat, port) for port in known if port.lat is not None and not port.is_area]
    placed.sort(key=lambda each: (each[0], each[1].key))
    for position, (lat, port) in enumerate(placed):
        for following in range(position + 1, len(placed)):
            other_lat, other = placed[following]
            if (other_lat - lat) * KM_A_DEGREE > CLOSE_KM:
                break
            if not {port.pk, other.pk}.isdisjoint(wanted) and _are_close(port, other):
                near[port.pk].append(other)
                near[other.pk].append(port)
    for port in known:
        if port.pk in wanted and near[port.pk]:
            yield Finding(
                port,
                "ports-close-together",
                _(
                    "%(others)s is less than %(distance)d km away. Keep one and make the other "
                    "another name of it, or say in the notes what it is of the other."
                )
                % {"others": listed(near[port.pk]), "distance": CLOSE_KM},
                impossible=False,
            )


def _are_close(a: Port, b: Port) -> bool:
    distance = kilometres(a, b)
    if distance is None or distance > CLOSE_KM or a.naval_base != b.naval_base:
        return False
    same_name = not names_of(a.name, a.native_name).isdisjoint(names_of(b.name, b.native_name))
    return not (same_name or differ(a.unlocode, b.unlocode) or _says_of(a, b))


@ODD.register(Source)
def sources(ids: Sequence[int]) -> Iterator[Finding]:
    """Sources of one address, or of one title, publisher and day where one has no address."""
    known = list(standing(Source))
    for record, others in shared(known, ids, _pages, lambda _a, _b: False):
        yield entered_twice(record, others, _("correct the address of one"))
    for record, others in shared(known, ids, _print, lambda a, b: bool(a.url and b.url)):
        yield entered_twice(record, others, _("tell their titles or days apart"))


def _pages(source: Source) -> set[str]:
    return {page_of(source.url), page_of(source.archived_url)} - {""}


def _print(source: Source) -> list[Hashable]:
    title, day = name_of(source.title), source.published_date
    return [(title, name_of(source.publisher), day.edtf if day else "")] if title else []
