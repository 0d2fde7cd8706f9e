"""Exercises by attesting source, and where sources differ."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
@f.together()
def attested() -> Any:
    """One list names Japan, Italy and a draft's source more; another adds the United States."""
    record = f.ExerciseFactory(name="Noble Raven")
    longest = f.published(f.SourceFactory(publisher="funeco"))
    other = f.published(f.SourceFactory(publisher="Naval News"))
    draft = f.SourceFactory(publisher="Unpublished paper")
    navies = {code: f.NavyFactory(country=code, name=f"Navy of {code}") for code in ("JP", "IT")}
    for navy, named in ((navies["JP"], "Izumo"), (navies["IT"], "Cavour")):
        vessel = f.VesselFactory(name=named, navy=navy)
        row = f.ExerciseParticipantFactory(exercise=record, vessel=vessel)
        f.ExerciseAttestationFactory(participant=row, source=longest)
        f.ExerciseAttestationFactory(participant=row, source=draft)
    row = f.ExerciseParticipantFactory(exercise=record, vessel=None, country="US", type="destroyer")
    f.ExerciseAttestationFactory(participant=row, source=other)
    f.ExerciseParticipantFactory(exercise=record, vessel=None, country="AU")
    f.cite(record, source=longest)
    f.cite(record, source=other, stance="differs", aspect="participants", supports="adds one")
    return f.published(record)


def test_participants_by_source(client: Client, attested: Any) -> None:
    text = client.get(attested.get_absolute_url()).text
    funeco = text[text.index("According to funeco") : text.index("According to Naval News")]
    assert "Izumo" in funeco
    assert "Cavour" in funeco
    assert "United States" not in funeco
    assert "Also named, by the sources below" in text
    assert "Australia" in text
    assert "Unpublished paper" not in text


def test_what_differs_faces_what_is_recorded(client: Client, attested: Any) -> None:
    text = client.get(attested.get_absolute_url()).text
    box = text[text.index('class="disagreement"') :]
    box = box[: box.index("</section>")]
    assert "Participants" in box
    assert "As recorded here: <b><bdi>Izumo, Cavour and 2 others</bdi></b>" in box
    assert box.index("funeco") < box.index("Others say") < box.index("adds one")


def test_sources_side_by_side(client: Client, attested: Any) -> None:
    text = client.get(attested.get_absolute_url()).text
    table = text[text.index("<table") : text.index("</table>")]
    assert table.count('<th scope="row">') == 3
    assert table.count("not recorded") == 3
    assert "not named" not in table
    assert "destroyer" in table


def test_a_source_is_silent_only_where_an_editor_noted_it(client: Client, attested: Any) -> None:
    longest, other = (row.source for row in attested.citations.all())
    american = attested.participants.get(country="US")
    with f.together():
        f.CitationFactory(
            target_visit=None,
            target_exercise_participant=american,
            source=longest,
            aspect="participants",
            stance="silent",
        )
    text = client.get(attested.get_absolute_url()).text
    table = text[text.index("<table") : text.index("</table>")]
    assert (table.count("not named"), table.count("not recorded")) == (1, 2)

    f.cite(attested, source=other, aspect="participants", stance="silent", supports="names nobody")
    text = client.get(attested.get_absolute_url()).text
    table = text[text.index("<table") : text.index("</table>")]
    assert (table.count("not named"), table.count("not recorded")) == (3, 0)


def test_no_table_without_two_sources(client: Client, season: Any) -> None:
    text = client.get(season.exercise.get_absolute_url()).text
    assert "<table" not in text
    assert "According to the sources below" in text


def test_engagement(client: Client, season: Any) -> None:
    f.EngagementPersonFactory(engagement=season.engagement, person=season.person)
    f.EngagementCountryFactory(engagement=season.engagement, country="IT")
    text = client.get(season.engagement.get_absolute_url()).text
    for words in ("26 August 2024", "Yokosuka", "Dian", "Italy"):
        assert words in text


def test_of_many_sources_the_first_are_shown_and_what_differs(client: Client) -> None:
    with f.together():
        record = f.ExerciseFactory(name="Noble Raven")
        row = f.ExerciseParticipantFactory(exercise=record)
        for number in range(7):
            source = f.published(f.SourceFactory(publisher=f"Paper {number}"))
            f.ExerciseAttestationFactory(participant=row, source=source)
            stance = "differs" if number == 6 else "supports"
            f.cite(record, source=source, stance=stance, aspect="participants", supports="x")
        f.published(record)
    text = client.get(record.get_absolute_url()).text
    named = text[text.index('id="who"') : text.index("</details>")]
    shown, _more, folded = named.partition('<details class="more">')
    assert re.findall(r"According to Paper (\d)", shown) == ["0", "1", "2", "6"]
    assert re.findall(r"According to Paper (\d)", folded) == ["3", "4", "5"]
    assert "3 more: Sources" in folded
