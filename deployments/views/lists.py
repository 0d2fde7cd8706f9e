"""A list of each kind of record: filtered, in order, by page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db.models import CharField, Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from ..filters import FILTERSETS
from ..filters.inputs import shown
from ..kinds import KINDS
from ..orders import NEWEST_FIRST
from ..pages import entries
from ..pages.lines import LINES
from ..pages.reading import Documents
from ..pages.values import Shown
from ..public import TimelineEntry
from ..shapes import Document
from .base import PAGES, Page
from .filtering import Filtering

PER_PAGE = 50
ENTRIES_PER_PAGE = 25
"""Occurrences take more room than a line."""


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
        match = "match" if filtering.by_days else Value(None, CharField())
        rows = self.in_order(filterset.qs).values_list("record_id", match)
        paginator = Paginator(rows, per_page)
        page = paginator.get_page(request.GET.get("page"))
        matches = dict(page.object_list)
        documents = Documents()
        # What was withdrawn since the rows were read has no document any more.
        fetched = documents.fetch_ids((self.record_type, pk) for pk in matches)
        known = ((pk, fetched.get((self.record_type, pk))) for pk in matches)
        found = {pk: document for pk, document in known if document is not None}
        said = [entries.matching(matches[pk], one_day=filtering.one_day) for pk in found]
        shown_as = self.entries if self.is_entries else page_of_one.lines
        listed = with_match(shown_as(found, documents), said)
        number = page.number
        left_out = filtering.left_out(("page",))
        asked = request.GET.get("page", "1")
        if asked != str(number):
            left_out.append(_("There is no page “%(page)s”.") % {"page": shown(asked)})
        return self.page(
            **filtering.context(),
            path=filtering.url(page=str(number) if number > 1 else ""),
            left_out=left_out,
            title=kind.title,
            description=kind.lede,
            lede=kind.lede,
            filter_title=kind.filter_title,
            crumbs=None,
            entries=listed if self.is_entries else [],
            rows=[] if self.is_entries else listed,
            place=place(page.start_index(), page.end_index(), paginator.count),
            reason=self.reason(filtering),
            previous_url=filtering.url(page=str(number - 1)) if page.has_previous() else "",
            next_url=filtering.url(page=str(number + 1)) if page.has_next() else "",
        )

    @property
    def is_entries(self) -> bool:
        """Whether records are shown as entries of a timeline, with all that is known of them."""
        return KINDS[self.record_type].is_occurrence and self.record_type not in LINES

    def in_order(self, found: Any) -> Any:
        """Occurrences newest first, others by name."""
        if KINDS[self.record_type].is_occurrence:
            return found.order_by(*NEWEST_FIRST)
        return found.order_by("sort_name", "key")

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


def place(first: int, last: int, count: int) -> str:
    """Where in the list one is."""
    if not count:
        return ""
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
