"""From a visit that an editor types in to one that the public reads, and back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from deployments.choices import Origin
from deployments.models import ChangeSet, Citation, Visit
from tests import factories as make
from tests.admin.pages import errors, opened, said, url, with_rows

pytestmark = pytest.mark.django_db


def test_a_visit_with_two_ships_and_unnamed_ones_is_published_once_it_has_a_source(
    as_publisher: Client, publisher: User
) -> None:
    port = make.published(make.PortFactory(name="Yokosuka", key="yokosuka"))
    navy = make.published(make.NavyFactory(name="Italian Navy"))
    host = make.published(make.NavyFactory(name="JMSDF", country="JP"))
    cavour, alpino = (
        make.published(make.VesselFactory(name=name, navy=navy)) for name in ("Cavour", "Alpino")
    )
    source = make.published(make.SourceFactory(title="A splash in Japan"))

    data = opened(as_publisher, url(Visit, "add")) | {
        "port": port.pk,
        "key": "",
        "certainty": "confirmed",
        "arrival_edtf": "22–27 Aug 2024",
        "operation": "publish",
    }
    data = with_rows(
        data,
        "participants",
        {"vessel": cavour.pk, "attested_by": [source.pk]},
        {"vessel": alpino.pk},
        {"navy": host.pk, "count": 3, "type": "frigates and destroyers"},
    )
    refused = as_publisher.post(url(Visit, "add"), data)
    assert any("no published source" in text for text in errors(refused))
    assert "22–27 Aug 2024" in refused.content.decode()
    assert "frigates and destroyers" in refused.content.decode()
    assert not Visit.objects.exists()

    data = with_rows(
        data, "citations", {"source": source.pk, "aspect": "whole", "stance": "supports"}
    )
    done = as_publisher.post(url(Visit, "add"), data, follow=True)
    assert any("published" in text for text in said(done))

    visit = Visit.objects.published().get()
    assert visit.key == "yokosuka-2024-08-22"
    assert (visit.arrival_edtf, visit.departure_edtf) == ("2024-08-22", "2024-08-27")
    rows = visit.participants.order_by("pk").values_list("vessel", "navy", "count", "type")
    assert list(rows) == [
        (cavour.pk, navy.pk, 1, ""),
        (alpino.pk, navy.pk, 1, ""),
        (None, host.pk, 3, "frigates and destroyers"),
    ]
    assert [row.source for row in visit.participants.first().attestations.all()] == [source]
    change_set = ChangeSet.objects.get(pk=visit.history.latest().change_set_id)
    assert (change_set.actor, change_set.origin) == (publisher, Origin.ADMIN)
    assert Citation.history.filter(change_set=change_set).count() == 1
