"""What every response carries."""

import pytest
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.test import Client, RequestFactory

from navdiplomacy.wsgi import Request

pytestmark = pytest.mark.django_db

ADMIN_LOGIN = "/admin/login/"


def test_policy_allows_this_host_only_and_nothing_inline(client: Client) -> None:
    policy = client.get(ADMIN_LOGIN).headers["Content-Security-Policy"]
    directives = dict(part.split(maxsplit=1) for part in policy.split("; "))
    assert directives == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
    }


def test_static_files_carry_the_policy_too(client: Client) -> None:
    response = client.get("/static/admin/css/base.css")
    assert response.status_code == 200
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_other_protections(client: Client) -> None:
    headers = client.get(ADMIN_LOGIN).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_stay_with_this_site_and_away_from_scripts(client: Client) -> None:
    cookie = client.get(ADMIN_LOGIN).cookies["csrftoken"]
    assert cookie["samesite"] == "Lax"
    assert cookie["httponly"]


def test_a_forged_host_is_refused(client: Client) -> None:
    assert client.get(ADMIN_LOGIN, headers={"host": "evil.example"}).status_code == 400


def test_the_policy_is_the_one_of_the_settings_on_every_answer(client: Client) -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    expected = {f"{name} {' '.join(values)}" for name, values in directives.items()}
    for address in ("/", "/nowhere/", "/api/v1/", "/api/v1/nowhere/", ADMIN_LOGIN):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert set(policy.split("; ")) == expected


def test_django_s_own_pages_of_errors_have_no_policy(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DEBUG", True)
    assert "Content-Security-Policy" not in client.get("/nowhere/").headers
    assert "Content-Security-Policy" in client.get("/").headers


def test_nobody_is_looked_for_outside_the_desk(admin_client: Client) -> None:
    looked_for = ("session", "user", "_messages")
    for address in ("/", "/nowhere/", "/api/v1/", "/visits/", "/api/v1/nowhere/"):
        asked = admin_client.get(address).wsgi_request
        assert not any(hasattr(asked, name) for name in looked_for), address
    asked = admin_client.get("/admin/").wsgi_request
    assert all(hasattr(asked, name) for name in looked_for)
    assert asked.user.is_authenticated


def test_the_host_of_a_request_is_looked_at_once_and_checked(client: Client) -> None:
    environ = RequestFactory().get("/", headers={"host": "testserver"}).environ
    request = Request(environ)
    assert request.get_host() == "testserver"
    environ["HTTP_HOST"] = "other.example"
    assert request.get_host() == "testserver"
    for _again in range(2):
        with pytest.raises(DisallowedHost):
            Request(environ).get_host()
    assert client.get("/", headers={"host": "other.example"}).status_code == 400
