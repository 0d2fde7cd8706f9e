"""Lists by page: what a page holds, where it lies, and how many there are."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from deployments.views import lists, periods
from tests import factories as f

pytestmark = pytest.mark.django_db

VISITS = 11


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "ENTRIES_PER_PAGE", 3)
    monkeypatch.setattr(lists, "MOST_BY_NUMBER", 3)


@pytest.fixture(autouse=True)
@f.together()
def _visits() -> None:
    port = f.PortFactory(country="JP")
    for number in range(VISITS):
        f.published(f.VisitFactory(key=f"call-{number:02}", port=port, arrival_edtf="2024-08-26"))


def shown(text: str) -> list[str]:
    """The numbers of the visits that a page shows."""
    return list(dict.fromkeys(re.findall(r'href="/visits/call-(\d+)/', text)))


def linked(text: str, rel: str) -> str:
    """Where a page leads, before or after; nothing at the ends."""
    found = re.search(rf'rel="{rel}" href="([^"]+)"', text)
    return unescape(found[1]) if found else ""


@pytest.mark.parametrize("query", ["", "?country=JP", "?country=JP&from=2024"])
def test_pages_lead_on_and_back_and_say_where_one_is(query: str, client: Client) -> None:
    address, places, pages = f"/visits/{query}", [], []
    while address:
        text = client.get(address).text
        found = re.search(r"\d+–\d+ of [^<]+", text)
        assert found is not None
        places.append(found[0])
        pages.append(shown(text))
        last, address = text, linked(text, "next")
    assert places == ["1–3 of 11", "4–6 of 11", "7–9 of 11", "10–11 of 11"]
    assert [key for page in pages for key in page] == [f"{number:02}" for number in range(VISITS)]
    back = []
    while address := linked(last, "prev"):
        last = client.get(address).text
        back.append(shown(last))
    assert back == pages[-2::-1]


def test_a_page_by_number_is_found_where_that_is_cheap(client: Client) -> None:
    assert shown(client.get("/visits/?page=3").text) == ["06", "07", "08"]
    for number, said in (
        (4, "Page “4” is reached from the one before it"),
        (5, "There is no page “5”."),
        (99, "There is no page “99”."),
    ):
        text = client.get(f"/visits/?page={number}").text
        assert shown(text) == ["00", "01", "02"]
        assert said in text


def test_a_record_that_is_new_moves_none_to_another_page(client: Client) -> None:
    following = linked(client.get("/visits/").text, "next")
    f.published(f.VisitFactory(key="call-99", arrival_edtf="2025", departure_edtf="2025"))
    text = client.get(following).text
    assert shown(text) == ["03", "04", "05"]
    assert "4–6 of 12" in text


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("from=2024", "1–3 of more than 10"),
        ("q=call", "1–3 of more than 10"),
        ("country=JP", "1–3 of 11"),
        ("", "1–3 of 11"),
    ],
)
def test_what_was_not_counted_is_counted_up_to_a_limit(
    query: str, place: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST_COUNTED", 10)
    text = client.get(f"/visits/?{query.replace('call', 'port')}").text
    assert place in text


def test_of_very_many_entries_no_number_is_said_by_period(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    f.published(f.VisitFactory(arrival_edtf="1999-05", departure_edtf="1999-05"))
    numbers = re.compile(r'period=([0-9-]+)"[^>]*>[^<]+</a>(?: <span class="count">(\d+))?')
    counted = [("2024", "11"), ("2024-08", "11")]
    address = "/timeline/?country=JP&from=2024"
    found = [(p[-7:], n) for p, n in numbers.findall(client.get(address).text)]
    assert found == counted
    monkeypatch.setattr(periods, "MOST_COUNTED", 10)
    found = numbers.findall(client.get(address).text)
    assert found == [("2024", ""), ("2024-08", ""), ("1999", ""), ("1999-05", "")]
    found = numbers.findall(client.get("/timeline/").text)
    assert found == [*counted, ("1999", "1"), ("1999-05", "1")]
