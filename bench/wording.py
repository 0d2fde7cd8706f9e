"""Names and sentences of the generated world: invented, plain, and each told from the others."""

from __future__ import annotations

from random import Random

COMMON = "friendship"
"""Stands in about a third of all visits."""

RARE = "quinquereme"
"""Stands in a handful of visits, however many there are."""

JAPANESE = "親善訪問"
"""Stands in one visit of twenty: “goodwill visit”."""

RARE_VISITS = 7

COUNTRIES = """
    JP IT FR GB DE ES NL PT GR TR US CA MX BR AR CL PE CO EC UY ZA KE NG GH EG MA DZ TN SA AE OM
    QA IN PK LK BD MM TH MY SG ID PH VN KR CN AU NZ FJ PG NO SE DK FI PL EE LV LT RO BG HR
""".split()  # noqa: SIM905 (a list of so many lines is not read)

_QUALITIES = """
    Amber Azure Bold Brave Bright Bronze Calm Clear Coral Crimson Distant Eastern Faithful
    Fearless Free Gallant Golden Grand Grey Hardy High Iron Jade Keen Lasting Loyal Merry Mighty
    Noble Northern Open Patient Proud Quick Quiet Ready Royal Scarlet Silver Southern Stately
    Steady Swift True Valiant Vigilant Western White Wise Young
""".split()  # noqa: SIM905 (a list of so many lines is not read)
_BEARERS = """
    Albatross Anchor Arrow Badger Banner Beacon Bison Buzzard Castle Condor Cormorant Crane Curlew
    Dolphin Dragon Eagle Falcon Fox Gannet Guardian Gull Harbour Harrier Hawk Heron Horizon Hound
    Kestrel Lantern Leopard Lion Lynx Marlin Meridian Narwhal Osprey Otter Panther Pelican Petrel
    Pilot Plover Puffin Ranger Raven Sentinel Shield Star Stork Sturgeon Swan Tern Tiger Trident
    Voyager Warden Whale Wolf Wren Zenith
""".split()  # noqa: SIM905 (a list of so many lines is not read)
_BEGINNINGS = """
    Ald Am Ar Bar Bel Ber Bol Cal Car Cor Dal Dor Dun El Fal Far Gal Gar Hal Har Hol Kal Kar Kel
    Lan Lor Mal Mar Mel Mor Nar Nor Ol Or Pal Par Pol Ral Ros Sal San Sol Tal Tor Ul Val Var Ver
    Wal Wes
""".split()  # noqa: SIM905 (a list of so many lines is not read)
_ENDINGS = """
    adi ago ana ando anto ara arno asco ata ava avi bay beck borg bury by dale den dorf eda ella
    enna era esa eto field ford gate ham haven hill holm ia ima ino ira isk mouth ola ona oro port
    stad stead ton una ura wick worth
""".split()  # noqa: SIM905 (a list of so many lines is not read)

_OCCASIONS = (
    "Her crew opened the ship to visitors and played football against the garrison.",
    "The commander called on the mayor and laid a wreath at the memorial.",
    "She took on fuel and water and left with the evening tide.",
    "Officers of both navies met for talks on search and rescue.",
    "Cadets toured the old town; a band played on the quay.",
    "A reception was held on board for the diplomatic corps.",
)


def _combined(first: list[str], second: list[str], number: int, joint: str = "") -> str:
    """The ``number``-th pair; those after the last one bear a number."""
    pairs = len(first) * len(second)
    again, place = divmod(number, pairs)
    # Neighbours begin otherwise, so that names are not read by their numbers.
    name = f"{first[place % len(first)]}{joint}{second[place // len(first) % len(second)]}"
    return f"{name} {again + 1}" if again else name


def vessel_name(number: int) -> str:
    """What the vessel of that number is called; no two are called alike."""
    return _combined(_QUALITIES, _BEARERS, number, " ")


def port_name(number: int) -> str:
    """What the port of that number is called; no two are called alike."""
    return _combined(_BEGINNINGS, _ENDINGS, number)


def person_name(number: int) -> str:
    """What the person of that number is called; no two are called alike."""
    given = _BEGINNINGS[number % len(_BEGINNINGS)] + "in"
    return f"{given} {_combined(_BEGINNINGS, _ENDINGS, number // len(_BEGINNINGS) + 17)}"


def of_visit(number: int, place: str, rng: Random) -> tuple[str, str]:
    """The summary and the notes of the visit of that number.

    Both hold the common, rare and Japanese words, as summaries are searched and notes shown.
    """
    words = [_OCCASIONS[rng.randrange(len(_OCCASIONS))]]
    if rng.random() < 1 / 3:
        words.append(f"The {COMMON} of the two countries was praised.")
    if number % 20 == 3:
        words.append(f"In the port it was announced as a {JAPANESE}.")
    if number < RARE_VISITS:
        words.append(f"A model of a {RARE} was given as a present.")
    return f"She called at {place}. {' '.join(words)}", " ".join(words[1:])


def of_statement(number: int, year: int, rng: Random) -> str:
    """The summary of a statement; no two are alike."""
    what = rng.choice(["presence", "partnership", "deterrence", "training", "trade", "trust"])
    whom = rng.choice(["allies", "neighbours", "sailors", "merchants", "critics", "readers"])
    how = rng.choice(["grows", "wanes", "stays", "pays", "costs", "persuades"])
    return f"Speaking of {year}, the {what} shown to {whom} {how}, as point {number} argues."
