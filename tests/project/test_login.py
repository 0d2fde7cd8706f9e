"""Logging in and out leads somewhere, whatever the address says."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
WHO = {"username": "emma", "password": "secret"}


@pytest.fixture
def emma() -> User:
    user = User.objects.create_user(**WHO, is_staff=True)
    user.groups.set(Group.objects.filter(name="editor"))
    return user


@pytest.mark.parametrize(
    "query",
    ["", "?next=", "?next=https://evil.example/", "?next=//evil.example", "?next=/admin/login/"],
)
def test_logging_in_without_a_good_next_leads_to_the_records(
    query: str, emma: User, client: Client
) -> None:
    done = client.post(f"{LOGIN}{query}", WHO, follow=True)
    assert done.redirect_chain[-1][0] == "/admin/"
    assert done.status_code == 200


def test_logging_in_with_a_forged_next_in_the_form_leads_to_the_records(
    emma: User, client: Client
) -> None:
    done = client.post(LOGIN, WHO | {"next": "https://evil.example/"}, follow=True)
    assert (done.status_code, done.redirect_chain[-1][0]) == (200, "/admin/")


def test_logging_in_leads_to_the_page_that_asked_for_it(emma: User, client: Client) -> None:
    asked = client.get("/admin/deployments/port/")
    done = client.post(asked["Location"], WHO, follow=True)
    assert done.redirect_chain[-1][0] == "/admin/deployments/port/"


def test_the_login_page_of_someone_logged_in_leads_on(emma: User, client: Client) -> None:
    client.force_login(emma)
    for query in ("", "?next=//evil.example"):
        asked = client.get(f"{LOGIN}{query}", follow=True)
        assert (asked.status_code, asked.redirect_chain[-1][0]) == (200, "/admin/")


def test_someone_who_may_not_edit_is_told_so_and_led_nowhere(client: Client) -> None:
    User.objects.create_user(**WHO)
    told = client.post(LOGIN, WHO)
    assert told.status_code == 200
    assert "staff account" in told.content.decode()


@pytest.mark.parametrize("query", ["", "?next=", "?next=//evil.example"])
def test_logging_out_says_so_and_leads_on(query: str, emma: User, client: Client) -> None:
    client.force_login(emma)
    done = client.post(f"/admin/logout/{query}", follow=True)
    assert done.status_code == 200
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    asked = client.get("/admin/logout/", follow=True)
    assert (asked.status_code, asked.redirect_chain[-1][0]) == (200, "/admin/login/?next=/admin/")
