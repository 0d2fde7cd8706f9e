"""The season imports as it stands."""

from __future__ import annotations

import pytest

from deployments import models
from deployments.models import RECORD_MODELS, ChangeSet, Deployment
from deployments.models.base import Row

from .support import SEASON, history_rows, load, outcomes, snapshot

pytestmark = pytest.mark.django_db

ROWS: dict[type[Row], int] = {
    models.Navy: 15,
    models.Port: 77,
    models.PortName: 82,
    models.Source: 213,
    models.Vessel: 35,
    models.VesselIdentity: 4,
    models.Person: 25,
    models.Affiliation: 29,
    models.Question: 12,
    models.Theme: 19,
    models.Deployment: 8,
    models.Assignment: 15,
    models.Visit: 117,
    models.VisitParticipant: 159,
    models.VisitAttestation: 26,
    models.Exercise: 18,
    models.ExerciseParticipant: 134,
    models.ExerciseAttestation: 169,
    models.Engagement: 4,
    models.EngagementPerson: 7,
    models.EngagementCountry: 8,
    models.Commentary: 48,
    models.Answer: 48,
    models.ThemePosition: 71,
    models.CommentaryAffiliation: 51,
    models.Subject: 65,
    models.Citation: 574,
    models.Organisation: 5,
    models.Coverage: 1,
    models.Dossier: 3,
    models.DossierSection: 12,
    models.DossierItem: 60,
    models.Translation: 0,
    models.KeyRedirect: 0,
}


def test_the_season_is_imported_once_and_then_unchanged() -> None:
    report = load(SEASON, publish=True)
    assert report.rejections == []
    assert outcomes(report) == {"created"}
    assert {model: model._default_manager.count() for model in ROWS} == ROWS
    for model in RECORD_MODELS:
        assert model._default_manager.all().published().count() == ROWS[model]  # type: ignore[attr-defined]
    assert ChangeSet.objects.count() == 1

    before, history = snapshot(exact=True), history_rows()
    again = load(SEASON, publish=True)
    assert again.rejections == []
    assert outcomes(again) == {"unchanged"}
    without = load(SEASON, publish=False, blank_clears=True, replace_children=True)
    assert without.rejections == []
    assert outcomes(without) == {"unchanged"}
    assert snapshot(exact=True) == before
    assert history_rows() == history
    assert ChangeSet.objects.count() == 1


def test_unknown_words_are_listed_with_what_became_of_them() -> None:
    report = load(SEASON, publish=True, dry_run=True)
    assert {(word.column, word.word, word.value) for word in report.words} == {
        ("role", "escort (EUROMARFOR)", "escort"),
        ("role", "attached escort", "escort"),
        ("purpose", "replenishment", "supplies"),
        ("purpose", "maintenance", "repair"),
    }
    assert report.accepted
    assert not Deployment.objects.exists()
