"""How many answers and positions there are, counted over what is published."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count

from ..models import Answer, Commentary, ThemePosition


def answers() -> dict[int, dict[str, int]]:
    """Answers and people who gave them, by the id of the question."""
    found = Answer.objects.published().order_by().values("question")
    counted = found.annotate(
        answers=Count("commentary", distinct=True),
        people=Count("commentary__person", distinct=True),
    )
    return {
        row["question"]: {"answers": row["answers"], "people": row["people"]} for row in counted
    }


def positions() -> dict[int, dict[str, int]]:
    """Statements by position, by the id of the theme."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = ThemePosition.objects.published().order_by().values("theme", "position")
    for row in rows.annotate(number=Count("commentary", distinct=True)):
        found[row["theme"]][row["position"]] = row["number"]
    return found


def people() -> dict[int, int]:
    """Statements by the id of the person who made them."""
    rows = Commentary.objects.published().order_by().values("person")
    return {row["person"]: row["number"] for row in rows.annotate(number=Count("pk"))}
