"""The guide shows what the API answers: its examples are tried on the example season."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r"```http\nGET (\S+)\n```\n\n```json\n(.*?)\n```", re.DOTALL)


def lacks(answer: Any, excerpt: Any, place: str = "") -> list[str]:
    """Where the answer does not hold what the excerpt shows."""
    if isinstance(excerpt, dict) and isinstance(answer, dict):
        return [
            problem
            for name, value in excerpt.items()
            for problem in lacks(answer.get(name), value, f"{place}.{name}")
        ]
    if isinstance(excerpt, list) and isinstance(answer, list) and len(answer) >= len(excerpt):
        return [
            problem
            for number, value in enumerate(excerpt)
            for problem in lacks(answer[number], value, f"{place}[{number}]")
        ]
    return [] if answer == excerpt else [f"{place}: {answer!r} is not {excerpt!r}"]


def test_every_example_of_the_guide_is_what_the_api_answers() -> None:
    examples = EXAMPLE.findall((ROOT / "docs" / "api.md").read_text())
    assert len(examples) >= 6
    for address, excerpt in examples:
        answer = Client().get(address, headers={"Host": "127.0.0.1:8000"}).json()
        assert not lacks(answer, json.loads(excerpt)), address
