"""``prepare`` brings an empty checkout to where it can be served, once.

What it leaves an empty database without is in ``test_prepare.py``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from tests.project.test_prepare import prepare
from tests.services.test_statistics import known
from tests.support import kept_for_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("prepared")]


@pytest.fixture(autouse=True)
def _static_root(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the app and of the accounts."""
    models = [*apps.get_app_config("deployments").get_models(), get_user_model()]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models
    }


@dataclass(frozen=True)
class Prepared:
    """An empty database after the command, whose files and words were kept."""

    words: str
    files: Path


@pytest.fixture(scope="module")
def prepared(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Prepared]:
    files = tmp_path_factory.mktemp("files")
    with kept_for_a_module(django_db_blocker):
        with override_settings(STATIC_ROOT=files):
            words = prepare()
        yield Prepared(words, files)


def test_an_empty_database_gets_the_season_and_one_account(prepared: Prepared) -> None:
    assert "example season" in prepared.words
    found = re.search(r"  password +(\S+)", prepared.words)
    assert found

    user = authenticate(username="editor", password=found.group(1))
    assert user is not None
    assert user.is_staff
    assert not user.is_superuser
    assert {group.name for group in user.groups.all()} == {"editor", "publisher"}
    assert get_user_model().objects.count() == 1
    assert apps.get_model("deployments", "Visit")._base_manager.count() > 50
    assert known("deployments_visit") > 50
    assert (prepared.files / "admin" / "css" / "base.css").exists()


def test_a_second_run_says_and_changes_nothing(prepared: Prepared) -> None:
    before = rows()
    assert prepare() == ""
    assert rows() == before


def test_each_password_is_another(prepared: Prepared) -> None:
    get_user_model().objects.all().delete()
    second = prepare()
    passwords = re.findall(r"  password +(\S+)", prepared.words + second)
    assert len(set(passwords)) == 2
    assert "example season" not in second
