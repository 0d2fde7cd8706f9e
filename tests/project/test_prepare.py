"""``prepare`` brings an empty checkout to where it can be served, once."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _static_root(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"


def prepare() -> str:
    """Run the command and return what it printed."""
    out = StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


def rows() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the app and of the accounts."""
    models = [*apps.get_app_config("deployments").get_models(), get_user_model()]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models
    }


def test_an_empty_database_gets_the_season_and_one_account(tmp_path: Path) -> None:
    words = prepare()
    assert "example season" in words
    found = re.search(r"  password +(\S+)", words)
    assert found

    user = authenticate(username="editor", password=found.group(1))
    assert user is not None
    assert user.is_staff
    assert not user.is_superuser
    assert {group.name for group in user.groups.all()} == {"editor", "publisher"}
    assert get_user_model().objects.count() == 1
    assert apps.get_model("deployments", "Visit")._base_manager.count() > 50
    assert (tmp_path / "static" / "admin" / "css" / "base.css").exists()


def test_a_second_run_says_and_changes_nothing() -> None:
    prepare()
    before = rows()
    assert prepare() == ""
    assert rows() == before


def test_each_password_is_another() -> None:
    first = prepare()
    get_user_model().objects.all().delete()
    second = prepare()
    passwords = re.findall(r"  password +(\S+)", first + second)
    assert len(set(passwords)) == 2
    assert "example season" not in second


def test_a_public_site_gets_neither_season_nor_account(settings: Settings) -> None:
    settings.PRODUCTION = True
    assert prepare() == ""
    assert not get_user_model().objects.exists()
    assert not apps.get_model("deployments", "Visit")._base_manager.exists()


def test_missing_groups_are_named_and_leave_no_account() -> None:
    Group.objects.all().delete()
    with pytest.raises(CommandError, match="editor and publisher are missing"):
        prepare()
    assert not get_user_model().objects.exists()
