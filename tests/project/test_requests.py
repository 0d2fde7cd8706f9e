"""What no page could use is refused in one place, for the whole site and in words."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client

from deployments.models import Port

pytestmark = pytest.mark.django_db

NUL = "A null character (%00)"


@pytest.fixture
def staff(admin_user: User) -> Client:
    """The window of someone who may do everything, and in which a failure is an answer."""
    client = Client(raise_request_exception=False)
    client.force_login(admin_user)
    return client


def addresses() -> Iterator[str]:
    """Where a null character can stand in an address."""
    for page in ("/", "/visits/", "/countries/", "/about/", "/ports/yokosuka/", "/nothing/"):
        yield f"{page}?q=%00"
        yield f"{page}?%00=1"
        yield f"{page}?page=a%00b"
    for page in ("", "add/", "withdraw/", "1/change/", "1/history/", "1/rename/", "1/delete/"):
        for name in ("q", "o", "p", "all", "_changelist_filters", "_popup", "_to_field", "ids"):
            yield f"/admin/deployments/port/{page}?{name}=%00"
    yield "/admin/login/?next=%00"
    yield "/admin/autocomplete/?app_label=%00&model_name=visit&field_name=port"
    yield "/admin/autocomplete/?app_label=deployments&model_name=visit&field_name=port&term=%00"


@pytest.mark.parametrize("address", list(addresses()))
def test_a_null_character_in_an_address_is_refused_in_words(address: str, staff: Client) -> None:
    refused = staff.get(address)
    assert refused.status_code == 400
    assert "no-store" in refused["Cache-Control"]
    assert NUL in refused.content.decode()


@pytest.mark.parametrize("address", ["visits", "timeline", "ports", "schema", "ports/yokosuka"])
def test_the_api_says_which_parameter_has_a_null_character(address: str, staff: Client) -> None:
    for query in ("q=%00", "%00=1", "cursor=a%00&q=%00", "updated_since=%00"):
        refused = staff.get(f"/api/v1/{address}/?{query}")
        assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")
        problem = json.loads(refused.content)
        assert len(problem["errors"]) == len(query.split("&"))


@pytest.mark.parametrize(
    "address",
    [
        *("/%00/", "/ports/%00/", "/countries/%00/", "/perspectives/themes/a%00/", "/admin/%00/"),
        *("/admin/deployments/port/%00/change/", "/admin/deployments/port/%00/history/"),
        *("/api/v1/ports/%00/", "/api/v1/%00/", "/static/%00"),
    ],
)
def test_nothing_is_at_an_address_with_a_null_character(address: str, staff: Client) -> None:
    answer = staff.get(address)
    assert answer.status_code == 404
    problem = answer["Content-Type"] == "application/problem+json"
    assert problem == address.startswith("/api/")


@pytest.mark.parametrize("method", ["post", "put", "patch"])
@pytest.mark.parametrize(
    "address",
    [
        *("/admin/login/", "/admin/deployments/port/", "/admin/deployments/port/add/", "/"),
        *("/admin/deployments/port/1/change/", "/api/v1/ports/", "/admin/password_change/"),
    ],
)
def test_a_null_character_in_a_form_is_refused_in_words(
    method: str, address: str, staff: Client
) -> None:
    asked = getattr(staff, method)
    for body in ("name=%00", "%00=1", "_selected_action=%00&action=publish", "a=1&a=%00"):
        refused = asked(address, body, content_type="application/x-www-form-urlencoded")
        if method == "post":
            assert refused.status_code == 400
            assert NUL.split("(")[0] in refused.content.decode()
        assert refused.status_code < 500


def test_a_null_character_in_an_uploaded_form_is_refused(staff: Client) -> None:
    refused = staff.post("/admin/deployments/port/add/", {"name": "Port\x00"})
    assert refused.status_code == 400
    assert not Port.objects.exists()


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages"])
def test_a_null_character_in_a_cookie_is_refused(name: str, staff: Client) -> None:
    header = f'{name}="{chr(92)}000{"a" * 32}"'
    refused = Client(raise_request_exception=False).get("/admin/", headers={"cookie": header})
    assert refused.status_code == 400


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "idna", "latin-1"])
def test_another_encoding_than_utf_8_is_refused(charset: str, staff: Client) -> None:
    for content_type in ("text/plain", "multipart/form-data; boundary=x", "application/json"):
        for address in ("/visits/?q=a", "/api/v1/visits/?q=a", "/admin/deployments/port/?q=+2AA-"):
            refused = staff.get(
                address, headers={"content-type": f"{content_type}; charset={charset}"}
            )
            assert refused.status_code == 400
            assert "UTF-8" in refused.content.decode()


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "us-ascii", "nonsense", ""])
def test_utf_8_by_any_name_is_read(charset: str, client: Client) -> None:
    header = {"content-type": f"text/plain; charset={charset}"}
    assert client.get("/visits/?q=a", headers=header).status_code == 200


def test_what_django_refuses_is_refused_in_the_form_asked_for(client: Client) -> None:
    many = "&".join(f"a{number}=1" for number in range(5_001))
    page = client.post("/admin/login/", many, content_type="application/x-www-form-urlencoded")
    assert (page.status_code, page["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert "Go back, or start from the timeline." in page.content.decode()
    answer = client.post("/api/v1/ports/", many, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_a_path_that_is_no_utf_8_leads_nowhere(staff: Client) -> None:
    for path in ("/%ff/", "/ports/%ff/", "/%ed%a0%80/", "/admin/deployments/port/%ed%a0%80/"):
        assert staff.get(path).status_code in (302, 404)
