"""What all of them read, with what belongs to it fetched beforehand, as a careful author would."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from deployments.models import Commentary, Visit


def visits() -> QuerySet[Visit]:
    """Published visits with all that stands in their documents, newest first."""
    rows: Any = Visit.objects.published()
    return (  # type: ignore[no-any-return]
        rows.select_related("port", "deployment")
        .prefetch_related(
            "participants__vessel__navy",
            "participants__navy",
            "citations__source",
        )
        .order_by("-sort_day", "key")
    )


def commentary() -> QuerySet[Commentary]:
    """Published statements with all that stands in their documents, newest first."""
    rows: Any = Commentary.objects.published()
    return (  # type: ignore[no-any-return]
        rows.select_related("person")
        .prefetch_related(
            "answers__question",
            "theme_positions__theme",
            "subjects__vessel",
            "citations__source",
        )
        .order_by("-sort_day", "key")
    )
