"""Records that the tests of pages share."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from deployments import models
from tests import factories as f


@dataclass
class Season:
    """A small season: a voyage with one visit, an exercise, a ceremony and a statement."""

    deployment: models.Deployment
    visit: models.Visit
    exercise: models.Exercise
    engagement: models.Engagement
    commentary: models.Commentary
    vessel: models.Vessel
    port: models.Port
    person: models.Person
    question: models.Question
    theme: models.Theme


@pytest.fixture
def season(db: None) -> Season:
    """Cavour at Yokosuka, and what went on around it, all published."""
    return make_season()


@f.together()
def make_season() -> Season:
    """The small season, for a world of more."""
    navy = f.NavyFactory(key="italian-navy", name="Italian Navy", country="IT")
    vessel = f.VesselFactory(key="cavour", name="Cavour", navy=navy, pennant="C 550")
    port = f.PortFactory(key="yokosuka", name="Yokosuka", country="JP")
    deployment = f.DeploymentFactory(key="voyage", name="Voyage", lead_navy=navy)
    f.AssignmentFactory(deployment=deployment, vessel=vessel, role="flagship")
    visit = f.VisitFactory(key="cavour-yokosuka", port=port, deployment=deployment)
    f.VisitParticipantFactory(visit=visit, vessel=vessel)
    exercise = f.ExerciseFactory(key="noble-raven", name="Noble Raven")
    f.ExerciseParticipantFactory(exercise=exercise, vessel=vessel)
    engagement = f.EngagementFactory(key="welcome", name="Welcome", port=port, visit=visit)
    person = f.PersonFactory(key="dian", name="Dian", country="IT")
    commentary = f.CommentaryFactory(key="dian-1", person=person, summary="Visibility matters.")
    question = f.QuestionFactory(key="why", text="Why Japan?")
    theme = f.ThemeFactory(key="prestige", name="Prestige")
    f.AnswerFactory(commentary=commentary, question=question)
    f.ThemePositionFactory(commentary=commentary, theme=theme, position="doubts")
    f.SubjectFactory(commentary=commentary, country="", visit=visit)
    for record in (deployment, visit, exercise, engagement, commentary):
        f.published(record)
    return Season(
        deployment,
        visit,
        exercise,
        engagement,
        commentary,
        vessel,
        port,
        person,
        question,
        theme,
    )
