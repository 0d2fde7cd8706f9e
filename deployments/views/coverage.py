"""Pages of coverage: what was followed, so that an absence is not read as a fact."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from ..kinds import COVERAGE
from ..pages import coverage
from .base import PAGES, DetailPage
from .kinds import Kind


@PAGES.register(COVERAGE)
class CoveragePage(DetailPage):
    """What was followed, for which records, from when to when, by which sources."""

    record = COVERAGE
    shown = coverage.coverage
    kind = Kind(
        13,
        gettext_lazy("Coverage"),
        gettext_lazy("Coverage"),
        gettext_lazy("What was followed, and how completely: elsewhere, silence proves nothing."),
        gettext_lazy("No coverage has been published yet."),
        gettext_lazy("Filter coverage"),
    )
    main_filters = ("q", "navy", "port", "country", "followed")
    template_name = "deployments/record.html"
