"""Deployments with their ships, and visits with their participants."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Assignment, Deployment, Vessel, Visit, VisitParticipant
from ..models.participants import Participant
from .base import OwnedRowAdmin
from .common import NOTES, dates_section
from .filters import LongFilter, MissingFilter, PortCountryFilter, by_record
from .forms import ChangeForm, VisitParticipantForm
from .inlines import (
    WHO,
    AssignmentInline,
    ParticipantInline,
    VisitParticipantInline,
)
from .lasting import DurationForm
from .records import RecordAdmin

MOST_NAMED = 25
"""Ships or participants that a line of a list names; a fleet review has hundreds."""

SHIPS_THEN = (
    "participants__navy",
    *(
        f"participants__{ship}__{path}"
        for ship in ("vessel", "identified_as")
        for path in Vessel.then_paths
    ),
)
"""What has to be at hand to say who took part."""

NEWEST_ARRIVAL = (F("arrival_earliest").desc(nulls_last=True), "key")
NEWEST_START = (F("start_earliest").desc(nulls_last=True), "key")


@admin.register(Deployment)
class DeploymentAdmin(RecordAdmin):
    """Voyages and task groups."""

    form = DurationForm
    list_display = ("name", "lead_navy", "when", "ships", "standing", "missing")
    list_filter = (
        "status",
        MissingFilter,
        by_record(Deployment, "lead_navy", _("lead navy")),
        by_record(Deployment, "assignments__vessel", _("vessel")),
    )
    list_select_related = ("lead_navy",)
    list_prefetch = ("assignments__vessel__identities__navy", "assignments__vessel__navy")
    date_hierarchy = "start_earliest"
    ordering = NEWEST_START
    fieldsets = (
        (None, {"fields": ("name", "key", ("lead_navy", "origin_port"), "summary")}),
        dates_section(Deployment, ("duration", "duration_words")),
        NOTES,
    )
    inlines = (AssignmentInline,)

    @admin.display(description=_("dates"), ordering="start_earliest")
    def when(self, deployment: Deployment) -> str:
        """Start and end as they are known."""
        return deployment.dates_in_words

    @admin.display(description=_("ships"))
    def ships(self, deployment: Deployment) -> str:
        """The ships, each once."""
        names = list(dict.fromkeys(row.vessel_then.called for row in deployment.assignments.all()))
        said, more = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
        return _more(said, more) if more > 0 else said


@admin.register(Visit)
class VisitAdmin(RecordAdmin):
    """Port calls."""

    key_from = ("port", "arrival_edtf")
    list_display = ("port", "when", "who", "certainty", "standing", "missing")
    list_filter = (
        "status",
        MissingFilter,
        "certainty",
        ("outcome", LongFilter),
        ("purpose", LongFilter),
        PortCountryFilter,
        by_record(Visit, "port", _("port")),
        by_record(Visit, "participants__navy", _("navy")),
        by_record(Visit, "participants__vessel", _("vessel")),
        by_record(Visit, "deployment", _("deployment")),
    )
    list_select_related = ("port",)
    list_prefetch = SHIPS_THEN
    date_hierarchy = "arrival_earliest"
    ordering = NEWEST_ARRIVAL
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("port", "deployment"),
                    "key",
                    ("certainty", "superseded_by"),
                    ("outcome", "outcome_said"),
                    ("purpose", "purpose_said", "host"),
                    "summary",
                )
            },
        ),
        dates_section(Visit),
        NOTES,
    )
    inlines = (VisitParticipantInline,)

    @admin.display(description=_("dates"), ordering="arrival_earliest")
    def when(self, visit: Visit) -> str:
        """Arrival and departure as they are known."""
        return visit.dates_in_words

    @admin.display(description=_("participants"))
    def who(self, visit: Visit) -> str:
        """The participants as exactly as they are known."""
        return participants_in_words(visit.participants.all())


def participants_in_words(participants: Iterable[Participant]) -> str:
    """Named ships by name; others by number, type and navy or country; of many the first."""
    everyone = list(participants)
    said = ", ".join(_participant(row) for row in everyone[:MOST_NAMED])
    more = len(everyone) - MOST_NAMED
    return _more(said, more) if more > 0 else said


def _more(said: str, number: int) -> str:
    """What is said, and how many more there are."""
    return gettext("%(said)s and %(number)d more") % {"said": said, "number": number}


def _participant(row: Participant) -> str:
    if row.vessel_then is not None:
        return row.vessel_then.called
    who = row.navy.name if row.navy is not None else row.country_name
    number = str(row.count) if row.count else ""
    said = " ".join(part for part in (number, row.type or row.said) if part)
    return f"{said} ({who})" if said else who


@admin.register(Assignment)
class AssignmentAdmin(OwnedRowAdmin):
    """One ship of a deployment, for its citations."""

    fieldsets = (
        (
            None,
            {"fields": ("belongs_to", "key", "vessel", ("role", "role_said"), "note")},
        ),
        dates_section(Assignment),
    )


class ParticipantChangeForm(ChangeForm, VisitParticipantForm):
    """A participant of a visit on a page of its own."""

    not_of_the_row = (*ChangeForm.not_of_the_row, *VisitParticipantForm.not_of_the_row)


@admin.register(VisitParticipant)
class VisitParticipantAdmin(OwnedRowAdmin):
    """One participant of a visit, for its citations."""

    form = ParticipantChangeForm
    attested_by = ParticipantInline.attested_by
    fieldsets = (
        (None, {"fields": ("belongs_to", "key", *WHO)}),
        (None, {"fields": (("identified_as", "deployment", "berth"), "note")}),
        dates_section(VisitParticipant),
    )
