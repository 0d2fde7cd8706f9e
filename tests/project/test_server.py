"""The site as it is served: gunicorn with our configuration, asked over the network."""

from __future__ import annotations

import http.client
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

from tests.support import free_port

pytestmark = pytest.mark.django_db  # no test asks it, but the server gets its tables

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
"""Seconds after which a server that does not serve is given up; a busy machine needs many."""
AT_ONCE = 20


@dataclass
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """A server that runs, and what it logged."""

    port: int
    log: Path

    def ask(self, target: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for ``target``, which is sent as it is."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            asked.putrequest(method, target, skip_accept_encoding=True)
            for name, value in headers.items():
                asked.putheader(name, value)
            asked.endheaders()
            response = asked.getresponse()
            given = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, given, response.read())
        finally:
            asked.close()


@pytest.fixture(scope="module")
def environment(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: object
) -> dict[str, str]:
    """Settings of a site with the tables of the test database and collected static files."""
    data = tmp_path_factory.mktemp("site")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            with sqlite3.connect(data / "db.sqlite3") as copy:
                connection.connection.backup(copy)
            copy.close()
            address = f"sqlite:///{data / 'db.sqlite3'}"
        else:
            at = connection.settings_dict
            who = f"{quote(at['USER'], '')}:{quote(at['PASSWORD'], '')}"
            where = f"{quote(at['HOST'], '')}:{at['PORT']}" if at["PORT"] else quote(at["HOST"], "")
            address = f"postgres://{who}@{where}/{at['NAME']}"
    variables = {
        "PATH": os.environ["PATH"],
        "NAVDIPLOMACY_DATA": str(data),
        "DATABASE_URL": address,
    }
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"],
        cwd=ROOT,
        env=variables,
        check=True,
    )
    return variables


@contextmanager
def serving(variables: dict[str, str]) -> Iterator[Server]:
    """Serve as `make run` does, until the end of the block."""
    port = free_port()
    log = Path(variables["NAVDIPLOMACY_DATA"]) / f"{port}.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:navdiplomacy.server"],
            cwd=ROOT,
            env=variables | {"PORT": str(port)},
            stdout=file,
            stderr=file,
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while "Serving" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield Server(port, log)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def server(environment: dict[str, str]) -> Iterator[Server]:
    """One server for the tests that need no fresh one."""
    with serving(environment) as running:
        yield running


@pytest.fixture(scope="module")
def public_side(environment: dict[str, str]) -> Iterator[Server]:
    """A server of the public side alone."""
    if environment["DATABASE_URL"].startswith("postgres"):
        command = [sys.executable, "manage.py", "grant_public_role"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    with serving(environment | {"NAVDIPLOMACY_SIDE": "public"}) as running:
        yield running


def test_the_public_side_gives_the_same_answers_and_no_log_in(
    server: Server, public_side: Server
) -> None:
    def answer(running: Server, address: str) -> tuple[int, bytes]:
        found = running.ask(address)
        return found.status, found.body.replace(f":{running.port}".encode(), b"")

    addresses = [
        "/",
        "/timeline/",
        "/visits/",
        "/about/",
        "/countries/",
        "/perspectives/",
        "/nothing/",
    ]
    addresses += ["/api/v1/", "/api/v1/visits/", "/api/v1/timeline/", "/api/v1/schema/"]
    for address in (
        *addresses,
        "/api/v1/docs/",
        "/visits/?page=%00",
        "/timeline/?on=2024&vessel=nobody",
    ):
        assert answer(public_side, address) == answer(server, address), address
    for address in ("/admin/", "/admin/login/", "/admin/deployments/visit/"):
        assert public_side.ask(address).status == 404, address
        assert server.ask(address).status in (200, 302), address
    assert "set-cookie" not in public_side.ask("/", Cookie="sessionid=somebody").headers
    assert public_side.ask("/visits/", "POST").status == 405
    said = public_side.log.read_text()
    assert "editors" not in said
    assert "Traceback" not in said


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
def test_the_public_side_does_not_start_as_a_role_that_cannot_read(
    environment: dict[str, str], public_side: Server
) -> None:
    def start() -> str:
        with serving(environment | {"NAVDIPLOMACY_SIDE": "public"}) as running:
            return running.log.read_text()

    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as owner:
        owner.execute("REVOKE ALL ON deployments_publicfacet FROM navdiplomacy_public")
    with pytest.raises(AssertionError, match="It may not read deployments_publicfacet") as refused:
        start()
    assert "Run manage.py grant_public_role" in str(refused.value)
    assert "Traceback" not in str(refused.value)
    command = [sys.executable, "manage.py", "grant_public_role"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    assert "Serving" in start()


@pytest.mark.parametrize("_fresh", range(3))
def test_a_fresh_server_answers_many_at_once(_fresh: int, environment: dict[str, str]) -> None:
    addresses = ["/api/v1/schema/", "/api/v1/docs/", "/", "/visits/", "/api/v1/visits/"]
    with serving(environment) as fresh, ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [addresses[number % len(addresses)] for number in range(AT_ONCE)]
        answers = list(pool.map(fresh.ask, asked))
        assert {answer.status for answer in answers} == {200}, fresh.log.read_text()
        assert "Traceback" not in fresh.log.read_text()


def test_the_description_is_made_by_many_threads_at_once_without_a_failure() -> None:
    code = """
import django
django.setup()
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from deployments.api.schema import document
together = Barrier(20)
def made(_number):
    together.wait()
    return id(document())
with ThreadPoolExecutor(20) as pool:
    print(len(set(pool.map(made, range(20)))))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "navdiplomacy.settings"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr


def test_a_server_starts_before_its_database_answers(environment: dict[str, str]) -> None:
    empty = environment | {"DATABASE_URL": "sqlite:////nowhere/to/be/found.sqlite3"}
    with serving(empty) as running:
        assert running.ask("/api/v1/schema/").status == 200
        assert "the database does not answer" in running.log.read_text()
        for address in ("/", "/visits/", "/admin/login/", "/api/v1/visits/"):
            answer = running.ask(address, Cookie="sessionid=somebody")
            kind = "application/problem+json" if "/api/" in address else "text/html; charset=utf-8"
            assert (answer.status, answer.headers["content-type"]) == (503, kind), address
            assert answer.headers["retry-after"] == "60"
            assert b"The database does not answer. Try again in a minute." in answer.body


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/visits/", "/nothing/", "/admin/login/", "/api/v1/visits/", "/api/v1/docs/"),
        *("/api/v1/nothing/", "/static/nothing.css", "/visits/?page=%00"),
    ],
)
def test_head_is_answered_as_get_without_a_body_and_without_a_warning(
    address: str, server: Server
) -> None:
    _same_by_head(address, server)


def _same_by_head(address: str, server: Server) -> Answer:
    before = server.log.read_text()
    read, asked = server.ask(address), server.ask(address, "HEAD")
    assert (asked.status, asked.body) == (read.status, b"")
    for name in ("content-type", "content-length", "etag", "content-security-policy"):
        assert asked.headers.get(name) == read.headers.get(name), name
    assert "no-body response" not in server.log.read_text().removeprefix(before)
    return read


@pytest.mark.parametrize("page", ["/", "/visits/", "/api/v1/docs/", "/admin/login/", "/nothing/"])
def test_the_files_of_a_page_are_there_for_good(page: str, server: Server) -> None:
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', server.ask(page).body.decode())
    assert any(file.endswith(".css") for file in files)
    for file in files:
        answer = _same_by_head(file, server)
        assert answer.status == 200, file
        assert "immutable" in answer.headers["cache-control"], file


@pytest.mark.parametrize("length", [4_094, 6_000, 8_000])
def test_an_address_is_read_up_to_its_bound(length: int, server: Server) -> None:
    asked = "/api/v1/visits/?q="
    answer = server.ask(asked + "a" * (length - len(asked)))
    problem = json.loads(answer.body)
    assert answer.status == 400
    assert [error["parameter"] for error in problem["errors"]] == ["q"]


@pytest.mark.parametrize("length", [8_001, 8_170])
def test_a_longer_address_is_refused_in_words(length: int, server: Server) -> None:
    asked = "/api/v1/visits/?q="
    answer = server.ask(asked + "a" * (length - len(asked)))
    assert (answer.status, answer.headers["content-type"]) == (414, "application/problem+json")
    problem = json.loads(answer.body)
    assert problem["status"] == 414
    assert "at most 8000" in problem["detail"]
    page = server.ask("/visits/?q=" + "a" * (length - len("/visits/?q=")))
    assert page.status == 414
    assert page.headers["content-type"].startswith("text/html")
    assert b"at most 8000" in page.body


@pytest.mark.parametrize("length", [8_300, 50_000])
def test_an_address_that_the_server_does_not_read_is_refused_in_words(
    length: int, server: Server
) -> None:
    answer = server.ask("/visits/?q=" + "a" * length)
    assert (answer.status, answer.headers["content-type"]) == (414, "application/problem+json")
    assert "at most 8190 bytes" in json.loads(answer.body)["detail"]


def test_headers_that_the_server_does_not_read_are_refused_in_words(server: Server) -> None:
    answer = server.ask("/", Cookie="a" * 20_000)
    assert (answer.status, answer.headers["content-type"]) == (431, "application/problem+json")


@pytest.mark.parametrize("charset", ["hex", "rot13", "nonsense"])
def test_an_encoding_that_is_none_of_text_is_no_error(charset: str, server: Server) -> None:
    said = {"Content-Type": f"text/plain; charset={charset}"}
    assert server.ask("/visits/?q=a", **said).status == 200
    assert server.ask("/api/v1/visits/?q=a", **said).status == 200


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "many"), ("PORT", "70000"), ("WEB_CONCURRENCY", "100")]
)
def test_a_number_that_is_none_is_refused_with_what_to_set(name: str, value: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--config", "python:navdiplomacy.server"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], name: value},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr.startswith(f"{name} is '{value}'. Set it to a whole number from 1 to ")
    assert "Traceback" not in done.stderr
