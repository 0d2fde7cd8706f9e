"""The page of a source: all that it supports, and where others contradict it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from .. import shapes
from ..kinds import SOURCE
from ..pages import sources
from ..pages.records import Read
from ..pages.values import Shown
from .base import PAGES, DetailPage, in_order
from .kinds import Kind


def with_titles(record: Read[shapes.Source]) -> Shown:
    """What the page shows, the records by kind in the order of the site."""
    shown, by_kind = sources.source(record)
    kinds = ((page.record.record_type, page.kind.title) for page in in_order())
    return {
        **shown,
        "kinds": [
            {"kind": kind, "title": title, "rows": by_kind[kind]}
            for kind, title in kinds
            if kind in by_kind
        ],
    }


@PAGES.register(SOURCE)
class SourcePage(DetailPage):
    """A source with all that rests on it."""

    record = SOURCE
    shown = with_titles
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
