"""The forms: what is refused comes back as it was typed, and nobody overwrites anybody."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import escape

from deployments.dates import ACCEPTED_TYPED
from deployments.models import Citation, Port, Visit
from tests import factories as make
from tests.admin.pages import errors, opened, said, shown, url, with_rows

pytestmark = pytest.mark.django_db


# Somebody else changed it ---------------------------------------------------------------------


def test_a_second_save_overwrites_nothing_and_keeps_what_was_typed(
    as_editor: Client, as_publisher: Client
) -> None:
    visit = make.VisitFactory()
    mine = opened(as_editor, url(visit)) | {"summary": "As I saw it."}
    theirs = opened(as_publisher, url(visit)) | {"summary": "As they saw it."}
    assert as_publisher.post(url(visit), theirs).status_code == 302
    refused = as_editor.post(url(visit), mine)
    told = " ".join(errors(refused))
    assert "changed since you opened it" in told
    assert "paul" in told
    assert "As they saw it." in told
    assert refused.context["adminform"].form["summary"].value() == "As I saw it."
    visit.refresh_from_db()
    assert visit.summary == "As they saw it."
    again = shown(refused) | {"summary": "As I saw it."}
    assert as_editor.post(url(visit), again).status_code == 200, "sending it again changes nothing"
    visit.refresh_from_db()
    assert visit.summary == "As they saw it."


def test_a_change_of_a_row_it_owns_counts_as_well(as_editor: Client, as_publisher: Client) -> None:
    row = make.VisitParticipantFactory()
    mine = opened(as_editor, url(row.visit)) | {"participants-0-note": "mine"}
    theirs = opened(as_publisher, url(row)) | {"note": "theirs"}
    assert as_publisher.post(url(row), theirs).status_code == 302
    refused = as_editor.post(url(row.visit), mine)
    assert any("changed since you opened it" in text for text in errors(refused))
    assert b'value="mine"' in refused.content
    row.refresh_from_db()
    assert row.note == "theirs"


# What the gate refuses ------------------------------------------------------------------------


def test_a_public_visit_keeps_its_last_source(as_publisher: Client) -> None:
    visit = make.published(make.VisitFactory(summary="As it was."))
    citation = visit.citations.get()
    history = Visit.history.count()
    data = opened(as_publisher, url(visit)) | {
        "summary": "As it should be.",
        "citations-0-DELETE": "on",
        "change_reason": "A tidy record",
    }
    refused = as_publisher.post(url(visit), data)
    told = errors(refused)
    assert "Nothing was saved." in told
    assert any("no published source" in text for text in told)
    form = refused.context["adminform"].form
    assert form["summary"].value() == "As it should be."
    assert form["change_reason"].value() == "A tidy record"
    visit.refresh_from_db()
    assert (visit.summary, visit.is_published) == ("As it was.", True)
    assert Citation.objects.filter(pk=citation.pk).exists()
    assert Visit.history.count() == history
    assert not said(refused)


def test_a_public_visit_takes_no_ship_that_is_not_public(as_publisher: Client) -> None:
    visit = make.published(make.VisitFactory())
    ship = make.VesselFactory(name="Hidden", navy=make.published(make.NavyFactory()))
    data = with_rows(
        opened(as_publisher, url(visit)), "participants", {"vessel": ship.pk, "note": "moored"}
    )
    refused = as_publisher.post(url(visit), data)
    assert any("Hidden" in text and "not published" in text for text in errors(refused))
    assert b'value="moored"' in refused.content
    assert not visit.participants.filter(vessel=ship).exists()


# Dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["soon", "8/9/2024", "31 February 2024", "27 to 22 August 2024", "2024-13", "<b>2024"]
)
def test_a_date_that_is_not_understood_says_what_would_be(text: str, as_editor: Client) -> None:
    visit = make.VisitFactory(arrival_edtf="2024-08-22", departure_edtf="")
    data = opened(as_editor, url(visit)) | {"arrival_edtf": text, "summary": "kept"}
    refused = as_editor.post(url(visit), data)
    assert refused.status_code == 200
    form = refused.context["adminform"].form
    (told,) = form.errors["arrival_edtf"]
    assert str(ACCEPTED_TYPED) in told or "Accepted EDTF" in told
    assert form["arrival_edtf"].value() == text
    assert escape(text) in refused.content.decode()
    assert form["summary"].value() == "kept"
    visit.refresh_from_db()
    assert (visit.arrival_edtf, visit.summary) == ("2024-08-22", "")


def test_a_bad_date_of_a_row_is_an_error_of_that_row(as_editor: Client) -> None:
    row = make.VisitParticipantFactory()
    data = opened(as_editor, url(row.visit)) | {"participants-0-arrival_edtf": "soon"}
    refused = as_editor.post(url(row.visit), data)
    assert any("“soon” is not understood as a date" in text for text in errors(refused))
    assert b'value="soon"' in refused.content


def test_a_departure_before_the_arrival_is_refused(as_editor: Client) -> None:
    visit = make.VisitFactory()
    data = opened(as_editor, url(visit))
    data |= {"arrival_edtf": "27 August 2024", "departure_edtf": "22 August 2024"}
    assert errors(as_editor.post(url(visit), data))


@pytest.mark.parametrize(
    ("typed", "edtf", "words"),
    [
        ("end of August 2024", "[2024-08-21..2024-08-31]", "end of August 2024"),
        ("about June 2024", "2024-06~", ""),
        ("on or before 28 August 2024", "[..2024-08-28]", ""),
        ("26 August 2024?", "2024-08-26?", ""),
        ("2024-08-26", "2024-08-26", ""),
    ],
)
def test_a_date_in_words_is_stored_as_edtf_and_words(
    typed: str, edtf: str, words: str, as_editor: Client
) -> None:
    visit = make.VisitFactory(arrival_edtf="", departure_edtf="")
    data = opened(as_editor, url(visit)) | {"arrival_edtf": typed}
    assert as_editor.post(url(visit), data).status_code == 302
    visit.refresh_from_db()
    assert (visit.arrival_edtf, visit.arrival_words) == (edtf, words)
    stored = Visit.history.count()
    assert as_editor.post(url(visit), opened(as_editor, url(visit))).status_code == 302
    visit.refresh_from_db()
    assert (visit.arrival_edtf, visit.arrival_words) == (edtf, words)
    assert Visit.history.count() == stored, "saving what is shown changes nothing"


def test_words_follow_the_date_unless_they_are_typed_too(as_editor: Client) -> None:
    visit = make.VisitFactory(arrival_edtf="[2024-08-21..2024-08-31]", departure_edtf="")
    for given, words in (
        ({"arrival_edtf": "2024-08-26", "arrival_words": "a Monday"}, "a Monday"),
        ({"arrival_edtf": "early August 2024"}, "early August 2024"),
        ({"arrival_edtf": "2024-08-27"}, ""),
    ):
        data = opened(as_editor, url(visit)) | given
        assert as_editor.post(url(visit), data).status_code == 302
        visit.refresh_from_db()
        assert visit.arrival_words == words
    alone = opened(as_editor, url(visit)) | {"arrival_edtf": "", "arrival_words": "one day"}
    assert any("Give the date too" in text for text in errors(as_editor.post(url(visit), alone)))


# Other fields ---------------------------------------------------------------------------------


def test_a_country_is_given_by_name_or_code_and_never_guessed(as_editor: Client) -> None:
    port = make.PortFactory(country="IT")
    for typed in ("japan", "JP", "jp"):
        data = opened(as_editor, url(port)) | {"country": typed, "unlocode": ""}
        assert as_editor.post(url(port), data).status_code == 302
        port.refresh_from_db()
        assert port.country == "JP"
    refused = as_editor.post(url(port), opened(as_editor, url(port)) | {"country": "Japen"})
    assert any("Near: Japan" in text for text in errors(refused))
    assert Port.objects.get().country == "JP"


def test_other_needs_the_word_of_the_source(as_editor: Client) -> None:
    visit = make.VisitFactory()
    data = opened(as_editor, url(visit)) | {"purpose": "other", "purpose_said": ""}
    assert any("own word" in text for text in errors(as_editor.post(url(visit), data)))
    data = opened(as_editor, url(visit)) | {"purpose": "other", "purpose_said": "courtesy"}
    assert as_editor.post(url(visit), data).status_code == 302
