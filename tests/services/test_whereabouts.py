"""Where an address leads, for pages and API alike."""

from __future__ import annotations

import pytest

from deployments.choices import Origin
from deployments.public.whereabouts import Where, whereabouts
from deployments.services import publishing
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_what_was_never_public_is_nowhere() -> None:
    make.PortFactory(key="draft")
    refused = make.PortFactory(key="refused")
    publishing.withdraw(record=refused, public_reason="", origin=Origin.COMMAND)
    for key in ("draft", "refused", "unknown"):
        assert whereabouts("port", key) is None, key


def test_public_and_withdrawn_records_are_found_under_their_key() -> None:
    port = make.published(make.PortFactory(key="taranto"))
    found = whereabouts("port", "taranto")
    assert found is not None
    assert (found.where, found.key) == (Where.PUBLIC, "taranto")
    publishing.withdraw(record=port, public_reason="A mistake.", origin=Origin.COMMAND)
    found = whereabouts("port", "taranto")
    assert found is not None
    assert (found.where, found.key) == (Where.WITHDRAWN, "taranto")
    assert (found.withdrawn_on, found.reason) == (port.withdrawn_on, "A mistake.")


def test_an_old_address_leads_to_the_record_public_or_withdrawn() -> None:
    port = make.published(make.PortFactory(key="old"))
    publishing.rename(record=port, new_key="new", origin=Origin.COMMAND)
    for _step in ("public", "withdrawn"):
        found = whereabouts("port", "old")
        assert found is not None
        assert (found.where, found.key) == (Where.MOVED, "new")
        if port.is_published:
            publishing.withdraw(record=port, public_reason="Gone.", origin=Origin.COMMAND)


def test_a_key_means_one_kind_of_record_only() -> None:
    make.published(make.PortFactory(key="cavour"))
    assert whereabouts("vessel", "cavour") is None
