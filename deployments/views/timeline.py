"""The timeline: everything published, newest first, filtered and by period."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import dateformat
from django.utils.translation import gettext as _

from ..filters import TimelineFilterSet
from ..filters.inputs import shown as quoted
from ..models import TimelineEntry
from ..models.base import UNDATED
from ..paging import TIMELINE, BadCursor, Column, day
from ..paging import Page as Slice
from ..paging import page as page_of
from ..presenters import entries
from ..presenters.values import Shown
from . import sections
from .base import Page
from .filtering import Filtering
from .lists import without_blanks

PER_PAGE = 20
MAIN_FILTERS = ("q", "kind", "country", "navy", "port", "from", "to", "match")
OLDEST_FIRST = (day("sort_day"), Column("slug"))
UNDATED_PERIOD = "undated"
_PERIOD = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)


class TimelinePage(Page):
    """The front page."""

    template_name = "deployments/timeline.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if clean := without_blanks(request):
            return HttpResponseRedirect(clean)
        filterset = TimelineFilterSet(
            request.GET, queryset=TimelineEntry.objects.stream(), request=request
        )
        filtering = Filtering(request, filterset, MAIN_FILTERS)
        found = filterset.qs
        period = request.GET.get("period", "")
        order = "oldest" if request.GET.get("order") == "oldest" else ""
        shown = within(found, period)
        slice_ = at(shown, OLDEST_FIRST if order else TIMELINE, request.GET.get("cursor", ""))
        told = sections.pairs(slice_.rows)
        words = period_in_words(period)
        context = filtering.context()
        if words:
            context["active"].append(
                {
                    "label": _("Period"),
                    "value": words,
                    "without_url": filtering.url(order=order),
                }
            )
        kept = {"period": period if words else "", "order": order}
        cursor = request.GET.get("cursor", "") if slice_.previous or order else ""
        return self.page(
            **context,
            path=filtering.url(**kept, cursor=cursor),
            title=_("Naval diplomacy, day by day"),
            description=_(
                "Who sent which ship where, when and with whom, what was said about it, "
                "and how we know."
            ),
            left_out=self.left_out(filtering, bool(words)),
            periods=entries.by_month(told),
            years=years(found, filtering, period, order),
            order=order,
            order_url=filtering.url(period=kept["period"], order="" if order else "oldest"),
            reason=self.reason(filtering),
            previous_url=filtering.url(**kept, cursor=slice_.previous) if slice_.previous else "",
            next_url=filtering.url(**kept, cursor=slice_.next) if slice_.next else "",
        )

    def left_out(self, filtering: Filtering, period_read: bool) -> list[str]:
        """What of the address was not used, in words."""
        found = filtering.left_out(("cursor", "period", "order"))
        asked = self.request.GET
        order = OLDEST_FIRST if asked.get("order") == "oldest" else TIMELINE
        for name, read, accepted in (
            ("period", period_read, _("Write a year or month, such as 2024 or 2024-08.")),
            ("order", asked.get("order") == "oldest", _("Write “oldest”, or leave it out.")),
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


def readable(cursor: str, order: tuple[Column, ...]) -> bool:
    """Whether a page gave out this cursor."""
    try:
        page_of(TimelineEntry.objects.none(), order=order, size=1, cursor=cursor)
    except BadCursor:
        return False
    return True


def at(rows: Any, order: tuple[Column, ...], cursor: str) -> Slice[TimelineEntry]:
    """The entries at a cursor; the first ones for a cursor that cannot be read."""
    try:
        return page_of(rows, order=order, size=PER_PAGE, cursor=cursor)
    except BadCursor:
        return page_of(rows, order=order, size=PER_PAGE)


def bounds(period: str) -> tuple[date, date] | None:
    """First day of a year or month, and first day after it; None for what is neither."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or 0)
    if not 1 < year < date.max.year:
        return None
    if not month:
        return date(year, 1, 1), date(year + 1, 1, 1)
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def within(rows: Any, period: str) -> Any:
    """Entries that stand in a year or month; all of them for a period that cannot be read."""
    if period == UNDATED_PERIOD:
        return rows.filter(sort_day=UNDATED)
    days = bounds(period)
    return rows.filter(sort_day__gte=days[0], sort_day__lt=days[1]) if days else rows


def period_in_words(period: str) -> str:
    """A year or month in words; nothing for what is neither."""
    if period == UNDATED_PERIOD:
        return _("Date not known")
    days = bounds(period)
    if days is None:
        return ""
    return dateformat.format(days[0], "Y" if len(period) == 4 else "F Y")


def years(rows: Any, filtering: Filtering, period: str, order: str) -> list[Shown]:
    """Years and months in which entries stand, with their numbers, newest first."""
    counted = (
        rows.order_by()
        .annotate(month=TruncMonth("sort_day"))
        .values("month")
        .annotate(number=Count("pk"))
        .order_by("-month")
    )
    found: dict[int, Shown] = {}
    for row in counted:
        month: date = row["month"]
        undated = month.year == UNDATED.year
        key = UNDATED_PERIOD if undated else f"{month:%Y}"
        year = found.setdefault(
            month.year,
            {
                "key": key,
                "label": _("Date not known") if undated else key,
                "number": 0,
                "url": filtering.url(period=key, order=order),
                "current": period == key,
                "open": period.startswith(key),
                "months": [],
            },
        )
        year["number"] += row["number"]
        if not undated:
            name = f"{month:%Y-%m}"
            year["months"].append(
                {
                    "label": dateformat.format(month, "F"),
                    "number": row["number"],
                    "url": filtering.url(period=name, order=order),
                    "current": period == name,
                }
            )
    return list(found.values())
