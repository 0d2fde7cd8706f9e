"""What others do while a bundle is matched and checked, before its change set is opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deployments.bundle.bundles import Bundle
from deployments.bundle.importing import import_bundle
from deployments.bundle.options import Options
from deployments.bundle.planning import make_plan
from deployments.bundle.report import Report
from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import Port, Theme, VesselIdentity
from tests import factories as make

from .support import reasons, snapshot

pytestmark = pytest.mark.django_db

THEMES = "key,name\n" + "".join(f"theme-{number},Theme {number}\n" for number in range(500))
"""Long enough for the progress to be told once, when all but the last file is matched."""


def meanwhile(act: Callable[[], object], **files: str) -> Report:
    """Import ``files``; ``act`` happens once, while they are matched."""
    done: list[str] = []

    def progress(file: str, _lines: int, _total: int) -> None:
        if not done:
            done.append(file)
            act()

    texts = {f"{name}.csv": text for name, text in {**files, "themes": THEMES}.items()}
    report = import_bundle(Bundle.from_texts(texts), options=Options(), progress=progress)
    assert done
    return report


def rename_port(name: str) -> None:
    with change_set(origin=Origin.ADMIN):
        port = Port.objects.get(key="kobe")
        port.name = name
        port.save()


def test_nothing_is_written_before_the_change_set() -> None:
    make.PortFactory(key="kobe", name="Kobe")
    before = snapshot(exact=True)
    texts = {"ports.csv": "key,name\nkobe,Kōbe\nosaka,Osaka\n", "themes.csv": THEMES}
    with CaptureQueriesContext(
        connection,
    ) as queries:
        plan = make_plan(Bundle.from_texts(texts), Options())
    assert plan.session.report.accepted
    assert len(plan.steps) == 502
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert snapshot(exact=True) == before


def test_what_is_unchanged_opens_no_change_set() -> None:
    texts = {"themes.csv": THEMES}
    assert import_bundle(Bundle.from_texts(texts), options=Options()).accepted
    with CaptureQueriesContext(connection) as queries:
        report = import_bundle(Bundle.from_texts(texts), options=Options())
    assert {row.outcome for row in report.rows} == {"unchanged"}
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_a_change_elsewhere_is_none_to_the_bundle() -> None:
    make.PortFactory(key="kobe", name="Kobe")
    report = meanwhile(lambda: make.PortFactory(key="osaka"), ports="key,name\nkobe,Kōbe\n")
    assert reasons(report) == []
    assert [change.old for change in report.rows[0].changes] == ["Kobe"]
    assert Port.objects.get(key="kobe").name == "Kōbe"


def test_a_record_that_was_changed_meanwhile_is_matched_again() -> None:
    make.PortFactory(key="kobe", name="Kobe", notes="old")
    report = meanwhile(lambda: rename_port("Hyogo"), ports="key,notes\nkobe,new\n")
    assert reasons(report) == []
    port = Port.objects.get(key="kobe")
    assert (port.name, port.notes) == ("Hyogo", "new")
    assert len(report.rows) == 501


def test_a_record_that_came_meanwhile_is_updated_and_not_added() -> None:
    report = meanwhile(
        lambda: make.PortFactory(key="kobe", name="Kobe"), ports="key,name\nkobe,Kōbe\n"
    )
    assert reasons(report) == []
    assert [row.outcome for row in report.rows if row.file == "ports.csv"] == ["updated"]
    assert Port.objects.get().name == "Kōbe"


def test_a_record_that_was_published_meanwhile_is_not_changed() -> None:
    make.PortFactory(key="kobe", name="Kobe")

    def publish() -> None:
        from deployments.services import publishing

        publishing.publish(records=[Port.objects.get()], origin=Origin.ADMIN)

    report = meanwhile(publish, ports="key,name\nkobe,Kōbe\n")
    assert "“kobe” is published; it changes with --publish only." in reasons(report)[0]
    assert Port.objects.get().name == "Kobe"
    assert not Theme.objects.exists()


def test_a_generated_key_that_was_taken_meanwhile_is_made_anew() -> None:
    vessel = make.VesselFactory(key="cavour")

    def take() -> None:
        make.VesselIdentityFactory(vessel=vessel, name="Other", key="cavour--conte")

    report = meanwhile(take, vessel_identities="vessel,name\ncavour,Conte\n")
    assert reasons(report) == []
    assert set(VesselIdentity.objects.values_list("key", flat=True)) == {
        "cavour--conte",
        "cavour--conte-2",
    }
