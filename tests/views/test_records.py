"""Every kind of record at its address: published, draft, renamed, withdrawn, never there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import RECORD_MODELS, Record
from deployments.services import publishing
from tests import factories as f

pytestmark = pytest.mark.django_db

KINDS = pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)


def made(model: type[Record], **fields: Any) -> Any:
    return f.FACTORIES[model](**fields)


@KINDS
def test_a_published_record_has_a_page(client: Client, model: type[Record]) -> None:
    record = f.published(made(model, notes="Seen & noted."))
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    assert "Seen &amp; noted." in response.text
    assert f"/api/v1/{model.plural}/{record.key}/" in response.text
    assert f'href="http://testserver{record.get_absolute_url()}"' in response.text


@KINDS
def test_what_was_never_public_answers_as_what_never_was(
    client: Client, model: type[Record]
) -> None:
    record = made(model)
    address = record.get_absolute_url()
    never_there = client.get(address.replace(record.key, "no-such-record"))
    unpublished = client.get(address)
    publishing.submit(record=record, origin=Origin.COMMAND)
    in_review = client.get(address)
    publishing.withdraw(record=record, public_reason="Wrong.", origin=Origin.COMMAND)
    withdrawn = client.get(address)
    for response in (unpublished, in_review, withdrawn):
        assert response.status_code == never_there.status_code == 404
        assert response.content == never_there.content
        assert response.headers == never_there.headers
    assert unpublished.headers["Cache-Control"] == "no-store"


@KINDS
def test_a_withdrawn_record_leaves_kind_key_day_and_reason(
    client: Client, model: type[Record]
) -> None:
    record = f.published(made(model, notes="Something else of it."))
    publishing.withdraw(record=record, public_reason="The source erred.", origin=Origin.COMMAND)
    response = client.get(record.get_absolute_url())
    assert response.status_code == 410
    assert record.key in response.text
    assert "The source erred." in response.text
    assert "Something else of it." not in response.text
    for name in ("name", "title", "text", "summary"):
        if words := getattr(record, name, ""):
            assert words not in response.text
    assert response.headers["Cache-Control"] == "no-store"


@KINDS
def test_an_old_key_leads_to_the_new_one(client: Client, model: type[Record]) -> None:
    record = f.published(made(model))
    old = record.get_absolute_url()
    publishing.rename(record=record, new_key="another-key", origin=Origin.COMMAND)
    response = client.get(old)
    assert response.status_code == 301
    assert response.headers["Location"] == record.get_absolute_url()
    publishing.withdraw(record=record, public_reason="Wrong.", origin=Origin.COMMAND)
    assert client.get(old, follow=True).status_code == 410


@KINDS
def test_a_key_of_a_draft_that_was_renamed_leads_nowhere(
    client: Client, model: type[Record]
) -> None:
    record = made(model)
    old = record.get_absolute_url()
    publishing.rename(record=record, new_key="another-key", origin=Origin.COMMAND)
    assert client.get(old).status_code == 404
    assert client.get(record.get_absolute_url()).status_code == 404


def test_editors_notes_are_on_no_page(client: Client) -> None:
    with f.together():
        records = [f.published(made(m, editor_notes="Ask the attaché.")) for m in RECORD_MODELS]
    for record in records:
        assert "attaché" not in client.get(record.get_absolute_url()).text


def test_markup_in_a_record_is_shown_not_obeyed(client: Client) -> None:
    port = f.published(f.PortFactory(name="<b>Port</b>", notes="<script>x</script>"))
    text = client.get(port.get_absolute_url()).text
    assert "&lt;b&gt;Port&lt;/b&gt;" in text
    assert "<script" not in text


def test_the_page_for_nothing_helps_on(client: Client) -> None:
    text = client.get("/visits/no-such-record/").text
    assert 'formaction="/visits/"' in text
    assert 'href="/vessels/"' in text
    assert "no-such-record" not in text


def test_a_draft_beside_a_page_changes_nothing_of_it(client: Client, season: Any) -> None:
    addresses = [
        getattr(season, name).get_absolute_url()
        for name in ("deployment", "visit", "port", "vessel", "question", "theme", "person")
    ]
    addresses += ["/", "/timeline/", "/about/", "/countries/", "/countries/JP/", "/perspectives/"]
    before = {address: client.get(address).content for address in addresses}
    draft = f.VisitFactory(port=season.port, deployment=season.deployment)
    f.VisitParticipantFactory(visit=draft, vessel=season.vessel)
    said = f.CommentaryFactory(person=season.person)
    f.AnswerFactory(commentary=said, question=season.question)
    f.ThemePositionFactory(commentary=said, theme=season.theme)
    with change_set(origin=Origin.COMMAND):
        f.cite(draft)
    for address in addresses:
        assert client.get(address).content == before[address], address


def test_notes_are_folded_away_until_somebody_asks(client: Client, season: Any) -> None:
    port = f.published(f.PortFactory(notes="Position from a data file."))
    question = f.published(f.QuestionFactory(notes="As a reader put it."))
    for record in (port, question):
        text = client.get(record.get_absolute_url()).text
        fold = text[text.index('<details class="notes">') :]
        fold = fold[: fold.index("</details>")]
        assert "How we know" in fold[: fold.index("</summary>")]
        assert record.notes in fold[fold.index("</summary>") :]
        assert text.count(record.notes) == 1
    assert "How we know" not in client.get(season.port.get_absolute_url()).text


def test_a_list_does_not_begin_with_descriptions(client: Client) -> None:
    for name in ("(author of an article)", "[a sailor]", "Unnamed officer", "zeta", "Alpha"):
        f.published(f.PersonFactory(name=name))
        f.published(f.SourceFactory(title=name))
    for address in ("/people/", "/sources/"):
        text = client.get(address).text
        text = text[text.index('class="records"') :]
        names = ("Alpha", "zeta", "(author", "[a sailor]", "Unnamed officer")
        places = [text.index(name) for name in names]
        assert places == sorted(places)
