"""A record with very many rows is opened and saved a page of rows at a time, and loses none."""

from __future__ import annotations

import os

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.rows import cite, public, store
from deployments.admin.history import ROWS_TOLD
from deployments.admin.rows import MOST_ROWS, ROWS_PER_PAGE
from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import Citation, Source, Visit, VisitParticipant

from ..factories import VisitFactory, VisitParticipantFactory
from .pages import errors, opened, said, url, with_rows

pytestmark = [pytest.mark.django_db, pytest.mark.long]

ROWS = 1_660 if os.environ.get("LARGE") else 260
PREFIX = "citations"


def cited(number: int) -> Visit:
    """A visit with so many citations, each of a source of its own."""
    visit: Visit = VisitFactory()
    with change_set(origin=Origin.COMMAND, reason="many rows"):
        sources = store(
            public(Source, f"source-{visit.pk}-{n}", title=f"Source {n}") for n in range(number)
        )
        cite("visit", [visit], sources)
    return visit


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


def test_queries_do_not_grow_with_the_rows_of_a_record(as_publisher: Client) -> None:
    few, many = cited(ROWS_PER_PAGE + 1), cited(ROWS)
    for row in (few, many):
        VisitParticipantFactory(visit=row)
    assert queries(as_publisher, url(few)) == queries(as_publisher, url(many))
    assert queries(as_publisher, url(cited(2))) <= queries(as_publisher, url(cited(ROWS_PER_PAGE)))


def test_a_record_with_no_more_rows_than_a_page_says_nothing_of_pages(as_editor: Client) -> None:
    response = as_editor.get(url(cited(ROWS_PER_PAGE)))
    assert len(response.context["inline_admin_formsets"][1].formset.forms) == ROWS_PER_PAGE
    assert b"rows-page" not in response.content


def test_a_page_of_rows_is_saved_and_the_others_stay_as_they_are(as_editor: Client) -> None:
    visit = cited(ROWS)
    address = f"{url(visit)}?{PREFIX}-page=2"
    data = opened(as_editor, address)
    rows = list(Citation.objects.filter(target_visit=visit).order_by("pk"))
    assert data[f"{PREFIX}-0-id"] == rows[ROWS_PER_PAGE].pk
    assert data[f"{PREFIX}-INITIAL_FORMS"] == ROWS_PER_PAGE
    data = with_rows(
        data, PREFIX, {"source": rows[0].source_id, "aspect": "dates", "stance": "supports"}
    )
    data |= {f"{PREFIX}-0-value": "as typed", f"{PREFIX}-1-DELETE": "on", "_continue": "1"}
    response = as_editor.post(address, data)
    assert response.status_code == 302, errors(response)
    assert response["Location"].endswith(f"?{PREFIX}-page=2")
    now = {row.pk: row for row in Citation.objects.filter(target_visit=visit)}
    assert len(now) == ROWS
    assert rows[ROWS_PER_PAGE + 1].pk not in now
    assert [row.pk for row in now.values() if row.value] == [rows[ROWS_PER_PAGE].pk]


def test_going_to_the_next_rows_saves_what_was_typed(as_editor: Client) -> None:
    visit = cited(ROWS_PER_PAGE * 2)
    response = as_editor.get(url(visit))
    assert "Rows 1–50 of 100" in response.text
    data = opened(as_editor, url(visit)) | {f"{PREFIX}-3-value": "typed"}
    button = f'name="_continue" value="{PREFIX}:2"'
    assert button in response.text
    response = as_editor.post(url(visit), data | {"_continue": f"{PREFIX}:2"}, follow=True)
    assert "Rows 51–100 of 100" in response.text
    assert Citation.objects.filter(target_visit=visit, value="typed").count() == 1
    assert any("changed successfully" in text for text in said(response))


def test_what_is_refused_is_shown_again_with_the_rows_that_were_there(as_editor: Client) -> None:
    visit = cited(ROWS)
    address = f"{url(visit)}?{PREFIX}-page=3"
    data = opened(as_editor, address) | {f"{PREFIX}-0-value": "typed", "port": ""}
    response = as_editor.post(address, data)
    assert errors(response) == ["This field is required."]
    formset = response.context["inline_admin_formsets"][1].formset
    assert formset.forms[0]["value"].value() == "typed"
    assert formset.page.in_words == f"Rows 101–150 of {ROWS:,}"


def test_a_row_that_is_another_records_is_no_row_of_the_form(as_editor: Client) -> None:
    visit, other = cited(1), cited(1)
    stranger = Citation.objects.get(target_visit=other)
    data = opened(as_editor, url(visit))
    data |= {f"{PREFIX}-0-id": stranger.pk, f"{PREFIX}-0-value": "typed"}
    assert errors(as_editor.post(url(visit), data))
    stranger.refresh_from_db()
    assert stranger.value == ""


@pytest.mark.parametrize("number", ["1000000000", str(MOST_ROWS + 1)])
def test_more_rows_than_a_form_takes_are_refused_in_words(as_editor: Client, number: str) -> None:
    visit = cited(2)
    data = opened(as_editor, url(visit)) | {f"{PREFIX}-TOTAL_FORMS": number}
    response = as_editor.post(url(visit), data)
    assert f"The form takes at most {MOST_ROWS} rows." in " ".join(errors(response))
    formset = response.context["inline_admin_formsets"][1].formset
    assert len(formset.forms) == MOST_ROWS


@pytest.mark.parametrize("page", ["0", "-1", "99999", "x", "9" * 30])
def test_a_page_that_is_not_there_shows_one_that_is(as_editor: Client, page: str) -> None:
    response = as_editor.get(f"{url(cited(ROWS_PER_PAGE + 1))}?{PREFIX}-page={page}", follow=True)
    formset = response.context["inline_admin_formsets"][1].formset
    assert len(formset.forms) in (1, ROWS_PER_PAGE)
    assert formset.page.in_words.endswith("of 51")


def test_the_history_of_a_record_tells_of_many_rows_in_part(as_editor: Client) -> None:
    few, many = cited(10), cited(ROWS)
    assert queries(as_editor, url(few, "history")) == queries(as_editor, url(many, "history"))
    text = as_editor.get(url(many, "history")).text
    assert f"{ROWS - ROWS_TOLD} more rows changed and are not shown." in text


def test_a_conflict_over_a_record_with_many_rows_is_told_in_part(as_editor: Client) -> None:
    visit = cited(2)
    data = opened(as_editor, url(visit))
    with change_set(origin=Origin.COMMAND, reason="many more rows"):
        sources = store(public(Source, f"later-{n}", title=f"Later {n}") for n in range(ROWS))
        cite("visit", [visit], sources)
        visit.save()  # rows that go around save() raise no version
    told = " ".join(errors(as_editor.post(url(visit), data)))
    assert "changed since you opened it" in told
    assert told.count("Later") < ROWS
    assert f"{ROWS - 10} more" in told


def test_a_list_names_the_first_of_many_participants(as_editor: Client) -> None:
    visit = VisitFactory()
    with change_set(origin=Origin.COMMAND, reason="many rows"):
        store(VisitParticipant(visit=visit, country="JP", said=f"Ship {n}") for n in range(60))
    assert "Ship 24 (Japan) and 35 more" in as_editor.get(url(Visit, "changelist")).text
