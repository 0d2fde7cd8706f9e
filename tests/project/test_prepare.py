"""What ``prepare`` leaves an empty database without; what it brings is in ``test_prepared.py``."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
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
