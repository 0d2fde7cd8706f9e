"""Addresses of the API lead where Django finds that they lead, and are written as before."""

from __future__ import annotations

import pytest
from django.urls import ResolverMatch, URLResolver, include, path, reverse
from django.urls.exceptions import Resolver404

from deployments.kinds import KINDS
from navdiplomacy.routes import by_first_word, first_word

API = "deployments.api.urls"
FAST, PLAIN = by_first_word("api/v1/", API), path("api/v1/", include(API))
NAMES = [kind.plural for kind in KINDS.values()]
ADDRESSES = [
    *("", "timeline/", "copresence/", "schema/", "docs/", "timeline", "visits", "no/", "no"),
    *(f"{name}/{rest}" for name in NAMES for rest in ("", "a-key/", "a-key", "a/b/", "%20é/")),
    *("visits//", "/visits/", "visits/a/b/c/", "Visits/", "visits.json", "docs/x/", "^visits/"),
]


def found(routes: URLResolver, address: str) -> object:
    try:
        match: ResolverMatch = routes.resolve(address)
    except Resolver404:
        return Resolver404
    said = ("func", "args", "kwargs", "url_name", "route", "app_names", "namespaces")
    return [getattr(match, name) for name in (*said, "captured_kwargs", "extra_kwargs")]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_leads_where_it_leads_without_looking_at_its_first_word(address: str) -> None:
    for whole in (f"api/v1/{address}", f"api/v2/{address}"):
        assert found(FAST, whole) == found(PLAIN, whole)


def test_many_of_these_lead_somewhere_by_few_patterns() -> None:
    assert isinstance(PLAIN, URLResolver)
    led = [each for each in ADDRESSES if found(FAST, f"api/v1/{each}") is not Resolver404]
    assert len(led) > 3 * len(NAMES)
    words = [first_word(each) for each in PLAIN.url_patterns]
    assert words.count("visits") == 2
    assert words.count(None) == 1


def test_addresses_are_written_as_before() -> None:
    assert reverse("api:visits-detail", args=["a"]) == "/api/v1/visits/a/"
    assert [reverse(f"api:{name}-list") for name in NAMES] == [f"/api/v1/{n}/" for n in NAMES]
