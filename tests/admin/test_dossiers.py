"""A dossier is written on one form: its sections, and the records that they name."""

from __future__ import annotations

import pytest
from django.test import Client

from deployments.models import Dossier
from tests import factories as make
from tests.admin.pages import errors, opened, url, with_rows

pytestmark = pytest.mark.django_db


def written(client: Client) -> Dossier:
    """A new dossier with two sections and two records, typed and saved once."""
    port, visit = make.published(make.PortFactory()), make.VisitFactory(key="a-visit")
    data = opened(client, url(Dossier, "add")) | {
        "title": "Cavour in Japan",
        "introduction": "What happened.",
    }
    data = with_rows(
        data,
        "sections",
        {"number": 1, "heading": "What happened"},
        {"number": 2, "heading": "What we do not know", "text": "Much.", "unknown": "on"},
    )
    data = with_rows(
        data,
        "items",
        {"section": 1, "number": 2, "visit": visit.pk, "why": "The call."},
        {"section": 1, "number": 1, "port": port.pk, "why": "The place."},
    )
    page = client.post(url(Dossier, "add"), data)
    assert page.status_code == 302, errors(page)
    return Dossier.objects.get()


def test_sections_and_records_are_typed_at_once(as_editor: Client) -> None:
    dossier = written(as_editor)
    assert dossier.key == "cavour-in-japan"
    assert [str(row) for row in dossier.sections.all()] == [
        "1. What happened",
        "2. What we do not know",
    ]
    assert [row.why for row in dossier.items.all()] == ["The place.", "The call."]


def test_they_are_put_in_another_order_by_their_numbers(as_editor: Client) -> None:
    dossier = written(as_editor)
    data = opened(as_editor, url(dossier)) | {"items-0-number": 3}
    assert as_editor.post(url(dossier), data).status_code == 302
    assert [row.why for row in dossier.items.all()] == ["The call.", "The place."]


ITEM = {"section": 1, "number": 1, "why": "Again."}


@pytest.mark.parametrize(
    ("rows", "row", "problem"),
    [
        ("items", ITEM, "Choose exactly one record."),
        ("items", ITEM | {"port": "same"}, "names the record already"),
        ("items", ITEM | {"port": "same", "section": 0}, "greater than or equal to 1"),
        ("items", ITEM | {"port": "same", "why": ""}, "This field is required."),
        ("sections", {"number": 1, "heading": "Again"}, "duplicate data for number"),
    ],
)
def test_what_cannot_be_is_refused_on_the_form(
    rows: str, row: dict[str, object], problem: str, as_editor: Client
) -> None:
    dossier = written(as_editor)
    place = dossier.items.get(port__isnull=False).port
    given = {name: place.pk if value == "same" else value for name, value in row.items()}
    data = with_rows(opened(as_editor, url(dossier)), rows, given)
    found = errors(as_editor.post(url(dossier), data))
    assert any(problem in text for text in found), found


def test_the_editor_sees_what_the_public_does_not(as_publisher: Client, client: Client) -> None:
    dossier = written(as_publisher)
    data = opened(as_publisher, url(dossier)) | {"operation": "publish"}
    assert as_publisher.post(url(dossier), data).status_code == 302
    assert "The call." in as_publisher.get(url(dossier)).text
    assert "The call." not in client.get("/dossiers/cavour-in-japan/").text


def test_the_form_says_what_keeps_it_from_the_public(as_publisher: Client) -> None:
    dossier = make.DossierFactory(introduction="")
    text = as_publisher.get(url(dossier)).text
    assert "it has no introduction" in text
    assert "it names no published record" in text
