"""Pages of exercises and engagements."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..choices import EntryKind
from ..models import Citation, Engagement, Exercise
from ..presenters import attested, citations, names, outcomes, participants
from ..presenters.contradictions import contradictions
from ..presenters.values import (
    Shown,
    countries_fact,
    country,
    date_fact,
    fact,
    period,
    position,
    record_value,
)
from . import sections
from .base import PAGES, DetailPage
from .kinds import Kind
from .sections import Section


@PAGES.register(Exercise)
class ExercisePage(DetailPage):
    """An exercise: who took part according to whom, and where that differs."""

    model = Exercise
    kind = Kind(
        3,
        gettext_lazy("Exercise"),
        gettext_lazy("Exercises"),
        gettext_lazy("Exercises and joint training, newest first, with whom each source names."),
        gettext_lazy("No exercise has been published yet."),
        gettext_lazy("Filter exercises"),
    )
    main_filters = ("q", "country", "navy", "kind", "from", "to", "match")
    template_name = "deployments/exercise.html"

    def present(self, record: Exercise) -> Shown:
        rows = list(record.participants.all())
        cited: list[tuple[Citation, str]] = [(row, "") for row in record.citations.all()]
        for row in rows:
            cited += [(each, participants.called(row)) for each in row.citations.all()]
        outcome = outcomes.became(record)
        return {
            "title": record.called,
            "description": names.comma(record.name, record.dates_in_words, record.summary),
            "lede": record.summary,
            "certainty": record.certainty,
            "certainty_label": capfirst(record.get_certainty_display()),
            "outcome": outcome,
            "supersedes": [names.link(row) for row in record.supersedes.all()],
            "facts": [
                fact(_("Kind"), [str(capfirst(record.in_words("kind")))]),
                fact(_("Domain"), [str(capfirst(record.get_domain_display()))]),
                fact(_("Series"), [record.series]),
                date_fact(_("Dates"), period(*record.stretch)),
                fact(_("Area"), [record.area or _("not known")]),
                fact(_("Position"), [position(record.lat, record.lon)]),
                fact(_("Certainty"), [str(capfirst(record.get_certainty_display()))]),
                fact(_("Outcome"), [outcome["words"]]),
            ],
            "leading": [{"id": "who", "heading": _("Who took part")}],
            "attested": attested.groups(record),
            "unattested": attested.unattested(record),
            "matrix": attested.matrix(record),
            "contradictions": contradictions(cited),
            "sections": [
                sections.said(
                    sections.statements_of(sections.involving("exercise", record.pk)),
                    _("No statement about this exercise has been published."),
                )
            ],
            "unknown": [_("What became of this plan.")] if outcomes.was_not_found(record) else [],
            "sources": citations.numbered(cited),
        }


@PAGES.register(Engagement)
class EngagementPage(DetailPage):
    """A diplomatic occasion: when, where, who was there."""

    model = Engagement
    kind = Kind(
        4,
        gettext_lazy("Engagement"),
        gettext_lazy("Engagements"),
        gettext_lazy(
            "Ceremonies, receptions, talks and exhibitions, on their own date and in their place."
        ),
        gettext_lazy("No engagement has been published yet."),
        gettext_lazy("Filter engagements"),
    )
    main_filters = ("q", "country", "kind", "person", "from", "to")
    template_name = "deployments/record.html"

    def present(self, record: Engagement) -> Shown:
        rows = sections.stream().filter(kind=EntryKind.ENGAGEMENT).exclude(engagement=record)
        same_visit = rows.filter(engagement__visit=record.visit) if record.visit else rows.none()
        beside = sections.entry_sections(
            Section(
                "beside",
                _("Beside the same visit"),
                sections.oldest_first(same_visit),
                _("No other occasion beside the same visit has been published."),
            )
        )
        return {
            "title": record.called,
            "description": names.comma(record.name, record.dates_in_words, record.summary),
            "kicker": str(capfirst(record.in_words("kind")))
            if record.kind != "unknown"
            else _("Engagement"),
            "lede": record.summary,
            "facts": [
                date_fact(_("Dates"), period(*record.stretch)),
                fact(_("Place"), [record_value(record.port, record.place)]),
                countries_fact(record.countries, record.port.country_said if record.port else ""),
                fact(
                    _("Beside the visit"),
                    [record_value(record.visit, record.visit.called) if record.visit else None],
                ),
                fact(
                    _("Countries represented"),
                    [
                        {"country": country(row.country)}
                        for row in record.engagement_countries.all()
                    ],
                ),
                fact(
                    _("People"),
                    [record_value(row.person) for row in record.engagement_people.all()],
                ),
            ],
            "contradictions": contradictions((row, "") for row in record.citations.all()),
            "sections": [
                *(beside if record.visit else []),
                sections.said(
                    sections.statements_of(sections.involving("engagement", record.pk)),
                    _("No statement about this occasion has been published."),
                ),
            ],
        }
