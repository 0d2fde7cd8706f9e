"""Answers that are made the short way are, to the byte, what the framework makes of them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.http import HttpRequest, QueryDict
from django.test import Client, RequestFactory
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from deployments.api.answers import addressed, as_json, page
from deployments.api.base import Negotiation
from deployments.api.pagination import CursorPages
from deployments.public import PublicDocument
from tests import factories as make
from tests.leaks.world import build


def request(query: str = "", **headers: str) -> Request:
    return Request(RequestFactory().get(f"/api/v1/visits/?{query}", headers=headers))


ODD = {
    "ends of lines": "a\u2028b\u2029c\nd\r\te",
    "control": "".join(map(chr, range(32))) + "\x7f\x80\x9f",
    "quoted": '"api_url":"/x" \\ / </script> &amp;',
    "letters": "Türkiye 横須賀 🚢 \ufeff",
    "day": date(2024, 8, 26),
    "nothing": None,
    "yes": True,
    "numbers": [0, -1, 10**12, 1.5, 0.1],
    "nested": {"holes": [{"first": date(1990, 1, 1), "last": date(1990, 1, 2)}], "": []},
}


def test_what_is_written_at_once_is_what_the_framework_writes() -> None:
    assert as_json(ODD) == JSONRenderer().render(ODD)


def test_a_page_has_its_documents_between_commas() -> None:
    for documents in ([], [b'{"a":1}'], [b'{"a":1}', b'{"b":[]}']):
        written = page({"next": None, "previous": "x"}, documents, request())
        expected = {"next": None, "previous": "x", "results": [json.loads(d) for d in documents]}
        assert json.loads(written) == expected
        assert written == JSONRenderer().render(expected)


def test_addresses_of_this_site_alone_get_its_name() -> None:
    document = {
        "api_url": "/api/v1/visits/a/",
        "html_url": "/visits/a/",
        "url": "https://paper.example/a",
        "archived_url": "",
        "notes": '"api_url":"/x","html_url":"/y" ends in _url',
        "record": {"api_url": "/api/v1/ports/b/"},
    }
    (written,) = addressed([as_json(document)], request())
    site = "http://testserver"
    expected = {**document, "api_url": f"{site}/api/v1/visits/a/", "html_url": f"{site}/visits/a/"}
    assert json.loads(written) == {**expected, "record": {"api_url": f"{site}/api/v1/ports/b/"}}


@pytest.mark.django_db
def test_no_other_address_in_a_document_begins_with_a_slash() -> None:
    build()
    make.published(make.SourceFactory(url="https://a.example", archived_url="https://b.example"))

    def others(found: Any) -> list[str]:
        if isinstance(found, list):
            return [name for each in found for name in others(each)]
        if not isinstance(found, dict):
            return []
        own = [
            name
            for name, value in found.items()
            if name.endswith("_url") and isinstance(value, str) and value.startswith("/")
        ]
        return own + [name for each in found.values() for name in others(each)]

    texts = list(PublicDocument.objects.values_list("text", flat=True))
    names = [name for text in texts for name in others(json.loads(text))]
    assert set(names) == {"api_url", "html_url"}


ACCEPTED = [
    None,
    *("*/*", "application/json", "application/*", "text/html", "", "application/problem+json"),
    *("application/json; indent=4", "text/html, */*;q=0.1", "application/json, text/html"),
    *("APPLICATION/JSON", " application/json", "*/*, */*", "application/json;version=2", "*/*;x=1"),
]


@pytest.mark.parametrize("accept", ACCEPTED)
def test_negotiation_ends_as_that_of_the_framework(accept: str | None) -> None:
    headers = {} if accept is None else {"accept": accept}
    renderers: list[BaseRenderer] = [JSONRenderer()]

    def ended(negotiation: DefaultContentNegotiation) -> object:
        try:
            return negotiation.select_renderer(request(**headers), renderers)
        except NotAcceptable:
            return NotAcceptable

    assert ended(Negotiation()) == ended(DefaultContentNegotiation())


@pytest.mark.django_db
def test_an_answer_is_indented_where_that_is_asked_for() -> None:
    visit = make.published(make.VisitFactory())
    for address in (f"/api/v1/visits/{visit.key}/", "/api/v1/visits/"):
        plain = Client().get(address)
        indented = Client().get(address, headers={"accept": "application/json; indent=2"})
        assert plain["Content-Type"] == indented["Content-Type"] == "application/json"
        assert indented.json() == plain.json()
        assert (
            indented.content
            == json.dumps(
                plain.json(), indent=2, ensure_ascii=False, separators=(",", ": ")
            ).encode()
        )


QUERIES = (
    *("", "cursor=old&country=JP", "q=%26%3D+x"),
    "country=JP&country=T%C3%BCr&q=a%20b%2Bc&cursor=old",
)


@pytest.mark.parametrize("query", QUERIES)
def test_the_next_page_is_asked_for_like_this_one(query: str) -> None:
    pages = CursorPages()
    pages.request = request(query)
    asked = QueryDict(query, mutable=True)
    asked["cursor"] = "new"
    django = HttpRequest()
    django.META = {"SERVER_NAME": "testserver", "SERVER_PORT": "80"}
    assert pages._address("new") == django.build_absolute_uri(
        f"/api/v1/visits/?{asked.urlencode()}"
    )
    assert pages._address(None) is None
