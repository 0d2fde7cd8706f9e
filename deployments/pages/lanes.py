"""The picture of a page: marks on lanes, made of the same rows as the lists below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, Self, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from .. import wording
from ..choices import NOT_PRESENT, EntryKind
from ..dates.spans import shift
from ..drawing import TONES, Form, Lane, Mark, Picture, draw
from ..drawing.lanes import Days
from ..shapes import (
    Commentary,
    Document,
    Exercise,
    FuzzyDate,
    Occurrence,
    Participant,
    Span,
    Then,
    Visit,
    codes_of,
)
from . import entries, periods
from .participants import navies_of
from .values import Shown

FORMS = {
    "visit": Form.STAY,
    "exercise": Form.EXERCISE,
    "engagement": Form.OCCASION,
    "commentary": Form.SAID,
}
"""What the mark of each kind of record is."""

ENDS = {"visit": ("arrival", "departure"), "exercise": ("start", "end")}
"""The dates of a record that has two ends; of others an end is never open."""

MARGIN_DAYS = 2
"""Days before the first and after the last stay that a picture shows."""

MOST_LANES = 40
"""Of more a picture would say nothing at a glance: then the lists stand alone."""

Row = tuple[str, Document]
"""The kind of an entry, and the document of the record that it tells of."""


def marks(rows: Iterable[Row]) -> list[Mark]:
    """The marks of records as wholes, in order of time, without those that have no days."""
    found = (_mark(row, cast("Occurrence", row[1])["days"]) for row in rows)
    return in_time(mark for mark in found if mark is not None)


def in_time(found: Iterable[Mark]) -> list[Mark]:
    """Marks by their first day; of several that begin alike, what is over first comes first."""
    return sorted(found, key=lambda mark: (mark.possible, mark.row))


class Ship(NamedTuple):
    """Whose lane it is: a ship by the name she bore then, or ships that a source does not name."""

    name: str
    codes: Sequence[str]
    navies: Sequence[str]

    @classmethod
    def then(cls, then: Then) -> Self:
        """A ship as she was at some time."""
        navies = tuple(navy["key"] for navy in then["navies"])
        return cls(then["called"], codes_of(then["countries"]), navies)


def named(rows: Iterable[Row]) -> dict[str, Ship]:
    """The ships that are named in visits and exercises, by the keys of their records.

    Those of one country stand together, by name.
    """
    ships = {}
    for _kind, document in rows:
        for each in cast("Visit | Exercise", document)["participants"]:
            if each["vessel"] is not None and each["vessel_then"] is not None:
                ships[each["vessel"]["key"]] = Ship.then(each["vessel_then"])
    order = sorted(ships, key=lambda key: (ships[key].codes, ships[key].name, key))
    return {key: ships[key] for key in order}


class Ships:
    """A lane for each ship, on which stand the visits and exercises that she was in.

    Where some are named, only these have one; else everyone who took part, by country, or everyone
    ``of`` one navy (by key) or of some ``countries`` (by code). What nobody did who has a lane
    stands on the last one.
    """

    def __init__(
        self,
        ships: Mapping[str, Ship] | None = None,
        *,
        of: str = "",
        countries: Collection[str] = (),
    ) -> None:
        """``ships`` are known by the keys of their records."""
        self._are_all_known = ships is not None
        self._of = of
        self._countries = frozenset(countries)
        self._ships: dict[str, Ship] = dict(ships or {})
        self._marks: dict[str, list[Mark]] = defaultdict(list)
        self._rest: list[Mark] = []

    def add(self, rows: Iterable[Row]) -> None:
        """Put visits and exercises on the lanes; without those that have no days."""
        for row in rows:
            document = cast("Visit | Exercise", row[1])
            taking_part = [(self._lane_of(each), each) for each in document["participants"]]
            own = [(lane, each) for lane, each in taking_part if lane is not None]
            for lane, each in own:
                mark = _mark(row, each["days"] or document["days"], each)
                if mark is not None:
                    # Where everyone is shown they were all at one place, which the page is of.
                    is_there = self._are_all_known or self._of or self._countries
                    self._marks[lane].append(mark if is_there else unnamed(mark))
            if not own:
                self._rest += marks([row])

    def _lane_of(self, participant: Participant) -> str | None:
        vessel, then = participant["vessel"], participant["vessel_then"]
        if self._are_all_known:
            return vessel["key"] if vessel and vessel["key"] in self._ships else None
        if self._of and self._of not in (navy["key"] for navy in navies_of(participant)):
            return None
        if self._countries and self._countries.isdisjoint(codes_of(participant["countries"])):
            return None
        if vessel is not None and then is not None:
            key, ship = vessel["key"], Ship.then(then)
        else:
            navies = tuple(navy["key"] for navy in participant["navies"])
            codes = codes_of(participant["countries"])
            name = wording.unnamed(participant) or _("no ship named")
            key, ship = f"{navies} {codes} {name}", Ship(name, codes, navies)
        self._ships.setdefault(key, ship)
        return key

    def lanes(self, rest: str = "") -> Iterator[Lane]:
        """The lanes of ships, each navy in a tone of its own, and that of the ``rest``."""
        tones: dict[Sequence[str], int] = {}
        ships = list(self._ships.items())
        if not self._are_all_known:
            ships.sort(key=lambda each: (each[1].codes, -len(self._marks[each[0]]), each[1].name))
        for key, ship in ships:
            tone = tones.setdefault(tuple(ship.navies), len(tones) % TONES + 1)
            group = ship.codes[0] if len(ship.codes) == 1 else ""
            yield Lane(ship.name, in_time(self._marks[key]), group, tone)
        if self._rest:
            name = rest or _("Ships not named")
            yield Lane(name, in_time(self._rest), tone=len(tones) % TONES + 1)


def of_entries(label: str, found: Sequence[entries.Told], beside: str) -> Shown | None:
    """The picture of entries of the timeline: ships, occasions, and what was said.

    ``beside`` as for :func:`shown`. It is no file: it is of one page among many.
    """
    rows = rows_of(found)
    moving = [row for row in rows if row[1]["record_type"] in ENDS]
    ships = Ships(named(moving))
    ships.add(moving)
    ashore_ = ashore(row for row in rows if row[1]["record_type"] == "engagement")
    spoken = said(row[1] for row in rows if row[1]["record_type"] == "commentary")
    return shown(label, [*ships.lanes(), ashore_, spoken], beside, file="")


def rows_of(found: Iterable[entries.Told]) -> list[Row]:
    """Entries with their documents as rows of a picture; the beginning of a voyage has no mark."""
    return [(row.kind, document) for row, document in found if document["record_type"] in FORMS]


def said(statements: Iterable[Document]) -> Lane:
    """The lane of what was said."""
    return Lane(_("Said"), marks((EntryKind.STATEMENT, each) for each in statements))


def speakers(statements: Iterable[Commentary]) -> Iterator[Lane]:
    """A lane for each who said something, by when they said it first."""
    said_by: dict[str, list[Mark]] = defaultdict(list)
    names = {}
    for each in statements:
        found = marks([(EntryKind.STATEMENT, each)])
        said_by[each["person"]["key"]] += found
        names[each["person"]["key"]] = each["speaker"]
    for key in sorted(
        filter(said_by.get, said_by), key=lambda key: (said_by[key][0].possible, key)
    ):
        yield Lane(names[key], said_by[key])


def ashore(rows: Iterable[Row]) -> Lane:
    """The lane of ceremonies, receptions and other occasions."""
    return Lane(_("Occasions"), marks(rows))


def unnamed(mark: Mark) -> Mark:
    """A mark without a name on it."""
    return replace(mark, name="")


def _mark(row: Row, span: Span | None, own: Participant | None = None) -> Mark | None:
    """The mark of a record on the days of ``span``, if there are any; they are those of ``own``."""
    kind, document = row
    possible = _days(span, "possible")
    if span is None or possible is None:
        return None
    record_type = document["record_type"]
    head = entries.headline(cast("Occurrence", document), kind)
    words = head.title
    if head.date:
        words = _("%(what)s: %(when)s") % {"what": words, "when": head.date["words"]}
    return Mark(
        FORMS[record_type],
        f"{record_type}:{document['key']}",
        document["html_url"],
        words,
        possible,
        _days(span, "certain"),
        cast("Visit", document)["place"] if record_type == "visit" else "",
        planned=cast("Visit", document).get("certainty") in NOT_PRESENT,
        open_before=_is_open(document, own, 0),
        open_after=_is_open(document, own, 1),
        holes=[_parsed(hole["first"], hole["last"]) for hole in span["holes"]],
    )


def _is_open(document: Document, own: Participant | None, end: int) -> bool:
    """Whether nobody reported when it began (0) or ended (1), or how early or late at the most."""
    if document["record_type"] not in ENDS:
        return False
    name = ENDS[document["record_type"]][end]
    dated = [document] if own is None else [own, document]
    known = (cast("dict[str, FuzzyDate | None]", each).get(name) for each in dated)
    when = next(filter(None, known), None)
    return when is None or when["latest" if end else "earliest"] is None


def _days(span: Span | None, how: str) -> Days | None:
    if span is None:
        return None
    first, last = (cast("str | None", span.get(f"{how}_{end}")) for end in ("from", "to"))
    return _parsed(first, last) if first and last else None


def _parsed(first: str, last: str) -> Days:
    return date.fromisoformat(first), date.fromisoformat(last)


def shown(
    label: str,
    lanes: Sequence[Lane],
    beside: str,
    days: Days | None = None,
    *,
    file: str = "timeline.svg",
    heading: str = "",
) -> Shown | None:
    """A picture as the page shows it, wide and for phones; None where there is none.

    ``beside`` is the id of the list that says the same in words, ``days`` as for :func:`pictured`,
    ``file`` where the picture is found by itself, from the address of the page; empty where it is
    not.
    """
    picture = pictured(label, lanes, days)
    if picture is None:
        return None
    return {
        "id": "by-day",
        "heading": heading or _("Day by day"),
        "list": beside,
        "file": file,
        "summary": picture.label,
        "wide": Markup(draw(picture, prefix="w")),  # noqa: S704 — the writer escapes what it is given
        "narrow": Markup(draw(picture, prefix="n", narrow=True)),  # noqa: S704
        "forms": {str(mark.form) for mark in picture.marks},
        "planned": any(mark.planned for mark in picture.marks),
        "picture": picture,
    }


def pictured(label: str, lanes: Sequence[Lane], days: Days | None = None) -> Picture | None:
    """Lanes with marks as a picture, as long as its stays and exercises, or of these ``days``.

    None where nothing has a day, or there are more than ``MOST_LANES``.
    """
    kept = [lane for lane in lanes if lane.marks]
    if len(kept) > MOST_LANES:
        return None
    every = [mark for lane in kept for mark in lane.marks]
    if not every:
        return None
    moving = [mark for mark in every if mark.form in (Form.STAY, Form.EXERCISE)] or every
    days = days or (
        shift(min(mark.possible[0] for mark in moving), -MARGIN_DAYS),
        shift(max(mark.possible[1] for mark in moving), MARGIN_DAYS),
    )
    rows = len({mark.row for mark in every})
    summary = ngettext(
        "%(label)s: %(rows)d record by day. The lists below say the same in words.",
        "%(label)s: %(rows)d records by day. The lists below say the same in words.",
        rows,
    )
    return Picture(
        summary % {"label": label, "rows": rows}, kept, days, periods.months_in_words()[1:]
    )
