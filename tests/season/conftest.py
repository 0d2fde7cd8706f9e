"""What the tests of the season share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.bundle.support import SEASON, load
from tests.support import kept_for_a_module


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of this folder on one worker, which loads the season once a module."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("season"))


@pytest.fixture(scope="module")
def season(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The season, published."""
    with kept_for_a_module(django_db_blocker):
        assert load(SEASON, publish=True).accepted
        yield
