"""The page of company: what is asked in words, what is refused, and whether anyone looked."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from deployments.models import Record
from tests import factories as f

pytestmark = pytest.mark.django_db

PAGE = "/company/"


@pytest.fixture
@f.together()
def there() -> dict[str, Record]:
    """Three ships of three navies in one port, of which two certainly met."""
    port = f.PortFactory(key="haven", name="Haven")
    made: dict[str, Record] = {"port": port}
    for name, code, came, left in (
        ("Alba", "IT", "2024-08-01", "2024-08-05"),
        ("Berta", "FR", "2024-08-04", "2024-08-05"),
        ("Carla", "DE", "2024-08-05", ""),
    ):
        navy = f.NavyFactory(key=f"navy-{code.lower()}", name=f"Navy of {code}", country=code)
        vessel = f.VesselFactory(key=name.lower(), name=name, navy=navy)
        visit = f.VisitFactory(
            key=f"{name.lower()}-haven",
            port=port,
            arrival_edtf=came,
            departure_edtf=left,
            deployment=None,
        )
        f.VisitParticipantFactory(visit=visit, vessel=vessel)
        made[name] = f.published(visit)
    return made


def moved(client: Client, query: str) -> str:
    """Where a question in words leads."""
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].partition("?")[2]


def test_nothing_asked_shows_the_form_with_what_may_be_named(
    client: Client, there: dict[str, Record]
) -> None:
    text = client.get(PAGE).text
    assert text.count('name="who"') == 2
    for offered in ("alba", "navy-fr", "Germany", "haven"):
        assert f'<option value="{offered}">' in text
    assert "errorlist" not in text


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("who=Alba&who=France", "vessel=alba&country=FR"),
        (
            "who=bert&who=navy-de&port=haven&from=2024",
            "vessel=berta&navy=navy-de&port=haven&from=2024",
        ),
        ("who=ALBA&who=&port=", ""),
        ("who=italian&who=DE", "country=IT&country=DE"),
        ("vessel=Alba&port=Haven", "vessel=alba&port=haven"),
    ],
)
def test_words_lead_to_keys(
    client: Client, there: dict[str, Record], query: str, address: str
) -> None:
    assert moved(client, query) == (address or "who=ALBA")


def test_what_is_not_clear_loses_nothing_that_was_typed(
    client: Client, there: dict[str, Record]
) -> None:
    f.published(f.VesselFactory(key="alba-2", name="Alba"))
    text = client.get(f"{PAGE}?who=Alba&who=nobody&port=haven&from=2024-08&match=certain").text
    assert "Several may be meant by “Alba”:" in text
    assert "No vessel, navy or country is called “nobody”." in text
    assert f'href="{PAGE}?vessel=alba-2&amp;port=haven&amp;from=2024-08' in text
    for typed in ("Alba", "nobody", "haven", "2024-08"):
        assert f'value="{typed}"' in text
    assert '<option value="certain" selected>' in text
    assert "given more than once" not in text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("from=then&port=haven", "Write a day, month or year"),
        ("from=2024-09&to=2024-08&port=haven", "“to” lies before “from”. Swap them."),
        ("on=2024-09&to=2024-08&port=haven", "Give either “on”, or “from” and “to”."),
        ("port=nowhere", "There is no port with the key “nowhere”."),
        ("country=QQ&country=IT", "is no country"),
        ("country=IT&country=FR&country=DE", "Name two parties at most"),
        ("country=IT&navy=navy-fr&vessel=carla", "Name two parties at most"),
        ("match=sure&port=haven", "“sure” is not one of"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_form(
    client: Client, there: dict[str, Record], query: str, message: str
) -> None:
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert message in unescape(answer.text)
    for value in re.findall(r"=([^&]+)", query):
        if value not in ("IT", "FR", "DE", "sure"):
            assert f'value="{value}"' in answer.text, value


def test_one_that_is_not_public_is_no_other_than_none(
    client: Client, there: dict[str, Record]
) -> None:
    f.VesselFactory(key="dora", name="Dora")
    hidden, none = (client.get(f"{PAGE}?who={name}&who=Italy").text for name in ("Dora", "Nora"))
    assert hidden.replace("Dora", "Nora") == none
    assert client.get(f"{PAGE}?cursor=x&port=haven").text.count("cannot be read") == 1


def test_who_certainly_and_who_possibly_met(client: Client, there: dict[str, Record]) -> None:
    text = client.get(f"{PAGE}?vessel=alba&country=FR").text
    assert "Certainly together" in text
    assert "4–5 August 2024" in text
    assert "Both put to sea on 5 August 2024." in text
    open_end = client.get(f"{PAGE}?vessel=alba&country=DE").text
    assert "They may have put to sea the same day, 5 August 2024." in open_end
    port = client.get(f"{PAGE}?port=haven&on=2024-08-05").text
    assert "Possibly also:" in port
    assert port.count('<article class="meeting">') == 3


@pytest.mark.parametrize(
    ("since", "until", "completeness", "found"),
    [
        ("2020", "", "complete", True),
        ("2024-09-01", "", "complete", True),
        ("2020", "", "sample", False),
        ("2024-09-02", "", "complete", False),
        ("2020", "2024-09-15", "complete", False),
    ],
)
def test_none_found_is_said_only_of_what_was_followed(
    client: Client, there: dict[str, Record], since: str, until: str, completeness: str, found: bool
) -> None:
    for code in ("IT", "FR"):
        f.published(
            f.CoverageFactory(
                navy=None,
                country=code,
                followed="visits",
                since_edtf=since,
                until_edtf=until,
                completeness=completeness,
            )
        )
    text = client.get(f"{PAGE}?country=IT&country=FR&from=2024-09-01&to=2024-09-30").text
    assert ("None found: both were followed" in text) is found
    assert ("Not covered: nobody says" in text) is not found
    assert 'id="followed"' in text


def test_queries_are_few_whatever_is_asked(client: Client, there: dict[str, Record]) -> None:
    for query in (
        "",
        "port=haven",
        "port=haven&on=2024-08",
        "vessel=alba",
        "vessel=alba&country=FR",
        "country=IT&country=FR&from=2024-09-01&to=2024-09-30",
        "vessel=alba&navy=navy-de&port=haven&on=2023",
    ):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{PAGE}?{query}").status_code == 200
        assert len(queries) <= 8, (query, [each["sql"] for each in queries])


def test_stays_go_on_page_by_page(
    client: Client, there: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    from deployments.views import company

    monkeypatch.setattr(company, "STAYS", 2)
    address, met = f"{PAGE}?port=haven", []
    while address:
        text = client.get(address).text
        met += re.findall(r'<h3><a href="/visits/([^/]+)/', text)
        following: Any = re.search(r'rel="next" href="([^"]+)"', text)
        address = unescape(following[1]) if following else ""
    assert met == ["carla-haven", "berta-haven", "alba-haven"]
    assert 'rel="prev"' in text
