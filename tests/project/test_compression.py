"""Public answers travel compressed; those of the desk, which hold secrets, do not."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/ports/taranto/", "/api/v1/ports/", "/api/v1/schema/"]


@pytest.fixture(autouse=True)
def _port() -> None:
    make.published(make.PortFactory(key="taranto"))


def ask(address: str, encoding: str = "", **headers: str) -> Any:
    return Client().get(address, headers={**headers, "Accept-Encoding": encoding})


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_answer_is_the_same_compressed(address: str) -> None:
    plain, packed = ask(address), ask(address, "br, gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content)
    assert packed["Content-Length"] == str(len(packed.content))
    assert packed["ETag"] == plain["ETag"]
    assert ask(address, "gzip").content == packed.content, "nothing random is in it"


@pytest.mark.parametrize("address", PUBLIC)
def test_caches_keep_both_apart(address: str) -> None:
    answers = [ask(address, "gzip"), ask(address)]
    answers.append(ask(address, "gzip", **{"If-None-Match": answers[0]["ETag"]}))
    assert [answer.status_code for answer in answers] == [200, 200, 304]
    for answer in answers:
        assert "Accept-Encoding" in answer["Vary"].split(", ")


@pytest.mark.parametrize("encoding", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0, br"])
def test_who_cannot_read_gzip_gets_none(encoding: str) -> None:
    answer = ask("/", encoding)
    assert "Content-Encoding" not in answer
    assert b"<!DOCTYPE html>" in answer.content


def test_a_small_weight_is_no_refusal() -> None:
    assert ask("/", "gzip;q=0.5")["Content-Encoding"] == "gzip"


def test_the_desk_is_never_compressed(admin_client: Client) -> None:
    for client in (Client(), admin_client):
        answer = client.get("/admin/", follow=True, headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in answer
        assert len(answer.content) > 1_000
