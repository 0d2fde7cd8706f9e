"""What is made ready before the first request is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from navdiplomacy import warming
from navdiplomacy.wsgi import application
from tests.support import requests_within_the_transaction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]


def test_each_page_that_is_made_ready_answers() -> None:
    answered = {}

    def told(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            answered[environ["PATH_INFO"], environ["QUERY_STRING"]] = status
            return start(status, headers, *more)

        return application(environ, begin)

    addresses = warming.addresses()
    with requests_within_the_transaction():
        for address in addresses:
            warming.ask(told, address)
    assert set(answered.values()) == {"200 OK"}, answered
    assert len(answered) == len(addresses)
    assert ("/search/", "q=navy") in answered
