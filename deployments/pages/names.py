"""What records are called where they are only mentioned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _

from .. import called, dates, languages
from ..choices import Medium
from ..letters import fold
from ..shapes import Commentary, Link, OtherName, Port, Subject, Vessel, code_of
from ..wording import comma
from .values import Shown, country, fact, read, word

TITLE_WORDS = 8
"""Words of a statement in its title."""


def ship_then(vessel: Vessel, days: dates.Days) -> str:
    """What a ship was called on some days, and is called now: “Northmoor (now Orion Star)”."""
    own = vessel["name"]
    stated = [
        dates.Held(
            own if called.one_name(row["name"], own) else row["name"],
            read(row["held_from"]),
            read(row["held_to"]),
        )
        for row in vessel["identities"]
        if row["held_from"] or row["held_to"]
    ]
    if not stated:
        return called.told_apart(own, vessel["apart"])
    return called.ship(dates.held_on(days, stated, own), own, vessel["apart"])


def native(name: str, country: str) -> Shown:
    """What something of ``country`` is called in its own language, and which that is."""
    return {"text": name, "lang": languages.of_name(name, country)} if name else {}


def link(record: Link) -> Shown:
    """A record in passing."""
    return {"url": record["html_url"], "name": record["name"]}


def with_area(called: str, name: str, area: str) -> str:
    """What an exercise is called, and its area unless its name says it."""
    said = f" {fold(name)} "
    return comma(called, "" if f" {fold(area)} " in said else area)


def statement_title(statement: Commentary) -> str:
    """Who said it, how, and the first words of what: several may be of one interview."""
    who = comma(statement["speaker"], how_said(statement))
    words = (statement["summary"] or statement["quote"]).split()
    begins = " ".join(words[:TITLE_WORDS]).rstrip(".,;:")
    begins += "…" if len(words) > TITLE_WORDS else ""
    return f"{who}: {begins}" if begins else who


def how_said(statement: Commentary) -> str:
    """By which medium something was said, where it is known."""
    if statement["medium"] == Medium.UNKNOWN:
        return ""
    return word(Medium, statement["medium"], statement["medium_said"])


def dates_in_words(*known: dates.FuzzyDate | None) -> str:
    """The dates of something, from the first to the last, as they are known."""
    return dates.display_range(known[0], known[-1])


def others(name: str, rows: Sequence[OtherName], *undated: str) -> Shown:
    """The other names, each with the time in which it was borne."""
    named: list[Shown] = [
        {"text": row["name"], "lang": row["language"], "note": comma(borne(row), row["notes"])}
        for row in rows
        if row["name"] != name
    ]
    return fact(_("Other names"), [*(other.strip() for other in undated), *named])


def borne(row: OtherName) -> str:
    """When a name was borne, in words."""
    return dates_in_words(read(row["held_from"]), read(row["held_to"]))


def lay_in(port: Port) -> Shown:
    """The country that a port lies in, and those that it lay in before or after."""
    own = code_of(port["country"])
    before: list[Shown] = [
        {"country": country(code_of(row["country"])), "note": borne(row)}
        for row in port["names"]
        if row["country"]
    ]
    return fact(_("Country"), [{"country": country(own)} if own else port["country_said"], *before])


def subjects(rows: Iterable[Subject], *, told: Collection[tuple[str, str]] = ()) -> list[Shown]:
    """What a statement is about, without what the page itself is: ``told``, as kinds and keys."""
    found: list[Shown] = []
    for row in rows:
        if row["record"]:
            if (row["record"]["record_type"], row["record"]["key"]) in told:
                continue
            then = row["vessel_then"]
            found.append({**link(row["record"]), **({"name": then["called"]} if then else {})})
        elif shown := country(code_of(row["country"])):
            found.append(shown)
    return found
