"""What the tests of the season share."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.bundle.support import SEASON, load
from tests.support import kept_for_a_module

HERE = Path(__file__).parent
LOADED = pytest.StashKey[ExitStack]()
"""What takes the season away again."""


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of this folder on one worker, which loads the season once."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("season"))


@pytest.fixture(scope="module")
def season(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The season, published: loaded by the first module that asks, for all of this folder.

    The folder is no package, so that a fixture of that scope would last for the whole run, with
    its transaction.
    """
    if LOADED in request.config.stash:
        return
    with ExitStack() as around:
        around.enter_context(kept_for_a_module(django_db_blocker))
        assert load(SEASON, publish=True).accepted
        request.config.stash[LOADED] = around.pop_all()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, None, None]:
    """Take the season away after the last test of this folder."""
    yield
    goes_on = nextitem is not None and HERE in nextitem.path.parents
    if not goes_on and LOADED in item.config.stash:
        item.config.stash[LOADED].close()
        del item.config.stash[LOADED]
