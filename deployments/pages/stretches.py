"""When records happened: the first and the last of their dates, as they are shown."""

from __future__ import annotations

from typing import cast

from .. import dates
from ..choices import ONE_DAY
from ..shapes import Commentary, Deployment, Document, Engagement, Exercise, Visit
from .values import read

Stretch = tuple[dates.FuzzyDate | None, dates.FuzzyDate | None]
"""The first and the last of the dates of something."""


def stretch_of(document: Document) -> Stretch:
    """The dates of a record that says what happened."""
    match document["record_type"]:
        case "visit":
            visit = cast("Visit", document)
            return read(visit["arrival"]), read(visit["departure"])
        case "commentary":
            said_on = read(cast("Commentary", document)["date"])
            return said_on, said_on
        case "deployment":
            voyage = cast("Deployment", document)
            return read(voyage["start"]), read(voyage["end"])
    occasion = cast("Exercise | Engagement", document)
    start, end = read(occasion["start"]), read(occasion["end"])
    # Its kind may say that it was over on one day.
    return (start or end, end or start) if occasion["kind"] in ONE_DAY else (start, end)
