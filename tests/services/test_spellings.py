"""By which words misspelt names are found: those of what is public, and no others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import QuerySet
from django.test import Client

from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import Navy, PublicFacet, PublicOption, PublicSpelling, Vessel
from deployments.public.documents import CALLED, WORD
from deployments.public.spellings import near
from deployments.services import derived, publishing, spellings
from tests import factories as f

pytestmark = pytest.mark.django_db

Spoil = Callable[["QuerySet[PublicSpelling]"], object]


def meant(word: str) -> list[str]:
    """The words of public names that may be meant by a word."""
    return [each.word for each in near([word])[word]]


def called(kind: str) -> set[str]:
    """All that the records of a kind are called."""
    rows = PublicFacet.objects.filter(record_type=kind, name=CALLED)
    return set(rows.values_list("value", flat=True))


def withdrawn(vessel: Vessel) -> None:
    """Take a vessel back."""
    publishing.withdraw(record=vessel, public_reason="It was another.", origin=Origin.COMMAND)


def test_the_word_of_a_name_is_meant_while_a_public_record_bears_it() -> None:
    draft = f.VesselFactory(name="Zephyranthes")
    assert not meant("zephyrantes")
    f.published(draft)
    assert meant("zephyrantes") == ["zephyranthes"]
    other = f.published(f.VesselFactory(name="Zephyranthes II", pennant="Z 2"))
    withdrawn(draft)
    assert meant("zephyrantes") == ["zephyranthes"]
    withdrawn(other)
    assert not meant("zephyrantes")
    assert not PublicSpelling.objects.filter(form__startswith="zephy").exists()
    assert not list(derived.differences())


def test_the_most_frequent_of_words_that_are_as_near_comes_first() -> None:
    for name in ("Marina One", "Marina Two", "Marine"):
        f.published(f.VesselFactory(name=name))
    assert meant("marino") == ["marina", "marine"]
    assert [each.distance for each in near(["marina"])["marina"]] == [0, 1]


def test_former_names_and_those_in_other_languages_are_names() -> None:
    ship = f.VesselFactory(name="Orion Star", native_name="オリオン", pennant="D 12", imo=9074729)
    f.VesselIdentityFactory(vessel=ship, name="Northmoor", pennant="A 77")
    f.published(ship)
    port = f.PortFactory(name="Puerto O'Higgins", unlocode="CLPOH")
    f.PortNameFactory(port=port, name="Baden-Württemberg", country="")
    f.published(port)
    assert called("vessel") >= {"orionstar", "オリオン", "northmoor", "d12", "12", "a77", "77"}
    assert "9074729" in called("vessel")
    assert called("port") >= {"puertoohiggins", "clpoh", "badenwurttemberg", "badenwuerttemberg"}
    assert meant("nothmoor") == ["northmoor"]
    assert meant("wurtemberg") == ["wurttemberg", "wuerttemberg"]
    assert not meant("オリオソ")  # where letters are words a wrong one is another word


def test_a_description_of_a_person_is_no_name() -> None:
    f.published(f.PersonFactory(name="Unnamed spokesperson", key="nobody"))
    f.published(f.PersonFactory(name="Gabriele Abbondanza", key="abbondanza"))
    assert meant("abondanza") == ["abbondanza"]
    assert not meant("spokesperso")


def test_the_prefix_of_her_navy_is_said_before_a_ship() -> None:
    navy = f.NavyFactory(ship_prefix="ITS")
    ship = f.published(f.VesselFactory(name="Cavour", navy=navy))
    assert called("vessel") >= {"cavour", "itscavour"}
    assert "its" not in called("vessel")
    navy = Navy.objects.get(pk=ship.navy_id)
    with change_set(origin=Origin.COMMAND, reason="It has another one."):
        navy.ship_prefix = "RN"
        navy.save()
    assert called("vessel") >= {"cavour", "rncavour"}
    assert "itscavour" not in called("vessel")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows.filter(form="cavour").delete(),
        lambda rows: rows.filter(form="cavour").update(form="wrong"),
        lambda rows: rows.delete(),
        lambda rows: PublicSpelling.objects.create(option=rows[0].option, form="more"),
    ],
)
def test_forms_that_are_wrong_or_missing_are_told_and_put_right(spoil: Spoil) -> None:
    f.published(f.VesselFactory(name="Cavour"))
    rows = PublicSpelling.objects.filter(option__value="cavour")
    assert not spellings.is_old()
    assert meant("cavor")
    spoil(rows)
    assert derived.is_old()
    assert list(derived.differences()) == [
        "vessel word=cavour: 1: how it may be misspelt is out of date"
    ]
    derived.rebuild()
    assert not list(derived.differences())
    assert meant("cavor") == ["cavour"]


def test_forms_of_what_is_no_word_of_a_name_are_told_and_go() -> None:
    f.published(f.VesselFactory(name="Cavour"))
    other = PublicOption.objects.exclude(name=WORD).earliest("pk")
    PublicSpelling.objects.create(option=other, form="cavour")
    [line] = derived.differences()
    assert line == f"{other}: how it may be misspelt is out of date"
    derived.rebuild()
    assert not list(derived.differences())


def test_a_database_from_before_is_filled_by_a_rebuild(client: Client) -> None:
    f.published(f.VesselFactory(name="Cavour"))
    PublicFacet.objects.filter(name__in=(CALLED, WORD)).delete()
    PublicOption.objects.filter(name=WORD).delete()
    assert derived.is_old()
    assert "Did you mean" not in client.get("/search/", {"q": "Cavor"}).text
    derived.rebuild()
    assert meant("cavor") == ["cavour"]
    assert called("vessel") >= {"cavour"}
