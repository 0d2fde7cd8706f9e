"""``check_records`` and ``rebuild_index``, on what was spoilt by hand."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import KeyRedirect, TimelineFacet
from deployments.services import publishing
from tests.factories import (
    PortFactory,
    VesselFactory,
    VisitFactory,
    VisitParticipantFactory,
    published,
)

pytestmark = pytest.mark.django_db


def check(*options: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("check_records", *options, stdout=out)
    return out.getvalue()


def check_fails(*options: str) -> str:
    """What the command prints when it fails."""
    out = StringIO()
    with pytest.raises(CommandError, match="must be put right"):
        call_command("check_records", *options, stdout=out)
    return out.getvalue()


def by_hand(statement: str, *values: Any) -> None:
    """Change what is stored past the application, as a restored backup might.

    Names are not quoted, so that the watch over the history does not take it for ours.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_empty_database_is_in_order() -> None:
    assert "Nothing is wrong" in check()


def test_what_is_odd_is_listed_with_its_address_and_fails_only_when_strict() -> None:
    area = PortFactory(key="okinawa", kind="area", lat=26.5, lon=127.9)
    said = check()
    assert "port okinawa" in said
    assert f"/admin/deployments/port/{area.pk}/change/" in said
    assert "[area-without-radius]" in said
    assert "port okinawa" in check_fails("--strict")


def two_at_once(*, public: bool) -> None:
    """A ship in two ports at once; a public one would be refused, so that it is made by hand."""
    ship = VesselFactory()
    first = VisitFactory(arrival_edtf="2024-08-22", departure_edtf="2024-08-27")
    second = VisitFactory(key="second", arrival_edtf="2024-09-03", departure_edtf="2024-09-08")
    for visit in (first, second):
        VisitParticipantFactory(visit=visit, vessel=ship)
    published(first)
    if public:
        published(second)
        by_hand(
            "update deployments_visit set arrival_edtf = %s, arrival_earliest = %s,"
            " arrival_latest = %s where key = 'second'",
            "2024-08-25",
            "2024-08-25",
            "2024-08-25",
        )
    else:
        with change_set(origin=Origin.COMMAND):
            second.arrival_edtf = "2024-08-25"
            second.save()


def test_an_impossible_draft_is_listed_and_fails_nothing() -> None:
    two_at_once(public=False)
    found = json.loads(check("--json"))
    assert ("refused", "second") in {(each["kind"], each["key"]) for each in found}


def test_what_is_public_and_impossible_fails() -> None:
    two_at_once(public=True)
    with pytest.raises(CommandError, match="must be put right"):
        check()
    said = check_fails()
    assert "Public, but impossible" in said
    assert "[two-ports-at-once]" in said
    assert said.count("[two-ports-at-once]") == 2, "told once on each visit, not by the gate again"
    assert "[gate]" not in said


def test_what_may_not_be_public_fails() -> None:
    visit = published(VisitFactory(key="first-call"))
    by_hand("update deployments_port set status = 'draft' where id = %s", visit.port_id)
    said = check_fails()
    assert "Public, but it may not be" in said
    assert "visit first-call" in said


def test_a_row_that_is_not_as_its_fields_demand_fails() -> None:
    visit = VisitFactory(key="first-call")
    row = VisitParticipantFactory(visit=visit, vessel__wikidata="Q1", said="the flagship")
    by_hand("update deployments_visit set arrival_latest = %s", "2024-08-23")
    by_hand("update deployments_vessel set wikidata = 'P1', status = 'draft'")
    by_hand("update deployments_visitparticipant set key = 'No Key' where id = %s", row.pk)
    said = check_fails()
    assert "arrival_latest does not follow from the date" in said
    assert "wikidata: A Wikidata id is a Q and a number" in said
    assert "participant “No Key”: key: A key is made of" in said


def test_a_redirect_that_leads_nowhere_is_found() -> None:
    with change_set(origin=Origin.COMMAND):
        KeyRedirect(record_type="port", old_key="edo", record_id=10**6).save()
        KeyRedirect(record_type="fleet", old_key="red", record_id=1).save()
    said = check_fails()
    assert "port/edo leads to a record that is not there" in said
    assert "fleet/red leads to a record that is not there" in said


def test_a_good_redirect_is_none_of_its_business() -> None:
    port = published(PortFactory())
    publishing.rename(record=port, new_key="tokyo", origin=Origin.COMMAND)
    assert "Nothing is wrong" in check()


def test_an_index_out_of_date_is_found_and_rebuilt() -> None:
    visit = VisitFactory(key="first-call")
    VisitParticipantFactory(visit=visit)
    published(visit)
    TimelineFacet.objects.filter(facet="vessel").delete()
    assert "visit:first-call" in check_fails()
    out = StringIO()
    call_command("rebuild_index", stdout=out)
    told = out.getvalue()
    assert "visit:first-call: its entry on the timeline is out of date" in told
    assert "timeline vessel=" in told, "what the form offers was counted by the entry"
    assert "timeline vessel visit=" in told, "and the visits that she made"
    assert "its public document" not in told, "it is right again when its entry is"
    assert "the words by which it is found are out of date" in told, "its entry is another"
    assert "4 rows of the index were put right" in told
    check()
    call_command("rebuild_index", stdout=out)
    assert "was up to date" in out.getvalue()
