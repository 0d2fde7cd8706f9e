"""Texts are tidied on every way in."""

from __future__ import annotations

import pytest

from deployments.changes.service import change_set
from deployments.models import Navy, Port, PortName
from deployments.services.storing import store_new
from tests import factories as make

pytestmark = pytest.mark.django_db

UNTIDY = "Malmo\u0308\u00a0 Ham\u200bn\u202e"
TIDY = "Malmö Hamn"


def test_a_row_is_stored_tidy_and_so_is_its_history() -> None:
    port = make.PortFactory(name=UNTIDY, notes=f"{UNTIDY}\r\nnorth")
    port.refresh_from_db()
    assert (port.name, port.notes) == (TIDY, "Malmö  Hamn\nnorth")
    assert Port.history.get().name == TIDY


def test_rows_stored_together_are_tidy() -> None:
    port = make.PortFactory()
    with change_set(origin="command"):
        store_new([PortName(port=port, name=UNTIDY)])
    assert PortName.objects.get().name == PortName.history.get().name == TIDY


def test_the_reason_of_a_change_is_tidy() -> None:
    with change_set(origin="command", reason=UNTIDY):
        Navy(key="n", name="N").save()
    assert Navy.history.get().change_set.reason == TIDY


def test_what_a_row_did_not_fetch_is_left_alone() -> None:
    make.PortFactory(name="Lund", notes="kept")
    port = Port.objects.only("name", "key", "status").get()
    with change_set(origin="command"):
        port.name = UNTIDY
        port.save(update_fields=["name"])
    port = Port.objects.get()
    assert (port.name, port.notes) == (TIDY, "kept")
