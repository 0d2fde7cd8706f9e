"""An export into an empty database rebuilds every row; into the same one it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from deployments.bundle.exporting import export_bundle
from deployments.changes.service import change_set
from deployments.choices import Origin
from deployments.models import (
    OWNED_MODELS,
    RECORD_MODELS,
    RECORD_TYPES,
    Engagement,
    Exercise,
    KeyRedirect,
    Port,
    Record,
    Visit,
)
from deployments.services import publishing
from tests import factories as make

from .support import SEASON, history_rows, load, outcomes, snapshot

pytestmark = pytest.mark.django_db

VALUES: dict[str, dict[str, Any]] = {
    "Navy": {"former_names": "Regia Marina; Real Marina", "wikidata": "Q833040"},
    "Port": {"lat": 35.2917, "lon": 139.65, "radius_km": 0.5, "naval_base": True},
    "Source": {
        "archived_url": "https://example.org/archive",
        "accessed_on": "2024-09-06",
        "published_edtf": "2024-09~",
        "published_words": "early September",
        "kind": "other",
        "kind_said": "leaflet",
        "reliability": "C",
        "author": "A; B",
        "retracted": True,
        "retraction_edtf": "2024-10",
        "retraction_words": "in October",
        "retracted_by": "the publisher",
        "retraction_reason": "invented",
        "retraction_url": "https://example.org/notice",
    },
    "Vessel": {"imo": 9074729, "hull_type": "frigate", "hull_type_said": "Fregatte"},
    "VesselIdentity": {"mmsi": "247123456", "from_edtf": "1988", "from_words": "when new"},
    "Citation": {"credibility": 2, "value": "C 550", "locator": "p. 3", "stance": "mentions"},
    "VisitParticipant": {"berth": "Hemi quay", "arrival_edtf": "2024-08-23", "note": "late"},
    "Commentary": {"second_hand": True, "quote": "“so” it is,\n\nhe said", "quote_locator": "p. 1"},
    "Deployment": {"duration": "P5M", "duration_words": "five-month voyage"},
    "Exercise": {
        "domain": "multi-domain",
        "lat": -12.5,
        "lon": 130.0,
        "radius_km": 25.0,
        "certainty": "cancelled",
        "outcome": "other",
        "outcome_said": "rained off",
    },
}
"""Values that a factory does not set, by model."""

NOTES = 'Two lines,\r\nand a “quotation” with "marks"; café\n'


def one_of_every_model() -> None:
    """A row of every model, with something in every column that a text can fill."""
    for model, factory in make.FACTORIES.items():
        values = dict(VALUES.get(model.__name__, {}))
        if issubclass(model, Record):
            values |= {"notes": NOTES.strip(), "editor_notes": "not for the public"}
        for name in ("native_name", "abbreviation", "language", "berth", "summary", "series"):
            if any(field.name == name for field in model._meta.concrete_fields):
                values.setdefault(name, "ita" if name == "language" else f"{name[:4]}-1")
        factory(**values)
    vessel, source = make.VesselFactory(), make.SourceFactory()
    make.VesselIdentityFactory(
        vessel=vessel, navy=make.NavyFactory(), source=source, to_edtf="2021-03"
    )
    for owner in (make.VisitFactory(host=make.NavyFactory()), make.ExerciseFactory()):
        factory = (
            make.VisitParticipantFactory
            if isinstance(owner, Visit)
            else make.ExerciseParticipantFactory
        )
        row = factory(
            **{owner.record_type: owner},
            vessel=None,
            navy=make.NavyFactory(),
            count=3,
            type="frigates and destroyers",
            said="three ships",
            identified_as=vessel,
        )
        target = f"target_{owner.record_type}_participant"
        make.CitationFactory(target_visit=None, **{target: row}, via=source)
    for target in ("assignment", "affiliation"):
        factory = {"assignment": make.AssignmentFactory, "affiliation": make.AffiliationFactory}
        make.CitationFactory(target_visit=None, **{f"target_{target}": factory[target]()})
    for target in ("deployment", "visit", "exercise", "engagement", "navy", "vessel", "port"):
        record = make.FACTORIES[RECORD_TYPES[target]]()
        make.SubjectFactory(country="", **{target: record})


def every_status() -> None:
    """A published, a withdrawn, a never-public withdrawn, an in-review and a renamed record."""
    visit = make.published(make.VisitFactory(key="was-public"))
    publishing.withdraw(record=visit, public_reason="A mistake.", origin=Origin.COMMAND)
    port = make.PortFactory(key="never-public")
    publishing.withdraw(record=port, public_reason="", origin=Origin.COMMAND)
    publishing.submit(record=make.ExerciseFactory(key="waiting"), origin=Origin.COMMAND)
    moved = make.published(make.PortFactory(key="old-name"))
    publishing.rename(record=moved, new_key="new-name", origin=Origin.COMMAND)
    plan = make.VisitFactory(key="a-plan", certainty="planned", port=moved)
    with change_set(origin=Origin.COMMAND):
        plan.superseded_by = make.VisitFactory(key="what-happened", port=moved)
        plan.save()


class Leave(Exception):
    """Rolls back what was made to be exported, which leaves an empty database."""


@contextmanager
def forgotten() -> Iterator[None]:
    """What is made inside is gone afterwards."""
    with suppress(Leave), transaction.atomic():
        yield
        raise Leave


def test_every_row_of_every_model_is_rebuilt(tmp_path: Path) -> None:
    with forgotten():
        call_command("import_records", str(SEASON), publish=True, verbosity=0)
        one_of_every_model()
        every_status()
        for model in (*RECORD_MODELS, *OWNED_MODELS, KeyRedirect):
            assert model._default_manager.exists(), model
        export_bundle(tmp_path / "first")

        before, history = snapshot(exact=True), history_rows()
        report = load(tmp_path / "first", publish=True, blank_clears=True, replace_children=True)
        assert report.rejections == []
        assert outcomes(report) == {"unchanged"}
        assert (snapshot(exact=True), history_rows()) == (before, history)

    assert not Port.objects.exists()
    report = load(tmp_path / "first", publish=True)
    assert report.rejections == []
    assert outcomes(report) == {"created"}
    after = snapshot(exact=True)
    for label, rows in before.items():
        assert after[label] == rows, label
    export_bundle(tmp_path / "second")
    assert files_of(tmp_path / "second") == files_of(tmp_path / "first")


def files_of(directory: Path) -> dict[str, str]:
    """The text of every file."""
    return {path.name: path.read_text(encoding="utf-8") for path in directory.iterdir()}


def hidden_behind_published_records() -> None:
    """Published records that name unpublished ones wherever they can do without them."""
    visit = make.VisitFactory(key="seen", deployment=make.DeploymentFactory(key="secret-voyage"))
    make.VisitParticipantFactory(visit=visit)
    row = make.VisitParticipantFactory(
        visit=visit,
        vessel=None,
        navy=None,
        country="JP",
        said="a ship",
        identified_as=make.VesselFactory(key="secret-ship"),
        deployment=make.DeploymentFactory(key="secret-group"),
    )
    make.VisitAttestationFactory(participant=row, source=make.SourceFactory(key="secret-source"))
    make.cite(visit, via=make.SourceFactory(key="secret-via"))
    make.published(visit)
    engagement = make.EngagementFactory(key="party", visit=make.VisitFactory(key="secret-visit"))
    guest = make.PersonFactory(key="secret-guest")
    make.EngagementPersonFactory(engagement=engagement, person=guest)
    make.published(engagement)
    commentary = make.CommentaryFactory(via=make.SourceFactory(key="secret-relay"))
    make.SubjectFactory(commentary=commentary, country="", person=guest)
    make.published(commentary)


def test_an_export_for_the_public_holds_nothing_else(tmp_path: Path) -> None:
    with forgotten():
        hidden_behind_published_records()
        one_of_every_model()
        every_status()
        export_bundle(tmp_path / "public", public=True)
        public = {
            model: set(model._default_manager.all().published().values_list("key", flat=True))  # type: ignore[attr-defined]
            for model in RECORD_MODELS
        }
    text = "\n".join(files_of(tmp_path / "public").values())
    assert "seen" in text
    assert "old-name" in text
    for hidden in ("secret", "not for the public", "was-public", "waiting", "status"):
        assert hidden not in text, hidden

    report = load(tmp_path / "public", publish=True)
    assert report.rejections == []
    for model, keys in public.items():
        assert set(model._default_manager.values_list("key", flat=True)) == keys


def test_cells_keep_what_csv_makes_special(tmp_path: Path) -> None:
    texts = [
        "a,b",
        'say "so"',
        "one\ntwo",
        "one\r\ntwo",
        "one\rtwo",
        "=1+1",
        "a;b",
        "ünï 横須賀",
        "'",
    ]
    with forgotten():
        for text in texts:
            make.PortFactory(notes=text)
        export_bundle(tmp_path / "out")
    data = (tmp_path / "out" / "ports.csv").read_bytes()
    assert data.startswith(b"key,name,country,kind,unlocode,lat,lon,radius_km,naval_base,notes,")
    assert load(tmp_path / "out", publish=True).accepted
    stored = sorted(text.replace("\r\n", "\n").replace("\r", "\n") for text in texts)
    assert sorted(Port.objects.values_list("notes", flat=True)) == stored


def test_only_files_with_rows_are_written(tmp_path: Path) -> None:
    make.PortFactory(key="b")
    make.PortFactory(key="a")
    assert export_bundle(tmp_path / "out") == {"ports.csv": 2}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ports.csv"]
    lines = (tmp_path / "out" / "ports.csv").read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == ["key", "a", "b"]
    assert not Engagement.objects.exists()
    assert not Exercise.objects.exists()
