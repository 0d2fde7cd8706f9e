"""Pages of days and months: what was when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from ..drawing import Picture
from ..pages import days, months
from ..pages.values import day_url, month_url
from .base import Page, as_file

_WRITTEN = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?|(\d{2})(\d{2})?)", re.ASCII)
"""Days and months as they are written in other places: 2024-8-6, 2024.08, 20240806."""


class DaysPage(Page):
    """The months of which anything is known."""

    template_name = "deployments/days.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(
            title=_("Days"),
            description=_("What was on which day, by month and year."),
            years=months.every(),
        )


class DayPage(Page):
    """One day; on that of which nothing is known it says so, and search engines leave it out."""

    template_name = "deployments/day.html"

    def get(self, request: HttpRequest, day: str) -> HttpResponse:
        return self.page(**days.one(read(day)))


class MonthPage(Page):
    """One month, day by day."""

    template_name = "deployments/month.html"

    def get(self, request: HttpRequest, month: str) -> HttpResponse:
        return self.page(**months.one(read(f"{month}-01")))


class MonthPicture(Page):
    """The picture of a month by itself, as a file with a credit line."""

    def get(self, request: HttpRequest, month: str) -> HttpResponse:
        """The picture. Raises ``Http404`` where there is none."""
        first = read(f"{month}-01")
        shown = months.one(first)
        pictured = cast("Mapping[str, Picture] | None", shown["picture"])
        return as_file(request, pictured, shown["title"], month_url(first), month)


class OtherwiseWritten(Page):
    """A day or month that is written in another way than its address."""

    def get(self, request: HttpRequest, written: str) -> HttpResponse:
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise Http404
        year, month, day = found[1], found[2] or found[4], found[3] or found[5]
        whole = read(f"{year}-{month:0>2}-{day or '1':0>2}")
        return HttpResponsePermanentRedirect(day_url(whole) if day else month_url(whole))


def read(day: str) -> date:
    """A day of the calendar. Raises ``Http404`` for what is none."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
