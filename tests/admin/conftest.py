"""People who work in the admin, and their windows."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client


def person(name: str, *groups: str) -> User:
    """Make a staff member in ``groups``."""
    user = User.objects.create_user(name, password="secret", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def window(user: User) -> Client:
    """Open a browser window in which ``user`` is logged in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db: Any) -> User:
    """Someone who drafts."""
    return person("emma", "editor")


@pytest.fixture
def publisher(db: Any) -> User:
    """Someone who publishes."""
    return person("paul", "publisher")


@pytest.fixture
def as_editor(editor: User) -> Client:
    """The editor's window."""
    return window(editor)


@pytest.fixture
def as_publisher(publisher: User) -> Client:
    """The publisher's window."""
    return window(publisher)
