"""The lists: found by any name, what is missing at a glance, and no query more for more rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deployments.models import (
    OWNED_MODELS,
    RECORD_MODELS,
    ChangeSet,
    KeyRedirect,
    Source,
    Vessel,
    Visit,
)
from deployments.models.base import Record
from deployments.models.owned import ArcOwnedRow
from tests import factories as make
from tests.admin.pages import url

pytestmark = pytest.mark.django_db

INLINE = {
    inline.model for model_admin in admin.site._registry.values() for inline in model_admin.inlines
}
ATTESTED_BY = {"VisitAttestation", "ExerciseAttestation"}
"""Rows edited by the field "attested by" of a participant."""


def rows_of(model: type[Record]) -> Any:
    """A record with a row of every kind it can own, and a citation."""
    record = make.FACTORIES[model]()
    for owned in model.owned:
        relation = model._meta.get_field(owned)
        factory = make.FACTORIES[relation.related_model]
        values: dict[str, Any] = {relation.field.name: record}
        if issubclass(relation.related_model, ArcOwnedRow):
            values = {relation.related_model.arc.column("visit"): None, **values}
        row = factory(**values)
        for nested, name in ((make.VisitAttestationFactory, "VisitParticipant"),):
            if type(row).__name__ == name:
                nested(participant=row)
    return record


def queries(client: Client, address: str) -> int:
    """How many queries a page takes, the session's included."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_every_kind_of_row_can_be_edited() -> None:
    assert set(RECORD_MODELS) <= set(admin.site._registry)
    for model in OWNED_MODELS:
        assert model in INLINE or model.__name__ in ATTESTED_BY, model


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.__name__)
def test_a_longer_list_takes_no_more_queries(model: type[Record], as_publisher: Client) -> None:
    address = url(model, "changelist")
    for _each in range(2):
        rows_of(model)
    few = queries(as_publisher, address)
    for _each in range(7):
        rows_of(model)
    assert queries(as_publisher, address) == few


@pytest.mark.parametrize("model", [ChangeSet, KeyRedirect])
def test_a_longer_audit_takes_no_more_queries(model: Any, as_publisher: Client) -> None:
    from deployments.choices import Origin
    from deployments.services import publishing

    def renamed() -> None:
        vessel = make.published(make.VesselFactory())
        publishing.rename(record=vessel, new_key=f"{vessel.key}-new", origin=Origin.COMMAND)

    address = url(model, "changelist")
    renamed()
    few = queries(as_publisher, address)
    for _each in range(4):
        renamed()
    assert queries(as_publisher, address) == few


def found(client: Client, model: type[Record], text: str) -> set[str]:
    """The keys that the list of ``model`` shows for a search."""
    response = client.get(url(model, "changelist"), {"q": text})
    return {record.key for record in response.context["cl"].result_list}


def offered(client: Client, field: str, text: str) -> list[str]:
    """What the autocomplete of a field of a visit's participant offers."""
    given = {
        "app_label": "deployments",
        "model_name": "visitparticipant",
        "field_name": field,
        "term": text,
    }
    answer = client.get(reverse("admin:autocomplete"), given).json()
    return [each["text"] for each in answer["results"]]


@pytest.mark.parametrize(
    "text", ["montecuccoli", "MONTÉCUCCOLI", "P 432", "p432", "P-432", "日本", "old lion"]
)
def test_a_ship_is_found_by_any_name_and_number(text: str, as_editor: Client) -> None:
    ship = make.VesselFactory(
        key="m", name="Raimondo Montecùccoli", pennant="P-432", native_name="日本丸"
    )
    make.VesselIdentityFactory(vessel=ship, name="Old Lion")
    make.VesselFactory(key="other", name="Other", pennant="F 1")
    assert found(as_editor, Vessel, text) == {"m"}
    assert len(offered(as_editor, "vessel", text)) == 1


def test_an_autocomplete_tells_namesakes_apart_and_says_what_is_not_public(
    as_editor: Client,
) -> None:
    for navy in ("Royal Australian Navy", "Republic of Singapore Navy"):
        make.VesselFactory(
            name="Stalwart", pennant="", navy=make.NavyFactory(name=navy), key=navy[:5].lower()
        )
    public = make.published(make.VesselFactory(name="Stalwart", pennant="A 1", key="x"))
    assert set(offered(as_editor, "vessel", "stalwart")) == {
        "Stalwart, Royal Australian Navy · royal [draft]",
        "Stalwart, Republic of Singapore Navy · repub [draft]",
        f"Stalwart (A 1), {public.navy} · x",
    }


def test_an_autocomplete_says_the_institution_and_key_of_people_of_one_name(
    as_editor: Client,
) -> None:
    for key, organisation in (("first", "Institute One"), ("second", "")):
        person = make.PersonFactory(key=key, name="Tan Wei", country="SG")
        if organisation:
            make.AffiliationFactory(person=person, organisation=organisation, as_of_edtf="2024")
    make.PersonFactory(name="Tan Weiming")
    given = {
        "app_label": "deployments",
        "model_name": "commentary",
        "field_name": "person",
        "term": "tan wei",
    }
    answer = as_editor.get(reverse("admin:autocomplete"), given).json()
    assert {each["text"] for each in answer["results"]} == {
        "Tan Wei, Institute One, Singapore · first [draft]",
        "Tan Wei, Singapore · second [draft]",
        "Tan Weiming [draft]",
    }


def test_an_autocomplete_takes_no_more_queries_for_more_ships(as_editor: Client) -> None:
    given = "?app_label=deployments&model_name=visitparticipant&field_name=vessel&term="
    address = reverse("admin:autocomplete") + given
    make.VesselFactory()
    few = queries(as_editor, address)
    for _each in range(5):
        make.VesselFactory()
    assert queries(as_editor, address) == few


def test_the_list_says_what_a_draft_lacks(as_editor: Client) -> None:
    bare = make.VisitFactory(key="bare", arrival_edtf="", departure_edtf="")
    make.cite(make.VisitFactory(key="cited", port=make.published(make.PortFactory())))
    make.CitationFactory(target_visit=make.VisitFactory(key="resting"), source=make.SourceFactory())
    page = as_editor.get(url(Visit, "changelist"))
    visits = admin.site._registry[Visit]
    lacking = {v.key: visits.missing(v) for v in page.context["cl"].result_list}  # type: ignore[attr-defined]
    assert lacking == {
        "bare": "source, dates, participants, port not published",
        "cited": "participants",
        "resting": "published source, participants, port not published",
    }
    narrowed = as_editor.get(url(Visit, "changelist"), {"missing": "dates"})
    assert list(narrowed.context["cl"].result_list) == [bare]


def test_a_list_is_narrowed_by_a_ship_without_a_list_of_all_ships(as_editor: Client) -> None:
    row = make.VisitParticipantFactory()
    ships = [make.VisitParticipantFactory().vessel for _each in range(3)]
    given = {"participants__vessel": row.vessel_id, "status": "draft"}
    page = as_editor.get(url(Visit, "changelist"), given)
    assert list(page.context["cl"].result_list) == [row.visit]
    text = page.content.decode()
    assert f'value="{row.vessel_id}" selected' in text
    assert not any(f">{ship}" in text for ship in ships)


def test_no_form_lists_all_records_of_a_kind(as_publisher: Client) -> None:
    names = [source.title for source in make.SourceFactory.create_batch(3)]
    names += [vessel.name for vessel in make.VesselFactory.create_batch(3)]
    for model in RECORD_MODELS:
        text = as_publisher.get(url(model, "add")).content.decode()
        assert not any(name in text for name in names), model


def test_a_forged_filter_is_no_error(as_editor: Client) -> None:
    for value in ("x", "1,2", "999999999999999999999", "'"):
        given = {"participants__vessel": value}
        assert as_editor.get(url(Visit, "changelist"), given).status_code in (200, 302)


def test_sources_are_found_by_their_publisher(as_editor: Client) -> None:
    make.SourceFactory(key="a", title="Splash", publisher="Domino Theory")
    make.SourceFactory(key="b")
    assert found(as_editor, Source, "domino splash") == {"a"}


def test_every_choice_of_a_filter_has_words(as_publisher: Client) -> None:
    make.SourceFactory(key="none", language="")
    make.SourceFactory(key="fr", language="fr")
    for model in RECORD_MODELS:
        rows_of(model)
        changelist = as_publisher.get(url(model, "changelist")).context["cl"]
        for each in changelist.filter_specs:
            for choice in each.choices(changelist):
                assert "form" in choice or str(choice["display"]).strip(), (model, each.title)
    page = as_publisher.get(url(Source, "changelist"), {"language": ""})
    assert "none" in {source.key for source in page.context["cl"].result_list}
    assert "fr" not in {source.key for source in page.context["cl"].result_list}


def test_every_kind_of_record_has_its_place_in_the_index(as_publisher: Client) -> None:
    page = as_publisher.get(reverse("admin:index"))
    grouped = {app["app_label"]: app["models"] for app in page.context["app_list"]}
    assert "deployments" not in grouped, "what no group names stands under the app's own name"
    placed = {model["model"] for models in grouped.values() for model in models}
    assert set(RECORD_MODELS) <= placed
