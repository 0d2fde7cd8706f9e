"""What may be asked and how: strict parameters, methods, headers, problems."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from deployments.models import RECORD_MODELS
from tests import factories as make

pytestmark = pytest.mark.django_db

VISITS = "/api/v1/visits/"
LISTS = [f"/api/v1/{model.plural}/" for model in RECORD_MODELS] + ["/api/v1/timeline/"]


def refused(address: str) -> Any:
    """The problem that a bad request answers with."""
    answer = Client().get(address)
    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400
    assert {"type", "title", "detail", "errors", "allowed"} <= problem.keys()
    return problem


@pytest.mark.parametrize("address", LISTS)
def test_an_unknown_parameter_is_refused_and_the_allowed_ones_named(address: str) -> None:
    problem = refused(f"{address}?colour=red")
    assert problem["errors"] == [
        {"parameter": "colour", "detail": "There is no such parameter here."}
    ]
    assert {"cursor", "page_size", "count", "q", "updated_since"} <= set(problem["allowed"])


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "page_size=0",
        "page_size=501",
        "page_size=abc",
        "page_size=-1",
        "page_size=9999999999999999999999999",
        "page_size=٣",
        "page_size=50&page_size=50",
        "count=yes",
        "cursor=x",
        "cursor=" + "A" * 5000,
        "cursor=W10",
        "cursor=eyJhIjoxfQ",
        "cursor=WyJhZnRlciIsIlx1MDAwMCIsIngiXQ",
        "cursor=WyJhZnRlciIsIjk5OTktOTktOTkiLCJ4Il0",
        "cursor=",
        "q=",
        "q=%00",
        "q=a&q=b",
        "format=json",
        "%ff=1",
        "q=%ff",
        "%00=1",
    ],
)
def test_malformed_and_repeated_parameters_are_refused(address: str, query: str) -> None:
    refused(f"{address}?{query}")


def test_all_mistakes_are_said_at_once() -> None:
    problem = refused(f"{VISITS}?port=nowhere&on=never&certainty=sure")
    assert [one["parameter"] for one in problem["errors"]] == ["on", "port", "certainty"]


def test_unknown_and_unpublished_keys_are_refused_alike() -> None:
    make.PortFactory(key="draft-port")
    draft, unknown = (
        Client().get(f"{VISITS}?port={key}").content.replace(key.encode(), b"KEY")
        for key in ("draft-port", "other-port")
    )
    assert draft == unknown


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/schema/", "/api/v1/visits/a-visit/"])
def test_addresses_without_parameters_take_none(address: str) -> None:
    make.published(make.VisitFactory(key="a-visit"))
    assert Client().get(address).status_code == 200
    assert refused(f"{address}?page_size=1")["allowed"] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [VISITS, f"{VISITS}a-visit/", "/api/v1/timeline/"])
def test_nothing_can_be_written(address: str, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(address, "{", "application/json")
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "address", ["/api/v1/nothing/", "/api/v1/visits/a/b/", "/api/v1/visits/A.b/"]
)
def test_addresses_that_lead_nowhere_are_problems_too(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_only_json_is_served() -> None:
    answer = Client().get(VISITS, headers={"Accept": "text/html"})
    assert answer.status_code == 406
    assert answer["Content-Type"] == "application/problem+json"
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"
    assert Client().get(VISITS, headers={"Accept": browser}).status_code == 200


def test_text_is_readable() -> None:
    make.published(make.PortFactory(native_name="横須賀"))
    assert "横須賀".encode() in Client().get("/api/v1/ports/").content


def test_head_and_options() -> None:
    make.published(make.VisitFactory())
    body = Client().get(VISITS).content
    head = Client().head(VISITS)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head["Content-Length"]) == len(body)
    assert Client().head(f"{VISITS}?x=1").status_code == 400
    options = Client().options(f"{VISITS}?x=1")
    assert options.status_code == 204
    assert options["Allow"] == "GET, HEAD, OPTIONS"


def test_scripts_of_any_site_may_read_it_and_copies_are_checked() -> None:
    make.published(make.VisitFactory(key="a-visit"))
    first = Client().get(VISITS)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in first
    again = Client().get(VISITS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    make.published(make.VisitFactory())
    assert Client().get(VISITS, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert Client().get(f"{VISITS}none/")["Access-Control-Allow-Origin"] == "*"


def test_staff_see_what_everyone_sees() -> None:
    make.published(make.VisitFactory())
    make.VisitFactory()
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("chief", password="x"))
    assert staff.get(VISITS).content == Client().get(VISITS).content


def test_the_root_leads_everywhere() -> None:
    routes = Client().get("/api/v1/").json()
    assert set(routes) == {
        *(model.plural for model in RECORD_MODELS),
        "timeline",
        "copresence",
        "schema",
        "docs",
    }
    needs_more = Client().get(routes.pop("copresence"))
    assert needs_more.status_code == 400
    assert "Name two different parties" in needs_more.json()["errors"][0]["detail"]
    parties = "?country=IT&country=JP"
    for address in (*routes.values(), needs_more.wsgi_request.path + parties):
        assert Client().get(address).status_code == 200, address
