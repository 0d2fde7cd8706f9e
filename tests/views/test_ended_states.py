"""States that ended, by their former code, and those that never had one, in words."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from deployments import countries
from deployments.ended import ENDED
from deployments.models import Navy, Port
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_a_former_code_is_no_other_country_s_and_bears_no_flag() -> None:
    for code, one in ENDED.items():
        assert countries.is_known(code)
        assert countries.name(code) == one.name
        assert countries.flag(code) == ""
        assert countries.state_of(code) == (one.state or code)
    assert countries.flag("JP") == "🇯🇵"
    assert countries.names(["SU", "JP"]) == "Soviet Union or Japan"


@pytest.fixture
@f.together()
def visits(db: None) -> None:
    """A Soviet and a Texan ship at Willemstad, and one at a place of a kingdom without a code."""
    port = f.PortFactory(key="willemstad", name="Willemstad", country="AN")
    landing = f.PortFactory(
        key="landing", name="Landing", country="", country_said="Hawaii Kingdom"
    )
    soviet = f.NavyFactory(key="sov", name="Soviet Navy", country="SU")
    texan = f.NavyFactory(
        key="texan", name="Texas Navy", country="", country_said="Republic of Texas"
    )
    for key, navy, place in (
        ("v1", soviet, port),
        ("v2", texan, port),
        ("v3", soviet, landing),
    ):
        visit = f.VisitFactory(key=key, port=place)
        f.VisitParticipantFactory(visit=visit, vessel=None, navy=navy, count=2)
        f.published(visit)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/navies/sov/", ("Soviet Union",)),
        ("/navies/texan/", ("Republic of Texas",)),
        ("/navies/", ("Soviet Union", "Republic of Texas")),
        ("/ports/landing/", ("Hawaii Kingdom",)),
        ("/ports/", ("Hawaii Kingdom", "Netherlands Antilles")),
        ("/visits/v1/", ("Netherlands Antilles", "Soviet Union")),
        ("/visits/v2/", ("Republic of Texas",)),
        ("/visits/v3/", ("Hawaii Kingdom",)),
        ("/countries/", ("Soviet Union", "Netherlands Antilles")),
        ("/countries/SU/", ("Soviet Union", "1922–1991", "Soviet Navy", "Hawaii Kingdom")),
        ("/countries/AN/", ("1954–2010", "Netherlands", "Republic of Texas")),
        ("/timeline/", ("Soviet Union", "Republic of Texas")),
    ],
)
def test_a_country_is_said_and_nothing_is_multinational(
    client: Client, visits: None, path: str, shown: tuple[str, ...]
) -> None:
    text = client.get(path).text
    main = text[text.index("<main") : text.index("</main>")]
    assert [words for words in shown if words not in main] == []
    assert "Multinational" not in main
    assert "🇸🇺" not in main


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("navies/?country=SU", {"sov"}),
        ("navies/?q=soviet", {"sov"}),
        ("navies/?q=texas", {"texan"}),
        ("ports/?country=AN", {"willemstad"}),
        ("visits/?participant_country=SU", {"v1", "v3"}),
        ("visits/?country=AN&participant_country=SU", {"v1"}),
    ],
)
def test_they_are_found(client: Client, visits: None, query: str, expected: set[str]) -> None:
    found = client.get(f"/api/v1/{query}").json()["results"]
    assert {each["key"] for each in found} == expected


def test_the_api_says_them(client: Client, visits: None) -> None:
    navy = client.get("/api/v1/navies/texan/").json()
    assert (navy["country"], navy["country_said"]) == (None, "Republic of Texas")
    (texan,) = client.get("/api/v1/visits/v2/").json()["participants"]
    assert (texan["country"], texan["country_said"]) == (None, "Republic of Texas")
    (soviet,) = client.get("/api/v1/visits/v1/").json()["participants"]
    assert soviet["country"] == {"code": "SU", "name": "Soviet Union"}
    refused = client.get("/api/v1/visits/?participant_country=USSR")
    assert "did you mean SU (Soviet Union)?" in refused.text


@pytest.mark.parametrize("model", [Navy, Port])
def test_a_country_has_a_code_or_words_not_both(model: type[Navy | Port]) -> None:
    with pytest.raises(ValidationError, match="given by its code"):
        model(key="x", name="X", country="IT", country_said="Italy").clean()
    model(key="x", name="X", country_said="Republic of Texas").clean()
