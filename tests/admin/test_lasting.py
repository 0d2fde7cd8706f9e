"""What is of one day, and how long a voyage lasted, as editors type it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from deployments.models import Deployment, Engagement, Exercise
from tests import factories as make
from tests.admin.pages import errors, opened, url

pytestmark = pytest.mark.django_db


def added(client: Client, model: Any, **values: Any) -> Any:
    """Fill in the form for a new record; the answer."""
    return client.post(url(model, "add"), opened(client, url(model, "add")) | values)


def saved(client: Client, row: Any, **values: Any) -> Any:
    """Change values on the form of ``row``, None takes a tick away; the answer."""
    data = opened(client, url(row)) | values
    return client.post(url(row), {name: each for name, each in data.items() if each is not None})


@pytest.mark.parametrize(
    ("kind", "ticked", "end"),
    [
        ("ceremony", {}, "2024-08-26"),
        ("reception", {"one_day": "on"}, "2024-08-26"),
        ("reception", {"end_not_found": "on"}, ""),
        ("talks", {}, ""),
        ("talks", {"one_day": "on"}, "2024-08-26"),
    ],
)
def test_an_occasion_of_one_day_is_given_one_day(
    as_editor: Client, kind: str, ticked: dict[str, str], end: str
) -> None:
    answer = added(
        as_editor, Engagement, name="Welcome", kind=kind, start_edtf="26 August 2024", **ticked
    )
    assert answer.status_code == 302
    occasion = Engagement.objects.get()
    assert (occasion.start_edtf, occasion.end_edtf) == ("2024-08-26", end)
    before = occasion.history.count()
    assert saved(as_editor, occasion).status_code == 302
    occasion.refresh_from_db()
    assert occasion.end_edtf == end
    assert occasion.history.count() == before


def test_a_passing_exercise_keeps_the_words_of_its_day(as_editor: Client) -> None:
    added(
        as_editor,
        Exercise,
        name="PASSEX",
        kind="passing exercise",
        start_edtf="end of August 2024",
    )
    drill = Exercise.objects.get()
    assert drill.start == drill.end
    assert drill.end_words == "end of August 2024"


def test_the_form_says_which_kinds_are_of_one_day(as_editor: Client) -> None:
    assert "ceremony or reception." in as_editor.get(url(Engagement, "add")).text
    assert "passing exercise." in as_editor.get(url(Exercise, "add")).text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"one_day": "on", "end_edtf": "27 August 2024"}, "another day than the start"),
        ({"one_day": "on", "start_edtf": ""}, "Give the day on which it began and ended."),
        ({"one_day": "on", "start_edtf": "2024-08-26/2024-08-27"}, "another day than the start"),
        ({"start_edtf": "2024-08/2024-09", "end_edtf": ""}, ""),
        ({"end_not_found": "on", "end_edtf": "26 August 2024"}, "Its end is given."),
        ({"end_not_found": "on", "one_day": "on"}, "Its end is given."),
    ],
)
def test_what_contradicts_one_day_is_refused(
    as_editor: Client, typed: dict[str, str], says: str
) -> None:
    values = {"name": "Welcome", "kind": "talks", "start_edtf": "26 August 2024"} | typed
    answer = added(as_editor, Engagement, **values)
    if says:
        assert says in " ".join(errors(answer))
    else:
        assert answer.status_code == 302
    assert Engagement.objects.exists() is not bool(says)


def test_a_stretch_with_words_is_no_day(as_editor: Client) -> None:
    typed = "28 December – 3 January 2025"
    answer = added(as_editor, Engagement, name="Welcome", kind="ceremony", start_edtf=typed)
    assert "One day has one date." in " ".join(errors(answer))


def test_a_day_that_is_moved_takes_its_end_with_it(as_editor: Client) -> None:
    occasion = make.EngagementFactory(kind="talks")
    assert saved(as_editor, occasion, start_edtf="27 August 2024").status_code == 302
    occasion.refresh_from_db()
    assert occasion.end_edtf == "2024-08-27"
    answer = saved(as_editor, occasion, end_edtf="28 August 2024")
    assert "another day than the start" in " ".join(errors(answer))
    assert saved(as_editor, occasion, end_edtf="28 August 2024", one_day=None).status_code == 302
    occasion.refresh_from_db()
    assert occasion.dates_in_words == "27–28 August 2024"


def test_an_end_that_was_not_found_stays_so_until_the_tick_is_taken_away(
    as_editor: Client,
) -> None:
    occasion = make.EngagementFactory(kind="ceremony", end_edtf="")
    saved(as_editor, occasion, summary="Welcomed.")
    occasion.refresh_from_db()
    assert (occasion.summary, occasion.end_edtf) == ("Welcomed.", "")
    saved(as_editor, occasion, end_not_found=None, summary="They were welcomed.")
    occasion.refresh_from_db()
    assert occasion.end_edtf == "2024-08-26"


@pytest.mark.parametrize(
    ("typed", "iso", "words", "again"),
    [
        ("five-month voyage", "P5M", "five-month voyage", "five-month voyage"),
        ("P152D", "P152D", "", "152 days"),
        ("about four months", "", "about four months", "about four months"),
        ("", "", "", ""),
    ],
)
def test_a_duration_is_typed_in_words_and_read_back_as_the_same(
    as_editor: Client, typed: str, iso: str, words: str, again: str
) -> None:
    voyage = make.DeploymentFactory()
    assert saved(as_editor, voyage, duration=typed).status_code == 302
    voyage.refresh_from_db()
    assert (voyage.duration, voyage.duration_words) == (iso, words)
    assert opened(as_editor, url(voyage)).get("duration", "") == again
    before = voyage.history.count()
    assert saved(as_editor, voyage).status_code == 302
    voyage.refresh_from_db()
    assert (voyage.duration, voyage.duration_words) == (iso, words)
    assert voyage.history.count() == before


def test_words_that_read_as_no_duration_leave_the_numbers_as_they_are(as_editor: Client) -> None:
    voyage = make.DeploymentFactory(duration="P5M", duration_words="all summer")
    assert opened(as_editor, url(voyage))["duration"] == "5 months"
    saved(as_editor, voyage, duration_words="the whole summer")
    voyage.refresh_from_db()
    assert (voyage.duration, voyage.duration_words) == ("P5M", "the whole summer")
    answer = saved(as_editor, voyage, duration="long")
    assert "“long” is no duration." in " ".join(errors(answer))
    assert Deployment.objects.get().duration == "P5M"
