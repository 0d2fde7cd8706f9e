"""What the tests of the season share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.bundle.support import SEASON, load
from tests.support import kept_for_a_module


@pytest.fixture(scope="module")
def season(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The season, published."""
    with kept_for_a_module(django_db_blocker):
        assert load(SEASON, publish=True).accepted
        yield
