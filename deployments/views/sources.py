"""The page of a source: all that it says, in its own order, and what others say of the same."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..filters.inputs import shown
from ..kinds import KINDS, SOURCE
from ..pages import in_its_order, sources
from ..pages.records import Read
from ..pages.sections import LIMIT, the_first, the_latest, whole
from ..pages.values import Shown
from ..paging import NEWEST_FIRST, BadCursor, page
from ..public.documents import CITES, MENTIONS, PublicFacet
from .base import PAGES, DetailPage, in_order
from .filtering import unknown
from .kinds import Kind

NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)

NOTHING_MORE: Shown = {
    "kinds": [],
    "said": None,
    "by_kind": [],
    "whole_url": "",
    "previous_url": "",
    "next_url": "",
}
"""What a page of a source shows where it has it."""


@PAGES.register(SOURCE)
class SourcePage(DetailPage):
    """A source with what it says, in its own order.

    Where too much rests on it to be read at once, of each kind of record the latest, or all of one
    by page.
    """

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
        """What the source says, in its own order; or by kind, where too much rests on it."""
        asked = self.request.GET
        left_out = unknown(asked, ("kind", "cursor", "part"))
        if asked.get("kind") in KINDS:
            found_there = self.of_one_kind(found, asked["kind"], asked.get("cursor", ""))
            return {"left_out": left_out, **NOTHING_MORE, **found_there}
        citing = sources.first_citing(found)
        page = sources.source(found, citing)
        if citing.is_whole and page.supported:
            said = self.in_its_order(page, asked.get("part", "1"), left_out)
            return {**NOTHING_MORE, **page.shown, "left_out": left_out, **said}
        by_kind = sources.by_kind(page)
        kinds = [
            self.section(each.record.record_type, by_kind[each.record.record_type])
            for each in in_order()
            if each.record.record_type in by_kind
        ]
        return {**NOTHING_MORE, **page.shown, "left_out": left_out, "kinds": kinds}

    def in_its_order(self, page: sources.Page, asked: str, left_out: list[str]) -> Shown:
        """A part of what it says; the first one, and that it is, for a part that is not there."""
        claims = page.claims
        part = in_its_order.part(claims, int(asked) if NUMBER.fullmatch(asked) else 0)
        if asked != str(part.number):
            left_out.append(_("There is no part “%(part)s”.") % {"part": shown(asked)})
        path = self.request.path
        counted = Counter(each.document["record_type"] for each in page.supported)
        return {
            "path": f"{path}?part={part.number}" if part.number > 1 else path,
            "said": {
                "count": len(claims),
                "summary": in_its_order.summary(claims),
                "part": "" if part.of == 1 else part_of(part),
                "places": in_its_order.places(page.source, part.claims, page.documents),
            },
            "by_kind": [
                {
                    "url": f"{path}?kind={each.record.record_type}",
                    "label": each.kind.title,
                    "count": counted[each.record.record_type],
                }
                for each in in_order()
                if each.record.record_type in counted
            ],
            "previous_url": f"{path}?part={part.number - 1}" if part.number > 1 else "",
            "next_url": f"{path}?part={part.number + 1}" if part.number < part.of else "",
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
        of_page = sources.source(found, citing)
        rows = sources.by_kind(of_page).get(kind, sources.OfKind([], 0))
        path = f"{self.request.path}?kind={kind}"
        return {
            **of_page.shown,
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


def part_of(part: in_its_order.Part) -> str:
    """Which part of what a source says is shown."""
    return _("Part %(number)d of %(of)d.") % {"number": part.number, "of": part.of}
