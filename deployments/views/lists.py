"""A list of each kind of record: filtered, in order, by page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from ..filters import FILTERSETS
from ..filters.inputs import shown
from ..kinds import KINDS
from ..pages import entries
from ..pages.lines import LINES
from ..pages.reading import Documents
from ..pages.values import Shown
from ..paging import BY_NAME, NEWEST_FIRST, BadCursor, Column, page_by_number, readable
from ..paging import Page as Slice
from ..paging import page as page_of
from ..public import TimelineEntry, numbers
from ..shapes import Document
from .base import PAGES, Page
from .filtering import Filtering

PER_PAGE = 50
ENTRIES_PER_PAGE = 25
"""Occurrences take more room than a line."""

MOST_BY_NUMBER = 100
"""The last page that is found by its number alone; those after it are found by a cursor."""
MOST_COUNTED = 1000
"""Records that are counted; of more it is said that there are more."""
_NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


class ListPage(Page):
    """All published records of a kind that match the filters of the address."""

    record_type: ClassVar[str] = ""
    template_name = "deployments/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if clean := without_blanks(request):
            return HttpResponseRedirect(clean)
        page_of_one = PAGES[self.record_type]
        kind = page_of_one.kind
        filterset = FILTERSETS[self.record_type](request.GET, request=request)
        filtering = Filtering(request, filterset, page_of_one.main_filters)
        if address := filtering.by_names():
            return HttpResponseRedirect(address)
        per_page = ENTRIES_PER_PAGE if self.is_entries else PER_PAGE
        columns = [column.name for column in self.order]
        rows = filterset.qs.only("record_id", *columns)
        number, slice_ = self.at(rows, per_page)
        matches = {row.record_id: getattr(row, "match", None) for row in slice_.rows}
        documents = Documents()
        # What was withdrawn since the rows were read has no document any more.
        fetched = documents.fetch_ids((self.record_type, pk) for pk in matches)
        known = ((pk, fetched.get((self.record_type, pk))) for pk in matches)
        found = {pk: document for pk, document in known if document is not None}
        said = [entries.matching(matches[pk], one_day=filtering.one_day) for pk in found]
        shown_as = self.entries if self.is_entries else page_of_one.lines
        listed = with_match(shown_as(found, documents), said)
        cursor = request.GET.get("cursor", "") if number > 1 else ""
        first = (number - 1) * per_page + 1
        last = first + len(slice_.rows) - 1
        counted = self.count(filtering, rows, last)
        count = counted if slice_.next else last
        return self.page(
            **filtering.context(),
            path=filtering.url(page=str(number) if number > 1 else "", cursor=cursor),
            left_out=self.left_out(
                filtering, number, None if count is None else ceil(count / per_page)
            ),
            title=kind.title,
            head_title=filtering.titled(
                kind.title, _("page %(number)d") % {"number": number} if number > 1 else ""
            ),
            description=kind.lede,
            lede=kind.lede,
            filter_title=kind.filter_title,
            crumbs=None,
            entries=listed if self.is_entries else [],
            rows=[] if self.is_entries else listed,
            place=place(first, last, count),
            reason=self.reason(filtering),
            previous_url=filtering.url(
                page=str(max(number - 1, 1)), cursor=slice_.previous if number > 2 else ""
            )
            if slice_.previous
            else "",
            next_url=filtering.url(page=str(number + 1), cursor=slice_.next) if slice_.next else "",
        )

    def at(self, rows: Any, per_page: int) -> tuple[int, Slice[Any]]:
        """The number of the page and its rows: by cursor, or by number where that is small.

        The first page for what cannot be read, and for a page that is not there.
        """
        asked, cursor = self.request.GET.get("page", "1"), self.request.GET.get("cursor", "")
        number = int(asked) if _NUMBER.fullmatch(asked) else 1
        try:
            if cursor and number > 1:
                return number, page_of(rows, order=self.order, size=per_page, cursor=cursor)
        except BadCursor:
            pass
        if 1 < number <= MOST_BY_NUMBER:
            found = page_by_number(rows, order=self.order, size=per_page, number=number)
            if found.rows:
                return number, found
        return 1, page_of(rows, order=self.order, size=per_page)

    def left_out(self, filtering: Filtering, number: int, pages: int | None) -> list[str]:
        """What of the address was not used, in words; of how many pages, None if not counted."""
        found = filtering.left_out(("page", "cursor"))
        asked, cursor = self.request.GET.get("page", "1"), self.request.GET.get("cursor", "")
        if cursor and not readable(cursor, self.order):
            text = _("“cursor=%(value)s” cannot be read, so it was left out.")
            found.append(text % {"value": shown(cursor)})
        if asked != str(number):
            text = _("There is no page “%(page)s”.")
            far = _NUMBER.fullmatch(asked) is not None and int(asked) > MOST_BY_NUMBER
            if far and (pages is None or int(asked) <= pages):
                text = _("Page “%(page)s” is reached from the one before it, not by its number.")
            found.append(text % {"page": shown(asked)})
        return found

    def count(self, filtering: Filtering, rows: Any, last: int) -> int | None:
        """How many records there are on all pages; None for more than :data:`MOST_COUNTED`.

        Without filters, or with one value of one, it was counted when they were written. There
        are ``last`` of them at least, which are shown up to here.
        """
        known = None
        if filtering.active:
            known = filtering.filterset.number_known
        elif KINDS[self.record_type].is_occurrence:
            known = numbers.of_occurrences(self.record_type)[self.record_type]
        if known is not None:
            return max(known, last)
        counted: int = rows.at_most(MOST_COUNTED)
        return max(counted, last) if counted <= MOST_COUNTED else None

    @property
    def is_entries(self) -> bool:
        """Whether records are shown as entries of a timeline, with all that is known of them."""
        return KINDS[self.record_type].is_occurrence and self.record_type not in LINES

    @property
    def order(self) -> Sequence[Column]:
        """Occurrences newest first, others by name."""
        return NEWEST_FIRST if KINDS[self.record_type].is_occurrence else BY_NAME

    def entries(self, found: Mapping[int, Document], documents: Documents) -> list[Shown]:
        """Records by id as entries; a visit that opens or closes a deployment says so."""
        kinds: dict[int | None, str] = {}
        if self.record_type == "visit":
            told = TimelineEntry.objects.filter(visit__in=found)
            kinds = dict(told.values_list("visit", "kind"))
        documents.fetch(link for document in found.values() for link in entries.named(document))
        return [
            entries.of_record(document, kinds.get(pk, self.record_type), documents)
            for pk, document in found.items()
        ]

    def reason(self, filtering: Filtering) -> str:
        """Why nothing is listed."""
        if not filtering.valid:
            return _("A filter could not be read. Correct it, or remove it.")
        if filtering.active:
            return _("Nothing published matches these filters.")
        return str(PAGES[self.record_type].kind.empty)


def with_match(shown: list[Shown], said: list[Shown | None]) -> list[Shown]:
    """Entries or lines, each with how sure it is that it was there on the days asked for."""
    return [{**one, "match": match} for one, match in zip(shown, said, strict=True)]


def place(first: int, last: int, count: int | None) -> str:
    """Where in the list one is; None for more than are counted."""
    if last < first:
        return ""
    if count is None:
        values = {"first": first, "last": last, "count": max(MOST_COUNTED, last)}
        return _("%(first)d–%(last)d of more than %(count)d") % values
    return _("%(first)d–%(last)d of %(count)d") % {"first": first, "last": last, "count": count}


def without_blanks(request: HttpRequest) -> str:
    """The address without the fields that a form left empty, or nothing if there are none.

    A form without scripts sends all its fields; the address that is shared names the filters set.
    """
    names = list(request.GET)
    parameters = request.GET.copy()
    for name in names:
        values = parameters.getlist(name)
        kept = [value for value in values if value != ""]
        if len(kept) == len(values):
            continue
        if kept:
            parameters.setlist(name, kept)
        else:
            del parameters[name]
    if parameters == request.GET:
        return ""
    query = parameters.urlencode()
    return f"{request.path}?{query}" if query else request.path
