"""What is stored for the public does not depend on the day that it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import time_machine

from deployments.public import PUBLIC_MODELS
from deployments.services import derived
from tests import factories as make
from tests.leaks.world import build

pytestmark = pytest.mark.django_db

NOW, LATER = "2026-11-01T12:00:00Z", "2031-05-07T12:00:00Z"


def stored() -> dict[str, list[Any]]:
    """Every column of every public row, by table."""
    return {
        model.__name__: sorted(model._default_manager.values_list(), key=repr)
        for model in PUBLIC_MODELS
    }


def test_one_database_at_two_dates_has_the_same_rows() -> None:
    """Plans whose day passes, stays that nobody ended and statements of the future among them."""
    with time_machine.travel(datetime.fromisoformat(NOW), tick=False):
        build()
        for key, days in (("soon", "2027-03-02"), ("later", "2031-05-06"), ("vague", "2028~")):
            plan = make.VisitFactory(
                key=key, arrival_edtf=days, departure_edtf="", certainty="planned"
            )
            make.published(plan)
        make.published(make.VisitFactory(key="open", arrival_edtf="2026-10-30", departure_edtf=""))
        derived.rebuild()
        before = stored()
        assert all(before[name] for name in ("PublicDocument", "TimelineEntry", "PublicOption"))
    with time_machine.travel(datetime.fromisoformat(LATER), tick=False):
        assert list(derived.differences()) == []
        derived.rebuild()
        assert stored() == before
