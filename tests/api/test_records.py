"""Lists and details: what a record looks like, where it moved, and what is gone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from deployments import models
from deployments.api.views import VIEWSETS
from deployments.choices import Origin
from deployments.documents import SERIALIZERS
from deployments.filters import FILTERSETS
from deployments.kinds import KINDS
from deployments.models import OWNED_MODELS, RECORD_MODELS, Record
from deployments.services import derived, publishing
from tests import factories as make

pytestmark = pytest.mark.django_db

ROOT = "/api/v1/"


def get(address: str, status: int = 200) -> Any:
    """The JSON of an answer with this status."""
    answer = Client().get(address)
    assert answer.status_code == status, answer.content
    wanted = "application/json" if status < 400 else "application/problem+json"
    assert answer["Content-Type"] == wanted
    return answer.json()


def of(record: Record) -> str:
    """The API's address of a record."""
    return f"{ROOT}{record.plural}/{record.key}/"


def make_public(model: type[Record]) -> Record:
    record: Record = make.FACTORIES[model]()
    return make.published(record)


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_every_kind_has_a_list_and_a_detail_that_say_the_same(model: type[Record]) -> None:
    record = make_public(model)
    make.FACTORIES[model]()
    shown = get(of(record))
    assert [
        one for one in get(f"{ROOT}{model.plural}/")["results"] if one["key"] == record.key
    ] == [shown]
    assert shown["record_type"] == model.record_type
    assert shown["api_url"] == f"http://testserver{of(record)}"
    assert shown["html_url"] == f"http://testserver{record.get_absolute_url()}"
    assert shown["updated_at"]
    assert not {"status", "editor_notes", "id", "first_published_at"} & shown.keys()


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_what_never_was_public_answers_like_an_unknown_key(model: type[Record]) -> None:
    draft = make.FACTORIES[model](key="a-draft")
    review = make.FACTORIES[model](key="in-review")
    publishing.submit(record=review, origin=Origin.COMMAND)
    dropped = make.FACTORIES[model](key="dropped")
    publishing.withdraw(record=dropped, public_reason="", origin=Origin.COMMAND)
    unknown = Client().get(f"{ROOT}{model.plural}/no-such-key/")
    assert unknown.status_code == 404
    for record in (draft, review, dropped):
        answer = Client().get(of(record))
        assert answer.status_code == 404
        assert answer.content == unknown.content
        assert answer.headers == unknown.headers
    assert get(f"{ROOT}{model.plural}/?count=true") == {
        "count": 0,
        "next": None,
        "previous": None,
        "results": [],
    }


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_renamed_records_redirect_and_withdrawn_ones_leave_a_tombstone(
    model: type[Record],
) -> None:
    record = make_public(model)
    before = of(record)
    publishing.rename(record=record, new_key="renamed", origin=Origin.COMMAND)
    moved = Client().get(before)
    assert moved.status_code == 301
    assert moved["Location"] == moved.json()["api_url"] == f"http://testserver{of(record)}"
    publishing.withdraw(record=record, public_reason="It was never so.", origin=Origin.COMMAND)
    gone = get(of(record), 410)
    assert gone["record_type"] == model.record_type
    assert gone["key"] == "renamed"
    assert gone["withdrawn_on"] == record.withdrawn_on.isoformat()
    assert gone["reason"] == "It was never so."
    assert Client().get(before).status_code == 301
    assert get(f"{ROOT}{model.plural}/")["results"] == []


def test_dates_are_given_as_they_are_known() -> None:
    visit = make.published(
        make.VisitFactory(
            arrival_edtf="[2024-08-21..2024-08-31]",
            arrival_words="end of August 2024",
            departure_edtf="",
        )
    )
    shown = get(of(visit))
    assert shown["arrival"] == {
        "edtf": "[2024-08-21..2024-08-31]",
        "earliest": "2024-08-21",
        "latest": "2024-08-31",
        "words": "end of August 2024",
        "said": "end of August 2024",
        "qualified": False,
        "conventional": True,
    }
    assert shown["departure"] is None
    assert shown["days"]["possible_from"] == "2024-08-21"
    assert shown["days"]["certain_from"] is None
    undated = make.published(make.VisitFactory(arrival_edtf="", departure_edtf=""))
    assert get(of(undated))["days"] is None


def test_a_deployment_s_days_are_its_whole_span() -> None:
    days = get(of(make.published(make.DeploymentFactory())))["days"]
    assert (days["possible_from"], days["certain_to"]) == ("2024-06-01", "2024-10-30")


def test_participants_say_who_attests_them() -> None:
    visit = make.VisitFactory(port=make.PortFactory(country="JP"))
    ship = make.VisitParticipantFactory(visit=visit, berth="Berth 12")
    make.VisitAttestationFactory(
        participant=ship, source=make.published(make.SourceFactory(key="jmsdf"))
    )
    make.VisitParticipantFactory(
        visit=visit, vessel=None, navy=None, country="DE", count=2, type="ships", said="two ships"
    )
    make.published(visit)
    named, counted = get(of(visit))["participants"]
    assert named["vessel"]["api_url"] == f"http://testserver{of(ship.vessel)}"
    assert named["country"] == {"code": "IT", "name": "Italy"}
    assert [one["key"] for one in named["attested_by"]] == ["jmsdf"]
    assert named["berth"] == "Berth 12"
    assert counted["vessel"] is None
    assert counted["navy"] is None
    assert (counted["count"], counted["type"], counted["said"]) == (2, "ships", "two ships")
    assert counted["country"]["name"] == "Germany"


def test_citations_stand_with_the_record() -> None:
    visit = make.VisitFactory()
    relayed = make.published(make.SourceFactory(key="relay"))
    make.cite(
        visit,
        source=make.published(make.SourceFactory(key="paper", title="Paper", reliability="B")),
        aspect="dates",
        stance="differs",
        supports="it left earlier",
        value="26 August",
        locator="p. 3",
        credibility=2,
        via=relayed,
    )
    make.cite(visit)
    make.published(visit)
    first = get(of(visit))["citations"][0]
    assert first["source"]["name"] == "Paper"
    assert first["via"]["key"] == "relay"
    assert first["reliability"] == "B"
    assert {name: first[name] for name in ("aspect", "stance", "supports", "value", "locator")} == {
        "aspect": "dates",
        "stance": "differs",
        "supports": "it left earlier",
        "value": "26 August",
        "locator": "p. 3",
    }
    assert first["recorded"] == visit.dates_in_words != ""
    assert first["credibility"] == 2


# The gate -----------------------------------------------------------------------------------------


def test_related_drafts_are_neither_named_nor_counted() -> None:
    """Every optional relation to a draft, and every row with one, is as if it were not there."""
    secret = {"name": "Secret"}
    source = make.SourceFactory(key="secret-source", title="Secret")
    vessel = make.VesselFactory(key="secret-vessel", **secret)
    voyage = make.DeploymentFactory(key="secret-voyage", **secret)
    later = make.VisitFactory(key="secret-visit", summary="Secret")
    navy = make.published(make.NavyFactory())
    host = make.NavyFactory(key="secret-host", **secret)
    port = make.PortFactory(key="secret-port", **secret)
    ship = make.VesselFactory(home_port=port, navy=navy)
    make.VesselIdentityFactory(vessel=ship, source=source)
    visit = make.VisitFactory(
        certainty="cancelled", deployment=voyage, host=host, superseded_by=later
    )
    row = make.VisitParticipantFactory(
        visit=visit, vessel=None, navy=navy, identified_as=vessel, deployment=voyage
    )
    make.VisitAttestationFactory(participant=row, source=source)
    make.cite(visit, source=source)
    make.cite(visit, via=source)
    make.CitationFactory(target_visit=None, target_visit_participant=row, source=source)
    said = make.CommentaryFactory(via=source)
    for name, target in (("vessel", vessel), ("deployment", voyage), ("visit", later)):
        make.SubjectFactory(commentary=said, country="", **{name: target})
    talks = make.EngagementFactory(visit=later)
    make.EngagementPersonFactory(
        engagement=talks, person=make.PersonFactory(key="secret-person", **secret)
    )
    drill = make.ExerciseFactory()
    party = make.ExerciseParticipantFactory(
        exercise=drill, vessel=None, navy=navy, identified_as=vessel
    )
    make.ExerciseAttestationFactory(participant=party, source=source)
    public = [make.published(record) for record in (ship, visit, said, talks, drill)]
    for record in public:
        for address in (of(record), f"{ROOT}{record.plural}/", f"{ROOT}timeline/?count=true"):
            body = Client().get(address).content.lower()
            assert b"secret" not in body, address
    shown = get(of(visit))
    assert (shown["deployment"], shown["host"], shown["superseded_by"]) == (None, None, None)
    assert shown["participants"][0]["identified_as"] is None
    assert shown["participants"][0]["attested_by"] == []
    assert shown["participants"][0]["citations"] == []
    assert get(of(said))["subjects"] == []
    assert get(of(said))["via"] is None
    assert get(of(talks))["people"] == []


# Registries ---------------------------------------------------------------------------------------


def test_every_kind_has_a_view_and_views_are_closed_until_asked() -> None:
    assert [view.record for view in VIEWSETS] == list(KINDS.values())
    assert set(SERIALIZERS) == set(FILTERSETS) == set(models.RECORD_TYPES)
    for view in VIEWSETS:
        make_public(models.RECORD_TYPES[view.record.record_type])
        assert not view.queryset.exists()


PRIVATE = {
    "id": "an internal number; the key is public",
    "status": "all that is shown is published",
    "first_published_at": "part of the workflow",
    "withdrawn_on": "in the tombstone only",
    "withdrawal_reason": "in the tombstone only",
    "editor_notes": "never public",
    "version": "it would tell of changes to rows that are not public",
}
HELD = ("vesselidentity", "personname", "organisationname", "portname")
RENAMED = {
    ("source", "published"): "published_date",
    **{(table, bound): f"held_{bound}" for table in HELD for bound in ("from", "to")},
    ("source", "retraction"): "retraction_date",
}
OWNED_AS = {
    "visit": {"participants": "participants"},
    "commentary": {
        "answers": "questions",
        "theme_positions": "themes",
        "commentary_affiliations": "affiliations",
    },
    "engagement": {"engagement_people": "people", "engagement_countries": "countries"},
    "dossier": {"items": "sections"},
}


def columns(model: type[Any]) -> set[str]:
    """The public fields of a model; the four columns of a fuzzy date are one."""
    found = set()
    stems = {column: date.stem for date in model.fuzzy_dates for column in date.columns}
    for field in model._meta.concrete_fields:
        stem = stems.get(field.name)
        name = stem or field.name
        found.add(RENAMED.get((model._meta.model_name, name), name))
    return found - set(PRIVATE) - model.worked_out()


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_every_public_field_is_shown(model: type[Record]) -> None:
    shown = set(SERIALIZERS[model.record_type]().fields)
    assert columns(model) <= shown
    owned = {OWNED_AS.get(model.record_type, {}).get(name, name) for name in model.owned}
    assert owned <= shown


def nested() -> dict[type[Any], set[str]]:
    """The fields shown of every model that has a serializer inside another."""
    found: dict[type[Any], set[str]] = {}
    waiting: list[Any] = [serializer() for serializer in SERIALIZERS.values()]
    while waiting:
        one = waiting.pop()
        if hasattr(one, "child"):
            one = one.child
        if hasattr(one, "fields"):
            meta = getattr(one, "Meta", None)
            if meta is not None:
                found[meta.model] = set(one.fields)
            waiting += list(one.fields.values())
    return found


LINKS_ONLY = {
    "VisitAttestation": "a list of sources: attested_by",
    "ExerciseAttestation": "a list of sources: attested_by",
    "EngagementPerson": "a list of people",
    "EngagementCountry": "a list of countries",
    "Answer": "a list of questions",
    "CommentaryAffiliation": "the affiliation itself",
    "Subject": "a link to its one target, or a country",
    "DossierItem": "a link to its one target with the reason, in its section",
}


TOGETHER = {"passage": {"paragraph", "passage_start", "passage_end"}}
"""Columns that are shown as one value."""


@pytest.mark.parametrize("model", OWNED_MODELS, ids=lambda model: model.__name__)
def test_every_owned_row_is_shown_whole(model: type[Any]) -> None:
    if model.__name__ in LINKS_ONLY:
        return
    shown = nested()[model]
    parts = {part for name in shown for part in TOGETHER.get(name, ())}
    assert columns(model) - set(model.owners()) <= shown | parts


UNFILTERED = {
    "key": "it is the address",
    "api_url": "",
    "html_url": "",
    "record_type": "",
    "updated_at": "updated_since",
    "citations": "source",
    "notes": "free text",
    "translations": "free text",
    "other_names": "q",
    "since": "coverage is read whole",
    "until": "coverage is read whole",
    "name": "q",
    "native_name": "q",
    "former_names": "q",
    "abbreviation": "q",
    "names": "q",
    "title": "q",
    "text": "q",
    "introduction": "q",
    "sections": "q, and each kind of record that they name",
    "summary": "q",
    "area": "q",
    "url": "q",
    "author": "q",
    "identities": "q",
    "pennant": "q",
    "affiliations": "q",
    "quote": "q",
    "ship_prefix": "q",
    "national_designator": "q",
    "nato_designator": "q",
    "arrival": "from, to, on",
    "departure": "from, to, on",
    "start": "from, to, on",
    "end": "from, to, on",
    "date": "from, to, on",
    "days": "from, to, on",
    "lat": "a position is for maps",
    "lon": "a position is for maps",
    "radius_km": "a position is for maps",
    "hull_type_said": "hull_type",
    "kind_said": "kind",
    "country_said": "q",
    "medium_said": "medium",
    "purpose_said": "purpose",
    "purpose_code": "purpose",
    "assignments": "vessel, navy",
    "participants": "vessel, navy, participant_country",
    "outcome_said": "outcome",
    "duration": "lengths are compared by who reads the list",
    "duration_words": "lengths are compared by who reads the list",
    "superseded_by": "certainty",
    "supersedes": "certainty",
    "people": "person",
    "countries": "country",
    "called": "q",
    "apart": "q",
    "is_unnamed": "q",
    "place": "port",
    "place_countries": "country",
    "origin_place": "origin_port",
    "speaker": "person",
    "rests_on": "source; it is worked out from the citations",
    "questions": "question",
    "themes": "theme",
    "subjects": "visit, port, …",
    "retraction_date": "retracted",
    "retracted_by": "retracted",
    "retraction_reason": "retracted",
    "retraction_url": "retracted",
    "quote_locator": "says where a quote stands",
    "via": "a source is found by the records that cite it",
    "archived_url": "an address is opened, not searched",
    "accessed_on": "of no use alone",
    "published_date": "sources are found by what they support",
    "commissioned_year": "a year is compared by who reads the list",
}


@pytest.mark.parametrize("model", RECORD_MODELS, ids=lambda model: model.record_type)
def test_every_field_shown_has_a_filter_or_a_reason(model: type[Record]) -> None:
    shown = set(SERIALIZERS[model.record_type]().fields)
    assert not shown - set(FILTERSETS[model.record_type].base_filters) - set(UNFILTERED)


def test_until_its_document_is_written_a_public_record_is_not_ready() -> None:
    port = make_public(models.Port)
    models.PublicDocument.objects.update(key="#1", text="")
    for address in (f"{ROOT}ports/", of(port)):
        assert get(address, 503)["detail"] == "The site is being updated. Ask again in a minute."
        assert Client().get(address)["Retry-After"] == "60"
    derived.rebuild()
    assert get(of(port))["key"] == port.key
