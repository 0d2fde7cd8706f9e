"""Sections of the pages of days and months: what is sure, and apart from it what is possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import wording
from ..choices import Certainty, EntryKind
from ..public.entries import TimelineEntry
from ..shapes import Visit, code_of
from . import entries, participants
from .on_days import line
from .presence import Doubtful, Group, ends_of
from .reading import Documents
from .sections import the_first, whole
from .values import Shown, country, period


@dataclass
class Section:
    """Entries under a heading, or in groups with headings of their own; or records in an index.

    ``count`` is how many there are in all, ``is_possible`` whether they are no more than possible.
    """

    id: str
    heading: str
    count: int = 0
    entries: Sequence[Shown] = ()
    groups: Sequence[Shown] = ()
    records: Sequence[Shown] = ()
    note: str = ""
    is_possible: bool = False
    all: Sequence[Shown] = field(default_factory=list)

    def shows_first(self, shown: int, count: int, url: str = "") -> None:
        """Say that only the first are shown, where there are more, and where all of them are."""
        if count > shown:
            self.note = " ".join(filter(None, (self.note, the_first(shown))))
            self.all = [whole(url, count)] if url else []


def possible(certainty: str) -> Shown:
    """What is shown otherwise of an entry that is only possible on a day; keys of an entry.

    That the whole is confirmed would be read as confirmed for the day.
    """
    return {"certainty_label": ""} if certainty == Certainty.CONFIRMED else {}


class Call(NamedTuple):
    """A stay in port, and those of it who are told of."""

    row: TimelineEntry
    visit: Visit
    group: Group


def by_port(calls: Iterable[Call], documents: Documents) -> list[Shown]:
    """Stays under their ports: first those where most are."""
    ports: dict[str, list[Shown]] = {}
    of: dict[str, Visit] = {}
    for call in calls:
        key = call.visit["port"]["key"]
        of.setdefault(key, call.visit)
        ports.setdefault(key, []).append(in_port(call, documents))
    order = sorted(of, key=lambda key: (-len(ports[key]), of[key]["place"], key))
    return [port_group(of[key], entries=ports[key]) for key in order]


def port_group(
    visit: Visit,
    entries: Sequence[Shown] = (),
    records: Sequence[Shown] = (),
) -> Shown:
    """What stands under a port, which is that of a visit."""
    return {
        "heading": visit["place"],
        "url": visit["port"]["html_url"],
        "country": country(code_of(visit["country"])),
        "entries": entries,
        "records": records,
    }


def in_port(call: Call, documents: Documents) -> Shown:
    """A stay under its port: who it was, when, and what keeps it from being sure."""
    row, visit, group = call
    who, _number = wording.title(group.rows)
    shown, more = participants.line(group.rows, documents)
    return line(
        row,
        visit,
        documents,
        kind=EntryKind.VISIT,
        kind_label=str(capfirst(_("port call"))),
        title=who or entries.visit_title(visit, row.kind),
        date=days_of(visit, group, row.kind),
        participants=shown,
        participants_more=more,
        reason=group.reason,
        **({} if group.is_sure else possible(visit["certainty"])),
    )


def days_of(record: Doubtful, group: Group, kind: str) -> Shown | None:
    """The days of a group, where all of it has days of its own; else those of the whole."""
    own = {ends_of(record, each) for each in group.rows}
    if len(own) == 1 and own != {ends_of(record)}:
        return period(*own.pop())
    return entries.when(record, kind)
