"""Requests generated from the API's own description: each answer is one that it announces.

A few for each operation here; ``make fuzz`` tries many more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from pytest_django import DjangoDbBlocker
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from deployments.models import RECORD_MODELS
from navdiplomacy.wsgi import application
from tests import factories as make
from tests.support import kept_for_a_module, requests_within_the_transaction

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "8"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module", autouse=True)
def within_the_test() -> Iterator[None]:
    with requests_within_the_transaction():
        yield


@pytest.fixture(scope="module")
def described(
    within_the_test: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Any:
    """The API's description, which is the same for every test; its position is looked up."""
    with django_db_blocker.unblock():
        return schemathesis.openapi.from_wsgi("/api/v1/schema/", application)


@pytest.fixture(scope="module")
def records(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One published record of each kind, which reading does not change."""
    with kept_for_a_module(django_db_blocker):
        make_records()
        yield


@make.together()
def make_records() -> None:
    visit = make.VisitFactory()
    make.VisitParticipantFactory(visit=visit, vessel=make.VesselFactory(key="a-ship"))
    make.VisitParticipantFactory(visit=visit, vessel=make.VesselFactory(key="a-mate"))
    exercise = make.ExerciseFactory()
    make.ExerciseParticipantFactory(exercise=exercise)
    voyage = make.DeploymentFactory()
    make.AssignmentFactory(deployment=voyage)
    said = make.CommentaryFactory()
    make.AnswerFactory(commentary=said)
    make.ThemePositionFactory(commentary=said)
    make.SubjectFactory(commentary=said)
    for record in (visit, exercise, voyage, said, make.EngagementFactory()):
        make.published(record)


PLAIN = {"Accept-Encoding": "identity"}
"""Schemathesis asks for compressed answers, and does not read those of an application at hand."""

LISTS = [f"/api/v1/{model.plural}/" for model in RECORD_MODELS]
PATHS = [*LISTS, *(f"{path}{{key}}/" for path in LISTS), "/api/v1/timeline/"]
PATHS.append("/api/v1/copresence/")


def test_every_path_of_the_description_is_tried(described: Any) -> None:
    assert set(PATHS) == set(described)


@pytest.mark.long
@pytest.mark.usefixtures("records", "db")
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_announced(described: Any, path: str) -> None:
    @given(case=described[path]["GET"].as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize="FUZZ_EXAMPLES" not in os.environ,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    ask()


@pytest.mark.usefixtures("records", "db")
def test_meetings_are_as_announced(described: Any) -> None:
    """Two parties that are there are seldom hit upon by chance."""
    asked = {"vessel": ["a-ship", "a-mate"], "count": "true"}
    case = described["/api/v1/copresence/"]["GET"].Case(query=asked)
    answer = case.call_and_validate(checks=CHECKS, headers=PLAIN)
    assert answer.json()["count"] == 1
