"""Exercises and engagements."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import wording
from ..choices import Certainty, EngagementKind, ExerciseDomain, ExerciseKind
from ..shapes import Engagement, Exercise, Port, codes_of
from . import attested, citations, names, outcomes, participants
from .contradictions import contradictions, with_parts
from .names import dates_in_words
from .records import Read
from .sections import NOTHING, Entries, Section, beside, statements_on
from .stretches import stretch_of
from .values import (
    UNKNOWN,
    Shown,
    countries_fact,
    country,
    date_fact,
    fact,
    in_words,
    label,
    linked,
    period,
    position,
)


def exercise(record: Read[Exercise]) -> Shown:
    """An exercise: who took part according to whom, and where that differs."""
    training, documents = record.document, record.documents
    rows = training["participants"]
    found = Entries(
        documents,
        said=statements_on("exercise", record.id),
        named=[
            *record.cited(),
            *participants.named(rows),
            *outcomes.named(training),
        ],
    )
    cited = with_parts(training)
    days = stretch_of(training)
    outcome = outcomes.became(training, documents)
    certainty = str(capfirst(label(Certainty, training["certainty"])))
    kind = in_words(ExerciseKind, training["kind"], training["kind_said"])
    name, summary = training["name"], training["summary"]
    not_found = outcomes.was_not_found(training)
    return {
        "title": training["called"],
        "description": wording.comma(name, dates_in_words(*days), summary),
        "lede": summary,
        "certainty": training["certainty"],
        "certainty_label": certainty,
        "outcome": outcome,
        "supersedes": [names.link(row) for row in training["supersedes"]],
        "facts": [
            fact(_("Kind"), [str(capfirst(kind))]),
            fact(_("Domain"), [str(capfirst(label(ExerciseDomain, training["domain"])))]),
            fact(_("Series"), [training["series"]]),
            date_fact(_("Dates"), period(*days)),
            fact(_("Area"), [training["area"] or _("not known")]),
            fact(_("Position"), [position(training["lat"], training["lon"])]),
            fact(_("Certainty"), [certainty]),
            fact(_("Outcome"), [str(outcome["words"])]),
        ],
        "leading": [{"id": "who", "heading": _("Who took part")}],
        "attested": attested.groups(training, documents),
        "unattested": attested.unattested(training, documents),
        "matrix": attested.matrix(training, documents),
        "contradictions": contradictions(cited, documents),
        "sections": [
            found.said(
                _("No statement about this exercise has been published."), exercise=training["key"]
            )
        ],
        "unknown": [_("What became of this plan.")] if not_found else [],
        "sources": citations.numbered(cited, documents),
    }


def engagement(record: Read[Engagement]) -> Shown:
    """A diplomatic occasion: when, where, who was there."""
    occasion, documents = record.document, record.documents
    own, visit = f"engagement:{occasion['key']}", occasion["visit"]
    record.fetch(visit, occasion["port"])
    visit_id = documents.id_of(visit) if visit else None
    others = Section(
        "beside",
        _("Beside the same visit"),
        NOTHING if visit_id is None else beside(visit_id, own),
        _("No other occasion beside the same visit has been published."),
        newest_first=False,
    )
    found = Entries(
        documents,
        others,
        said=statements_on("engagement", record.id),
    )
    days = stretch_of(occasion)
    port = documents.get(occasion["port"], Port)
    kind = in_words(EngagementKind, occasion["kind"], occasion["kind_said"])
    represented = [{"country": country(each["code"])} for each in occasion["countries"]]
    return {
        "title": occasion["called"],
        "description": wording.comma(occasion["name"], dates_in_words(*days), occasion["summary"]),
        "kicker": str(capfirst(kind)) if occasion["kind"] != UNKNOWN else _("Engagement"),
        "lede": occasion["summary"],
        "facts": [
            date_fact(_("Dates"), period(*days)),
            fact(_("Place"), [linked(occasion["port"], occasion["place"])]),
            countries_fact(
                codes_of(occasion["place_countries"]), port["country_said"] if port else ""
            ),
            fact(_("Beside the visit"), [linked(visit)]),
            fact(_("Countries represented"), represented),
            fact(_("People"), map(linked, occasion["people"])),
        ],
        "contradictions": contradictions(((row, "") for row in occasion["citations"]), documents),
        "sections": [
            *([found.shown(others)] if visit else []),
            found.said(
                _("No statement about this occasion has been published."),
                engagement=occasion["key"],
            ),
        ],
    }
