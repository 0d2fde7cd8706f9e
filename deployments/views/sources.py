"""The page of a source: all that it supports, and where others contradict it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from ..kinds import KINDS, SOURCE
from ..pages import sources
from ..pages.records import Read
from ..pages.sections import LIMIT, the_first, the_latest, whole
from ..pages.values import Shown
from ..paging import NEWEST_FIRST, BadCursor, page
from ..public.documents import CITES, MENTIONS, PublicFacet
from .base import PAGES, DetailPage, in_order
from .filtering import unknown
from .kinds import Kind


@PAGES.register(SOURCE)
class SourcePage(DetailPage):
    """A source with what rests on it: of each kind the latest, or all of one by page."""

    record = SOURCE
    kind = Kind(
        14,
        gettext_lazy("Source"),
        gettext_lazy("Sources"),
        gettext_lazy(
            "Everything the records rest on: articles, official statements, posts and photos."
        ),
        gettext_lazy("No source has been published yet."),
        gettext_lazy("Filter sources"),
    )
    main_filters = ("q", "kind", "publisher", "language")
    template_name = "deployments/source.html"

    def what_is_shown(self, found: Read[Any]) -> Shown:
        """What rests on the source, by kind in the order of the site."""
        asked = self.request.GET
        left_out = {"left_out": unknown(asked, ("kind", "cursor"))}
        if asked.get("kind") in KINDS:
            return {**left_out, **self.of_one_kind(found, asked["kind"], asked.get("cursor", ""))}
        citing = sources.first_citing(found)
        shown, by_kind = sources.source(found, citing)
        kinds = [
            self.section(each.record.record_type, by_kind[each.record.record_type])
            for each in in_order()
            if each.record.record_type in by_kind
        ]
        return {
            **shown,
            **left_out,
            "kinds": kinds,
            "whole_url": "",
            "previous_url": "",
            "next_url": "",
        }

    def section(self, kind: str, found: sources.OfKind) -> Shown:
        """The records of a kind, and where all of them are if some are left out."""
        count = found.count
        is_part = count > len(found.rows)
        return {
            "kind": kind,
            "title": PAGES[kind].kind.title,
            "rows": found.rows,
            "count": count,
            "note": some_of(kind) if is_part else "",
            "all": [whole(f"{self.request.path}?kind={kind}", count)] if is_part else [],
        }

    def of_one_kind(self, found: Read[Any], kind: str, cursor: str) -> Shown:
        """A page of the records of a kind that name the source, newest first, then by key.

        The first page for a cursor that cannot be read.
        """
        naming = PublicFacet.objects.filter(
            record_type=kind, name__in=(CITES, MENTIONS), value=str(found.id)
        ).only("record_id", "sort_day", "key")
        try:
            slice_ = page(naming, order=NEWEST_FIRST, size=LIMIT, cursor=cursor)
        except BadCursor:
            cursor = ""
            slice_ = page(naming, order=NEWEST_FIRST, size=LIMIT)
        fetched = found.documents.fetch_ids((kind, row.record_id) for row in slice_.rows)
        citing = sources.Citing(list(fetched.values()), {kind: sources.number_of(found.id, kind)})
        shown, by_kind = sources.source(found, citing)
        rows = by_kind.get(kind, sources.OfKind([], 0))
        path = f"{self.request.path}?kind={kind}"
        return {
            **shown,
            "relayed": [],
            "path": f"{path}&cursor={cursor}" if cursor else path,
            "kinds": [{**self.section(kind, rows), "note": "", "all": []}],
            "whole_url": self.request.path,
            "previous_url": f"{path}&cursor={slice_.previous}" if slice_.previous else "",
            "next_url": f"{path}&cursor={slice_.next}" if slice_.next else "",
        }


def some_of(kind: str) -> str:
    """That not all records of a kind are shown."""
    return the_latest(LIMIT) if KINDS[kind].is_occurrence else the_first(LIMIT)
