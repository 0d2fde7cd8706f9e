"""Every list, page and filter, as an address: what the test of plans asks for.

Each has a name, by which what it reads in a small world is compared with what it reads in a large
one. Values are chosen in the small one: of each parameter one that finds much, and one that finds
little, but more than a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import urlencode

from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from deployments.filters import FILTERSETS, RecordFilterSet, TimelineFilterSet
from deployments.filters.columns import (
    DaysFilter,
    EntryWordsFilter,
    OptionFilter,
    RangeFilter,
    TextFilter,
    YesNoFilter,
)
from deployments.filters.parameters import (
    FacetFilter,
    Filter,
    KeysFilter,
    MetInFilter,
    SearchFilter,
    UpdatedSinceFilter,
)
from deployments.kinds import KINDS
from deployments.public import PublicDocument, PublicFacet, PublicOption, PublicWords
from deployments.public.documents import WORD
from deployments.public.words import TIMELINE

from ..leaks.surface import PLAIN_API, PLAIN_PAGES

SIZE = 25
"""Records on a page of the API, as on one of the site."""

LEAST = 31
"""What finds little finds so many at least: more than a page or a section shows."""

Values = Mapping[str, str]
"""A value that finds much and one that finds little, by these words; one where there is one."""


def requests() -> dict[str, str]:
    """Every address by its name; the world that is stored decides which values there are."""
    found: dict[str, str] = {}
    for name in sorted(PLAIN_PAGES | PLAIN_API):
        found[name] = reverse(name)
    for kind in KINDS.values():
        filters = FILTERSETS[kind.record_type]
        found.update(
            _list(f"/{kind.plural}/", reverse(f"deployments:{kind.record_type}-list"), filters)
        )
        found.update(_list(f"/api/{kind.plural}/", reverse(f"api:{kind.plural}-list"), filters))
        for how, key in _named_in_visits(kind.record_type).items():
            for front, route in (
                ("", f"deployments:{kind.record_type}"),
                ("/api", f"api:{kind.plural}"),
            ):
                found[f"{front}/{kind.plural}/({how})"] = reverse(f"{route}-detail", args=[key])
    found.update(_list("/timeline/", reverse("deployments:timeline"), TimelineFilterSet))
    found.update(_list("/api/timeline/", reverse("api:timeline"), TimelineFilterSet))
    for query in ("order=oldest", "period=2010", "period=2010-05", "plans=all"):
        found[f"/timeline/?{query}"] = f"/timeline/?{query}"
    for how, days in (("day", "2010-05-15"), ("month", "2010-05"), ("empty day", "1950-05-15")):
        found[f"/days/({how})"] = f"/days/{days}/"
    for how, code in _by_number(TIMELINE, "country").items():
        found[f"/countries/({how})"] = reverse("deployments:country-detail", args=[code])
    for how, codes in _pairs().items():
        found[f"/pairs/({how})"] = reverse("deployments:pair", args=codes)
    found.update(_meetings())
    found.update(_searches())
    return found


# Lists ------------------------------------------------------------------------------------------


def _list(name: str, address: str, filters: type[RecordFilterSet]) -> Iterator[tuple[str, str]]:
    """A list: its first and its second page, with a number for all, and by each parameter."""
    own = f"page_size={SIZE}" if name.startswith("/api") else ""
    yield name, _joined(address, own)
    if second := _second(_joined(address, own)):
        yield f"{name} second page", second
    if name.startswith("/api"):
        yield f"{name} count", _joined(address, own, "count=true")
    filterset = filters()
    for parameter, each in filterset.filters.items():
        for how, value in _values(each).items():
            asked = urlencode({parameter: value})
            if isinstance(each, OptionFilter):
                asked = f"from=2000&{asked}"
            yield f"{name}?{parameter} ({how})", _joined(address, own, asked)


def _joined(address: str, *queries: str) -> str:
    query = "&".join(filter(None, queries))
    return f"{address}?{query}" if query else address


def _second(address: str) -> str:
    """The page after one."""
    answer = Client().get(address)
    if answer["Content-Type"].startswith("application/json"):
        return (answer.json()["next"] or "").partition("testserver")[2]
    found = re.search(r'rel="next" href="([^"]+)"', answer.text)
    return unescape(found[1]) if found else ""


def _values(each: Filter) -> Values:
    """Values of a parameter; none where no record has any."""
    kind = each.kind
    match each:
        case SearchFilter():
            return _words(kind)
        case UpdatedSinceFilter():
            return {"much": "1970-01-01", "nothing": "2100-01-01"}
        case DaysFilter():
            return {"much": "2000", "little": "2010"}
        case OptionFilter():
            return {word: word for word in each.vocabulary.values}
        case YesNoFilter():
            return {"true": "true", "false": "false"}
        case RangeFilter():
            return {"much": "1..99999", "little": "1..1000"}
        case MetInFilter():
            return _keys(each.target.record_type, _by_number(each.met_in, each.facet))
        case KeysFilter():
            return _keys(each.target.record_type, _by_number(kind, each.facet))
        case TextFilter():
            first = PublicFacet.objects.filter(record_type=kind, name=each.facet).first()
            return {"one": first.value} if first else {}
        case EntryWordsFilter() | FacetFilter():
            return _by_number(kind, each.facet)
    raise AssertionError(f"There is no value for {each}: say how one is found.")


def _by_number(kind: str, facet: str) -> Values:
    """The value that most documents or entries have, and that which few have."""
    counted = PublicOption.objects.filter(record_type=kind, name=facet).exclude(value="")
    rows = list(counted.order_by("-number", "value").values_list("value", "number"))
    return _much_and_little(rows)


def _pairs() -> dict[str, list[str]]:
    """The countries of which one came to the other most often, and those of which it seldom did."""
    by_year = PublicOption.objects.filter(
        record_type=TIMELINE, name__regex=r"^came [A-Z]{2} [A-Z]{2}$"
    )
    summed = by_year.values_list("name").annotate(visits=Sum("number")).order_by("-visits", "name")
    return {how: sorted(name.split()[1:]) for how, name in _much_and_little(list(summed)).items()}


def _much_and_little(rows: list[tuple[str, int]]) -> Values:
    if not rows:
        return {}
    enough = [value for value, number in rows if number >= LEAST] or [rows[-1][0]]
    if enough[-1] == rows[0][0]:
        return {"much": rows[0][0]}
    return {"much": rows[0][0], "little": enough[-1]}


def _keys(kind: str, ids: Values) -> Values:
    """The keys of records by their ids."""
    rows = PublicDocument.objects.of_kind(kind).filter(record_id__in=ids.values())
    keys = dict(rows.values_list("record_id", "key"))
    return {how: keys[int(pk)] for how, pk in ids.items()}


def _words(kind: str) -> Values:
    """Words by which documents of a kind are found."""
    rows = (
        PublicWords.objects.exclude(entry_place=None)
        if kind == TIMELINE
        else (PublicWords.objects.filter(record_type=kind))
    )
    number: Counter[str] = Counter()
    for words in rows.values_list("words", flat=True):
        number.update(set(re.findall(r"[a-z]{4,}", str(words))))
    rows_ = sorted(number.items(), key=lambda each: (-each[1], each[0]))
    return _much_and_little(rows_)


# Pages ------------------------------------------------------------------------------------------


def _named_in_visits(kind: str) -> Values:
    """The records of a kind that visits name most and least often, or two of them."""
    facet = "cites" if kind == "source" else kind
    if found := _keys(kind, _by_number("visit", facet)):
        return found
    rows = PublicDocument.objects.of_kind(kind).order_by("record_id")
    keys = list(rows.values_list("key", flat=True)[:200])
    return {"one": keys[0], "other": keys[-1]} if keys[1:] else {"one": keys[0]}


def _searches() -> Iterator[tuple[str, str]]:
    """The search over everything: by words as a list is searched by, and by a misspelt name."""
    address = reverse("deployments:search")
    for kind in ("visit", "vessel"):
        for how, words in _words(kind).items():
            yield f"/search/ {kind} ({how})", f"{address}?{urlencode({'q': words})}"
    name = PublicFacet.objects.filter(record_type="vessel", name=WORD).earliest("value").value
    yield "/search/ misspelt", f"{address}?{urlencode({'q': f'{name[:2]}{name[3:]}'})}"


def _meetings() -> Iterator[tuple[str, str]]:
    """Co-presence of two that are seen often, and of two that are not; and the company of one."""
    address, page = reverse("api:copresence"), reverse("deployments:company")
    yield "/company/", page
    for how, key in _named_in_visits("port").items():
        yield f"/company/ of port ({how})", f"{page}?port={key}"
        yield f"/company/ of port ({how}) in a month", f"{page}?port={key}&on=2010-05"
    for facet in ("navy", "vessel", "country"):
        rows = PublicOption.objects.filter(record_type="visit", name=facet).exclude(value="")
        values = list(rows.order_by("-number", "value").values_list("value", flat=True))
        if facet != "country":
            keys = dict(PublicDocument.objects.of_kind(facet).values_list("record_id", "key"))
            values = [keys[int(value)] for value in values]
        for how, pair in (("much", values[:2]), ("little", values[-2:])):
            asked = urlencode([(facet, value) for value in pair] + [("page_size", SIZE)])
            yield f"/api/copresence/ {facet} ({how})", f"{address}?{asked}"
            yield (
                f"/company/ two {facet} ({how})",
                f"{page}?{urlencode([(facet, v) for v in pair])}",
            )
            yield f"/company/ of {facet} ({how})", f"{page}?{facet}={pair[0]}"
            yield (
                f"/api/copresence/ {facet} ({how}) in a year",
                f"{address}?{asked}&from=2010&to=2010",
            )
