"""Methods, cookies, caches and odd queries."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from deployments.models import RECORD_TYPES
from navdiplomacy.middleware import MAX_ADDRESS_BYTES

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/timeline/",
    "/places-and-ships/",
    "/data/",
    "/trained-together/",
    "/about/",
    "/perspectives/",
    "/countries/",
    "/countries/JP/",
    *(reverse(f"deployments:{kind}-list") for kind in RECORD_TYPES),
]
ODD = [
    "é" * 200,
    "é" * 3000,
    "‮",
    "🚢",
    "%",
    "'\"<>",
    "9" * 5000,
    "-1",
    "²",
    "2024-13",
    "[object Object]",
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_read_only_without_cookies_and_asked_for_anew(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert client.head(path).status_code == 200
    strict = Client(enforce_csrf_checks=True)
    for method in (strict.post, strict.put, strict.patch, strict.delete, strict.options):
        assert method(path).status_code == 405
    again = client.get(path, headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", PAGES)
def test_pages_load_nothing_inline_and_nothing_from_elsewhere(client: Client, path: str) -> None:
    text = client.get(path).text
    for forbidden in ("<script", "<style", " style=", " onclick=", 'src="http'):
        assert forbidden not in text


@pytest.mark.parametrize("path", ["/timeline/", "/visits/", "/sources/"])
def test_odd_queries_never_break_a_page(client: Client, season: Any, path: str) -> None:
    pages = ("page", "cursor", "period", "order")
    filters = ("country", "port", "from", "match", "kind", "updated_since")
    for odd in ODD:
        value = quote(odd)
        for names in (("q",), pages, filters, (value,)):
            query = "&".join(f"{name}={value}" for name in names)
            address = f"{path}?{query}"
            status = 414 if len(address) > MAX_ADDRESS_BYTES else 200
            assert client.get(address).status_code == status, query


def test_unknown_parameters_are_ignored_and_left_out_of_the_canonical_address(
    client: Client, season: Any
) -> None:
    text = client.get("/visits/?utm_source=x&country=JP").text
    assert 'rel="canonical" href="http://testserver/visits/?country=JP"' in text
    assert "Cavour at Yokosuka" in text


def test_fields_left_empty_are_dropped_from_the_address(client: Client) -> None:
    response = client.get("/visits/?q=&country=JP&country=&navy=")
    assert response.status_code == 302
    assert response.headers["Location"] == "/visits/?country=JP"


def test_a_malformed_value_is_said_and_the_page_still_stands(client: Client, season: Any) -> None:
    response = client.get("/visits/?from=soon")
    assert response.status_code == 200
    assert "2024-08-26" in response.text
    assert 'aria-invalid="true"' in response.text
    assert "A filter could not be read" in response.text
    assert "Cavour at Yokosuka" not in response.text


def test_addresses_without_a_last_slash_lead_on(client: Client) -> None:
    assert client.get("/visits").headers["Location"] == "/visits/"


def test_the_first_page_is_small(client: Client, season: Any) -> None:
    for address in ("/", "/timeline/"):
        assert len(client.get(address).content) < 60_000
