"""Every public answer says at which position it was made, and is not made twice for one caller."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import Port, PublicChange
from deployments.public.log import PublicChangeQuerySet
from deployments.services import publishing
from navdiplomacy import freshness, release
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGES = ["/", "/ports/", "/ports/taranto/", "/about/", "/countries/IT/"]
API = ["/api/v1/", "/api/v1/ports/", "/api/v1/ports/taranto/", "/api/v1/schema/", "/api/v1/docs/"]


@pytest.fixture(autouse=True)
def port() -> Port:
    found: Port = make.published(make.PortFactory(key="taranto", country="IT"))
    return found


def ask(address: str, tag: str = "", **headers: str) -> Any:
    if tag:
        headers["If-None-Match"] = tag
    return Client().get(address, headers=headers)


def position() -> str:
    return str(PublicChange.objects.position()[0])


def withdraw(port: Port) -> None:
    port.refresh_from_db()
    publishing.withdraw(record=port, public_reason="A mistake.", origin=Origin.COMMAND)


@pytest.mark.parametrize("address", [*PAGES, *API])
def test_who_has_an_answer_is_told_so_by_one_look(address: str) -> None:
    first = ask(address)
    assert first.status_code == 200
    tag = first["ETag"]
    with CaptureQueriesContext(connection) as queries:
        again = ask(address, tag)
    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
    told = {"ETag", "Cache-Control", "X-Position"} | {"Vary"} & set(first.headers)
    told |= {name for name in first.headers if name.startswith("Access-Control-")}
    assert {name: again[name] for name in told} == {name: first[name] for name in told}
    assert Client().head(address, headers={"If-None-Match": tag}).status_code == 304
    for known in (f'"other", {tag}', tag.removeprefix("W/"), "*"):
        assert ask(address, known).status_code == 304
    assert ask(address, '"other"').content == first.content


@pytest.mark.parametrize("address", [*PAGES, *API])
def test_what_the_public_sees_change_makes_another_answer(address: str, port: Port) -> None:
    tag = ask(address)["ETag"]
    make.PortFactory()
    port.refresh_from_db()
    with change_set(origin=Origin.COMMAND):
        port.editor_notes = "Ask again."
        port.save()
    assert ask(address, tag).status_code == 304
    with change_set(origin=Origin.COMMAND):
        port.notes = "In the gulf."
        port.save()
    assert ask(address, tag).status_code == 200


@pytest.mark.parametrize("prefix", ["", "/api/v1"])
def test_every_answer_says_its_position(prefix: str, port: Port) -> None:
    publishing.rename(record=port, new_key="tarentum", origin=Origin.COMMAND)
    expected = [("/ports/", 200), ("/ports/taranto/", 301), ("/ports/none/", 404)]
    for address, status in [*expected, ("/ports", 301), ("/nothing/at/all/", 404)]:
        found = ask(prefix + address)
        assert (found.status_code, found["X-Position"]) == (status, position()), address
        assert found.has_header("ETag") == (status == 200)
    withdraw(port)
    found = ask(f"{prefix}/ports/tarentum/")
    assert (found.status_code, found["X-Position"]) == (410, position())
    assert int(position()) == 3


def test_scripts_of_other_sites_may_read_the_position() -> None:
    assert ask("/api/v1/ports/")["Access-Control-Expose-Headers"] == "ETag, X-Position"


def test_the_desk_is_told_no_position() -> None:
    assert not ask("/admin/login/").has_header("X-Position")


def test_a_withdrawn_record_is_gone_for_who_had_it(port: Port) -> None:
    tags = {address: ask(address)["ETag"] for address in ("/ports/taranto/", API[2])}
    withdraw(port)
    assert {ask(address, tag).status_code for address, tag in tags.items()} == {410}


def test_each_address_host_and_form_has_a_label_of_its_own() -> None:
    tags = [
        ask("/api/v1/ports/")["ETag"],
        ask("/api/v1/ports/?count=true")["ETag"],
        ask("/api/v1/navies/")["ETag"],
        ask("/api/v1/ports/", Host="localhost")["ETag"],
        ask("/api/v1/ports/", Accept="application/json; indent=2")["ETag"],
        Client().get("/api/v1/ports/", secure=True)["ETag"],
    ]
    assert len(set(tags)) == len(tags)
    assert ask("/ports/", Accept="text/html")["ETag"] == ask("/ports/", Accept="*/*")["ETag"]


def test_pages_are_asked_for_anew_each_day_and_the_api_is_not() -> None:
    with time_machine.travel("2026-11-01T11:59:00Z", tick=False):
        page, answer = ask("/ports/")["ETag"], ask("/api/v1/ports/")["ETag"]
    with time_machine.travel("2026-11-01T12:01:00Z", tick=False):
        assert ask("/ports/", page).status_code == 200
        assert ask("/api/v1/ports/", answer).status_code == 304


def test_a_copy_that_was_put_back_has_other_labels() -> None:
    tag = ask("/ports/")["ETag"]
    PublicChange.objects.update(at="2020-01-01T00:00:00Z")
    assert ask("/ports/", tag).status_code == 200


def test_another_release_has_other_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    tag = ask("/ports/")["ETag"]
    monkeypatch.setattr(freshness, "release", lambda: "another")
    assert ask("/ports/", tag).status_code == 200


def test_two_processes_give_one_label() -> None:
    code = """
import django
django.setup()
from navdiplomacy.release import release
print(release())
"""
    other = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "navdiplomacy.settings"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert other.stdout.strip() == release.release()


def test_a_changed_template_is_another_release(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, settings: Any
) -> None:
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "page.html"
    page.write_text("One")
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    first = release.digest()
    assert release.digest() == first
    page.write_text("Two")
    second = release.digest()
    page.rename(page.with_name("other.html"))
    assert len({first, second, release.digest()}) == 3


def test_what_needs_no_database_is_served_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(PublicChangeQuerySet, "position", fail)
    found = ask("/api/v1/schema/")
    assert found.status_code == 200
    assert not found.has_header("X-Position")
