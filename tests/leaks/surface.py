"""Every public address, discovered from the URL configuration and the filter sets.

``requests(world)`` gives every request to make. A route that it cannot classify is an error: who
adds one says here what it shows.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from deployments import country_words
from deployments.filters import FILTERSETS, TimelineFilterSet, parameters
from deployments.models import (
    RECORD_MODELS,
    FormerAddress,
    Navy,
    Port,
    PublicChange,
    PublicDocument,
    PublicFacet,
    PublicOption,
    PublicSpelling,
    PublicWords,
    Record,
    RecordIndex,
    TimelineEntry,
    TimelineFacet,
    TimelineStretch,
    Vessel,
)

from .world import MARK, TWIN_COUNTRIES, TWIN_DAYS, TWIN_STATUSES, twin_key

TYPES = {model.record_type: model for model in RECORD_MODELS}
PLURALS = {model.plural: model for model in RECORD_MODELS}
UNKNOWN = "no-such-record"

PLAIN_PAGES = {
    "deployments:front",
    "deployments:places",
    "deployments:data",
    "deployments:trained",
    "deployments:about",
    "deployments:perspectives",
    "deployments:country-list",
    "deployments:disagreements",
    "deployments:one-source",
    "deployments:day-list",
    "deployments:opensearch",
}
PLAIN_API = {"api:root", "api:schema", "api:docs"}
STAFF_ONLY = "admin:"
QUERIES = ("f 1", "Navy", "it was said", "zz leak")
DAYS = ("1999-02-03", "1999", "2024-08-24", "2024-08", "2024-08-26", "2031-05-06", "2024-09-12")
NOW = "2026-11-01T12:00:00Z"
"""When the walks are made, and with them all that they find."""
PAGE_LIMIT = 12


class UnclassifiedRoute(AssertionError):
    """A route that the walk does not know what to do with."""


@dataclass(frozen=True)
class Route:
    """A named route with its parameters."""

    name: str
    pattern: str
    parameters: frozenset[str]


def routes(
    resolver: URLResolver | None = None, namespace: str = "", prefix: str = ""
) -> Iterator[Route]:
    """Every route of the URL configuration."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry, inner, pattern)
        else:
            assert isinstance(entry, URLPattern)
            yield Route(
                f"{namespace}{entry.name or ''}",
                pattern,
                frozenset(entry.pattern.regex.groupindex),
            )


def addresses(route: Route, world: dict[type[Record], list[Record]]) -> list[str]:
    """What to ask a public route for; raises :class:`UnclassifiedRoute`."""
    space, _colon, name = route.name.partition(":")
    if route.name.startswith(STAFF_ONLY):
        return staff_addresses(route)
    if route.name in PLAIN_PAGES | PLAIN_API:
        return [reverse(route.name)]
    if route.name in ("deployments:timeline", "api:timeline-list", "api:timeline"):
        return listing(reverse(route.name), TimelineFilterSet, world, api=space == "api")
    if route.name == "api:copresence":
        return meetings(reverse(route.name), world)
    if route.name == "deployments:company":
        return [*meetings(reverse(route.name), world), *companies(reverse(route.name), world)]
    if route.name == "deployments:search":
        return searches(reverse(route.name))
    if route.name == "deployments:country-detail":
        codes = ("IT", "JP", "jp", "ZZ", "FR", *TWIN_COUNTRIES.values())
        return [reverse(route.name, args=[code]) for code in codes]
    if route.name == "deployments:pair":
        codes = ("JP", "jp", "ZZ", *TWIN_COUNTRIES.values())
        return [reverse(route.name, args=["IT", code]) for code in codes]
    if route.name == "deployments:day":
        days = ("2024-08-26", *DAYS, *TWIN_DAYS.values())
        return [reverse(route.name, args=[day]) for day in days if len(day) == len("2024-08-26")]
    if route.name in ("deployments:month", "deployments:month-picture"):
        days = ("2024-08", *DAYS, *TWIN_DAYS.values())
        months = dict.fromkeys(day[:7] for day in days if "-" in day)
        return [reverse(route.name, args=[month]) for month in months]
    if route.name == "deployments:day-otherwise-written":
        return [reverse(route.name, args=[day]) for day in ("2024-8-26", "202408", UNKNOWN)]
    if route.name == "api:nothing":
        return [reverse(route.name, args=[UNKNOWN])]
    kind, _dash, what = name.rpartition("-")
    model = TYPES.get(kind) if space == "deployments" else PLURALS.get(kind)
    if model is not None and what in ("detail", "picture") and route.parameters == {"key"}:
        return [reverse(route.name, args=[key]) for key in keys(model, world)]
    if model is not None and what == "list" and not route.parameters:
        filter_set = FILTERSETS[model.record_type]
        return listing(reverse(route.name), filter_set, world, api=space == "api")
    raise UnclassifiedRoute(
        f"{route.name or '(unnamed)'} at {route.pattern!r}: "
        "say in tests/leaks/surface.py what it shows"
    )


def staff_addresses(route: Route) -> list[str]:
    """An admin address; a stranger is sent to the log-in, whatever it names."""
    name = route.name.removeprefix(STAFF_ONLY)
    if not name or route.parameters - {"object_id", "app_label", "content_type_id"}:
        return []
    arguments = [{"object_id": "1", "app_label": "deployments", "content_type_id": "1"}]
    arguments.append({**arguments[0], "object_id": "40"})
    return [
        reverse(
            route.name,
            kwargs={key: value for key, value in each.items() if key in route.parameters},
        )
        for each in arguments
    ]


def keys(model: type[Record], world: dict[type[Record], list[Record]]) -> list[str]:
    """Keys of published records, of the twins there may be, and of nothing."""
    return values_of_keys(model, world).all


@dataclass(frozen=True)
class Values:
    """What a filter is tried with: values that find, those of the twins there may be, others."""

    finding: list[str]
    hidden: list[str]
    others: list[str]

    @property
    def all(self) -> list[str]:
        """Each value once."""
        return list(dict.fromkeys([*self.finding, *self.hidden, *self.others]))

    @property
    def some(self) -> list[str]:
        """Those of the twins, two that find, and one other."""
        return list(dict.fromkeys([*self.finding[:2], *self.hidden, *self.others[:1]]))


def values_of_keys(model: type[Record], world: dict[type[Record], list[Record]]) -> Values:
    """The keys that a filter by records of ``model`` is tried with."""
    twins = [twin_key(model, status) for status in TWIN_STATUSES]
    return Values([record.key for record in world[model]], twins, [UNKNOWN])


def values(each: Any, world: dict[type[Record], list[Record]]) -> Values:
    """The values that try a filter."""
    if isinstance(each, parameters.KeysFilter):
        return values_of_keys(TYPES[each.target.record_type], world)
    if isinstance(each, parameters.CountryFilter):
        return Values(["IT"], [*TWIN_COUNTRIES.values()], ["JP", "XX"])
    if isinstance(each, parameters.SearchFilter):
        return Values(["full", "bare"], [MARK, f"{MARK} name draft"], [*QUERIES])
    schema = each.schema()
    if (allowed := schema.get("enum")) is not None:
        return Values([str(value) for value in allowed], [], [])
    if schema.get("type") == "boolean":
        return Values(["true", "false"], [], [])
    return Values(["2024-08-26"], [*TWIN_DAYS.values()], [*DAYS, MARK, "1"])


def listing(
    address: str, filter_set: Any, world: dict[type[Record], list[Record]], *, api: bool
) -> list[str]:
    """A list, alone and with the values of every filter, and windows of days.

    Pages and API share their filter sets: the API is asked for every value, a page for those that
    could tell of a twin.
    """
    tries: list[dict[str, str]] = [{}, {MARK: "1"}]
    counted: list[dict[str, str]] = [{}]
    for name, each in filter_set.base_filters.items():
        found = values(each, world)
        tried = [{name: value} for value in (found.all if api else found.some)]
        tries += tried
        counted += tried[:4]
    if "match" in filter_set.base_filters:
        for day in DAYS if api else TWIN_DAYS.values():
            tries += [{"on": day, "match": match} for match in ("possible", "certain")]
        tries.append({"from": "1990", "to": "2040", "match": "possible", "certainty": "planned"})
    if api:
        tries += [{**each, "count": "true"} for each in counted]
        tries += [{"page_size": "1"}, {"page_size": "500"}, {"cursor": MARK}]
    return [f"{address}?{urlencode(each)}" if each else address for each in tries]


def searches(address: str) -> list[str]:
    """The search over everything: by words that find, those of twins, and misspelt ones."""
    tried = ["full", *QUERIES, MARK, *(f"{MARK} name {status}" for status in TWIN_STATUSES)]
    tried += [f"{MARK}x", "zzleka", f"full {MARK}", "fulll", "Vesell", "Itlay"]
    tried += [twin_key(Vessel, status) for status in TWIN_STATUSES]
    tried += [country_words.DEMONYMS.get(code, code) for code in TWIN_COUNTRIES.values()]
    return [*(f"{address}?{urlencode({'q': each})}" for each in dict.fromkeys(tried)), address]


def meetings(address: str, world: dict[type[Record], list[Record]]) -> list[str]:
    """Co-presence of parties of every kind, public and hidden, at ports and on days."""
    named = {"vessel": values_of_keys(Vessel, world), "navy": values_of_keys(Navy, world)}
    ship, navy = named["vessel"].finding[0], named["navy"].finding[0]
    both = [("vessel", ship), ("navy", navy)]
    tries: list[list[tuple[str, str]]] = [both]
    tries += [[("vessel", ship), (name, key)] for name in named for key in named[name].all]
    tries += [[("navy", navy), (name, key)] for name in named for key in named[name].all]
    codes = ("IT", "JP", "XX", *TWIN_COUNTRIES.values())
    tries += [[("country", code), ("vessel", ship)] for code in codes]
    tries += [[("country", "IT"), ("country", code)] for code in codes]
    tries += [[*both, ("port", key)] for key in values_of_keys(Port, world).all]
    tries += [
        [*both, ("on", day), ("match", how)] for day in DAYS for how in ("certain", "possible")
    ]
    tries += [[*both, ("page_size", "1"), ("count", "true")], [*both, ("cursor", MARK)]]
    tries += [[], [("vessel", ship)], [("navy", MARK), ("navy", navy)]]
    return [f"{address}?{urlencode(each)}" if each else address for each in tries]


def companies(address: str, world: dict[type[Record], list[Record]]) -> list[str]:
    """The company of one party, or in a port, and parties in words: public and hidden ones."""
    parties = {"vessel": Vessel, "navy": Navy, "port": Port}
    tries: list[list[tuple[str, str]]] = [
        [(name, key)] for name, model in parties.items() for key in values_of_keys(model, world).all
    ]
    tries += [[("country", code)] for code in ("IT", "JP", *TWIN_COUNTRIES.values())]
    ports = values_of_keys(Port, world).finding
    tries += [[("port", ports[0]), ("on", day)] for day in (*DAYS, *TWIN_DAYS.values())]
    tries += [[("port", ports[0]), ("from", "2024"), ("match", "certain")]]
    words = (
        "full",
        "Italy",
        *QUERIES,
        MARK,
        *(f"{MARK} name {status}" for status in TWIN_STATUSES),
    )
    tries += [[("who", word), ("who", "Italy")] for word in words]
    tries += [[("who", twin_key(Vessel, status))] for status in TWIN_STATUSES]
    tries += [[("from", "never"), ("port", ports[0])], [("port", ports[0]), ("cursor", MARK)]]
    return [f"{address}?{urlencode(each)}" for each in tries]


def requests(world: dict[type[Record], list[Record]]) -> list[str]:
    """Every address to ask for, each once, in a stable order."""
    found: list[str] = []
    for route in routes():
        found += addresses(route, world)
    found += ["/no/such/page/", "/visits/No_Key/", "/static/no-such-file.css", "/favicon.ico"]
    return list(dict.fromkeys(found))


CLIENT = Client()
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
"""A new random value in each answer: the form of the admin's log-in."""

Answer = tuple[int, tuple[tuple[str, str], ...], bytes]


def ask(address: str) -> Answer:
    """The whole answer to a stranger: status, headers and body."""
    CLIENT.cookies.clear()
    response = CLIENT.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return response.status_code, tuple(sorted(response.headers.items())), TOKEN.sub(b"", body)


NEXT = re.compile(
    rb'rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next"|"next":\s*"([^"]+)"'
)


def walk(addresses: Iterable[str]) -> dict[str, Answer]:
    """The answers to all addresses and to the pages that follow them."""
    answers: dict[str, Answer] = {}
    for address in addresses:
        following: str | None = address
        pages = PAGE_LIMIT if "?" not in address or "page_size=1" in address else 1
        for _page in range(pages):
            if following is None or following in answers:
                break
            answers[following] = ask(following)
            found = NEXT.search(answers[following][2])
            link = next((group for group in found.groups() if group), b"") if found else b""
            text = link.decode().replace("&amp;", "&").replace("\\u0026", "&")
            following = resolve(text, following) if text else None
    return answers


def stored() -> set[tuple[str, ...]]:
    """Every row that is kept for the public, without the log of what changed in them.

    Documents, what these are found by, and by which words; former addresses; entries, what these
    involve and when; of the index the words and marks of public records. Of each the columns that
    may be shown or asked for.
    """
    entries = columns(
        TimelineEntry.objects,
        *("slug", "kind", "in_stream", "certainty", "period", "sort_day"),
        *(*BOUNDS, *(f"{kind}__key" for kind in TimelineEntry.record.kinds)),
    )
    stretches = columns(TimelineStretch.objects, "entry__slug", "vessel__key", *BOUNDS)
    involved = columns(TimelineFacet.objects, "entry__slug", "facet", "value")
    words = columns(
        RecordIndex.objects.published(), "record_type", "record_id", "search_text", "apart"
    )
    documents = columns(
        PublicDocument.objects, "record_type", "key", "text", "name", "sort_name", "sort_day"
    )
    facets = columns(PublicFacet.objects, "record_type", "key", "name", "value", "number")
    options = columns(PublicOption.objects, "record_type", "name", "value", "number")
    spelt = columns(PublicSpelling.objects, "option__record_type", "option__value", "form")
    searched = columns(PublicWords.objects, "record_type", "record_id", "words")
    addresses = columns(
        FormerAddress.objects, "record_type", "key", "present_key", "withdrawn_on", "reason"
    )
    found_by = {*facets, *options, *spelt, *words, *searched}
    return {*documents, *addresses, *entries, *stretches, *involved, *found_by}


BOUNDS = ("possible_from", "possible_to", "certain_from", "certain_to")


def columns(rows: Any, *names: str) -> set[tuple[str, ...]]:
    """Rows of a table, each as its name and the values of ``names``."""
    name = rows.model.__name__
    return {(name, *map(str, values)) for values in rows.values_list(*names)}


def logged() -> list[tuple[str, ...]]:
    """The log of what the public saw change, in order."""
    names = [column.name for column in PublicChange._meta.concrete_fields]
    return [tuple(map(str, row)) for row in PublicChange.objects.after(0).values_list(*names)]


def resolve(link: str, address: str) -> str:
    """A link as an address of this site."""
    link = re.sub(r"^https?://[^/]+", "", link)
    return address.partition("?")[0] + link if link.startswith("?") else link


def exports() -> dict[str, bytes]:
    """The files of a public export."""
    with tempfile.TemporaryDirectory() as directory:
        target = Path(directory) / "export"
        call_command("export_records", str(target), published=True, stdout=io.StringIO())
        return {path.name: path.read_bytes() for path in sorted(target.iterdir())}
