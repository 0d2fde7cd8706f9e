"""The timeline: everything published, newest first, filtered and by period."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from .. import clock
from ..filters import TimelineFilterSet
from ..filters.inputs import shown as quoted
from ..pages import entries, lanes, periods
from ..pages.reading import Documents
from ..paging import TIMELINE, TIMELINE_OLDEST_FIRST, BadCursor, Column, readable
from ..paging import Page as Slice
from ..paging import page as page_of
from ..public import TimelineEntry
from ..public.entries import TimelineEntryQuerySet
from .base import Page
from .filtering import Filtering
from .lists import without_blanks
from .periods import years

PER_PAGE = 20
MAIN_FILTERS = ("q", "kind", "country", "navy", "port", "from", "to", "match")


PAGING = ("cursor", "period", "order", "plans")
"""The parameters of the page that are no filters: where in the timeline it is read, and how."""


class TimelinePage(Page):
    """Everything that happened or was said, newest first, and what is planned.

    Plans whose days have passed are left out, unless they are asked for.
    """

    template_name = "deployments/timeline.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if clean := without_blanks(request):
            return HttpResponseRedirect(clean)
        filterset = TimelineFilterSet(
            request.GET, queryset=TimelineEntry.objects.stream(), request=request
        )
        filtering = Filtering(request, filterset, MAIN_FILTERS)
        if address := filtering.by_names():
            return HttpResponseRedirect(address)
        found, since = cast("TimelineEntryQuerySet", filterset.qs), None
        plans = "all" if request.GET.get("plans") == "all" else ""
        if not plans and not request.GET.get("certainty"):
            since = clock.earliest_day()
            found = found.without_plans_before(since)
        period = request.GET.get("period", "")
        order = "oldest" if request.GET.get("order") == "oldest" else ""
        shown = within(found, period)
        slice_ = at(
            shown, TIMELINE_OLDEST_FIRST if order else TIMELINE, request.GET.get("cursor", "")
        )
        documents = Documents()
        told = entries.fetch(slice_.rows, documents)
        words = periods.asked_in_words(period)
        asks = bool(filtering.active or words)
        context = filtering.context()
        if words:
            context["active"].append(
                {
                    "label": _("Period"),
                    "value": words,
                    "without_url": filtering.url(order=order, plans=plans),
                }
            )
        kept = {"period": period if words else "", "order": order, "plans": plans}
        cursor = request.GET.get("cursor", "") if slice_.previous or order else ""
        return self.page(
            **context,
            path=filtering.url(**kept, cursor=cursor),
            title=_("Timeline"),
            head_title=filtering.titled(_("Timeline"), words),
            description=_("What happened and what was said, by the day on which it did."),
            left_out=self.left_out(filtering, bool(words)),
            # What is newest of all has little in common; a first visit is to be light.
            picture=lanes.of_entries(_("Timeline"), told, "entries") if asks else None,
            periods=entries.by_period(told, documents, one_day=filtering.one_day),
            years=years(found, filtering, period, since=since, order=order, plans=plans),
            order=order,
            order_url=filtering.url(**{**kept, "order": "" if order else "oldest"}),
            plans_left_out=since is not None,
            plans_url=filtering.url(**{**kept, "plans": "" if plans else "all"})
            if since or plans
            else "",
            reason=self.reason(filtering),
            previous_url=filtering.url(**kept, cursor=slice_.previous) if slice_.previous else "",
            next_url=filtering.url(**kept, cursor=slice_.next) if slice_.next else "",
        )

    def left_out(self, filtering: Filtering, period_read: bool) -> list[str]:
        """What of the address was not used, in words."""
        found = filtering.left_out(PAGING)
        asked = self.request.GET
        order = TIMELINE_OLDEST_FIRST if asked.get("order") == "oldest" else TIMELINE
        for name, read, accepted in (
            ("period", period_read, _("Write a year or month, such as 2024 or 2024-08.")),
            ("order", asked.get("order") == "oldest", _("Write “oldest”, or leave it out.")),
            ("plans", asked.get("plans") == "all", _("Write “all”, or leave it out.")),
            ("cursor", readable(asked.get("cursor", ""), order), _("It shows the first entries.")),
        ):
            if asked.get(name) and not read:
                text = _("“%(name)s=%(value)s” cannot be read, so it was left out.")
                values = {"name": name, "value": quoted(asked[name])}
                found.append(f"{text % values} {accepted}")
        return found

    def reason(self, filtering: Filtering) -> str:
        """Why there are no entries."""
        if not filtering.valid:
            return _("A filter could not be read. Correct it, or remove it.")
        if filtering.active:
            return _(
                "Nothing published matches these filters. Planned and cancelled visits match days "
                "only when asked for by certainty."
            )
        return _("Nothing has been published yet.")


def at(rows: Any, order: tuple[Column, ...], cursor: str) -> Slice[TimelineEntry]:
    """The entries at a cursor; the first ones for a cursor that cannot be read."""
    try:
        return page_of(rows, order=order, size=PER_PAGE, cursor=cursor)
    except BadCursor:
        return page_of(rows, order=order, size=PER_PAGE)


def within(rows: Any, period: str) -> Any:
    """Entries that stand in a year or month; all of them for a period that cannot be read."""
    asked = periods.between(period)
    return rows.filter(period__range=asked) if asked else rows
