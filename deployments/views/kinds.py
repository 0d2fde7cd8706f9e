"""What the pages call each kind of record, and why its list may be empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import dateformat
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of one kind of record."""

    name: _StrPromise
    title: _StrPromise
    lede: _StrPromise
    empty: _StrPromise
    filter_title: _StrPromise


KINDS: dict[str, Kind] = {
    "deployment": Kind(
        _("Deployment"),
        _("Deployments"),
        _("Named voyages and task groups: who sailed, from where, when, and where they called."),
        _("No deployment has been published yet."),
        _("Filter deployments"),
    ),
    "visit": Kind(
        _("Visit"),
        _("Visits"),
        _("Port calls, newest first. Planned and cancelled ones are marked and never counted."),
        _("No visit has been published yet."),
        _("Filter visits"),
    ),
    "exercise": Kind(
        _("Exercise"),
        _("Exercises"),
        _("Exercises and joint training, newest first, with whom each source names."),
        _("No exercise has been published yet."),
        _("Filter exercises"),
    ),
    "engagement": Kind(
        _("Engagement"),
        _("Engagements"),
        _("Ceremonies, receptions, talks and exhibitions, on their own date and in their place."),
        _("No engagement has been published yet."),
        _("Filter engagements"),
    ),
    "commentary": Kind(
        _("Statement"),
        _("Commentary"),
        _("What was said, by whom and in which capacity, in our words and a few of theirs."),
        _("No commentary has been published yet."),
        _("Filter commentary"),
    ),
    "vessel": Kind(
        _("Vessel"),
        _("Vessels"),
        _("Every ship that is named in a record, under the name she bore last."),
        _("No vessel has been published yet."),
        _("Filter vessels"),
    ),
    "navy": Kind(
        _("Navy"),
        _("Navies"),
        _("Navies, coast guards and multinational groups that appear in the records."),
        _("No navy has been published yet."),
        _("Filter navies"),
    ),
    "port": Kind(
        _("Port"),
        _("Ports"),
        _("Ports and areas that were visited; an area where the sources name no port."),
        _("No port has been published yet."),
        _("Filter ports"),
    ),
    "person": Kind(
        _("Person"),
        _("People"),
        _("Experts, officials, officers and journalists who are quoted."),
        _("No person has been published yet."),
        _("Filter people"),
    ),
    "question": Kind(
        _("Question"),
        _("Questions"),
        _("What readers ask. Each page lays the answers side by side."),
        _("No question has been published yet."),
        _("Filter questions"),
    ),
    "theme": Kind(
        _("Theme"),
        _("Themes"),
        _("Lines of argument, with who asserts them, who doubts them and who is mixed."),
        _("No theme has been published yet."),
        _("Filter themes"),
    ),
    "source": Kind(
        _("Source"),
        _("Sources"),
        _("Everything the records rest on: articles, official statements, posts and photos."),
        _("No source has been published yet."),
        _("Filter sources"),
    ),
}


def day_in_words(day: date) -> str:
    """A day in words: ``3 February 2025``."""
    return dateformat.format(day, "j F Y")
