"""What records are found by, for readers and for staff."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from deployments.models import Port, Record, RecordIndex, Source, Vessel, Visit
from deployments.search import search
from deployments.services import index_rows

from .. import factories as make

pytestmark = pytest.mark.django_db


def staff(model: type[Record], query: str) -> set[str]:
    """The keys that the admin finds."""
    return set(search(model._default_manager.all(), query).values_list("key", flat=True))


def readers(client: Client, model: type[Record], query: str) -> set[str]:
    """The keys that the API lists."""
    answer = client.get(f"/api/v1/{model.plural}/", {"q": query}).json()
    return {row["key"] for row in answer["results"]}


@pytest.fixture
def tromp() -> Vessel:
    """A ship that had another name, of a navy with a prefix."""
    navy = make.NavyFactory(name="Royal Netherlands Navy", country="NL", ship_prefix="HNLMS")
    ship = make.VesselFactory(
        key="tromp", name="Tromp", navy=navy, pennant="F803", hull_type="frigate"
    )
    make.VesselIdentityFactory(vessel=ship, name="Evertsen")
    return make.published(ship)


def test_a_ship_is_found_with_the_prefix_and_names_of_her_navy(
    tromp: Vessel, client: Client
) -> None:
    make.published(make.VesselFactory(key="other", name="Other", pennant="F 1"))
    for query in (
        "HNLMS Tromp",
        "Tromp",
        "F-803",
        "Dutch frigate",
        "HNLMS Evertsen",
        "niederländische Fregatte",
    ):
        assert staff(Vessel, query) == readers(client, Vessel, query) == {"tromp"}, query


def test_a_visit_is_found_by_its_ships_and_port(tromp: Vessel, client: Client) -> None:
    queries = (
        "Tromp Kochi",
        "HNLMS Evertsen",
        "Cochin",
        "Dutch frigate, India",
        "F 803 コーチ",
        "old salts",
    )
    port = make.PortFactory(name="Kochi", country="IN", native_name="コーチ")
    make.PortNameFactory(port=port, name="Cochin")
    visit, other = make.VisitFactory(key="seen", port=port), make.VisitFactory(key="other")
    make.VisitParticipantFactory(visit=visit, vessel=tromp)
    make.VisitParticipantFactory(visit=visit, vessel=None, navy=tromp.navy, said="Old Salts")
    for query in queries:
        assert (staff(Visit, query), readers(client, Visit, query)) == ({"seen"}, set()), query
    make.published(visit)
    make.published(other)
    for query in queries:
        assert staff(Visit, query) == readers(client, Visit, query) == {"seen"}, query


def test_a_name_that_changes_is_found_without_touching_those_that_use_it(
    tromp: Vessel, client: Client
) -> None:
    with make.together():
        tromp.navy.ship_prefix = "ZrMs"
        tromp.navy.save()
    assert staff(Vessel, "ZrMs Tromp") == readers(client, Vessel, "ZrMs Tromp") == {"tromp"}
    assert staff(Vessel, "HNLMS Tromp") == readers(client, Vessel, "HNLMS Tromp") == set()


def test_the_name_of_a_record_that_is_not_public_finds_nothing_for_readers(client: Client) -> None:
    paper = make.OrganisationFactory(name="Zeitung", native_name="新聞")
    make.published(make.SourceFactory(key="seen", publisher="", publisher_record=paper))
    assert staff(Source, "新聞") == {"seen"}
    assert readers(client, Source, "新聞") == set()
    make.published(paper)
    assert readers(client, Source, "新聞") == {"seen"}


def test_a_name_in_another_language_is_found(client: Client) -> None:
    port = make.published(make.PortFactory(key="naples", name="Naples", country="IT"))
    make.TranslationFactory(
        record_port=port, record_visit=None, text_of="name", language="it", text="Napoli"
    )
    make.TranslationFactory(
        record_port=port, record_visit=None, text_of="notes", language="it", text="Vesuvio"
    )
    for query, found in (("Napoli", {"naples"}), ("Vesuvio", set()), ("Italien", {"naples"})):
        assert staff(Port, query) == readers(client, Port, query) == found


def test_words_kept_beside_ours_are_found_and_other_is_not(client: Client) -> None:
    make.published(make.VesselFactory(key="a", hull_type="other", hull_type_said="dispatch boat"))
    make.published(make.VesselFactory(key="b", hull_type="replenishment ship"))
    assert readers(client, Vessel, "dispatch") == {"a"}
    assert readers(client, Vessel, "other") == set()
    assert readers(client, Vessel, "support vessels") == {"b"}
    assert readers(client, Vessel, "AOR") == set()


def test_an_update_that_changes_the_words_builds_the_index_anew(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    port = make.PortFactory(name="Puerto O’Higgins")
    assert not index_rows.searches_by_old_words()
    RecordIndex.objects.filter(record_type="port").update(search_text="puerto o’higgins")
    assert index_rows.searches_by_old_words()
    assert staff(Port, "ohiggins") == set()
    settings.PRODUCTION = True
    out = StringIO()
    call_command("prepare", stdout=out)
    assert "building the index anew" in out.getvalue()
    assert staff(Port, "ohiggins") == {port.key}
