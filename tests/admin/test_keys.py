"""Keys: one rule makes them, a made one is free, a typed one that is taken is refused."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client

from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.fields import validate_key
from deployments.letters import key_part
from deployments.models import RECORD_MODELS, Person, Port
from deployments.services import publishing
from tests import factories as make
from tests.admin.pages import errors, opened, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Tōkyō", "tokyo"),
        ("Kraljevica–Đakovo", "kraljevicadakovo"),
        ("Tromsø", "tromso"),
        ("Straße", "strasse"),
        ("Æolus", "aeolus"),
        ("Łódź", "lodz"),
        ("İstanbul Iğdır", "istanbul-igdir"),
        ("Ħal Far", "hal-far"),
        ("under_score  and -- more", "under-score-and-more"),
        ("O’Brien's", "obriens"),
        ("Tokyo 東京", "tokyo"),
        *(("Владивосток", ""), ("横須賀", ""), ("بندر عباس", ""), ("Πειραιάς", "")),
    ],
)
def test_letters_become_those_of_a_key(name: str, part: str) -> None:
    assert key_part(name) == part
    if part:
        validate_key(part)


def test_no_script_makes_keys_of_its_own() -> None:
    for model in RECORD_MODELS:
        assert not admin.site._registry[model].prepopulated_fields, model


def add(client: Client, name: str, key: str = "") -> list[str]:
    """Add a person, and give the errors of the form."""
    data = opened(client, url(Person, "add")) | {"name": name, "key": key, "kind": "expert"}
    response = client.post(url(Person, "add"), data)
    return [] if response.status_code == 302 else errors(response)


def test_a_namesake_gets_a_free_key(as_editor: Client) -> None:
    for _each in range(3):
        assert add(as_editor, "Jürgen Müller") == []
    keys = sorted(Person.objects.values_list("key", flat=True))
    assert keys == ["jurgen-muller", "jurgen-muller-2", "jurgen-muller-3"]


def test_a_made_key_was_never_another_records(as_publisher: Client) -> None:
    person = make.published(make.PersonFactory(key="jane-doe"))
    publishing.rename(record=person, new_key="jane-roe", origin=Origin.COMMAND)
    assert add(as_publisher, "Jane Doe") == []
    assert Person.objects.filter(key="jane-doe-2").exists()


@pytest.mark.parametrize("name", ["Владимир", "佐藤", "محمد", "Γιώργος", "!!!"])
def test_a_name_in_another_script_gives_kind_and_number(name: str, as_editor: Client) -> None:
    for _each in range(2):
        assert add(as_editor, name) == []
    assert sorted(Person.objects.values_list("key", flat=True)) == ["person", "person-2"]
    form = as_editor.get(url(Person, "add")).content.decode()
    assert "person-2" in form


def test_a_typed_key_that_is_taken_names_who_has_it(as_editor: Client) -> None:
    make.PersonFactory(key="taken", name="Anna Holder")
    said = add(as_editor, "Somebody", "taken")
    assert len(said) == 1
    assert "Anna Holder" in said[0]
    other = make.PersonFactory(key="other")
    data = opened(as_editor, url(other)) | {"key": "taken"}
    assert any("Anna Holder" in text for text in errors(as_editor.post(url(other), data)))
    assert not Port.objects.filter(key="taken").exists()


@pytest.mark.parametrize("key", ["Taken", "a_b", "tōkyō", "-a", "a b"])
def test_a_typed_key_that_is_none_is_refused(key: str, as_editor: Client) -> None:
    said = add(as_editor, "Somebody", key)
    assert len(said) == 1
    assert "lower-case letters" in said[0]


def test_rows_take_their_keys_by_the_same_rule() -> None:
    with change_set(origin=Origin.COMMAND):
        person = make.PersonFactory(key="ada")
        keys = [
            make.AffiliationFactory(person=person, organisation=name, role=role, key="").key
            for name, role in (
                ("Københavns Universitet", "a"),
                ("Københavns Universitet", "b"),
                ("МГУ", "a"),
                ("under_score", "a"),
            )
        ]
    assert keys == [
        "ada--kobenhavns-universitet",
        "ada--kobenhavns-universitet-2",
        "ada--affiliation",
        "ada--under-score",
    ]
    for key in keys:
        validate_key(key)
